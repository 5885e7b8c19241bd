import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveForTests, type TestServer } from '../../scripts/serve-for-tests.mjs';
import { newOwner, REPLY, sealedReply, shownDocument, signed, type TestOwner } from '../support/exchange-owner';
import { memoryOf } from '../support/process-memory';
import { call, postReply, pulled, putCard } from './client';
import { type Engine, startEngine } from './engines';

let engine: Engine;
let servers: TestServer[] = [];
let output = '';

beforeAll(async () => {
  engine = await startEngine('postgres');
  // Both start at once on an empty database: each tries to create the tables.
  servers = await Promise.all(
    [0, 1].map(() =>
      serveForTests({
        // The public origin is the same for both processes.
        env: { ...engine.environment, POIGNEE_ORIGIN: 'https://cartes.exemple.ca' },
        onOutput: (text) => {
          output += text;
        },
      }),
    ),
  );
}, 120_000);
afterAll(async () => {
  for (const server of servers) await server.stop();
  await engine?.stop();
});

/** Round robin, like a load balancer. */
let turn = 0;
function nextUrl(): string {
  turn += 1;
  return servers[turn % servers.length]?.url ?? '';
}

async function publishOwner(): Promise<TestOwner> {
  const owner = await newOwner('cartes.exemple.ca');
  const { status, body } = await putCard(nextUrl(), owner.address, await signed(owner, await shownDocument(owner, 1)));
  expect(status, body).toBe(201);
  return owner;
}

describe('two processes on one PostgreSQL', () => {
  test('act as one server: each serves what the other stored and accepts a form the other issued', async () => {
    const owner = await publishOwner();
    for (const { url } of servers) expect((await call(url, `/${owner.address}`)).body).toContain('Élodie Côté-Gagné');
    const [first, second] = [servers[0]?.url ?? '', servers[1]?.url ?? ''];
    const { body } = await call(first, `/${owner.address}`);
    const form = new FormData();
    form.set('t', /name="t" value="([^"]+)"/.exec(body)?.[1] ?? '');
    form.set('name', 'Jo');
    form.set('phone', '514 555-0111');
    const send = () => fetch(`${second}/c/${owner.address}`, { method: 'POST', body: form });
    await expect.poll(async () => (await send()).status, { timeout: 10_000, interval: 500 }).toBe(201);
    const { request } = await sealedReply(owner);
    expect((await postReply(first, owner.address, request)).status).toBe(201);
    // As if the response had been lost: sent again to the other process, it is the same reply.
    expect((await postReply(second, owner.address, request)).status).toBe(200);
    expect(await pulled(second, owner)).toHaveLength(2);
  });

  test('accept exactly one of 32 concurrent updates, half to each, for each revision', async () => {
    const owner = await publishOwner();
    let etag = (await call(nextUrl(), `/api/cards/${owner.address}`)).headers.get('etag') ?? '';
    for (let rev = 2; rev < 6; rev += 1) {
      const bodies = await Promise.all(
        Array.from({ length: 32 }, async (_, index) =>
          signed(owner, await shownDocument(owner, rev, `Titre ${index}`)),
        ),
      );
      const answers = await Promise.all(bodies.map((body) => putCard(nextUrl(), owner.address, body, etag)));
      const winners = answers.filter(({ status }) => status === 200);
      expect(winners).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 412)).toHaveLength(31);
      etag = winners[0]?.headers.get('etag') ?? '';
    }
  });

  test('hold no plaintext of a reply sealed in a browser: disk, logs and memory, database included', async () => {
    const owner = await publishOwner();
    const note = 'Rendez-vous au port';
    expect(
      (await postReply(nextUrl(), owner.address, (await sealedReply(owner, { ...REPLY, note })).request)).status,
    ).toBe(201);
    const secrets = ['Marguerite', 'Secrète-Untel', '418 555-0188', note];
    const files = readdirSync(engine.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    expect(files.some((file) => file.includes('Boulangère'))).toBe(true);
    const log = Buffer.from(output);
    const [database = 0, ...others] = databaseProcesses();
    // Memory shared by the database's processes is searched once.
    const memory = [
      ...[...servers.map(({ process }) => process.pid ?? 0), database].map((pid) => memoryOf(pid)),
      ...others.map((pid) => memoryOf(pid, 'own')),
    ];
    for (const secret of secrets) {
      expect(
        [...files, log].some((file) => file.includes(secret)),
        secret,
      ).toBe(false);
      for (const parts of memory) expect(parts?.some((part) => part.includes(secret)) ?? false, secret).toBe(false);
    }
    if (memory[0] === null) return;
    // Control: the search does find the card's own text in the database's memory.
    expect(memory[servers.length]?.some((part) => part.includes('Boulangère'))).toBe(true);
  });
});

test('a process answers pending requests before it stops; without its database it is alive but not ready', async () => {
  const server = await serveForTests({ env: engine.environment });
  const owner = await newOwner(new URL(server.url).host);
  expect((await putCard(server.url, owner.address, await signed(owner, await shownDocument(owner, 1)))).status).toBe(
    201,
  );
  const replies = await Promise.all(Array.from({ length: 20 }, () => sealedReply(owner)));
  const answers = replies.map(({ request }) =>
    postReply(server.url, owner.address, request).then(({ status }) => status),
  );
  // Stop once one request is answered and others are pending.
  await Promise.race(answers);
  const processClosed = new Promise((resolve) => server.process.once('close', resolve));
  server.process.kill('SIGTERM');
  // A refused request was not acknowledged; every acknowledged reply is stored.
  const outcomes = await Promise.allSettled(answers);
  const acknowledgedReplies = replies.filter((_, index) => {
    const outcome = outcomes[index];
    return outcome?.status === 'fulfilled' && outcome.value === 201;
  });
  expect(acknowledgedReplies.length).toBeGreaterThan(0);
  await processClosed;
  const restarted = await serveForTests({ env: engine.environment, port: server.port });
  const storedIds = await pulled(restarted.url, owner);
  for (const { request } of acknowledgedReplies) expect(storedIds).toContain(request.id);
  expect((await call(restarted.url, '/readyz')).status).toBe(200);
  await engine.stop();
  expect((await call(restarted.url, '/readyz')).status).toBe(503);
  expect((await call(restarted.url, '/healthz')).status).toBe(200);
  await restarted.stop();
}, 60_000);

/** Returns the database's process ids: the one in its postmaster.pid, then its children. Empty except on Linux. */
function databaseProcesses(): number[] {
  try {
    const [first = ''] = readFileSync(join(engine.folder, 'data/postmaster.pid'), 'utf8').split('\n');
    const parentOf = (pid: string) => /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const isOurs = (pid: string) => {
      try {
        return parentOf(pid) === first;
      } catch {
        return false;
      }
    };
    return [first, ...readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOurs(name))].map(Number);
  } catch {
    return [];
  }
}
