// The app's icons out of public/icons/icon.svg. Run by hand when the drawing changes; the PNGs are committed.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { ROOT } from '../run.mjs';

const ICONS = `${ROOT}public/icons/`;
const drawing = readFileSync(`${ICONS}icon.svg`, 'utf8');
/** A maskable icon is cut by the system: colour to the edges, the drawing inside the middle 80 % (W3C manifest). */
const fullBleed = drawing.replace('rx="112"', 'rx="0"');
const maskable = fullBleed.replace(
  'rotate(-8 256 256)',
  'translate(256 256) scale(0.82) translate(-256 -256) rotate(-8 256 256)',
);

const render = (svg, size, name) =>
  sharp(Buffer.from(svg), { density: 300 })
    .resize(size, size)
    .png({ palette: true })
    .toFile(ICONS + name);

await render(drawing, 192, 'icon-192.png');
await render(drawing, 512, 'icon-512.png');
await render(maskable, 192, 'maskable-192.png');
await render(maskable, 512, 'maskable-512.png');
await render(fullBleed, 180, 'apple-touch-icon.png');
