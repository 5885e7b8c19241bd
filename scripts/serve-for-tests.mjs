// The production server on a free port of the loopback, for tests and figures.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
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

/** Its address, and the way to stop it. */
export async function serveForTests() {
  const port = await freePort();
  const next = `${ROOT}node_modules/next/dist/bin/next`;
  const server = spawn(process.execPath, [next, 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk) => String(chunk).includes('Ready in') && resolve());
    server.on('close', () => reject(new Error('the server did not start')));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => server.kill() };
}
