// The production server on a free port of the loopback, for tests and figures.
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
 * Its address, its process and the way to stop it. Its data is in a folder of its own, gone afterwards unless `data` names one;
 * `env` is what else the server is told, `before` what it is run by, `onOutput` sees what it prints.
 */
export async function serveForTests({ env = {}, data, port, onOutput, before = [] } = {}) {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'poignee-data-'));
  const listening = port ?? (await freePort());
  const [program, ...args] = [...before, process.execPath, `${ROOT}dist/server/main.mjs`];
  const server = spawn(program, args, {
    cwd: ROOT,
    env: {
      ...environment,
      PORT: String(listening),
      HOST: '127.0.0.1',
      POIGNEE_ORIGIN: `http://127.0.0.1:${listening}`,
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
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    process: server,
    data: folder,
    async stop(signal = 'SIGTERM') {
      server.kill(signal);
      await ended;
      if (data === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
