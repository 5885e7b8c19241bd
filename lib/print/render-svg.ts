import { symbolPath } from '../qr/svg-path';
import type { FontSet } from './fonts';
import { SCREEN_INKS } from './inks';
import type { Scene, TextItem, TextSegment } from './scene';
import { ptToMm } from './units';

/**
 * The scene as an SVG whose user unit is the millimetre. Letters are outlines, so the screen cannot set them otherwise
 * than paper; it is hidden from assistive technology, which reads the card's words beside it. A line with characters
 * our fonts lack is set in the device's own font, to be seen while preflight refuses to print it.
 */
export function renderSvg(scene: Scene, fonts: FontSet): string {
  const { widthMm, heightMm } = scene.trim;
  const body = scene.items.map((item) => {
    if (item.kind === 'symbol') {
      return `<path transform="translate(${n(item.xMm)} ${n(item.yMm)}) scale(${n(item.moduleMm)})" d="${symbolPath(item)}" shape-rendering="crispEdges"/>`;
    }
    return item.missing === '' ? outlines(item, fonts) : deviceText(item);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(widthMm)} ${n(heightMm)}" aria-hidden="true" focusable="false">${body.join('')}</svg>`;
}

function outlines(item: TextItem, fonts: FontSet): string {
  const glyphs = item.segments.map((segment) => segmentOutlines(item, segment, fonts)).join('');
  return `<g fill="${SCREEN_INKS[item.ink]}">${glyphs}</g>`;
}

function segmentOutlines(item: TextItem, segment: TextSegment, fonts: FontSet): string {
  const { run, unitsPerEm } = fonts.layout(segment.text, segment.face);
  const scale = ptToMm(item.fontSizePt) / unitsPerEm;
  let x = 0;
  const paths = run.glyphs.map((glyph, index) => {
    const position = run.positions[index];
    const d = glyph.path.toSVG();
    const at = `translate(${n(x + (position?.xOffset ?? 0))} ${n(position?.yOffset ?? 0)})`;
    x += position?.xAdvance ?? 0;
    return d === '' ? '' : `<path transform="${at}" d="${d}"/>`;
  });
  const origin = `translate(${n(item.xMm + segment.xMm)} ${n(item.baselineMm)}) scale(${scale.toFixed(7)} ${(-scale).toFixed(7)})`;
  return `<g transform="${origin}">${paths.join('')}</g>`;
}

function deviceText(item: TextItem): string {
  return `<text x="${n(item.xMm)}" y="${n(item.baselineMm)}" font-size="${n(ptToMm(item.fontSizePt))}" fill="${SCREEN_INKS[item.ink]}">${escapeMarkup(item.text)}</text>`;
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A thousandth of a unit: a micrometre where the unit is the millimetre. */
function n(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
