// Starts the development server: Next serves the pages, our server everything else, and each reloads what changes.
// There is no service worker.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { environment, ROOT } from './run.mjs';

await ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { context } = await import('esbuild');
const { serverBundle } = await import('./build/bundle-server.mjs');
const { describeSite } = await import('./build/describe-site.mjs');
const { buildBundles } = await import('./build/build-bundles.mjs');
const { buildFonts } = await import('./build/build-fonts.mjs');
const { plainPages } = await import('./build/plain-pages.ts');
await buildFonts();
await buildBundles();

const port = Number(process.env.PORT ?? 3000);
const serverPort = await freePort();
const folder = `${ROOT}.cache/dev`;
let server = null;
let isStopping = false;

/**
 * Writes the pages without a framework, which Next does not serve, and copies the fonts that share images are drawn
 * with.
 */
async function writePlainPages() {
  rmSync(`${folder}/app`, { recursive: true, force: true });
  const pages = { ...plainPages(), '404.html': '<!doctype html><title>404</title>' };
  for (const [file, html] of Object.entries(pages)) {
    mkdirSync(dirname(`${folder}/app/${file}`), { recursive: true });
    writeFileSync(`${folder}/app/${file}`, html);
  }
  await describeSite(`${folder}/app`);
  cpSync(`${ROOT}public/fonts`, `${folder}/app/fonts`, { recursive: true });
}

async function restartServer() {
  if (server !== null && server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once('close', resolve));
    server.kill();
    await ended;
  }
  if (isStopping) return;
  await writePlainPages();
  server = spawn(process.execPath, [`${folder}/server/main.mjs`], {
    cwd: ROOT,
    env: {
      ...environment,
      HOST: '127.0.0.1',
      PORT: String(serverPort),
      POIGNEE_ORIGIN: `http://localhost:${port}`,
      POIGNEE_PROXIES: '1',
    },
    stdio: 'inherit',
  });
}

let restarting = Promise.resolve();
const restartOnEnd = {
  name: 'restart',
  setup(build) {
    build.onEnd(({ errors }) => {
      if (errors.length > 0) return;
      restarting = restarting.then(restartServer).catch((error) => console.error(error.message));
    });
  },
};
const bundle = await context({ ...serverBundle(`${folder}/server`), plugins: [restartOnEnd] });
await bundle.watch();

const next = spawn(process.execPath, [`${ROOT}node_modules/next/dist/bin/next`, 'dev', '-p', String(port)], {
  cwd: ROOT,
  env: {
    ...environment,
    POIGNEE_DEV_SERVER: `http://127.0.0.1:${serverPort}`,
    POIGNEE_DEV_PAGES: JSON.stringify(Object.keys(plainPages())),
  },
  stdio: 'inherit',
});
next.on('close', (status) => {
  isStopping = true;
  server?.kill();
  void bundle.dispose().then(() => process.exit(status ?? 0));
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => next.kill(signal));

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address.port));
    });
  });
}
