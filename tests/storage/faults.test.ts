import { describe, expect, test } from 'vitest';
import { serveForTests, type TestServer } from '../../scripts/serve-for-tests.mjs';
import { newOwner, sealedReply, shownDocument, signed, type TestOwner } from '../support/exchange-owner';
import { call, postReply, pulled, putCard } from './client';
import { startEngine } from './engines';

/** Number of kills; the published figures use 25 (`POIGNEE_KILLS=25 npx vitest run tests/storage/faults.test.ts`). */
const KILLS = Number(process.env.POIGNEE_KILLS ?? 6);
const CARDS = 12;
const CALLERS = 8;

/** What the server has acknowledged for a card: its replies and the last revision of its document. */
type Acknowledged = { owner: TestOwner; replies: Set<string>; rev: number; etag: string | null };

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Publishes and replies as fast as the server responds, until stopped. A failed request counts as not acknowledged. */
function startLoad(url: string, cards: readonly Acknowledged[]) {
  let running = true;
  let responseCount = 0;
  const runCaller = async (number: number) => {
    for (let turn = number; running; turn += CALLERS) {
      const card = cards[turn % cards.length];
      if (card === undefined) return;
      try {
        // Only one caller per card changes its document: the others send replies.
        if (turn % cards.length === number && turn % 3 === 0) await changeCard(url, card, turn);
        else {
          const { request } = await sealedReply(card.owner);
          const { status } = await postReply(url, card.owner.address, request);
          if (status === 201 || status === 200) card.replies.add(request.id);
        }
        responseCount += 1;
      } catch {
        await wait(20);
      }
    }
  };
  const callers = Array.from({ length: CALLERS }, (_, number) => runCaller(number));
  return {
    answered: () => responseCount,
    answers: async (count: number) => {
      for (let turn = 0; responseCount < count && turn < 1500; turn += 1) await wait(20);
    },
    stop: async () => {
      running = false;
      await Promise.all(callers);
    },
  };
}

async function changeCard(url: string, card: Acknowledged, turn: number): Promise<void> {
  const rev = card.rev + 1;
  const body = await signed(card.owner, await shownDocument(card.owner, rev, `Titre ${turn}`));
  const response = await putCard(url, card.owner.address, body, card.etag ?? undefined);
  if (response.status === 200 || response.status === 201) {
    card.rev = rev;
    card.etag = response.headers.get('etag');
  } else if (response.status === 412) {
    // A request sent before a crash was stored after all.
    const { document, etag } = JSON.parse((await call(url, `/api/cards/${card.owner.address}`)).body) as {
      document: string;
      etag: string;
    };
    card.rev = (JSON.parse(document) as { rev: number }).rev;
    card.etag = etag;
  }
}

async function publishFirstCards(server: TestServer): Promise<Acknowledged[]> {
  const host = new URL(server.url).host;
  const cards: Acknowledged[] = [];
  for (let index = 0; index < CARDS; index += 1) {
    const owner = await newOwner(host);
    const response = await putCard(server.url, owner.address, await signed(owner, await shownDocument(owner, 1)));
    expect(response.status, response.body).toBe(201);
    cards.push({ owner, replies: new Set(), rev: 1, etag: response.headers.get('etag') });
  }
  return cards;
}

/** Expects everything acknowledged to be stored, without duplicates. Returns the number of acknowledged replies. */
async function expectNothingLost(url: string, cards: readonly Acknowledged[]): Promise<number> {
  let total = 0;
  for (const { owner, replies, rev } of cards) {
    const storedIds = await pulled(url, owner);
    expect(new Set(storedIds).size, 'duplicate replies').toBe(storedIds.length);
    const missing = [...replies].filter((id) => !storedIds.includes(id));
    expect(missing, 'acknowledged but lost').toEqual([]);
    const { body } = await call(url, `/api/cards/${owner.address}`);
    const stored = JSON.parse((JSON.parse(body) as { document: string }).document) as { rev: number };
    expect(stored.rev).toBeGreaterThanOrEqual(rev);
    total += replies.size;
  }
  return total;
}

