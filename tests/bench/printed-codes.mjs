// Measures what printed codes survive: the smallest version with exact modules (before), and the version, level and
// module that are fitted to the place, with dark modules drawn smaller (after). Each is damaged, photographed by a
// simulated camera from 150 mm and read by four independent readers. Seeded: the same figures on every machine.
import { tsImport } from 'tsx/esm/api';
import { OUTER_MM, photograph } from './scanning/camera.mjs';
import { FOUR_DECODERS } from './scanning/decoders.mjs';

const { PIXEL_MM, printedPlaces } = await tsImport('./printed-codes.ts', import.meta.url);
const SEEDS = [1, 2, 3, 4];
const DISTANCE_MM = 150;

/** Widens (or, below 0, narrows) the dark parts by `mm` on every side. */
function spread({ side, grey, ...rest }, mm) {
  const radius = Math.round(Math.abs(mm) / PIXEL_MM);
  const pick = mm > 0 ? Math.min : Math.max;
  const pass = (source, step, stride) => {
    const target = new Uint8Array(source.length);
    for (let line = 0; line < side; line += 1)
      for (let at = 0; at < side; at += 1) {
        let value = source[line * stride + at * step];
        for (let k = Math.max(0, at - radius); k <= Math.min(side - 1, at + radius); k += 1)
          value = pick(value, source[line * stride + k * step]);
        target[line * stride + at * step] = value;
      }
    return target;
  };
  return { side, grey: pass(pass(grey, 1, side), side, 1), ...rest };
}

/** A white line of `mm` across the symbol, clear of the three finder patterns. */
function scratch(bitmap, mm) {
  const grey = bitmap.grey.slice();
  const { side } = bitmap;
  for (let y = 0; y < side; y += 1) {
    const centre = side * (0.58 + 0.08 * (y / side));
    const [from, to] = [centre - mm / PIXEL_MM / 2, centre + mm / PIXEL_MM / 2].map(Math.round);
    grey.fill(255, y * side + from, y * side + to);
  }
  return { ...bitmap, grey };
}

/** Dark parts as a screen of dots: `tint` of ink, `lpi` lines an inch, at 45 degrees. */
function halftone(bitmap, tint, lpi) {
  const grey = bitmap.grey.slice();
  const { side } = bitmap;
  const period = 25.4 / lpi / PIXEL_MM;
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      if (grey[y * side + x] === 255) continue;
      const [u, v] = [((x + y) * Math.SQRT1_2) / period, ((x - y) * Math.SQRT1_2) / period];
      const level = (2 + Math.cos(2 * Math.PI * u) + Math.cos(2 * Math.PI * v)) / 4;
      if (level > tint) grey[y * side + x] = 255;
    }
  return { ...bitmap, grey };
}

const CONDITIONS = [
  ['clean', {}],
  ['blur, 1.5 px', { camera: { blur: 1.5 } }],
  ['blur, 2 px', { camera: { blur: 2 } }],
  ['printed at 0.9, blur 1.5 px', { scale: 0.9, camera: { blur: 1.5 } }],
  ['ink spread, 42 µm a side', { damage: (bitmap) => spread(bitmap, 0.042) }],
  ['ink spread, 84 µm a side', { damage: (bitmap) => spread(bitmap, 0.084) }],
  ['ink spread, 126 µm a side', { damage: (bitmap) => spread(bitmap, 0.126) }],
  ['ink loss, 42 µm a side', { damage: (bitmap) => spread(bitmap, -0.042) }],
  ['ink loss, 84 µm a side', { damage: (bitmap) => spread(bitmap, -0.084) }],
  ['scratch, 1.0 mm', { damage: (bitmap) => scratch(bitmap, 1) }],
  ['scratch, 1.7 mm', { damage: (bitmap) => scratch(bitmap, 1.7) }],
  ['halftone, 70 % at 85 lpi', { damage: (bitmap) => halftone(bitmap, 0.7, 85) }],
];

/** Returns how many of the readings give exactly the payload. */
async function readings(bitmap, { damage = (same) => same, scale = 1, camera = {} }) {
  const damaged = damage(bitmap);
  const outerMm = bitmap.side * PIXEL_MM * scale;
  let right = 0;
  for (const seed of SEEDS) {
    const settings = { tilt: 15, blur: 0.8, noise: 5, glare: 0.1, ...camera };
    const image = photograph(damaged, (DISTANCE_MM * OUTER_MM) / outerMm, seed, settings);
    for (const decode of Object.values(FOUR_DECODERS)) if ((await decode(image)) === bitmap.payload) right += 1;
  }
  return right;
}

const places = printedPlaces();
const names = [...new Set(places.map(({ place }) => place))];
for (const name of names) {
  const here = places.filter(({ place }) => place === name);
  const size = (which) =>
    here.map((one) => `version ${one[which].version}, ${one[which].moduleMm.toFixed(2)} mm`).join('; ');
  console.log(`\n${name}. Before: ${size('before')}. After: ${size('after')}`);
  for (const [condition, settings] of CONDITIONS) {
    const totals = { before: 0, after: 0 };
    for (const one of here)
      for (const which of ['before', 'after']) totals[which] += await readings(one[which], settings);
    const total = here.length * SEEDS.length * Object.keys(FOUR_DECODERS).length;
    const percent = (count) => `${Math.round((100 * count) / total)} %`.padStart(6);
    console.log(`  ${condition.padEnd(28)} ${percent(totals.before)} → ${percent(totals.after)}`);
  }
}
process.exit();
