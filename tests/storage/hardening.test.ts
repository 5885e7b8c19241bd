import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedContent } from '@/lib/exchange/document';
import { digestText } from '@/lib/exchange/signature';
import { hashSource } from '@/server/hash-source';
import { createShareImages } from '@/server/share-images';
import { serveForTests, type TestServer } from '../../scripts/serve-for-tests.mjs';
import { fullCard } from '../support/cards';
import { newOwner, proofOf, shownDocument, signed, type TestOwner } from '../support/exchange-owner';
import { call, publishedOwner, putCard, someNetwork } from './client';

let server: TestServer;
beforeAll(async () => {
  server = await serveForTests();
}, 60_000);
afterAll(() => server?.stop());

const hostOf = (url: string) => new URL(url).host;

/** Sends raw request text. Resolves to the status of the response, or 0 if the connection is closed without one. */
function sendRaw(port: number, text: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let response = '';
    socket.on('data', (chunk) => {
      response += chunk;
      if (response.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(response)?.[1] ?? 0)));
    socket.write(text);
  });
}

describe('request headers and targets', () => {
  test('a forged Host reaches neither the page nor the printed code when the origin is configured', async () => {
    const owner = await publishedOwner(server.url);
    const fetchBody = (path: string) =>
      new Promise<string>((resolve, reject) => {
        const headers = { host: 'pirate.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': someNetwork() };
        request(server.url + path, { headers }, (response) => {
          let body = '';
          response.on('data', (chunk) => {
            body += chunk;
          });
          response.on('end', () => resolve(body));
        })
          .on('error', reject)
          .end();
      });
    for (const path of [`/${owner.address}`, `/c/${owner.address}/print`]) {
      const body = await fetchBody(path);
      expect(body).not.toContain('pirate.example');
      expect(body).toContain(hostOf(server.url));
    }
  });

  test.each([
    ['br', 'br'],
    ['gzip, br', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0', null],
    ['br;q=0.0, gzip;q=0, identity', null],
    ['*;q=0', null],
    ['gzip;q=0.5', 'gzip'],
    ['', null],
  ])(
    'Accept-Encoding: %s selects %s, for a card and for a page of the app (RFC 9110 §12.5.3)',
    async (accepted, encoding) => {
      const owner = await publishedOwner(server.url);
      for (const path of [`/${owner.address}`, '/fr', '/fr/montrer']) {
        const response = await call(server.url, path, { headers: { 'accept-encoding': accepted } });
        expect(response.status).toBe(200);
        expect(response.headers.get('content-encoding'), path).toBe(encoding);
        expect(response.headers.get('vary')).toContain('Accept-Encoding');
      }
    },
  );

  test.each([
    ['de,en', 'Add to my contacts'],
    ['de;q=0.9, en;q=0.5, fr;q=0.1', 'Add to my contacts'],
    ['fr;q=0, en', 'Add to my contacts'],
    ['en;q=0.2, fr-FR;q=0.8', 'Ajouter à mes contacts'],
    ['de', 'Ajouter à mes contacts'],
    ['', 'Ajouter à mes contacts'],
  ])('Accept-Language: %s shows «%s» (RFC 9110 §12.5.4)', async (accepted, sentence) => {
    const owner = await publishedOwner(server.url);
    const { body } = await call(server.url, `/${owner.address}`, { headers: { 'accept-language': accepted } });
    expect(body).toContain(sentence);
  });

  test('an invalid target, Host or method is answered 3xx or 4xx, never 5xx', async () => {
    const { port } = server;
    const requestHeads = [
      'GET / HTTP/1.1\r\nHost: a b',
      'GET / HTTP/1.1\r\nHost: [::',
      'GET / HTTP/1.1\r\nHost: %00',
      'GET / HTTP/1.1\r\nHost: ex/ample',
      'GET / HTTP/1.1\r\nHost: 127.0.0.1:99999',
      'GET / HTTP/1.1\r\nHost: \u00e9',
      'GET http://[/ HTTP/1.1\r\nHost: x',
      'GET //[ HTTP/1.1\r\nHost: x',
      'GET \\\\x HTTP/1.1\r\nHost: x',
      'GET /%c3%28 HTTP/1.1\r\nHost: x',
      'GET /c/%ff/share.png HTTP/1.1\r\nHost: x',
      'TRACE / HTTP/1.1\r\nHost: x',
      'TRACE /api/cards/x HTTP/1.1\r\nHost: x',
      'PROPFIND /fr HTTP/1.1\r\nHost: x',
      'PATCH /api/cards/x HTTP/1.1\r\nHost: x',
      'OPTIONS * HTTP/1.1\r\nHost: x',
      'POST /fr HTTP/1.1\r\nHost: x\r\nContent-Length: 0',
      'DELETE / HTTP/1.1\r\nHost: x\r\nContent-Length: 0',
      'BREW /pot HTTP/1.1\r\nHost: x',
      'GET / HTTP/1.1',
    ];
    for (const line of requestHeads) {
      const status = await sendRaw(port, `${line}\r\nX-Forwarded-For: ${someNetwork()}\r\n\r\n`);
      // With a configured origin, an invalid Host is ignored: `/` may redirect.
      expect(status, line).toBeGreaterThanOrEqual(300);
      expect(status, line).toBeLessThan(500);
    }
    // Without a configured origin the Host is used, and one that is invalid in a URL is refused.
    const directServer = await serveForTests({ env: { POIGNEE_ORIGIN: '', POIGNEE_PROXIES: '0' } });
    for (const host of ['a b', '[::', '%00', 'ex/ample'])
      for (const target of [
        '/api/cards/ABCDEFGHJKMN/visits',
        'http://x/api/cards/ABCDEFGHJKMN/visits',
        'http://x/c/ABCDEFGHJKMN',
      ]) {
        const status = await sendRaw(directServer.port, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
        expect(status, `${target} ${host}`).toBeGreaterThanOrEqual(400);
        expect(status, `${target} ${host}`).toBeLessThan(500);
      }
    await directServer.stop();
    // Tunnels and upgrades are not supported: the connection is closed, or the request is answered as usual.
    for (const line of [
      'CONNECT x:80 HTTP/1.1\r\nHost: x',
      'GET /fr HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade',
    ])
      expect(await sendRaw(port, `${line}\r\n\r\n`), line).toBeLessThan(500);
    expect((await call(server.url, '/healthz')).status).toBe(200);
  });

  test('a trailing slash redirects to the same path without it, and nowhere else', async () => {
    const owner = await publishedOwner(server.url);
    for (const path of [`/${owner.address}`, `/c/${owner.address}/print`, '/fr', '/fr/montrer']) {
      const response = await call(server.url, `${path}/?l=en`);
      expect([response.status, response.headers.get('location')], path).toEqual([308, `${path}?l=en`]);
    }
    expect(await sendRaw(server.port, 'GET //pirate.example/ HTTP/1.1\r\nHost: x\r\n\r\n')).toBe(404);
    expect(await sendRaw(server.port, 'GET /\\pirate.example/ HTTP/1.1\r\nHost: x\r\n\r\n')).toBeGreaterThanOrEqual(
      400,
    );
  });

  test('HEAD answers like GET, without a body, and leaves no file open', async () => {
    const owner = await publishedOwner(server.url);
    const countOpenFiles = () => readdirSync(`/proc/${server.process.pid}/fd`).length;
    const isLinux = process.platform === 'linux';
    const before = isLinux ? countOpenFiles() : 0;
    for (const path of [`/${owner.address}`, '/fr', '/nulle-part', '/healthz', '/ocr/v7/eng.traineddata.gz']) {
      const [head, get] = [await call(server.url, path, { method: 'HEAD' }), await call(server.url, path)];
      expect([head.status, head.body], path).toEqual([get.status, '']);
      expect(head.headers.get('content-type'), path).toBe(get.headers.get('content-type'));
    }
    for (let turn = 0; turn < 40; turn += 1) await call(server.url, '/ocr/v7/eng.traineddata.gz', { method: 'HEAD' });
    if (isLinux) expect(countOpenFiles()).toBeLessThan(before + 20);
  });

  test('refuses to move a card to an address that no browser can follow', async () => {
    const owner = await publishedOwner(server.url);
    const etag = (await call(server.url, `/api/cards/${owner.address}`)).headers.get('etag') ?? '';
    for (const host of ['ailleurs.example:99999', 'xn--a.example:1:2', 'a b', 'xn--\u0000']) {
      const moved = { v: 1 as const, card: owner.address, host: owner.host, rev: 2, state: 'moved' as const };
      const request = await signed(owner, { ...moved, to: `https://${host}/${owner.address}` });
      const { status } = await putCard(server.url, owner.address, request, etag);
      expect(status, host).toBe(400);
    }
    expect((await call(server.url, `/${owner.address}`)).status).toBe(200);
  });
});

describe('the resources of a card', () => {
  const expectStyleAllowed = async (path: string) => {
    const { headers, body, status } = await call(server.url, path);
    const style = /<style>([\s\S]*?)<\/style>/.exec(body)?.[1] ?? '';
    expect(style, path).not.toBe('');
    expect(headers.get('content-security-policy'), path).toContain(hashSource(style));
    return status;
  };

  test('the policy of each not-found page allows its inline style', async () => {
    expect(await expectStyleAllowed('/c/ABCDEFGHJKMN/card.vcf')).toBe(404);
    expect(await expectStyleAllowed('/c/ABCDEFGHJKMN/print')).toBe(404);
    expect(await expectStyleAllowed('/c/ABCDEFGHJKMN/receipt?id=x')).toBe(404);
  });

  test('a name with control characters, half an emoji or letters in no font still has an image', async () => {
    for (const familyNames of ['Côté\u0001\u0008-Gagné', 'Roy\ud83d', '名前 ', '\u202eetûoC']) {
      const owner = await newOwner(hostOf(server.url));
      const content = publishedContent({ ...fullCard(), familyNames });
      const document = { ...(await shownDocument(owner, 1)), content };
      expect((await putCard(server.url, owner.address, await signed(owner, document))).status).toBe(201);
      const picture = await fetch(`${server.url}/c/${owner.address}/share.png`);
      expect(picture.status, JSON.stringify(familyNames)).toBe(200);
      expect(new Uint8Array(await picture.arrayBuffer()).subarray(1, 4)).toEqual(new TextEncoder().encode('PNG'));
      expect((await call(server.url, `/c/${owner.address}/card.vcf`)).status).toBe(200);
    }
  }, 60_000);

  test('many requests for one share image succeed; too many different ones are told to retry', async () => {
    const owners: TestOwner[] = [];
    for (let index = 0; index < 24; index += 1) owners.push(await publishedOwner(server.url));
    const [first] = owners;
    const requestImage = (address: string) => call(server.url, `/c/${address}/share.png`);
    const sameResponses = await Promise.all(Array.from({ length: 30 }, () => requestImage(first?.address ?? '')));
    expect(new Set(sameResponses.map(({ status }) => status))).toEqual(new Set([200]));
    const startedAt = performance.now();
    const otherResponses = await Promise.all(owners.slice(1).map(({ address }) => requestImage(address)));
    const drawnCount = otherResponses.filter(({ status }) => status === 200).length;
    const refusedResponses = otherResponses.filter(({ status }) => status === 503);
    expect(drawnCount).toBe(8);
    expect(refusedResponses).toHaveLength(otherResponses.length - drawnCount);
    expect(refusedResponses[0]?.headers.get('retry-after')).toBe('10');
    console.log(`8 of 23 images requested at once drawn in ${(performance.now() - startedAt).toFixed(0)} ms`);
  }, 60_000);

  test('reads the fonts once, and draws an image once for concurrent requests', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'poignee-fonts-'));
    cpSync(join(import.meta.dirname, '../../public/fonts'), folder, { recursive: true });
    const images = createShareImages(folder);
    const document = await shownDocument(await newOwner(), 1);
    const [one, same] = [images.draw(document, 'a'), images.draw(document, 'a')];
    expect(same).toBe(one);
    const bytes = await one;
    rmSync(folder, { recursive: true });
    expect(await images.draw(await shownDocument(await newOwner(), 1, 'Directrice'), 'b')).not.toEqual(bytes);
    expect(images.kept('a')).toBe(bytes);
  });

  test('photo requests count towards the limit of a network', async () => {
    const owner = await newOwner(hostOf(server.url));
    const bytes = new Uint8Array(400).fill(9);
    bytes.set([0xff, 0xd8, 0xff]);
    const hash = await digestText(bytes);
    const document = { ...(await shownDocument(owner, 1)), photo: { hash, mediaType: 'image/jpeg' as const } };
    expect((await putCard(server.url, owner.address, await signed(owner, document))).status).toBe(201);
    const upload = `/api/cards/${owner.address}/photos/${hash}`;
    const headers = { authorization: await proofOf(owner, 'PUT', upload, hash), 'content-type': 'image/jpeg' };
    expect((await call(server.url, upload, { method: 'PUT', body: bytes, headers })).status).toBe(204);
    const path = `/c/${owner.address}/photo/${hash}`;
    const from = { headers: { 'x-forwarded-for': '203.0.113.77' } };
    const statuses = new Map<number, number>();
    // The allowance grows while a slow machine sends: requests go on until one is refused.
    for (let turn = 0; turn < 400 && !statuses.has(429); turn += 1)
      for (const { status } of await Promise.all(Array.from({ length: 25 }, () => call(server.url, path, from))))
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
    expect(statuses.get(200)).toBeGreaterThanOrEqual(2000);
    expect(statuses.get(429)).toBeGreaterThan(0);
    expect((await call(server.url, path)).status).toBe(200);
  }, 60_000);
});

