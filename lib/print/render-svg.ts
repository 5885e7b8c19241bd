import { toHex } from '../card/colour';
import { symbolPath } from '../qr/svg-path';
import type { FontSet } from './fonts';
import type { Page, PlacedScene } from './impose';
import { inkRgb } from './inks';
import { LINE_CAPS, LINE_JOINS, LUMA, reversal, reversedInk, vectorShapes } from './pictures';
import {
  coverSize,
  type ImageItem,
  type Ink,
  type Palette,
  type PathCommand,
  type PathItem,
  type Scene,
  type SceneItem,
  type TextItem,
  type TextSegment,
} from './scene';
import { ptToMm } from './units';

/**
 * Renders a scene as an SVG whose user unit is the millimetre. Text is drawn as outlines, so screen and paper look the
 * same. The SVG is hidden from assistive technology, which reads the card's text next to it. A line with characters
 * that our fonts lack is drawn in a system font, so that it can be seen although preflight refuses to print it.
 */
export function renderSvg(scene: Scene, fonts: FontSet): string {
  return svgDocument(scene.trim, sceneMarkup(scene, fonts));
}

/** Renders a whole sheet: each card defined once and reused, with crop marks, outlines and the printer's correction. */
export function renderPageSvg(page: Page, fonts: FontSet): string {
  const scenes = [...new Set(page.placed.map(({ scene }) => scene))];
  const cards = scenes.map((scene, index) => `<g id="c${index}">${sceneMarkup(scene, fonts)}</g>`).join('');
  const places = page.placed.map((placed, index) => placeMarkup(placed, index, scenes.indexOf(placed.scene))).join('');
  const marks = page.cropMarks
    .map(({ x1Mm, y1Mm, x2Mm, y2Mm }) => `M${n(x1Mm)} ${n(y1Mm)}L${n(x2Mm)} ${n(y2Mm)}`)
    .join('');
  const outlines = page.outlines
    .map(({ xMm, yMm, widthMm, heightMm }) => `M${n(xMm)} ${n(yMm)}h${n(widthMm)}v${n(heightMm)}h${n(-widthMm)}z`)
    .join('');
  const strokes = [
    marks && `<path d="${marks}" fill="none" stroke="${colour('text', NO_PALETTE)}" stroke-width="0.09"/>`,
    outlines && `<path d="${outlines}" fill="none" stroke="${colour('rule', NO_PALETTE)}" stroke-width="0.09"/>`,
  ].join('');
  const body =
    page.correction === null
      ? places + strokes
      : `<g transform="matrix(${page.correction.map(precise).join(' ')})">${places}${strokes}</g>`;
  return svgDocument(page.mediaBox, `<defs>${cards}</defs>${body}`);
}

function placeMarkup({ scene, box, rotation, bleedMm }: PlacedScene, index: number, card: number): string {
  const { widthMm, heightMm } = scene.trim;
  const middle = `translate(${n(box.xMm + box.widthMm / 2)} ${n(box.yMm + box.heightMm / 2)})`;
  const transform = `${middle} rotate(${rotation}) translate(${n(-widthMm / 2)} ${n(-heightMm / 2)})`;
  const clip = `<clipPath id="p${index}"><rect x="${n(-bleedMm)}" y="${n(-bleedMm)}" width="${n(widthMm + 2 * bleedMm)}" height="${n(heightMm + 2 * bleedMm)}"/></clipPath>`;
  return `<g transform="${transform}">${clip}<g clip-path="url(#p${index})"><use href="#c${card}"/></g></g>`;
}

function svgDocument({ widthMm, heightMm }: { widthMm: number; heightMm: number }, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(widthMm)} ${n(heightMm)}" aria-hidden="true" focusable="false">${body}</svg>`;
}

const sceneMarkup = (scene: Scene, fonts: FontSet): string =>
  scene.items.map((item) => itemMarkup(item, scene, fonts)).join('');

const colour = (ink: Ink, palette: Palette): string => toHex(inkRgb(ink, palette));

const NO_PALETTE: Palette = { accent: '', tint: '' };

function itemMarkup(item: SceneItem, palette: Palette, fonts: FontSet): string {
  switch (item.kind) {
    case 'symbol':
      return `<path transform="translate(${n(item.xMm)} ${n(item.yMm)}) scale(${precise(item.moduleMm)})" d="${symbolPath(item)}" shape-rendering="crispEdges"/>`;
    case 'rect':
      return `<rect x="${n(item.xMm)}" y="${n(item.yMm)}" width="${n(item.widthMm)}" height="${n(item.heightMm)}" fill="${colour(item.ink, palette)}"/>`;
    case 'line':
      return `<path d="M${n(item.x1Mm)} ${n(item.y1Mm)}L${n(item.x2Mm)} ${n(item.y2Mm)}" fill="none" stroke="${colour(item.ink, palette)}" stroke-width="${n(item.strokeMm)}"/>`;
    case 'image':
      return pictureMarkup(item, palette);
    case 'path':
      return pathMarkup(item, palette);
    case 'text':
      return item.missing === '' ? outlines(item, palette, fonts) : deviceText(item, palette);
  }
}

const pathData = (commands: readonly PathCommand[]): string =>
  commands.map(([name, ...numbers]) => `${name}${numbers.map((value) => n(value)).join(' ')}`).join('');

