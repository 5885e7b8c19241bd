// npm run bench:server: pages and replies per second, their 99th percentile and CPU time per request, compared with a
// bare Next route handler, a bare node:http server, nginx serving a file, and the database's own commits. One run, in
// turns; the load comes from another process. The last line is JSON. Reports figures, never passes or fails.
import { fork, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { ensureBuilt, ensureInstalled } from '../../scripts/ensure-built.mjs';
import { findTool } from '../../scripts/find-tool.mjs';
import { environment, ROOT, runTool } from '../../scripts/run.mjs';
import { serveForTests } from '../../scripts/serve-for-tests.mjs';
import { startNginx, startPlainNginx } from '../hosting/fronts.mjs';

const TURNS = Number(process.env.BENCH_TURNS ?? 5);
const SLICE_MS = Number(process.env.BENCH_SLICE_MS ?? 1500);
const CALLERS = 16;
const CARDS = 200;
const MANY_CARDS = Number(process.env.BENCH_CARDS ?? 100_000);
const HEADERS = { 'Accept-Language': 'fr-CA,fr;q=0.9,en;q=0.5', 'Accept-Encoding': 'gzip, deflate, br' };

await ensureInstalled();
await ensureBuilt();
const { commitsPerSecond, newOwner, REPLY, sealedReply, shownDocument, signed, startEngine, writeCards } =
  await tsImport('./server/fixtures.ts', import.meta.url);

const folder = mkdtempSync(join(tmpdir(), 'poignee-bench-'));
const stops = [];
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const spread = (values) => `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`;

/** Returns the CPU seconds used by a process and its children; NaN except on Linux. */
function cpuSeconds(pid) {
  try {
    const ticks = (id) => {
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      return Number(fields[11]) + Number(fields[12]);
    };
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return [pid, ...children].reduce((sum, id) => sum + ticks(id), 0) / 100;
  } catch {
    return Number.NaN;
  }
}

const residentMb = (pid) => Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** Starts a load process that sends these requests to this port. */
async function openLoad(port, requests) {
  const child = fork(join(import.meta.dirname, 'server/load.mjs'));
  stops.push(() => child.kill());
  const sendMessage = (message) =>
    new Promise((resolve, reject) => {
      child.once('message', (answer) => (answer.ok ? resolve(answer.result) : reject(new Error(answer.error))));
      child.send(message);
    });
  await sendMessage({ requests });
  return {
    tell: (message) => sendMessage({ port, callers: CALLERS, ms: SLICE_MS, expected: [200], ...message }),
    port,
  };
}

/** Measures the targets, `{ name, load, pid, options }`, in turns. Returns the medians by name. */
async function measureInTurns(targets) {
  const samples = new Map(targets.map(({ name }) => [name, []]));
  // The first turn is a warm-up and is not counted.
  for (let turn = -1; turn < TURNS; turn += 1)
    for (const { name, load, pid, options = {} } of targets) {
      const before = cpuSeconds(pid);
      const measurement = load.tell(turn < 0 ? { ...options, ms: 2 * SLICE_MS } : options);
      const result = await measurement.catch((error) => {
        throw new Error(`${name}: ${error.message}`);
      });
      const cpuMs = ((cpuSeconds(pid) - before) * 1000) / result.count;
      if (turn >= 0) samples.get(name).push({ ...result, cpuMs });
    }
  const medians = {};
  for (const [name, list] of samples) {
    const of = (key) => median(list.map((sample) => sample[key]));
    medians[name] = { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99'), cpuMs: of('cpuMs') };
    const { perSecond, p99, cpuMs } = medians[name];
    console.log(
      `${name.padEnd(46)} ${perSecond.toFixed(0).padStart(6)} per second (${spread(list.map((one) => one.perSecond))})   p99 ${p99.toFixed(1).padStart(6)} ms   CPU ${cpuMs.toFixed(3)} ms each`,
    );
  }
  return medians;
}

function get(url, path, headers = HEADERS) {
  return new Promise((resolve, reject) => {
    const clientRequest = request(url + path, { headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    clientRequest.on('error', reject);
    clientRequest.end();
  });
}

async function waitUntil(condition) {
  for (let turn = 0; turn < 600; turn += 1) {
    if (await condition().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the server did not respond in time');
}

const requestsFor = (paths) =>
  Array.from({ length: 4000 }, (_, at) => ({ path: paths[at % paths.length], headers: HEADERS }));

/** Starts a server on this engine and publishes its cards as a device does. */
async function startWithCards(name, env = {}) {
  const engine = await startEngine(name);
  const server = await serveForTests({ env: { ...engine.environment, ...env } });
  stops.push(async () => {
    await server.stop();
    await engine.stop();
  });
  const owners = [];
  for (let index = 0; index < CARDS; index += 1) {
    const owner = await newOwner(new URL(server.url).host);
    const body = JSON.stringify(await signed(owner, await shownDocument(owner, 1)));
    const answer = await fetch(`${server.url}/api/cards/${owner.address}`, {
      method: 'PUT',
      body,
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.9.${index >> 8}.${index & 255}` },
    });
    if (answer.status !== 201) throw new Error(`publishing a card answered ${answer.status}: ${await answer.text()}`);
    owners.push(owner);
  }
  return { name, engine, server, owners, paths: owners.map(({ address }) => `/${address}`) };
}

async function startBareNext(page) {
  const app = 'tests/bench/server/bare-next';
  const build = await runTool('next/dist/bin/next', ['build', app], { capture: true, env: { BENCH_PAGE: page } });
  if (build.status !== 0) throw new Error(build.output);
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const args = [`${ROOT}node_modules/next/dist/bin/next`, 'start', app, '-p', String(port), '-H', '127.0.0.1'];
  const server = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...environment, NODE_ENV: 'production', BENCH_PAGE: page },
    stdio: 'ignore',
  });
  stops.push(() => server.kill());
  await waitUntil(async () => (await get(`http://127.0.0.1:${port}`, '/')).status === 200);
  return { port, pid: server.pid };
}

async function startBareNode(page) {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'server/bare-node.mjs'), page], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  stops.push(() => server.kill());
  const port = await new Promise((resolve) =>
    server.stdout.once('data', (chunk) => resolve(Number(String(chunk).split(' ')[1]))),
  );
  return { port, pid: server.pid };
}

/** Measures the time from the start of the process to its first page, in ms, and its memory at rest, in MB. */
async function coldStart(data) {
  const startedAt = performance.now();
  const server = await serveForTests({ data });
  const { status } = await get(server.url, '/fr');
  const ms = performance.now() - startedAt;
  if (status !== 200) throw new Error(`answered ${status}`);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const restMb = residentMb(server.process.pid);
  await server.stop();
  return { ms, restMb };
}

try {
  console.log(
    `${CALLERS} callers, ${CARDS} cards, ${TURNS} turns of ${SLICE_MS} ms: medians, and the spread of the first figure\n`,
  );
  const starts = [];
  const data = join(folder, 'cold');
  for (let turn = 0; turn < 5; turn += 1) starts.push(await coldStart(data));
  const restMb = Math.max(...starts.map((start) => start.restMb));
  console.log(
    `start to first response ${median(starts.map(({ ms }) => ms)).toFixed(0)} ms (${spread(starts.map(({ ms }) => ms))}); ${restMb.toFixed(0)} MB at rest\n`,
  );

  const sqlite = await startWithCards('sqlite');
  const postgres = await startWithCards('postgres');
  const visitsPort = 20_000 + Math.floor(Math.random() * 20_000);
  const behindNginx = await startWithCards('sqlite', { POIGNEE_VISITS_PORT: String(visitsPort) });
  const page = await get(sqlite.server.url, sqlite.paths[0]);
  const { connection: _, 'keep-alive': __, date: ___, ...headers } = page.headers;
  const file = join(folder, 'page.json');
  writeFileSync(file, JSON.stringify({ headers, body: page.body.toString('base64') }));
  const next = await startBareNext(file);
  const node = await startBareNode(file);

  const targets = [];
  const addTarget = async (name, { port, pid }, paths, options) =>
    targets.push({ name, pid, load: await openLoad(port, requestsFor(paths)), options });
  for (const { name, server, paths } of [sqlite, postgres])
    await addTarget(`page, ${name}`, { port: server.port, pid: server.process.pid }, paths);
  await addTarget('page, bare Next route handler', next, ['/']);
  await addTarget('page, bare node:http', node, ['/']);
  const hasNginx = findTool('nginx');
  if (hasNginx) {
    const front = startNginx(new URL(behindNginx.server.url).host, { plain: true, visitsPort });
    const root = join(folder, 'static');
    mkdirSync(root);
    writeFileSync(join(root, 'page'), page.body);
    const plain = startPlainNginx(root);
    stops.push(front.stop, plain.stop);
    for (const { url } of [front, plain]) await waitUntil(async () => (await get(url, '/healthz')).status < 500);
    const markedPaths = behindNginx.paths.map((path) => `${path}P`);
    for (const path of behindNginx.paths) await get(front.url, path);
    const portOf = ({ url, process: { pid } }) => ({ port: Number(new URL(url).port), pid });
    await addTarget('page, nginx’s cache', portOf(front), behindNginx.paths);
    await addTarget('page, nginx’s cache, marked and counted', portOf(front), markedPaths);
    await addTarget('the same bytes, nginx’s file', portOf(plain), ['/page']);
  }
  const medians = await measureInTurns(targets);

  console.log('');
  const replies = {};
  for (const { name, engine, server, owners } of [sqlite, postgres]) {
    const bodies = [];
    for (let index = 0; index < TURNS * SLICE_MS * 2.5; index += 1) {
      const owner = owners[index % owners.length];
      const { request: body } = await sealedReply(owner, REPLY);
      const headers = { 'Content-Type': 'application/json' };
      bodies.push({ method: 'POST', path: `/api/cards/${owner.address}/replies`, headers, body: JSON.stringify(body) });
    }
    const load = await openLoad(server.port, bodies);
    const separateEngine = name === 'sqlite' ? await startEngine('sqlite') : null;
    const storage = (separateEngine ?? engine).open();
    await storage.migrate();
    const samples = { replies: [], commits: [], together: [], cpuMs: [], p99: [] };
    for (let turn = 0; turn < TURNS; turn += 1) {
      const before = cpuSeconds(server.process.pid);
      const result = await load.tell({ expected: [201], once: true });
      samples.cpuMs.push(((cpuSeconds(server.process.pid) - before) * 1000) / result.count);
      samples.replies.push(result.perSecond);
      samples.p99.push(result.p99);
      samples.commits.push(await commitsPerSecond(storage, SLICE_MS, 1));
      samples.together.push(await commitsPerSecond(storage, SLICE_MS, CALLERS));
    }
    await storage.close();
    await separateEngine?.stop();
    replies[name] = median(samples.replies) / median(samples.commits);
    console.log(
      `reply, ${name}: ${median(samples.replies).toFixed(0)} per second (${spread(samples.replies)}), p99 ${median(samples.p99).toFixed(1)} ms, CPU ${median(samples.cpuMs).toFixed(3)} ms each; sequential commits ${median(samples.commits).toFixed(0)} (${spread(samples.commits)}), ${CALLERS} at once ${median(samples.together).toFixed(0)}: ratio ${replies[name].toFixed(2)}`,
    );
  }

  console.log('');
  await measureScale();

  const rate = (name) => medians[name]?.perSecond ?? Number.NaN;
  const round = (value) => (Number.isNaN(value) ? null : Number(value.toFixed(2)));
  console.log(
    JSON.stringify({
      pageOverBareNext: round(rate('page, sqlite') / rate('page, bare Next route handler')),
      pageOverBareNode: round(rate('page, sqlite') / rate('page, bare node:http')),
      cachedOverStatic: round(rate('page, nginx’s cache') / rate('the same bytes, nginx’s file')),
      replyOverCommits: { sqlite: round(replies.sqlite), postgres: round(replies.postgres) },
      p99Ms: round(medians['page, sqlite'].p99),
      restMb: round(restMb),
    }),
  );
} finally {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

/** Compares a server with few cards and one with many: 200 pages of each, and any of the many at random. */
async function measureScale() {
  const sizes = [];
  for (const count of [CARDS, MANY_CARDS]) {
    const engine = await startEngine('sqlite');
    const storage = engine.open();
    await storage.migrate();
    const paths = (await writeCards(storage, count)).map((address) => `/${address}`);
    await storage.close();
    const server = await serveForTests({ env: engine.environment });
    stops.push(async () => {
      await server.stop();
      await engine.stop();
    });
    sizes.push({ count, server, paths });
  }
  const targets = [];
  for (const { count, server, paths } of sizes) {
    const pid = server.process.pid;
    const step = Math.max(1, Math.floor(paths.length / CARDS));
    const samplePaths = paths.filter((_, at) => at % step === 0).slice(0, CARDS);
    targets.push({
      name: `page, ${count} cards, the same ${CARDS} asked for`,
      pid,
      load: await openLoad(server.port, requestsFor(samplePaths)),
      options: { callers: 4 },
    });
    if (count > CARDS) {
      const randomPaths = Array.from({ length: 20_000 }, () => paths[Math.floor(Math.random() * paths.length)]);
      const requests = randomPaths.map((path) => ({ path, headers: HEADERS }));
      targets.push({
        name: `page, ${count} cards, any of them`,
        pid,
        load: await openLoad(server.port, requests),
        options: { callers: 4 },
      });
    }
  }
  const [few, many, any] = Object.values(await measureInTurns(targets));
  const memory = sizes.map(({ server }) => residentMb(server.process.pid));
  console.log(
    `${MANY_CARDS} cards compared with ${CARDS}: latency × ${(many.p50 / few.p50).toFixed(2)} for the same cards, × ${(any.p50 / few.p50).toFixed(2)} for any of them; memory ${memory.map((mb) => mb.toFixed(0)).join(' and ')} MB, × ${((memory[1] ?? 0) / (memory[0] ?? 1)).toFixed(2)}\n`,
  );
}
