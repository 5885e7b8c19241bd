// Starts the production server on a free loopback port, for tests and benchmarks.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, ROOT } from './run.mjs';

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * @typedef {object} TestServer
 * @property {string} url
 * @property {number} port
 * @property {import('node:child_process').ChildProcess} process
 * @property {string} data the server's data folder
 * @property {(signal?: NodeJS.Signals) => Promise<void>} stop
 */

/**
 * Starts the production server. Its data folder is temporary and removed by `stop`, unless `data` names one.
 *
 * @param {object} [options]
 * @param {Record<string, string>} [options.env] variables added to the server's environment
 * @param {string} [options.data]
 * @param {number} [options.port]
 * @param {(text: string) => void} [options.onOutput] receives what the server prints
 * @param {string[]} [options.before] the command, with its arguments, that runs Node
 * @returns {Promise<TestServer>}
 */
export async function serveForTests({ env = {}, data, port, onOutput, before = [] } = {}) {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'poignee-data-'));
  const listenPort = port ?? (await freePort());
  const [program, ...args] = [...before, process.execPath, `${ROOT}dist/server/main.mjs`];
  const server = spawn(program, args, {
    cwd: ROOT,
    env: {
      ...environment,
      PORT: String(listenPort),
      HOST: '127.0.0.1',
      POIGNEE_ORIGIN: `http://127.0.0.1:${listenPort}`,
      POIGNEE_DATA: folder,
      POIGNEE_PROXIES: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => server.on('close', resolve));
  await new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk) => {
      onOutput?.(String(chunk));
      if (String(chunk).includes('"server.started"')) resolve();
    });
    server.on('close', () => reject(new Error('the server did not start')));
  });
  return {
    url: `http://127.0.0.1:${listenPort}`,
    port: listenPort,
    process: server,
    data: folder,
    async stop(signal = 'SIGTERM') {
      server.kill(signal);
      await ended;
      if (data === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
