// npm run bench:server: the public page and a reply, a second, and how long the slowest of a hundred takes; SQLite and PostgreSQL, bare
// and behind nginx's cache where nginx is there, beside a bare node:http server that answers the same bytes, in one run.
import { Agent, createServer, request } from 'node:http';
import { findTool } from '../../scripts/find-tool.mjs';
import { loadTypescript } from '../../scripts/load-typescript.mjs';
import { ensureBuilt, ensureInstalled } from '../../scripts/prepare.mjs';
import { serveForTests } from '../../scripts/serve-for-tests.mjs';
import { startNginx } from '../hosting/fronts.mjs';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CALLERS = 16;
const CARDS = 200;

await ensureInstalled();
await ensureBuilt();
const { newOwner, REPLY, sealedReply, shownDocument, signed, startEngine } =
  await loadTypescript('tests/bench/server.ts');

const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
const network = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`;

function call(url, path, { method = 'GET', body, headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(
      url + path,
      {
        method,
        agent,
        headers: {
          'x-forwarded-for': network(),
          'accept-language': 'fr-CA',
          ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      },
      (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Answers a second, and the 99th of a hundred's milliseconds; an answer that is not `expected` ends it all. */
async function measure(work, expected) {
  const times = [];
  const until = performance.now() + SECONDS * 1000;
  let turn = 0;
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (performance.now() < until) {
        const next = turn++;
        const began = performance.now();
        const { status } = await work(next);
        times.push(performance.now() - began);
        if (status !== expected) throw new Error(`answered ${status} instead of ${expected}`);
      }
    }),
  );
  times.sort((a, b) => a - b);
  return { perSecond: Math.round(times.length / SECONDS), p99: times[Math.floor(times.length * 0.99)] ?? 0 };
}

const rows = [];
const note = (name, { perSecond, p99 }) => {
  rows.push({ name, perSecond, p99 });
  console.log(`${name.padEnd(44)} ${String(perSecond).padStart(6)} a second   p99 ${p99.toFixed(1).padStart(7)} ms`);
};

/** Replies are sealed before the clock runs: what is measured is the server. */
async function sealedFor(owners, count) {
  const bodies = [];
  for (let index = 0; index < count; index += 1) {
    const owner = owners[index % owners.length];
    const { request: body } = await sealedReply(owner, REPLY);
    bodies.push({ path: `/api/cards/${owner.address}/replies`, body: JSON.stringify(body) });
  }
  return bodies;
}

let page = null;
for (const name of ['sqlite', 'postgres']) {
  const engine = await startEngine(name);
  const server = await serveForTests({ env: engine.environment });
  const owners = [];
  for (let index = 0; index < CARDS; index += 1) {
    const owner = await newOwner(new URL(server.url).host);
    const body = JSON.stringify(await signed(owner, await shownDocument(owner, 1)));
    const { status } = await call(server.url, `/api/cards/${owner.address}`, { method: 'PUT', body });
    if (status !== 201) throw new Error(`a card was answered ${status}`);
    owners.push(owner);
  }
  const pathOf = (turn) => `/${owners[turn % owners.length].address}`;
  const brotli = { headers: { 'accept-encoding': 'br' } };
  page ??= await call(server.url, pathOf(0), brotli);
  note(`${name}: public page`, await measure((turn) => call(server.url, pathOf(turn), brotli), 200));
  if (findTool('nginx')) await behindNginx(name, server, pathOf, brotli);
  const bodies = await sealedFor(owners, SECONDS * 2500);
  note(
    `${name}: reply`,
    await measure((turn) => {
      const { path, body } = bodies[turn % bodies.length];
      return call(server.url, path, { method: 'POST', body }).then((answer) =>
        // The same again, once they are used up, is answered 200.
        answer.status === 200 ? { status: 201 } : answer,
      );
    }, 201),
  );
  await server.stop();
  await engine.stop();
}

const bare = createServer((asked, answer) => {
  asked.resume();
  asked.on('end', () => {
    const isReply = asked.method === 'POST';
    const { connection: _, 'keep-alive': __, date: ___, ...headers } = page.headers;
    answer.writeHead(isReply ? 201 : 200, isReply ? { 'content-type': 'application/json' } : headers);
    answer.end(isReply ? '{"state":"stored"}' : page.body);
  });
});
await new Promise((resolve) => bare.listen(0, '127.0.0.1', resolve));
const bareUrl = `http://127.0.0.1:${bare.address().port}`;
note('bare node:http: the same page', await measure(() => call(bareUrl, '/x'), 200));
const body = JSON.stringify({ id: 'x', envelope: 'A'.repeat(1366) });
note(
  'bare node:http: the same answer to a reply',
  await measure(() => call(bareUrl, '/x', { method: 'POST', body }), 201),
);
bare.close();
agent.destroy();

const of = (name) => rows.find((row) => row.name === name)?.perSecond ?? 0;
console.log(
  `\npage: ${(of('sqlite: public page') / of('bare node:http: the same page')).toFixed(2)} of bare (SQLite), ${(of('postgres: public page') / of('bare node:http: the same page')).toFixed(2)} (PostgreSQL)`,
);
process.exit(0);

/** The configuration of docs/hosting, without its certificate. */
async function behindNginx(name, server, pathOf, options) {
  const front = startNginx(new URL(server.url).host, { plain: true });
  for (let turn = 0; turn < 100; turn += 1) {
    const up = await call(front.url, '/healthz').catch(() => null);
    if (up?.status === 200) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (let turn = 0; turn < CARDS; turn += 1) await call(front.url, pathOf(turn), options);
  const hit = await call(front.url, pathOf(0), options);
  note(
    `${name}: public page, nginx's cache (${hit.headers['x-cache']})`,
    await measure((turn) => call(front.url, pathOf(turn), options), 200),
  );
  const marked = await call(front.url, `${pathOf(0)}P`, options);
  if (marked.headers['x-cache'] === 'HIT') throw new Error('a marked link was kept');
  await front.stop();
}
