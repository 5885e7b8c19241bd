// Makes the app's icons from public/icons/icon.svg. Run by hand after a change of the drawing; the PNGs are committed.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { ROOT } from '../run.mjs';

const ICONS = `${ROOT}public/icons/`;
const drawing = readFileSync(`${ICONS}icon.svg`, 'utf8');
/**
 * The system crops a maskable icon: the colour extends to the edges, and the drawing is inside the middle 80 % (W3C Web
 * Application Manifest).
 */
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
