// Measures the Show screen opened from the installed icon: browser just started, no network, CPU slowed down four
// times. Time from navigation to the first frame in which an independent decoder finds the code, compared with a
// hand-written static page of the same symbol served by the same service worker: the best any page could do here.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { BROWSER_ARGS, findBrowser } from '../../scripts/find-browser.mjs';
import { serveForTests } from '../../scripts/serve-for-tests.mjs';
import { DECODERS } from './scanning/decoders.mjs';

const ROUNDS = Number(process.env.BENCH_TURNS ?? 21);
const CPU_RATE = 4;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const viewport = { width: 390, height: 844 };
const executablePath = await findBrowser();
const profile = mkdtempSync(join(tmpdir(), 'poignee-show-'));
const launchBrowser = () =>
  chromium.launchPersistentContext(profile, { executablePath, args: BROWSER_ARGS, viewport, locale: 'fr-CA' });
const server = await serveForTests();

{
  const context = await launchBrowser();
  const page = await context.newPage();
  await page.goto(`${server.url}/fr`);
  await page.getByLabel('Nom', { exact: true }).fill('Élodie Côté-Gagné');
  await page.getByLabel('Téléphone', { exact: true }).fill('514 285-9286');
  await page.getByLabel('Courriel', { exact: true }).fill('elodie@boulangerie-lete.ca');
  await page.getByRole('button', { name: 'C’est prêt' }).click();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => localStorage.getItem('poignee.show')?.includes('"path"'));
  await page.goto(`${server.url}/fr/montrer`);
  await page.waitForFunction(() => document.querySelector('#show-symbol path')?.getAttribute('d'));
  await page.waitForFunction(async () => (await caches.match('/en/show', { ignoreSearch: true })) !== undefined);
  // Replaces the English screen, in the same cache, with a page that contains only the symbol and has the headers of
  // every page of the site except the policy for inline code. Cross-Origin-Opener-Policy alone, which moves a blank tab
  // to a process of its own, takes a third of a second here; an installed app starts in that process. BENCH_BARE=1
  // leaves all of them out.
  const isBare = process.env.BENCH_BARE === '1';
  await page.evaluate(async (isBare) => {
    const { headers: shown } = await caches.match('/fr/montrer', { ignoreSearch: true });
    const headers = { 'Content-Type': 'text/html; charset=utf-8' };
    for (const [name, value] of isBare ? [] : shown)
      if (/^(?:cross-origin|permissions|referrer|x-)/.test(name)) headers[name] = value;
    const svg = document.querySelector('#show-symbol');
    const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Code</title><style>body{margin:0;background:#fff}svg{display:block;width:min(100vw,100vh - 216px);margin:108px auto 0}</style></head><body><svg viewBox="${svg.getAttribute('viewBox')}">${svg.innerHTML}</svg></body></html>`;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        if (new URL(request.url).pathname === '/en/show' && name.includes('precache'))
          await cache.put(request, new Response(html, { headers }));
    }
  }, isBare);
  await context.close();
}
await server.stop();

/** Returns the milliseconds from navigation to the first frame that decodes; NaN if none does. */
async function measureFirstCode(path) {
  const context = await launchBrowser();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_RATE });
  const frames = [];
  devtools.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    frames.push({ data, at: metadata.timestamp * 1000 });
    void devtools.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await devtools.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
  const start = Date.now();
  await page.goto(server.url + path, { waitUntil: 'commit' }).catch(() => undefined);
  // Once the network is idle, the code has been painted or never will be.
  await page.waitForLoadState('networkidle', { timeout: 15_000 }).catch(() => undefined);
  // Waits so that the last frames are captured too.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 1000)))),
  );
  await context.close();
  for (const frame of frames) {
    if (frame.at < start) continue;
    const { data, info } = await sharp(Buffer.from(frame.data, 'base64'))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const image = { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
    if ((await DECODERS.zxing(image)) !== null) return frame.at - start;
  }
  return Number.NaN;
}

const times = { show: [], still: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  // The two pages take turns at going first.
  const order = [
    ['show', '/fr/montrer'],
    ['still', '/en/show'],
  ];
  if (round % 2 === 1) order.reverse();
  for (const [name, path] of order) times[name].push(await measureFirstCode(path));
}
rmSync(profile, { recursive: true, force: true });
const [show, still] = [median(times.show), median(times.still)];
console.log(
  `Show screen ${show.toFixed(0)} ms, static page ${still.toFixed(0)} ms: ratio ${(show / still).toFixed(2)} (${ROUNDS} cold starts each, in turns, CPU ÷ ${CPU_RATE}, no network)`,
);
console.log(
  `  show  ${times.show.map((ms) => ms.toFixed(0)).join(' ')}\n  still ${times.still.map((ms) => ms.toFixed(0)).join(' ')}`,
);
// The ratio of each start to the static page's of the same turn; the spread is the interquartile range.
const ratios = times.show.map((ms, turn) => ms / times.still[turn]).sort((a, b) => a - b);
const quantile = (share) => Number((ratios[Math.floor((ratios.length - 1) * share)] ?? 0).toFixed(2));
console.log(
  JSON.stringify({
    ratioMedian: Number((show / still).toFixed(2)),
    ratioSpread: [quantile(0.25), quantile(0.75)],
    starts: ROUNDS,
  }),
);