describe('limits set by the operator', () => {
  const withServer = async (env: Record<string, string>, run: (url: string) => Promise<void>) => {
    const limitedServer = await serveForTests({ env });
    try {
      await run(limitedServer.url);
    } finally {
      await limitedServer.stop();
    }
  };
  const publish = async (url: string, owner: TestOwner, rev = 1, ifMatch?: string) =>
    putCard(url, owner.address, await signed(owner, await shownDocument(owner, rev, `Titre ${rev}`)), ifMatch);

  test('with registration closed, refuses new cards and keeps serving and updating existing ones', async () => {
    const open = await serveForTests();
    const owner = await newOwner(hostOf(open.url));
    const first = await publish(open.url, owner);
    expect(first.status).toBe(201);
    const { port, data } = open;
    open.process.kill();
    await new Promise((resolve) => open.process.once('close', resolve));
    const closed = await serveForTests({ port, data, env: { POIGNEE_REGISTRATION: 'closed' } });
    const response = await publish(closed.url, await newOwner(hostOf(closed.url)));
    expect([response.status, response.body]).toEqual([403, '{"code":"card.registration_closed"}']);
    expect((await publish(closed.url, owner, 2, first.headers.get('etag') ?? '')).status).toBe(200);
    expect((await call(closed.url, `/${owner.address}`)).body).toContain('Titre 2');
    await closed.stop();
    rmSync(data, { recursive: true, force: true });
  });

  test('at the maximum number of cards, refuses a new card and accepts a change to an existing one', async () => {
    await withServer({ POIGNEE_MAX_CARDS: '2' }, async (url) => {
      const owners = [await newOwner(hostOf(url)), await newOwner(hostOf(url)), await newOwner(hostOf(url))] as const;
      const first = await publish(url, owners[0]);
      expect(first.status).toBe(201);
      expect((await publish(url, owners[1])).status).toBe(201);
      const third = await publish(url, owners[2]);
      expect([third.status, third.body]).toEqual([403, '{"code":"card.registration_full"}']);
      expect((await publish(url, owners[0], 2, first.headers.get('etag') ?? '')).status).toBe(200);
      // Deleting a card makes room for another.
      const path = `/api/cards/${owners[1].address}`;
      const authorization = await proofOf(owners[1], 'DELETE', path);
      expect((await call(url, path, { method: 'DELETE', headers: { authorization } })).status).toBe(204);
      expect((await publish(url, owners[2])).status).toBe(201);
    });
  });

  test('at the maximum size, refuses additions with 507 and still serves pages', async () => {
    await withServer({ POIGNEE_MAX_MEGABYTES: '1' }, async (url) => {
      let last = 201;
      const owners: TestOwner[] = [];
      const startedAt = Date.now();
      while (last === 201 && Date.now() - startedAt < 60_000) {
        const owner = await newOwner(hostOf(url));
        const content = publishedContent(fullCard());
        const answers = await putCard(
          url,
          owner.address,
          await signed(owner, { ...(await shownDocument(owner, 1)), content }),
        );
        last = answers.status;
        if (last === 201) owners.push(owner);
      }
      expect(last).toBe(507);
      const [first] = owners;
      if (first === undefined) throw new Error('no card');
      expect((await call(url, `/${first.address}`)).status).toBe(200);
      // The owner can still hide a card.
      const etag = (await call(url, `/api/cards/${first.address}`)).headers.get('etag') ?? '';
      const hidden = await signed(first, { v: 1, card: first.address, host: first.host, rev: 2, state: 'hidden' });
      expect((await putCard(url, first.address, hidden, etag)).status).toBe(200);
      expect((await call(url, `/${first.address}`)).status).toBe(404);
    });
  }, 90_000);
});

