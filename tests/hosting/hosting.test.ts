import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findTool } from '../../scripts/find-tool.mjs';
import { serveForTests, type TestServer } from '../../scripts/serve-for-tests.mjs';
import { call, pulled, putCard } from '../storage/client';
import { newOwner, sealedReply, shownDocument, signed, type TestOwner } from '../support/exchange-owner';
import { checkUnit, startCaddy, startNginx, startUnit } from './fronts.mjs';

const FRONTS = [
  ['nginx', startNginx],
  ['caddy', startCaddy],
] as const;

describe.each(FRONTS)('behind %s', (name, start) => {
  let server: TestServer;
  let front: ReturnType<typeof start>;
  let owner: TestOwner;

  beforeAll(async () => {
    for (const tool of [name, 'openssl'] as const) if (!findTool(tool)) throw new Error(`${tool} cannot be had here`);
    server = await serveForTests();
    front = start(new URL(server.url).host);
    await vi.waitFor(async () => {
      const { status } = await call(front.url, '/healthz').catch(() => ({ status: front.said() }));
      expect(status).toBe(200);
    }, 20_000);
    owner = await newOwner(new URL(front.url).host);
    const { status, body } = await putCard(
      front.url,
      owner.address,
      await signed(owner, await shownDocument(owner, 1)),
    );
    expect(status, body).toBe(201);
  }, 120_000);
  afterAll(async () => {
    await front?.stop();
    await server?.stop();
  });

  test('everything is answered with its own headers, over TLS alone', async () => {
    const page = await call(front.url, '/fr/montrer');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'self'; script-src 'self' 'sha256-/);
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000');
    const plain = await call(front.httpUrl, `/${owner.address}`, { headers: { host: 'localhost' } });
    expect(plain.status).toBeGreaterThanOrEqual(301);
    expect(plain.status).toBeLessThanOrEqual(308);
    expect(plain.headers.get('location')).toMatch(/^https:\/\//);
    expect((await call(front.url, `/${owner.address}`)).body).toContain(`property="og:url" content="${front.url}/`);
  });

  test('a page is in its visitor’s language and encoding, whoever came before', async () => {
    for (const [language, said] of [
      ['fr-CA', 'Ajouter à mes contacts'],
      ['en-US', 'Add to my contacts'],
      ['fr-FR,fr;q=0.9', 'Ajouter à mes contacts'],
    ] as const)
      for (const encoding of ['br', 'gzip', 'identity']) {
        const headers = { 'accept-language': language, 'accept-encoding': encoding };
        const answer = await call(front.url, `/${owner.address}`, { headers });
        expect(answer.body).toContain(said);
        expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
        const again = await call(front.url, `/${owner.address}`, {
          headers: { ...headers, 'if-none-match': answer.headers.get('etag') ?? '' },
        });
        expect(again.status).toBe(304);
      }
  });

  test('limits count who really called, not what they say', async () => {
    const path = `/api/cards/${owner.address}/replies`;
    const statuses: number[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      const body = JSON.stringify((await sealedReply(owner)).request);
      statuses.push((await call(front.url, path, { method: 'POST', body })).status);
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 428, 428]);
    expect(await pulled(front.url, owner)).toHaveLength(5);
  });

  if (name === 'nginx')
    test('pages are kept for a minute and shown stale while nobody answers; what is marked, posted or asked by a device is not', async () => {
      const asked = { headers: { 'accept-language': 'en-CA', 'accept-encoding': 'br' } };
      const cacheOf = async (path: string) => (await call(front.url, path, asked)).headers.get('x-cache');
      await cacheOf(`/${owner.address}`);
      expect(await cacheOf(`/${owner.address}`)).toBe('HIT');
      await cacheOf(`/${owner.address}P`);
      expect(await cacheOf(`/${owner.address}P`)).not.toBe('HIT');
      expect(await cacheOf(`/api/cards/${owner.address}`)).toBeNull();
      await cacheOf('/ABCDEFGHJKMN');
      expect(await cacheOf('/ABCDEFGHJKMN')).not.toBe('HIT');
      const large = await call(front.url, `/c/${owner.address}`, { method: 'POST', body: 'x'.repeat(700_000) });
      expect(large.status).toBe(413);
      server.process.kill('SIGKILL');
      expect(await cacheOf(`/${owner.address}`)).toMatch(/HIT|STALE|UPDATING/);
      expect((await call(front.url, '/fr')).status).toBe(502);
    });
});

test('the unit is one systemd takes', () => {
  expect(findTool('systemd-analyze')).toBe(true);
  expect(checkUnit()).toEqual({ status: 0, said: '' });
});

test('its command starts as a user that owns nothing but its data, writes nowhere else, and stops when told', async () => {
  const server = startUnit();
  await vi.waitFor(async () => {
    const { status } = await call(server.url, '/readyz').catch(() => ({ status: server.said() }));
    expect(status).toBe(200);
  }, 20_000);
  expect((await call(server.url, '/fr')).status).toBe(200);
  const { code, signal } = await server.stop();
  expect(code === 0 || signal === 'SIGTERM' || code === 143).toBe(true);
});
