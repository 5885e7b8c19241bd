// Starts Poignée with one command on a fresh clone: installs the dependencies, builds if the sources have changed, then
// serves. Until the dependencies are installed, uses Node's own modules only.
import { networkInterfaces } from 'node:os';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT } from './run.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`Poignée needs Node 20.9 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

await ensureInstalled();
await ensureBuilt();

const host = process.env.HOST ?? '0.0.0.0';
const { startServer } = await import('../dist/server/start.mjs');
const port = await startServer(process.env, { host, port: Number(process.env.PORT ?? 3000), folder: ROOT });

console.log(`\nPoignée is ready:  http://localhost:${port}`);
const addresses = Object.values(networkInterfaces())
  .flat()
  .filter((address) => address?.family === 'IPv4' && !address.internal)
  .map((address) => address.address);
if (host === '0.0.0.0' && addresses.length > 0) {
  console.log('\nFrom a phone on the same network:');
  for (const address of addresses) console.log(`  http://${address}:${port}`);
  console.log('A phone can use the app offline only if it is served over https: see README, "On a phone".');
}
console.log('\nSet PORT and HOST to change the address. Press Ctrl+C to stop.');