test('files are private to their user, and the database is one complete file after a clean stop', async () => {
  const ownServer = await serveForTests();
  await publishedOwner(ownServer.url);
  const file = join(ownServer.data, 'poignee.db');
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
  for (const path of [file, `${file}-wal`, `${file}-shm`, join(ownServer.data, 'secret')])
    expect(modeOf(path), path).toBe('600');
  const exitCode = new Promise<number | null>((resolve) => ownServer.process.once('close', resolve));
  ownServer.process.kill('SIGTERM');
  expect(await exitCode).toBe(0);
  // The write-ahead log is empty: a copy of the database file is a complete backup.
  expect(existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0).toBe(false);
  expect(readFileSync(file).includes('Boulangère')).toBe(true);
  await ownServer.stop();
});

test('closes 200 slow request heads within 15 seconds and 200 slow bodies within 30, in bounded memory', async () => {
  const slowServer = await serveForTests();
  const owner = await publishedOwner(slowServer.url);
  const memoryMb = () =>
    Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${slowServer.process.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  const isLinux = process.platform === 'linux';
  const before = isLinux ? memoryMb() : 0;
  const open = (head: string, drip: string, start = '') =>
    new Promise<number>((resolve) => {
      const socket = connect(slowServer.port, '127.0.0.1');
      // The server's clock starts when it accepts the connection.
      let connectedAt = performance.now();
      socket.on('connect', () => {
        connectedAt = performance.now();
      });
      socket.write(head + start);
      const timer = setInterval(() => socket.write(drip), 1000);
      const end = () => {
        clearInterval(timer);
        socket.destroy();
        resolve(performance.now() - connectedAt);
      };
      socket.on('error', end);
      socket.on('close', end);
      socket.on('data', () => undefined);
    });
  const body = `POST /c/${owner.address} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 500000\r\n\r\n`;
  const heads = Array.from({ length: 200 }, () => open('GET / HTTP/1.1\r\nHost: x\r\n', 'X-A: b\r\n'));
  // Nearly a full allowed body each, then a trickle: in total three times what the server buffers of bodies.
  const bodies = Array.from({ length: 200 }, () => open(body, 'a', 'a'.repeat(480_000)));
  // Other requests are served meanwhile.
  expect((await call(slowServer.url, `/${owner.address}`)).status).toBe(200);
  expect(Math.max(...(await Promise.all(heads)))).toBeLessThan(18_000);
  if (isLinux) expect(memoryMb() - before).toBeLessThan(140);
  expect(Math.max(...(await Promise.all(bodies)))).toBeLessThan(33_000);
  expect((await call(slowServer.url, '/healthz')).status).toBe(200);
  await slowServer.stop();
}, 60_000);