function pathMarkup({ commands, ink, strokeMm }: PathItem, palette: Palette): string {
  const d = pathData(commands);
  return strokeMm === null
    ? `<path d="${d}" fill="${colour(ink, palette)}"/>`
    : `<path d="${d}" fill="none" stroke="${colour(ink, palette)}" stroke-width="${n(strokeMm)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/**
 * A nested viewport clips the picture to its box. A reversed picture is drawn in one colour, as opaque as its pixels
 * are dark (the luma of ITU-R BT.709), as `reversedPixels` does for the PDF.
 */
function pictureMarkup(item: ImageItem, palette: Palette): string {
  const { picture, xMm, yMm, widthMm, heightMm } = item;
  const size = coverSize(item);
  const box = { xMm: (widthMm - size.widthMm) / 2, yMm: (heightMm - size.heightMm) / 2 };
  const letters = inkRgb(reversedInk(item), palette);
  // Names are unique in the page: the same picture on the same ground is drawn alike.
  const name = `${picture.id}-${item.ground ?? 'paper'}`.replace(/[^\w-]/g, '_');
  const drawing =
    picture.shapes === undefined
      ? `<image x="${n(box.xMm)}" y="${n(box.yMm)}" width="${n(size.widthMm)}" height="${n(size.heightMm)}" preserveAspectRatio="none" href="${escapeMarkup(picture.dataUrl)}"${item.isReversed ? ` filter="url(#r-${name})"` : ''}/>`
      : `<g transform="translate(${n(box.xMm)} ${n(box.yMm)}) scale(${precise(size.widthMm / picture.widthPx)} ${precise(size.heightMm / picture.heightPx)})">${vectorMarkup(item, palette)}</g>`;
  const { fromLuma, fromAlpha } = reversal(picture);
  const filter =
    item.isReversed && picture.shapes === undefined
      ? `<filter id="r-${name}" color-interpolation-filters="sRGB" x="0" y="0" width="1" height="1"><feColorMatrix values="0 0 0 0 ${letters[0] / 255} 0 0 0 0 ${letters[1] / 255} 0 0 0 0 ${letters[2] / 255} ${LUMA.map((part) => precise(part * fromLuma)).join(' ')} ${precise(fromAlpha)} 0"/></filter>`
      : '';
  const round = item.isRound
    ? `<clipPath id="o-${name}"><ellipse cx="${n(widthMm / 2)}" cy="${n(heightMm / 2)}" rx="${n(widthMm / 2)}" ry="${n(heightMm / 2)}"/></clipPath>`
    : '';
  const body = item.isRound ? `<g clip-path="url(#o-${name})">${drawing}</g>` : drawing;
  return `<svg x="${n(xMm)}" y="${n(yMm)}" width="${n(widthMm)}" height="${n(heightMm)}" overflow="hidden">${filter}${round}${body}</svg>`;
}

function vectorMarkup(item: ImageItem, palette: Palette): string {
  return vectorShapes(item, palette)
    .map(({ commands, rgb, evenOdd, stroke }) => {
      if (stroke !== undefined) {
        const { widthPx, cap, join, miterLimit } = stroke;
        const [lineCap, lineJoin] = [LINE_CAPS[cap], LINE_JOINS[join]];
        return `<path d="${pathData(commands)}" fill="none" stroke="${toHex(rgb)}" stroke-width="${n(widthPx)}" stroke-linecap="${lineCap}" stroke-linejoin="${lineJoin}" stroke-miterlimit="${n(miterLimit)}"/>`;
      }
      const fillRule = evenOdd ? ' fill-rule="evenodd"' : '';
      return `<path d="${pathData(commands)}" fill="${toHex(rgb)}"${fillRule}/>`;
    })
    .join('');
}

function outlines(item: TextItem, palette: Palette, fonts: FontSet): string {
  const glyphs = item.segments.map((segment) => segmentOutlines(item, segment, fonts)).join('');
  return `<g fill="${colour(item.ink, palette)}">${glyphs}</g>`;
}

function segmentOutlines(item: TextItem, segment: TextSegment, fonts: FontSet): string {
  const { run, unitsPerEm } = fonts.layout(segment.text, segment.face, segment);
  const scale = ptToMm(item.fontSizePt) / unitsPerEm;
  let x = 0;
  const paths = run.glyphs.map((glyph, index) => {
    const position = run.positions[index];
    const d = glyph.path.toSVG();
    const at = `translate(${n(x + (position?.xOffset ?? 0))} ${n(position?.yOffset ?? 0)})`;
    x += (position?.xAdvance ?? 0) + segment.trackingMm / scale;
    return d === '' ? '' : `<path transform="${at}" d="${d}"/>`;
  });
  const origin = `translate(${n(item.xMm + segment.xMm)} ${n(item.baselineMm)}) scale(${precise(scale)} ${precise(-scale)})`;
  return `<g transform="${origin}">${paths.join('')}</g>`;
}

function deviceText(item: TextItem, palette: Palette): string {
  return `<text x="${n(item.xMm)}" y="${n(item.baselineMm)}" font-size="${n(ptToMm(item.fontSizePt))}" fill="${colour(item.ink, palette)}">${escapeMarkup(item.text)}</text>`;
}

/** Characters that XML 1.0 §2.2 forbids, such as control characters and unpaired surrogates. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escapeMarkup(text: string): string {
  return text.replace(NOT_XML, '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Rounds to a thousandth of a unit: a micrometre where the unit is the millimetre. */
function n(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** More digits for scale factors: their rounding error is multiplied by what they scale. */
const precise = (value: number): string => String(Number(value.toFixed(7)));
