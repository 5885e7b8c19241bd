// One command on a fresh clone: installs, builds when the sources changed, serves. Node's own modules only, up to there.
import { spawn } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { ensureBuilt, ensureInstalled } from './prepare.mjs';
import { environment, ROOT } from './run.mjs';

const port = process.env.PORT ?? '3000';
const host = process.env.HOST ?? '0.0.0.0';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`Poignée needs Node 20.9 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

await ensureInstalled();
await ensureBuilt();

const server = spawn(process.execPath, [`${ROOT}.next/standalone/server.js`], {
  cwd: ROOT,
  env: { ...environment, PORT: port, HOSTNAME: host, POIGNEE_DATA: resolve(ROOT, process.env.POIGNEE_DATA ?? 'data') },
  stdio: ['ignore', 'pipe', 'inherit'],
});

server.stdout.on('data', (chunk) => {
  const text = String(chunk);
  if (text.includes('Ready in')) sayWhere();
  if (/error|warn|"event"/i.test(text)) process.stdout.write(text);
});
server.on('close', (status) => process.exit(status ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));

function sayWhere() {
  const addresses = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address?.family === 'IPv4' && !address.internal)
    .map((address) => address.address);
  console.log(`\nPoignée is ready:  http://localhost:${port}`);
  if (host === '0.0.0.0' && addresses.length > 0) {
    console.log('\nFrom a phone on the same network:');
    for (const address of addresses) console.log(`  http://${address}:${port}`);
    console.log('A phone keeps the app for offline use only over https: see README, "On a phone".');
  }
  console.log('\nPORT and HOST change the address. Ctrl+C stops.');
}
