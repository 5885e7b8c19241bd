// Measures how long until the first screen is usable, on slow 3G with the CPU slowed down four times, compared with a
// static page of the same size: the best any page of that weight could do on the same machine in the same minute.

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { chromium } from '@playwright/test';
import { BROWSER_ARGS, findBrowser } from '../../scripts/find-browser.mjs';
import { serveForTests } from '../../scripts/serve-for-tests.mjs';

const RUNS = 5;
/** The conditions of the peers' figures: 400 kbit/s, 400 ms, CPU ×4. */
const SLOW_3G = { offline: false, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8, latency: 400 };
const CPU_RATE = 4;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

async function openSlowly(browser, url, { slow, measure }) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'fr-CA',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  await devtools.send('Network.enable');
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  if (slow) {
    await devtools.send('Network.emulateNetworkConditions', SLOW_3G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_RATE });
  }
  const start = performance.now();
  const elapsedMs = () => performance.now() - start;
  await page.goto(url, { waitUntil: 'commit' });
  const figures = await measure(page, elapsedMs, () => bytes);
  await context.close();
  return figures;
}

/** Times in ms. `seen`: the fields are painted and accept text. `answered`: the typed text has become a code. */
async function measureApp(page, elapsedMs, bytes) {
  await page.locator('input[name=name]').waitFor({ state: 'visible' });
  const seen = elapsedMs();
  await page.locator('input[name=name]').fill('Élodie Côté-Gagné');
  await page.locator('input[name=phone]').fill('514 285-9286');
  await page.getByText('Votre code est prêt').first().waitFor({ state: 'visible' });
  const answered = elapsedMs();
  const bytesThen = bytes();
  await page.getByTestId('card-drawing').waitFor({ state: 'visible', timeout: 120_000 });
  return { seen, answered, drawn: elapsedMs(), bytes: bytesThen };
}

async function measureStatic(page, elapsedMs) {
  await page.locator('input').waitFor({ state: 'visible' });
  const seen = elapsedMs();
  await page.locator('html[data-ready]').waitFor({ state: 'attached', timeout: 120_000 });
  return { seen, answered: elapsedMs() };
}

/** Serves a page with one field and one script, `totalBytes` on the wire in total. */
function serveStatic(totalBytes) {
  const ballast = randomBytes(Math.ceil(totalBytes * 0.75))
    .toString('base64')
    .slice(0, totalBytes - 1200);
  const html =
    '<!doctype html><meta name=viewport content="width=device-width"><label>Nom <input></label><script src="/s.js" defer></script>';
  const script = `/*${ballast}*/document.documentElement.dataset.ready=""`;
  const server = createServer(({ url }, response) => {
    response.setHeader('content-type', url === '/s.js' ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(url === '/s.js' ? script : html);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() }),
    );
  });
}

const server = await serveForTests();
const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
const repeat = async (url, options) => {
  const runs = [];
  for (let i = 0; i < RUNS; i += 1) runs.push(await openSlowly(browser, url, options));
  return Object.fromEntries(Object.keys(runs[0]).map((name) => [name, median(runs.map((figures) => figures[name]))]));
};

for (const slow of [false, true]) {
  const app = await repeat(`${server.url}/fr`, { slow, measure: measureApp });
  const staticServer = await serveStatic(app.bytes);
  const reference = await repeat(staticServer.url, { slow, measure: measureStatic });
  staticServer.stop();
  console.log(slow ? `slow 3G, CPU ÷ ${CPU_RATE}, medians of ${RUNS}` : `this machine, medians of ${RUNS}`);
  console.log(`  fields visible and editable   ${seconds(app.seen)}   (static page ${seconds(reference.seen)})`);
  console.log(
    `  a code from the typed text    ${seconds(app.answered)}   (static page of the same ${Math.round(app.bytes / 1000)} kB: ${seconds(reference.answered)}, ratio ${(app.answered / reference.answered).toFixed(2)})`,
  );
  console.log(`  the card drawn                ${seconds(app.drawn)}`);
}
await browser.close();
server.stop();