for (const name of ['sqlite', 'postgres'] as const)
  describe(name, () => {
    test(`killed ${KILLS} times under load, the server keeps all it acknowledged`, { timeout: 600_000 }, async () => {
      const engine = await startEngine(name);
      let server = await serveForTests({ env: engine.environment });
      const { port } = server;
      const cards = await publishFirstCards(server);
      let responseCount = 0;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const calls = startLoad(server.url, cards);
        // Kill under load: after some responses, with more requests in flight.
        await calls.answers(12 + ((kill * 7) % 23));
        await server.stop('SIGKILL');
        await calls.stop();
        responseCount += calls.answered();
        server = await serveForTests({ env: engine.environment, port });
      }
      const replies = await expectNothingLost(server.url, cards);
      console.log(
        `${name}: ${KILLS} kills, ${responseCount} responses, ${replies} acknowledged replies, 0 lost, 0 twice`,
      );
      expect(replies).toBeGreaterThan(KILLS * 5);
      await server.stop();
      await engine.stop();
    });
  });

test('PostgreSQL restarted under load: requests fail meanwhile, then everything works as before', {
  timeout: 120_000,
}, async () => {
  const engine = await startEngine('postgres');
  const server = await serveForTests({ env: engine.environment });
  const cards = await publishFirstCards(server);
  const calls = startLoad(server.url, cards);
  await calls.answers(30);
  await engine.restart();
  await calls.answers(calls.answered() + 60);
  await calls.stop();
  expect((await call(server.url, '/readyz')).status).toBe(200);
  const acknowledgedCount = cards.reduce((sum, { replies }) => sum + replies.size, 0);
  const { request } = await sealedReply(cards[0]?.owner ?? (await newOwner()));
  expect((await postReply(server.url, cards[0]?.owner.address ?? '', request)).status).toBe(201);
  expect(await expectNothingLost(server.url, cards)).toBe(acknowledgedCount);
  await server.stop();
  await engine.stop();
});

test('a full disk answers 507 until there is room; nothing acknowledged is lost', { timeout: 240_000 }, async () => {
  if (process.platform === 'win32') return;
  const engine = await startEngine('sqlite');
  // Limits the size of a file to a few megabytes, which simulates a full disk.
  const limitedShell = ['sh', '-c', `trap '' XFSZ; ulimit -f 4096; exec "$@"`, 'sh'];
  let server = await serveForTests({ env: engine.environment, before: limitedShell });
  const { port } = server;
  const cards = await publishFirstCards(server);
  let refusedCount = 0;
  for (let turn = 0; refusedCount < 20 && turn < 1000; turn += 1) {
    const card = cards[turn % cards.length];
    if (card === undefined) break;
    const { request } = await sealedReply(card.owner, undefined, 8000);
    const { status, body } = await postReply(server.url, card.owner.address, request);
    if (status === 201) card.replies.add(request.id);
    else if (status === 507) {
      expect(body).toContain('storage.full');
      refusedCount += 1;
    }
  }
  expect(refusedCount).toBe(20);
  expect((await call(server.url, `/${cards[0]?.owner.address}`)).status).toBe(200);
  // Monitoring reports the full disk; owners can still read their replies, although nothing can be recorded.
  const ready = await call(server.url, '/readyz');
  expect([ready.status, ready.body]).toEqual([507, '{"code":"storage.full"}']);
  expect(await expectNothingLost(server.url, cards)).toBeGreaterThan(50);
  await server.stop('SIGKILL');
  server = await serveForTests({ env: engine.environment, port });
  expect(await expectNothingLost(server.url, cards)).toBeGreaterThan(50);
  const { request } = await sealedReply(cards[0]?.owner ?? (await newOwner()));
  expect((await postReply(server.url, cards[0]?.owner.address ?? '', request)).status).toBe(201);
  await server.stop();
  await engine.stop();
});
