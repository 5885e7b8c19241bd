import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newEventToken } from '@/lib/exchange/card-address';
import { publishedContent } from '@/lib/exchange/document';
import { publicPageMessages } from '@/lib/i18n/messages/pages/public-page';
import { ALL_PATHS } from '@/lib/i18n/screens';
import { hashSource } from '@/server/hash-source';
import { serveForTests, type TestServer } from '../../scripts/serve-for-tests.mjs';
import { fullCard } from '../support/cards';
import { newOwner, proofOf, REPLY, sealedReply, shownDocument, signed } from '../support/exchange-owner';
import { memoryOf } from '../support/process-memory';
import { bytesOnWire, call, postReply, publishedOwner, pulled, putCard } from './client';

let server: TestServer;
let output = '';
beforeAll(async () => {
  server = await serveForTests({
    onOutput: (text) => {
      output += text;
    },
  });
}, 60_000);
afterAll(() => server?.stop());

const publishOwner = () => publishedOwner(server.url);

describe('over HTTP', () => {
  test('publishing answers 201, 200 when repeated, 412 with the tag when stale, 410 once deleted', async () => {
    const owner = await publishOwner();
    const first = await signed(owner, await shownDocument(owner, 1));
    expect((await putCard(server.url, owner.address, first)).status).toBe(200);
    const stale = await putCard(server.url, owner.address, await signed(owner, await shownDocument(owner, 2)), '"x"');
    expect(stale.status).toBe(412);
    const etag = stale.headers.get('etag') ?? '';
    expect(JSON.parse(stale.body)).toEqual({ code: 'card.stale', etag });
    const second = await signed(owner, await shownDocument(owner, 2, 'Directrice'));
    expect((await putCard(server.url, owner.address, second, etag)).status).toBe(200);
    const path = `/api/cards/${owner.address}`;
    const authorization = await proofOf(owner, 'DELETE', path);
    expect((await call(server.url, path, { method: 'DELETE' })).status).toBe(401);
    expect((await call(server.url, path, { method: 'DELETE', headers: { authorization } })).status).toBe(204);
    expect((await putCard(server.url, owner.address, second)).status).toBe(410);
    expect((await call(server.url, `/${owner.address}`)).status).toBe(410);
  });

  test('a device with a wrong clock receives the server’s time and can retry with it', async () => {
    const owner = await publishOwner();
    const path = `/api/cards/${owner.address}/replies`;
    const late = await proofOf(owner, 'GET', path, '', Date.now() - 3_600_000);
    const response = await call(server.url, path, { headers: { authorization: late } });
    expect(response.status).toBe(401);
    const { code, nowMs } = JSON.parse(response.body) as { code: string; nowMs: number };
    expect(code).toBe('request.clock');
    const right = await proofOf(owner, 'GET', path, '', nowMs);
    expect((await call(server.url, path, { headers: { authorization: right } })).status).toBe(200);
  });

  test('a page is sent again only if it changed, in the visitor’s language, in any case of its address', async () => {
    const owner = await publishOwner();
    const page = await call(server.url, `/${owner.address.toLowerCase()}`, { headers: { 'accept-language': 'en-US' } });
    expect(page.status).toBe(200);
    expect(page.body).toContain('Leave my details with Élodie Côté-Gagné');
    expect(page.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=60, stale-while-revalidate=300');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    const etag = page.headers.get('etag') ?? '';
    const again = await call(server.url, `/${owner.address}`, {
      headers: { 'accept-language': 'en-US', 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    const french = await call(server.url, `/${owner.address}`, {
      headers: { 'accept-language': 'fr-FR,fr;q=0.9', 'if-none-match': etag },
    });
    expect(french.status).toBe(200);
    expect(french.body).toContain('Ajouter à mes contacts');
  });

  test('the page of a moved card links to its new address, channel mark included', async () => {
    const owner = await publishOwner();
    const etag = (await call(server.url, `/api/cards/${owner.address}`)).headers.get('etag') ?? '';
    const to = `https://ailleurs.example/${owner.address}`;
    const moved = await signed(owner, { v: 1, card: owner.address, host: owner.host, rev: 2, state: 'moved', to });
    expect((await putCard(server.url, owner.address, moved, etag)).status).toBe(200);
    const response = await call(server.url, `/${owner.address}P`);
    // No automatic redirect: the visitor first reads the destination.
    expect([response.status, response.headers.get('location')]).toEqual([200, null]);
    expect(response.body).toContain('<strong>ailleurs.example</strong>');
    expect(response.body).toContain(`href="${to}P"`);
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    // A reply to the old server is not forwarded, and the visitor is told.
    const sent = await fetch(`${server.url}/c/${owner.address}`, { method: 'POST', body: new FormData() });
    expect(sent.status).toBe(409);
    expect(await sent.text()).toContain('Vos coordonnées n’ont pas été envoyées');
  });

  test('every response has its security headers, with the hash of each inline script and style', async () => {
    const owner = await publishOwner();
    const cardPath = `/${owner.address}`;
    const paths = [
      ...ALL_PATHS,
      '/',
      '/nulle-part',
      '/o',
      '/O',
      cardPath,
      `${cardPath}S`,
      `/c${cardPath}/print`,
      '/healthz',
      '/sw.js',
    ];
    for (const path of [
      ...paths,
      `/c${cardPath}/rien`,
      '/c/x/y/z',
      `/api/cards${cardPath}`,
      '/api/nulle-part',
      `/c${cardPath}/card.vcf`,
      `/c${cardPath}/share.png`,
      `/c${cardPath}/photo/x`,
    ]) {
      const { headers, body } = await call(server.url, path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toMatch(/^default-src '(none|self)'/);
      expect(policy, path).not.toMatch(/unsafe|https?:|\*/);
      expect(headers.get('strict-transport-security'), path).toBe('max-age=31536000');
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy'), path).toBe(
        /share\.png|photo/.test(path) ? 'cross-origin' : 'same-origin',
      );
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe(
        (path.startsWith(`/c${cardPath}`) && !path.endsWith('/rien')) || path.startsWith(cardPath)
          ? 'same-origin'
          : 'no-referrer',
      );
      const camera = ['/fr/scanner', '/en/scan'].includes(path) ? 'camera=(self)' : 'camera=()';
      expect(headers.get('permissions-policy'), path).toContain(camera);
      expect(headers.getSetCookie(), path).toEqual([]);
      const inline = [...body.matchAll(/<(script|style)(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/\1>/g)];
      for (const [, , text = ''] of inline) expect(policy, path).toContain(hashSource(text));
      expect(body, path).not.toMatch(/<[^>]+\s(?:style|on[a-z]+)="/);
    }
  });

  test('an unknown route answers 404 with a code', async () => {
    for (const [method, path] of [
      ['GET', '/api'],
      ['GET', '/api/nulle-part'],
      ['POST', '/api/cards'],
      ['PUT', '/api/cards/X/Y/Z'],
    ])
      expect(await call(server.url, path ?? '', { method: method ?? '' }), path).toMatchObject({
        status: 404,
        body: '{"code":"request.path"}',
      });
  });

  test('refuses a cross-site POST', async () => {
    const owner = await publishOwner();
    const { request } = await sealedReply(owner);
    const path = `/api/cards/${owner.address}/replies`;
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://ailleurs.example' }]) {
      const response = await call(server.url, path, { method: 'POST', body: JSON.stringify(request), headers });
      expect([response.status, response.body]).toEqual([403, '{"code":"request.other_site"}']);
    }
    expect(await pulled(server.url, owner)).toEqual([]);
  });

  test('an event token admits a whole room behind one address until its owner ends it', async () => {
    const owner = await publishOwner();
    const networkHeaders = { 'x-forwarded-for': '192.0.2.8' };
    const path = `/api/cards/${owner.address}/tokens`;
    const token = newEventToken(new Uint8Array([5, 4, 3, 2, 1]));
    const other = newEventToken(new Uint8Array([1, 2, 3, 4, 5]));
    const putToken = async (body: object, isOwner = true) => {
      const text = JSON.stringify(body);
      const headers = isOwner ? { authorization: await proofOf(owner, 'PUT', path, text) } : undefined;
      return (await call(server.url, path, { method: 'PUT', body: text, ...(headers && { headers }) })).status;
    };
    const sendReply = async (eventToken?: string) => {
      const { request } = await sealedReply(owner);
      const body = JSON.stringify(eventToken === undefined ? request : { ...request, token: eventToken });
      const to = `/api/cards/${owner.address}/replies`;
      return (await call(server.url, to, { method: 'POST', body, headers: networkHeaders })).status;
    };
    expect(await putToken({ token, forMs: 60_000 }, false)).toBe(401);
    expect(await putToken({ token, forMs: 1e12 })).toBe(400);
    expect(await putToken({ token: 'IL', forMs: 60_000 })).toBe(400);
    expect(await putToken({ token, forMs: 60_000 })).toBe(204);
    const form = await call(server.url, `/${owner.address}s${token.toLowerCase()}`);
    expect(form.body).toContain(`action="/c/${owner.address}S${token}?l=`);
    expect(form.headers.get('cache-control')).toBe('private, max-age=0');
    const first = await Promise.all(Array.from({ length: 30 }, () => sendReply(token)));
    expect(new Set(first)).toEqual(new Set([201]));
    // Replies admitted by the token do not count towards the five of the address.
    expect(await Promise.all(Array.from({ length: 5 }, () => sendReply()))).toEqual([201, 201, 201, 201, 201]);
    expect(await sendReply()).toBe(428);
    expect(await sendReply(other)).toBe(428);
    expect(await putToken({ token, forMs: 0 })).toBe(204);
    expect(await sendReply(token)).toBe(428);
  });

  test('one network sends five replies freely, then needs a proof of work bound to each reply', async () => {
    const owner = await publishOwner();
    const path = `/api/cards/${owner.address}/replies`;
    const headers = { 'x-forwarded-for': '192.0.2.7' };
    const post = async (body: object) =>
      call(server.url, path, { method: 'POST', body: JSON.stringify(body), headers });
    for (let index = 0; index < 5; index += 1)
      expect((await post((await sealedReply(owner)).request)).status).toBe(201);
    const { request } = await sealedReply(owner);
    const refusal = await post(request);
    expect(refusal.status).toBe(428);
    const { challenge } = JSON.parse(refusal.body) as { challenge: Parameters<typeof solveChallenge>[0]['challenge'] };
    const solution = await solveChallenge({ challenge, deriveKey });
    const work = { challenge, solution };
    const other = (await sealedReply(owner)).request;
    expect((await post({ ...other, work })).status).toBe(400);
    expect((await post({ ...request, work })).status).toBe(201);
    expect((await post({ ...request, work })).status).toBe(200);
    expect((await pulled(server.url, owner)).length).toBe(6);
  });

  test('a scriptless form that is too quick, forged, trapped, too large or not a card keeps its input', async () => {
    const owner = await publishOwner();
    const problemMessages = publicPageMessages('fr-CA').problems;
    const send = async (fields: Record<string, string | Blob>) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      const response = await fetch(`${server.url}/c/${owner.address}`, {
        method: 'POST',
        body: form,
        headers: { 'x-forwarded-for': '198.51.100.9', 'accept-language': 'fr-CA' },
      });
      return { status: response.status, body: await response.text() };
    };
    const forged = await send({ name: 'Jo <b>', phone: '514', t: 'abc.def' });
    expect(forged.status).toBe(400);
    expect(forged.body).toContain('value="Jo &lt;b&gt;"');
    expect(forged.body).toContain(problemMessages['reply.again'].split(' : ')[0]);
    const large = await send({ note: 'a'.repeat(600_000) });
    expect(large.status).toBe(413);
    expect(large.body).toContain(problemMessages['reply.too_long']);
    const readFormTime = async () =>
      /name="t" value="([^"]+)"/.exec((await call(server.url, `/${owner.address}`)).body)?.[1] ?? '';
    const t = await readFormTime();
    expect(t).not.toBe('');
    const quick = await send({ t, name: 'Robot', phone: '514 555-0100' });
    expect(quick.status).toBe(400);
    expect(quick.body).toContain('C’est arrivé très vite');
    expect(quick.body).toContain('value="Robot"');
    // A few seconds later the same form time is valid.
    const sendOddCard = () => send({ t, name: 'Jo', phone: '514 555-0100', card: new Blob(['not a card']) });
    await expect
      .poll(async () => (await sendOddCard()).body, { timeout: 10_000, interval: 500 })
      .toContain('Ce fichier n’est pas une fiche contact');
    expect((await sendOddCard()).status).toBe(400);
    expect((await send({ t, name: 'Robot', phone: '1', confirmation: 'http://x' })).status).toBe(400);
    expect(await pulled(server.url, owner)).toEqual([]);
    const sent = await send({ t, name: 'Jo', phone: '514 555-0100' });
    expect(sent.status).toBe(201);
    expect(await pulled(server.url, owner)).toHaveLength(1);
  });

  test('refuses headers over 16 KiB and bodies over the limit of a route', async () => {
    const owner = await publishOwner();
    expect((await call(server.url, '/healthz', { headers: { 'x-long': 'a'.repeat(20_000) } })).status).toBe(431);
    const path = `/api/cards/${owner.address}/replies`;
    expect((await call(server.url, path, { method: 'POST', body: `"${'a'.repeat(20_000)}"` })).status).toBe(413);
  });
});

test('the server holds no plaintext of a reply sealed in a browser: disk, log and memory', async () => {
  const owner = await publishOwner();
  const words = ['Marguerite', 'Secrète-Untel', '418 555-0188'];
  const { request } = await sealedReply(owner, { ...REPLY, note: 'Rendez-vous au port' });
  expect((await postReply(server.url, owner.address, request)).status).toBe(201);
  const secrets = [...words, 'Rendez-vous au port'].map((word) => Buffer.from(word));
  const files = readdirSync(server.data).map((name) => readFileSync(join(server.data, name)));
  // Control: the search does find the card's own text on the disk.
  expect(files.some((file) => file.includes(Buffer.from('Boulangère')))).toBe(true);
  for (const word of secrets) for (const file of files) expect(file.includes(word), String(word)).toBe(false);
  for (const word of words) expect(output).not.toContain(word);
  // No client address, whole or shortened.
  expect(output).not.toMatch(/\b\d{1,3}(?:\.\d{1,3}){2}/);
  const memory = memoryOf(server.process.pid ?? 0);
  if (memory === null) return;
  expect(memory.some((part) => part.includes(Buffer.from('poignee/1')))).toBe(true);
  for (const word of secrets)
    expect(
      memory.some((part) => part.includes(word)),
      `${word} in memory`,
    ).toBe(false);
});

describe('bytes', () => {
  test('a full card’s page is one response of at most 10,000 bytes, head included, gzip or brotli', async () => {
    const owner = await newOwner(new URL(server.url).host);
    const document = { ...(await shownDocument(owner, 1)), content: publishedContent(fullCard()) };
    expect((await putCard(server.url, owner.address, await signed(owner, document))).status).toBe(201);
    const bytes = {
      gzip: await bytesOnWire(server.url, `/${owner.address}`, 'gzip'),
      brotli: await bytesOnWire(server.url, `/${owner.address}`, 'br'),
    };
    console.log(`a full card’s page, head included: ${bytes.gzip} bytes gzip, ${bytes.brotli} brotli`);
    expect(bytes.gzip).toBeLessThanOrEqual(10_000);
    expect(bytes.brotli).toBeLessThanOrEqual(bytes.gzip);
    // Slightly above the measured size, so that any growth is deliberate.
    expect(bytes.gzip).toBeLessThanOrEqual(4_600);
  });

  test('the form’s script is at most 12,000 bytes, and each file of the proof of work at most 2,000', () => {
    const folder = join(import.meta.dirname, '../../public/reply');
    const sizes = readdirSync(folder).map((name) => {
      const file = readFileSync(join(folder, name));
      return { name, gzip: gzipSync(file, { level: 9 }).length, brotli: brotliCompressSync(file).length };
    });
    const page = sizes.find(({ name }) => name === 'page.js');
    expect(page?.gzip).toBeLessThanOrEqual(12_000);
    expect(page?.brotli).toBeLessThanOrEqual(11_000);
    for (const { name, gzip } of sizes) if (name !== 'page.js') expect(gzip, name).toBeLessThanOrEqual(2_000);
  });
});
