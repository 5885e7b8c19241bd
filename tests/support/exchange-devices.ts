import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { ExchangeContext } from '@/lib/browser/exchange/context';
import { createIdentity, saveIdentity } from '@/lib/browser/exchange/identity';
import { createServerApi } from '@/lib/browser/exchange/server-api';
import { PoigneeDatabase } from '@/lib/browser/storage/database';
import { type Card, type CardId, type CardPatch, newCard } from '@/lib/card/card';
import { applyPatch } from '@/lib/card/merge';
import { createApp } from '@/server/app';
import { readConfig } from '@/server/config';
import { openServices } from '@/server/services';
import type { StaticSite } from '@/server/static-site';

/** What happens to the next request that matches: no answer at all, an answer that is lost, or an answer when told. */
type Fault = { matches: RegExp; kind: 'refuse' | 'lose' | { until: Promise<void> } };

export type MemoryServer = {
  origin: string;
  fetch(path: string, init: RequestInit): Promise<Response>;
  /** Every request, as `METHOD path`. */
  log: string[];
  fail(matches: RegExp, kind: Fault['kind']): void;
  close(): Promise<void>;
};

const NO_SITE: StaticSite = { respond: () => new Response(null, { status: 404 }) } as unknown as StaticSite;

/** The real server's routes and storage, on a temporary database, under a name of its own. */
export async function openMemoryServer(
  host = 'poignee.test',
  now: () => number = Date.now,
  environment: Record<string, string> = {},
): Promise<MemoryServer> {
  const folder = mkdtempSync(join(tmpdir(), 'poignee-memory-'));
  const origin = `http://${host}`;
  const config = readConfig(
    { POIGNEE_DATA: folder, POIGNEE_ORIGIN: origin, POIGNEE_PROXIES: '1', ...environment },
    folder,
  );
  const services = { ...(await openServices(config, () => undefined)), now };
  const app = createApp(services, NO_SITE, folder);
  const http = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const log: string[] = [];
  const faults: Fault[] = [];
  let requests = 0;
  return {
    origin,
    log,
    fail: (matches, kind) => void faults.push({ matches, kind }),
    async fetch(path, { signal, ...init }) {
      const line = `${init.method ?? 'GET'} ${path}`;
      log.push(line);
      const index = faults.findIndex(({ matches }) => matches.test(line));
      const [fault] = index < 0 ? [] : faults.splice(index, 1);
      if (fault?.kind === 'refuse') throw new TypeError('fetch failed');
      // A network of its own for every request: these tests are not about the limits.
      requests += 1;
      const headers = new Headers(init.headers);
      headers.set('x-forwarded-for', `10.0.${requests >> 8}.${requests & 255}`);
      if (typeof fault?.kind === 'object') await until(fault.kind.until, signal ?? null);
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers });
      if (fault?.kind === 'lose') throw new TypeError('fetch failed');
      return response;
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await services.push.close();
      await services.storage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function until(settled: Promise<void>, signal: AbortSignal | null): Promise<void> {
  return Promise.race([
    settled,
    new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true })),
  ]);
}

export type TestDevice = ExchangeContext & { addCard(content: CardPatch): Promise<Card> };

let devices = 0;

/** A device with a database of its own. Tabs of one device share `tab`'s context. */
export function openDevice(
  server: MemoryServer,
  { now = Date.now, timeoutMs }: { now?: () => number; timeoutMs?: number } = {},
): TestDevice {
  devices += 1;
  const database = new PoigneeDatabase(`device-${devices}`);
  const { origin } = server;
  const { host } = new URL(origin);
  const locks = new Map<string, Promise<unknown>>();
  const cardOf = async (id: CardId) => (await database.cards.get(id)) ?? null;
  return {
    database,
    server: createServerApi({ fetch: server.fetch, host, now, ...(timeoutMs !== undefined && { timeoutMs }) }),
    origin,
    host,
    now,
    cards: {
      latest: async (card) => (await cardOf(card.id)) ?? card,
      async apply(id, patch) {
        const card = await cardOf(id);
        if (card !== null) await database.cards.put(applyPatch(card, patch, now()));
      },
    },
    contacts: {
      meeting: () => ({ channel: 'link', atMs: now(), eventId: null, batch: '' }),
      reload: () => Promise.resolve(),
    },
    photos: {
      shrink: (picture) => Promise.resolve(picture),
      sizeOf: () => Promise.resolve({ widthPx: 8, heightPx: 8 }),
    },
    withLock(name, work) {
      const result = (locks.get(name) ?? Promise.resolve()).then(work, work);
      locks.set(
        name,
        result.catch(() => undefined),
      );
      return result;
    },
    async addCard(content) {
      const card = newCard(`card${devices}${await database.cards.count()}` as CardId, now(), content);
      await database.cards.put(card);
      return card;
    },
  };
}

/** Gives the device the identity of a recovery phrase. */
export async function giveIdentity(device: TestDevice, entropy = crypto.getRandomValues(new Uint8Array(16))) {
  await saveIdentity(device, await createIdentity(entropy, device.now()));
  return entropy;
}
