// Measures how far a code can be read: the largest distance at which nine out of ten photographs decode, for codes of
// the same outer size (60 mm with the quiet zone) seen by a camera of f = 1387 px, tilted by up to 30°, with blur,
// noise and glare. Simulated and seeded: the figures are comparable with each other only. Three readers that share no
// code.
import { createRequire } from 'node:module';
import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { tsImport } from 'tsx/esm/api';
import { BROWSER_ARGS, findBrowser } from '../../scripts/find-browser.mjs';
import { bitmapOf, photograph } from './scanning/camera.mjs';
import { DECODERS } from './scanning/decoders.mjs';

const QRCode = createRequire(import.meta.url)('qrcode');
const { CONTACTS, MAX_VERSION, linkCode, encodeSymbol, offlineCode, serializeContactFile } = await tsImport(
  './scan.ts',
  import.meta.url,
);
const [people = 5, trials = 20] = process.argv.slice(2).map(Number);
const ORIGIN = 'https://poignee.app';
const QUIET = 4;
const [FARTHEST_MM, NEAREST_MM, STEP] = [1600, 120, 1.06];
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const SAMPLE = CONTACTS.filter((_, index) => index % Math.ceil(CONTACTS.length / people) === 0);

const libraryBitmap = (text) => {
  const { modules } = QRCode.create(text);
  return { ...bitmapOf({ size: modules.size, modules: modules.data }, QUIET), size: modules.size, text };
};

const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
const page = await browser.newPage();
await page.addScriptTag({ path: createRequire(import.meta.url).resolve('qr-code-styling') });

/** Returns the bitmap of a styled code: rounded modules, two colours, a logo in the middle. */
async function styledBitmap(text) {
  const side = 1200;
  const png = await page.evaluate(
    async ([data, size]) => {
      const logo = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4.5" cy="4.5" r="4" fill="#c33"/></svg>')}`;
      const code = new window.QRCodeStyling({
        width: size,
        height: size,
        margin: 0,
        data: String.fromCharCode(...new TextEncoder().encode(data)),
        image: logo,
        qrOptions: { errorCorrectionLevel: 'Q' },
        dotsOptions: {
          type: 'rounded',
          gradient: {
            type: 'linear',
            colorStops: [
              { offset: 0, color: '#6a1b9a' },
              { offset: 1, color: '#c2185b' },
            ],
          },
        },
        cornersSquareOptions: { type: 'extra-rounded' },
        cornersDotOptions: { type: 'dot' },
        imageOptions: { imageSize: 0.35, margin: 4, hideBackgroundDots: true },
      });
      const blob = await code.getRawData('png');
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return { bytes: Array.from(bytes), modules: code._qr.getModuleCount() };
    },
    [text, side],
  );
  // Adds the same quiet zone as around the other codes.
  const border = Math.round((side / png.modules) * QUIET);
  const { data, info } = await sharp(Buffer.from(png.bytes))
    .flatten({ background: '#fff' })
    .extend({ top: border, bottom: border, left: border, right: border, background: '#fff' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { side: info.width, grey: new Uint8Array(data), size: png.modules, text };
}

const codeBitmap = ({ symbol, payload }, quiet = QUIET, growth = 0) => ({
  ...bitmapOf(symbol, quiet, growth === 0 ? 8 : 20, growth),
  size: symbol.size,
  text: payload,
});
const KINDS = {
  'contact file, styled library': (card) => styledBitmap(serializeContactFile(card)),
  'contact file, qrcode defaults': async (card) => libraryBitmap(serializeContactFile(card)),
  '«Sans Internet»': async (card) => codeBitmap(offlineCode(card, MAX_VERSION.screen)),
  '«Avec Internet», whole card': async (card) => codeBitmap(linkCode(card, ORIGIN)),
  '… quiet zone 2 (Show screen)': async (card) => codeBitmap(linkCode(card, ORIGIN), 2),
  '… dark modules + 0.05 an edge': async (card) => codeBitmap(linkCode(card, ORIGIN), QUIET, 0.05),
  'short link, 29 characters': async (card) => {
    const payload = `HTTPS://POIGNEE.APP/${card.id
      .slice(-2)
      .replace(/[^0-9]/g, 'X')
      .padStart(9, 'A')}`;
    return codeBitmap({ symbol: encodeSymbol(payload), payload });
  },
};

/** Returns the share of `trials` photographs that decode at a distance; 0 as soon as more than 10 % have failed. */
async function measureRate(bitmap, read, distance, seed) {
  let decodedCount = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const text = await read(photograph(bitmap, distance, seed * 1000 + trial)).catch(() => null);
    if (text === bitmap.text) decodedCount += 1;
    else if (trial - decodedCount > trials * 0.1) return 0;
  }
  return decodedCount / trials;
}

/**
 * Returns the largest distance that decodes, in mm, or 0. Tries distances 6 % apart, from far to near, because some
 * readers also fail on very large pictures.
 */
async function measureReach(bitmap, read, seed) {
  for (let distance = FARTHEST_MM; distance >= NEAREST_MM; distance /= STEP)
    if ((await measureRate(bitmap, read, distance, seed)) >= 0.9) return distance;
  return 0;
}

console.log(`${SAMPLE.length} people, ${trials} photographs per distance; median of the largest distances, mm`);
console.log(
  `${''.padEnd(32)}${'modules'.padStart(8)}${Object.keys(DECODERS)
    .map((name) => name.padStart(8))
    .join('')}`,
);
for (const [kind, make] of Object.entries(KINDS)) {
  const distances = Object.fromEntries(Object.keys(DECODERS).map((name) => [name, []]));
  const sizes = [];
  for (const [index, card] of SAMPLE.entries()) {
    const bitmap = await make(card);
    sizes.push(bitmap.size ?? Math.round(bitmap.side / 8) - 2 * QUIET);
    for (const [name, read] of Object.entries(DECODERS))
      distances[name].push(await measureReach(bitmap, read, index + 1));
  }
  const cells = Object.values(distances).map((values) => median(values).toFixed(0).padStart(8));
  console.log(`${kind.padEnd(32)}${String(median(sizes)).padStart(8)}${cells.join('')}`);
}
await browser.close();

console.log('\nOffline codes of the thirty people read exactly, accents included, straight on:');
for (const [name, read] of Object.entries(DECODERS)) {
  let exactCount = 0;
  for (const card of CONTACTS) {
    const { payload, symbol } = offlineCode(card, MAX_VERSION.screen);
    const text = await read(photograph(bitmapOf(symbol, QUIET), 160, 1, { tilt: 0, blur: 0, noise: 0, glare: 0 }));
    if (text === payload) exactCount += 1;
  }
  console.log(`  ${name.padEnd(6)} ${exactCount} of ${CONTACTS.length}`);
}
