import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveForTests, type TestServer } from '../../scripts/serve-for-tests.mjs';
import { proofOf } from '../support/exchange-owner';
import { call, publishedOwner, pulled } from './client';

let server: TestServer;
beforeAll(async () => {
  server = await serveForTests();
}, 60_000);
afterAll(() => server?.stop());

const publishOwner = () => publishedOwner(server.url);

describe('arbitrary requests', () => {
  const BODIES = [
    '',
    '{',
    '[]',
    'null',
    '0',
    '"\\ud800"',
    '{"document":1}',
    '{"__proto__":{"a":1},"constructor":null}',
    `{"document":"${'a'.repeat(30_000)}","signature":"x","credential":{}}`,
    JSON.stringify({ id: 'é'.repeat(22), envelope: '!!!', receipt: '' }),
    JSON.stringify({ ids: Array.from({ length: 101 }, () => 'a'.repeat(22)) }),
    'x'.repeat(200_000),
    new Uint8Array([0xff, 0xfe, 0x00, 0x80]),
  ];
  const NAMES = [
    'ABCDEFGHJKMN',
    'abc',
    '..%2f..%2fetc',
    '%00',
    '%ff',
    'A'.repeat(3000),
    "' OR 1=1--",
    '🙂',
    'ABCDEFGHJKMI',
  ];
  const ROUTES: [string, string[]][] = [
    ['', ['GET', 'PUT', 'DELETE']],
    ['/replies', ['GET', 'POST']],
    ['/replies?after=x', ['GET']],
    [`/replies/${'a'.repeat(22)}`, ['DELETE']],
    ['/replies/%00', ['DELETE']],
    ['/acknowledgements', ['POST']],
    ['/generation', ['PUT']],
    ['/visits', ['GET']],
    ['/tokens', ['PUT']],
    [`/photos/${'a'.repeat(43)}`, ['PUT']],
    [`/links/${'a'.repeat(22)}?side=first`, ['GET', 'PUT']],
    ['/links/x?side=new', ['GET', 'PUT']],
  ];

  test('every route answers 4xx with a code, never 5xx, and stores nothing', async () => {
    const owner = await publishOwner();
    const before = await call(server.url, `/api/cards/${owner.address}`);
    const names = [...NAMES, owner.address];
    for (const [route, methods] of ROUTES)
      for (const method of methods)
        for (const name of names) {
          const bodies = method === 'GET' ? [undefined] : BODIES;
          for (const body of bodies) {
            const path = `/api/cards/${name.startsWith("'") || name === '🙂' ? encodeURIComponent(name) : name}${route}`;
            const response = await call(server.url, path, {
              method,
              ...(body !== undefined && { body }),
              headers: { authorization: 'Poignee AAAA' },
            });
            const isPublic = method === 'GET' && (route === '' || route.startsWith('/links')) && name === owner.address;
            const requestSummary = `${method} ${path.slice(0, 80)} ${String(body).slice(0, 40)}`;
            if (isPublic) expect(response.status, requestSummary).toBeLessThan(500);
            else {
              expect(response.status, requestSummary).toBeGreaterThanOrEqual(400);
              expect(response.status, requestSummary).toBeLessThan(500);
              // A name with a slash, or longer than a path can be, matches no route.
              if (response.headers.get('content-type')?.includes('json'))
                expect(response.body, requestSummary).toMatch(/^\{"code":"[a-z_.]+"/);
              else expect(name, requestSummary).toMatch(/\.\.|%|A{100}/);
            }
          }
        }
    const after = await call(server.url, `/api/cards/${owner.address}`);
    expect(after.body).toBe(before.body);
    expect(await pulled(server.url, owner)).toEqual([]);
  }, 120_000);

  test('routes with a valid device proof answer 4xx for any body, never 5xx, and store nothing', async () => {
    const owner = await publishOwner();
    const before = await call(server.url, `/api/cards/${owner.address}`);
    for (const [route, method] of [
      ['/acknowledgements', 'POST'],
      ['/tokens', 'PUT'],
      [`/photos/${'a'.repeat(43)}`, 'PUT'],
      [`/links/${'a'.repeat(22)}?side=open`, 'PUT'],
      [`/links/${'a'.repeat(22)}?side=first`, 'PUT'],
      ['/generation', 'PUT'],
    ] as const)
      for (const body of BODIES) {
        const path = `/api/cards/${owner.address}${route}`;
        const signedContent = typeof body === 'string' ? body : 'a'.repeat(43);
        const authorization = await proofOf(owner, method, path, signedContent);
        const response = await call(server.url, path, { method, body, headers: { authorization } });
        const requestSummary = `${method} ${route} ${String(body).slice(0, 40)}`;
        expect(response.status, requestSummary).toBeGreaterThanOrEqual(400);
        expect(response.status, requestSummary).toBeLessThan(500);
        expect(response.body, requestSummary).toMatch(/^\{"code":"[a-z_.]+"/);
      }
    for (const after of ['x', '1', '1.', `9999999999999999.${'a'.repeat(22)}`, '%00', '🙂'].map(encodeURIComponent)) {
      const path = `/api/cards/${owner.address}/replies?after=${after}`;
      const authorization = await proofOf(owner, 'GET', path);
      expect((await call(server.url, path, { headers: { authorization } })).status, after).toBeLessThan(500);
    }
    expect((await call(server.url, `/api/cards/${owner.address}`)).body).toBe(before.body);
    const link = await call(server.url, `/api/cards/${owner.address}/links/${'a'.repeat(22)}?side=open`);
    expect(link.body).toBe('{"message":null}');
  });

  test('pages never answer 5xx to odd paths, languages or headers', async () => {
    const owner = await publishOwner();
    const paths = [
      '/%00',
      '/c/%ff',
      `/c/${owner.address}/photo/..`,
      `/c/${owner.address}/receipt?id=%00&receipt=é`,
      `/${owner.address}?l=xx`,
      `/c/x/card.vcf`,
      '/c/ABCDEFGHJKMN/print',
      `/c/${owner.address}/share.png`,
    ];
    for (const path of paths)
      for (const headers of [
        {},
        { 'accept-language': 'q=9;;,é'.replace('é', 'x') },
        { 'accept-encoding': 'br;q=0, *;q=1' },
      ]) {
        const { status } = await call(server.url, path, { headers });
        expect(status, path).toBeLessThan(500);
      }
  });
});
