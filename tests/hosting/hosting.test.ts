import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findTool } from '../../scripts/find-tool.mjs';
import { serveForTests, type TestServer } from '../../scripts/serve-for-tests.mjs';
import { call, pulled, putCard } from '../storage/client';
import { newOwner, proofOf, sealedReply, shownDocument, signed, type TestOwner } from '../support/exchange-owner';
import { aPort, checkUnit, startCaddy, startNginx, startUnit } from './fronts.mjs';

const FRONTS = [
  ['nginx', startNginx],
  ['caddy', startCaddy],
] as const;

describe.each(FRONTS)('behind %s', (name, start) => {
  let server: TestServer;
  let front: ReturnType<typeof start>;
  let owner: TestOwner;

  beforeAll(async () => {
    for (const tool of [name, 'openssl'] as const) if (!findTool(tool)) throw new Error(`${tool} is not installed`);
    const [port, visitsPort] = [aPort(), aPort()];
    const env = {
      POIGNEE_ORIGIN: `https://localhost:${port}`,
      ...(name === 'nginx' && { POIGNEE_VISITS_PORT: String(visitsPort) }),
    };
    server = await serveForTests({ env });
    front = start(new URL(server.url).host, { port, visitsPort });
    await vi.waitFor(async () => {
      const { status } = await call(front.url, '/healthz').catch(() => ({ status: front.errors() }));
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

  test('every response has its own headers, over TLS only', async () => {
    // Each file that the proxy serves itself has the same headers as when the server serves it.
    const NAMES = [
      'content-security-policy',
      'permissions-policy',
      'cache-control',
      'strict-transport-security',
      'x-content-type-options',
      'referrer-policy',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
      'service-worker-allowed',
    ];
    const paths = ['/fr', '/fr/montrer', '/fr/scanner', '/en/edit', '/o', '/O', '/sw.js', '/scan/worker.js', '/fr.txt'];
    for (const path of [...paths, '/fonts/screen-regular.woff2', '/fr/manifest.webmanifest', '/print/worker.js']) {
      const [proxied, direct] = [await call(front.url, path), await call(server.url, path)];
      expect([path, proxied.status]).toEqual([path, 200]);
      for (const header of NAMES)
        expect(proxied.headers.get(header), `${path} ${header}`).toBe(direct.headers.get(header));
      const type = (headers: Headers) =>
        headers.get('content-type')?.split(';')[0]?.replace('application/java', 'text/java');
      expect(type(proxied.headers), path).toBe(type(direct.headers));
      expect(proxied.body === direct.body, path).toBe(true);
    }
    const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec((await call(front.url, '/fr')).body)?.[1] ?? '';
    const compressed = await call(front.url, script, { headers: { 'accept-encoding': 'gzip' } });
    expect(compressed.headers.get('content-encoding')).toBe('gzip');
    expect(compressed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    // Everything that is not a file comes from the server: card pages, error codes, the app's not-found page.
    expect((await call(front.url, '/nulle-part')).status).toBe(404);
    expect((await call(front.url, '/nulle-part')).body).toContain('Cette page n’existe pas');
    expect((await call(front.url, '/api/x')).body).toBe('{"code":"request.path"}');
    const plainResponse = await call(front.httpUrl, `/${owner.address}`, { headers: { host: 'localhost' } });
    expect(plainResponse.status).toBeGreaterThanOrEqual(301);
    expect(plainResponse.status).toBeLessThanOrEqual(308);
    expect(plainResponse.headers.get('location')).toMatch(/^https:\/\//);
    const forgedResponse = await call(front.url, `/${owner.address}`, {
      headers: { 'x-forwarded-host': 'pirate.example' },
    });
    expect(forgedResponse.body).toContain(`property="og:url" content="${front.url}/`);
  });

  test('a page is in the visitor’s language and encoding, whoever requested it before', async () => {
    for (const [language, expectedText] of [
      ['fr-CA', 'Ajouter à mes contacts'],
      ['en-US', 'Add to my contacts'],
      ['fr-FR,fr;q=0.9', 'Ajouter à mes contacts'],
    ] as const)
      for (const encoding of ['br', 'gzip', 'identity']) {
        const headers = { 'accept-language': language, 'accept-encoding': encoding };
        const response = await call(front.url, `/${owner.address}`, { headers });
        expect(response.body).toContain(expectedText);
        expect(response.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
        const again = await call(front.url, `/${owner.address}`, {
          headers: { ...headers, 'if-none-match': response.headers.get('etag') ?? '' },
        });
        expect(again.status).toBe(304);
      }
  });

  test('limits count the real client address, not a forged one', async () => {
    const path = `/api/cards/${owner.address}/replies`;
    const statuses: number[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      const body = JSON.stringify((await sealedReply(owner)).request);
      statuses.push((await call(front.url, path, { method: 'POST', body })).status);
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 428, 428]);
    expect(await pulled(front.url, owner)).toHaveLength(5);
  });

  const addressPattern = /client: |remote_ip|127\.0\.0\.1 - /;
  /** Returns what the proxy logged: its standard error, and its files except the ones it was given. */
  const readLogs = () => [
    front.errors(),
    ...readdirSync(front.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(?:pem|crt|key|json)$|^nginx\.conf$|^Caddyfile$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')),
  ];

  // Runs last, because it kills the server.
  const expectAppWithoutServer = async () => {
    server.process.kill('SIGKILL');
    // The app's files are still served; API requests fail.
    expect((await call(front.url, '/fr')).status).toBe(200);
    expect((await call(front.url, '/api/cards/x')).status).toBe(502);
    await call(front.httpUrl, `/${owner.address}`).catch(() => undefined);
    for (const text of readLogs()) expect(text).not.toMatch(addressPattern);
  };

  if (name !== 'nginx') {
    test('without the server the app is still served, and no client address is logged', expectAppWithoutServer);
    return;
  }

  const requestOptions = { headers: { 'accept-language': 'en-CA', 'accept-encoding': 'br' } };
  const readCacheStatus = async (path: string, extraHeaders: Record<string, string> = {}) =>
    (await call(front.url, path, { headers: { ...requestOptions.headers, ...extraHeaders } })).headers.get('x-cache');

  test('languages and encodings that the nginx maps do not match are left to the server', async () => {
    for (const [accepted, sentence] of [
      ['de,en', 'Add to my contacts'],
      ['fr;q=0,en', 'Add to my contacts'],
      ['en-GB,en;q=0.9', 'Add to my contacts'],
      ['de', 'Ajouter à mes contacts'],
    ] as const)
      for (let turn = 0; turn < 2; turn += 1)
        expect(
          (await call(front.url, `/${owner.address}`, { headers: { 'accept-language': accepted } })).body,
        ).toContain(sentence);
    for (let turn = 0; turn < 2; turn += 1) {
      const response = await call(front.url, `/${owner.address}`, { headers: { 'accept-encoding': 'br;q=0, gzip' } });
      expect(response.headers.get('content-encoding')).toBe('gzip');
    }
  });

  test('links with a channel mark are cached and each counted; unmarked ones only on a cache miss', async () => {
    const visitedOwner = await newOwner(new URL(front.url).host);
    const signedCard = await signed(visitedOwner, await shownDocument(visitedOwner, 1));
    expect((await putCard(front.url, visitedOwner.address, signedCard)).status).toBe(201);
    const path = `/${visitedOwner.address}`;
    expect(await readCacheStatus(`${path}P`)).toBe('MISS');
    expect(await readCacheStatus(path)).toBe('HIT');
    for (let turn = 0; turn < 40; turn += 1) expect(await readCacheStatus(`${path}${'PSMW'[turn % 4]}`)).toBe('HIT');
    expect(await readCacheStatus(path.toLowerCase())).toBe('MISS');
    // None of these counts as a visit.
    await readCacheStatus(`${path}?l=fr`);
    await readCacheStatus(`${path}P`, { 'sec-purpose': 'prefetch' });
    await call(front.url, `/c${path}/card.vcf`);
    await call(front.url, `/c${path}/print`);
    await call(front.url, '/ABCDEFGHJKMNP');
    const target = `/api/cards${path}/visits`;
    const readCounts = async () => {
      const headers = { authorization: await proofOf(visitedOwner, 'GET', target) };
      const { body } = await call(front.url, target, { headers });
      const { visits } = JSON.parse(body) as { visits: { channel: string; visits: number }[] };
      return Object.fromEntries(visits.map((one) => [one.channel, one.visits]));
    };
    await expect
      .poll(readCounts, { timeout: 10_000 })
      .toEqual({ none: 1, paper: 11, screen: 10, signature: 10, wallpaper: 10 });
  });

  test('pages are cached, and served stale without the server; the API is not; no address is logged', async () => {
    await readCacheStatus(`/${owner.address}`);
    expect(await readCacheStatus(`/${owner.address}`)).toBe('HIT');
    expect(await readCacheStatus(`/api/cards/${owner.address}`)).toBeNull();
    await readCacheStatus('/ABCDEFGHJKMN');
    expect(await readCacheStatus('/ABCDEFGHJKMN')).not.toBe('HIT');
    const largeResponse = await call(front.url, `/c/${owner.address}`, { method: 'POST', body: 'x'.repeat(700_000) });
    expect(largeResponse.status).toBe(413);
    await expectAppWithoutServer();
    expect(await readCacheStatus(`/${owner.address}`)).toMatch(/HIT|STALE|UPDATING/);
  });
});

test('systemd accepts the unit', () => {
  expect(findTool('systemd-analyze')).toBe(true);
  expect(checkUnit()).toEqual({ status: 0, errors: '' });
});

test('the unit’s command runs as a user that owns only its data, and stops cleanly on SIGTERM', async () => {
  const server = startUnit();
  await vi.waitFor(async () => {
    const { status } = await call(server.url, '/readyz').catch(() => ({ status: server.errors() }));
    expect(status).toBe(200);
  }, 20_000);
  expect((await call(server.url, '/fr')).status).toBe(200);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});
