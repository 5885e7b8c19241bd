import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClockGuard } from '@/server/clock-guard';
import { serveForTests, type TestServer } from '../../scripts/serve-for-tests.mjs';
import { newOwner, proofOf, sealedReply, shownDocument, signed } from '../support/exchange-owner';
import { call, postReply, putCard } from './client';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const folder = mkdtempSync(join(tmpdir(), 'poignee-clock-'));
const clockFile = join(folder, 'offset');
let offsetMs = 0;
const jumpTo = (ms: number) => {
  offsetMs = ms;
  writeFileSync(clockFile, String(ms));
};

let server: TestServer;
const env = {
  NODE_OPTIONS: `--import ${join(import.meta.dirname, 'jumping-clock.mjs')}`,
  POIGNEE_TEST_CLOCK: clockFile,
};
beforeAll(async () => {
  jumpTo(0);
  server = await serveForTests({ env });
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(server.data, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

test('a clock that has just been set is not trusted for deletions', () => {
  let [nowMs, elapsedMs] = [1_000_000_000_000, 0];
  const isSteady = createClockGuard(
    () => nowMs,
    () => elapsedMs,
  );
  const isSteadyAfter = (passedMs: number, setMs = 0) => {
    nowMs += passedMs + setMs;
    elapsedMs += passedMs;
    return isSteady();
  };
  expect(isSteadyAfter(HOUR_MS)).toBe(true);
  expect(isSteadyAfter(HOUR_MS, 100 * DAY_MS)).toBe(false);
  expect(isSteadyAfter(HOUR_MS, -100 * DAY_MS)).toBe(false);
  expect(isSteadyAfter(HOUR_MS)).toBe(true);
  // A clock that then runs steadily is trusted: the machine was asleep, or its clock was wrong before.
  expect(isSteadyAfter(HOUR_MS, 100 * DAY_MS)).toBe(false);
  expect(isSteadyAfter(HOUR_MS)).toBe(true);
  expect(isSteadyAfter(HOUR_MS, 60_000)).toBe(true);
});

test('a clock that jumps ahead and back loses no reply, repeats none, and locks nobody out for long', async () => {
  const owner = await newOwner(new URL(server.url).host);
  const nowMs = () => Date.now() + offsetMs;
  const sendSigned = async (method: string, path: string, body = '') => {
    // A device whose clock differs from the server's receives the server's time and retries with it.
    const authorize = async (atMs: number) => ({ authorization: await proofOf(owner, method, path, body, atMs) });
    const send = async (atMs: number) =>
      call(server.url, path, { method, headers: await authorize(atMs), ...(body !== '' && { body }) });
    const firstResponse = await send(Date.now());
    if (firstResponse.status !== 401) return firstResponse;
    const clockProblem = JSON.parse(firstResponse.body) as { code: string; nowMs: number };
    expect(clockProblem.code).toBe('request.clock');
    expect(Math.abs(clockProblem.nowMs - nowMs())).toBeLessThan(HOUR_MS);
    return send(clockProblem.nowMs);
  };
  const path = `/api/cards/${owner.address}`;
  expect((await putCard(server.url, owner.address, await signed(owner, await shownDocument(owner, 1)))).status).toBe(
    201,
  );

  const sent: string[] = [];
  const sendReply = async () => {
    const { request } = await sealedReply(owner);
    expect((await postReply(server.url, owner.address, request)).status).toBe(201);
    // As if the response had been lost: the same reply is sent again.
    expect((await postReply(server.url, owner.address, request)).status).toBe(200);
    sent.push(request.id);
  };
  const fetchWaitingIds = async () => {
    const ids: string[] = [];
    for (let after = ''; ; ) {
      const { status, body } = await sendSigned('GET', `${path}/replies${after}`);
      expect(status, body).toBe(200);
      const { replies } = JSON.parse(body) as { replies: { id: string; receivedAtMs: number }[] };
      const last = replies.at(-1);
      if (last === undefined) return ids;
      ids.push(...replies.map(({ id }) => id));
      after = `?after=${last.receivedAtMs}.${last.id}`;
    }
  };

  let etag = (await call(server.url, path)).headers.get('etag') ?? '';
  let rev = 1;
  for (const jump of [0, 2 * HOUR_MS, -DAY_MS, 30 * DAY_MS, -3 * DAY_MS, 0]) {
    jumpTo(jump);
    for (let count = 0; count < 4; count += 1) await sendReply();
    expect((await fetchWaitingIds()).sort()).toEqual([...sent].sort());
    rev += 1;
    const updateResponse = await putCard(
      server.url,
      owner.address,
      await signed(owner, await shownDocument(owner, rev)),
      etag,
    );
    expect(updateResponse.status, updateResponse.body).toBe(200);
    etag = updateResponse.headers.get('etag') ?? '';
    expect((await call(server.url, `/${owner.address}`)).status).toBe(200);
  }

  // Acknowledged while the clock is a month ahead, restarted once it is right: seven days have not passed.
  jumpTo(30 * DAY_MS);
  const body = JSON.stringify({ ids: sent.slice(0, 3) });
  expect((await sendSigned('POST', `${path}/acknowledgements`, body)).status).toBe(204);
  jumpTo(0);
  const { port, data } = server;
  server.process.kill();
  await new Promise((resolve) => server.process.once('close', resolve));
  server = await serveForTests({ env, port, data });
  expect((await fetchWaitingIds()).sort()).toEqual(sent.slice(3).sort());
}, 120_000);
