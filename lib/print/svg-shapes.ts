import { parseColour, type Rgb } from '../card/colour';
import { ellipseCommands, KAPPA } from './ellipse-commands';
import type { PathCommand, VectorShape } from './scene';
import { parseSvgPath } from './svg-path-data';

type Element = { name: string; attributes: Record<string, string>; isEnd: boolean; isEmpty: boolean };

/** [a b c d e f]: x' = a·x + c·y + e, y' = b·x + d·y + f. */
type Matrix = [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

type Style = { fill: Rgb | null; evenOdd: boolean; hasStroke: boolean; isHidden: boolean };
type Context = { matrix: Matrix; style: Style };

/** Elements without any drawing of their own; what is inside them is not drawn. */
const SILENT = new Set(['title', 'desc', 'metadata', 'defs', 'script', 'namedview']);
const GROUPS = new Set(['svg', 'g', 'a', 'switch']);
const SHAPES = new Set(['path', 'rect', 'circle', 'ellipse', 'polygon', 'polyline']);
/** A logo is a few hundred shapes at most; more would be a traced photo, better kept as pixels. */
const MAX_SHAPES = 800;

/**
 * Reads the filled shapes of an SVG drawing, in pixels of a picture of the given size. Nothing of the file is run or
 * fetched: only shapes and flat colours are read. `null` when the drawing has anything else to show (strokes,
 * gradients, text, style sheets, transparency, masks): it is then printed from its pixels.
 */
export function readSvgShapes(
  svg: string,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
): VectorShape[] | null {
  const shapes: VectorShape[] = [];
  const stack: Context[] = [];
  let silentDepth = 0;
  for (const element of elementsOf(svg)) {
    const name = element.name.replace(/^.*:/, '').toLowerCase();
    if (silentDepth > 0) {
      if (element.isEnd) silentDepth -= 1;
      else if (!element.isEmpty) silentDepth += 1;
      continue;
    }
    if (element.isEnd) {
      stack.pop();
      continue;
    }
    if (SILENT.has(name)) {
      // A gradient or a clip that is defined matters only if a shape refers to it.
      if (!element.isEmpty) silentDepth = 1;
      continue;
    }
    if (!GROUPS.has(name) && !SHAPES.has(name)) return null;
    const parent = stack.at(-1);
    const context =
      parent === undefined
        ? rootContext(element.attributes, widthPx, heightPx)
        : childContext(parent, element.attributes);
    if (context === null) return null;
    if (!element.isEmpty) stack.push(context);
    if (GROUPS.has(name)) continue;
    if (context.style.isHidden) continue;
    if (context.style.hasStroke) return null;
    const commands = outlineOf(name, element.attributes);
    if (commands === null) return null;
    const { fill, evenOdd } = context.style;
    if (fill === null || commands.length === 0) continue;
    shapes.push({ commands: commands.map((command) => transformed(command, context.matrix)), rgb: fill, evenOdd });
    if (shapes.length > MAX_SHAPES) return null;
  }
  return shapes.length === 0 ? null : shapes;
}

/** Tags of a document in order, without comments, declarations and text. */
function* elementsOf(svg: string): Generator<Element> {
  const source = svg.replace(
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\])?[^>]*>/gi,
    '',
  );
  for (const [, end = '', name = '', rest = '', empty = ''] of source.matchAll(
    /<(\/?)([a-z_][\w:.-]*)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/gi,
  )) {
    const attributes: Record<string, string> = {};
    for (const [, key = '', , double, single] of rest.matchAll(/([a-z_][\w:.-]*)\s*=\s*("([^"]*)"|'([^']*)')/gi))
      attributes[key.toLowerCase()] = (double ?? single ?? '').trim();
    yield { name, attributes, isEnd: end !== '', isEmpty: empty !== '' };
  }
}

const numbersIn = (text: string): number[] =>
  (text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);

/** The drawing's own box, scaled to the picture. */
function rootContext(attributes: Record<string, string>, widthPx: number, heightPx: number): Context | null {
  const [x = 0, y = 0, width = 0, height = 0] = numbersIn(attributes.viewbox ?? '');
  const [ownWidth = 0] = numbersIn(attributes.width ?? '');
  const [ownHeight = 0] = numbersIn(attributes.height ?? '');
  const [boxWidth, boxHeight] = width > 0 && height > 0 ? [width, height] : [ownWidth, ownHeight];
  if (!(boxWidth > 0) || !(boxHeight > 0)) return null;
  // The drawing keeps its proportions, in the middle (preserveAspectRatio, SVG 2 §8.2).
  const scale = Math.min(widthPx / boxWidth, heightPx / boxHeight);
  const dx = (widthPx - boxWidth * scale) / 2 - x * scale;
  const dy = (heightPx - boxHeight * scale) / 2 - y * scale;
  const style: Style = { fill: [0, 0, 0], evenOdd: false, hasStroke: false, isHidden: false };
  return childContext({ matrix: [scale, 0, 0, scale, dx, dy], style }, attributes);
}

const REFUSED = ['clip-path', 'mask', 'filter', 'mix-blend-mode'];

/** Applies an element's own attributes; `null` when it uses something that is not read. */
function childContext(parent: Context, attributes: Record<string, string>): Context | null {
  const declarations = Object.fromEntries(
    (attributes.style ?? '').split(';').flatMap((declaration) => {
      const [key = '', value = ''] = declaration.split(':');
      return key.trim() === '' ? [] : [[key.trim().toLowerCase(), value.trim()]];
    }),
  );
  const propertyOf = (key: string): string | undefined => declarations[key] ?? attributes[key];
  if (REFUSED.some((key) => (propertyOf(key) ?? 'none') !== 'none')) return null;
  for (const key of ['opacity', 'fill-opacity']) if (Number(propertyOf(key) ?? 1) < 1) return null;
  const style = { ...parent.style };
  const fill = propertyOf('fill');
  if (fill !== undefined && fill !== 'inherit') {
    const colour = readColour(fill);
    if (colour === undefined) return null;
    style.fill = colour;
  }
  const stroke = propertyOf('stroke');
  if (stroke !== undefined && stroke !== 'inherit')
    style.hasStroke = stroke !== 'none' && propertyOf('stroke-width') !== '0';
  if (propertyOf('fill-rule') !== undefined) style.evenOdd = propertyOf('fill-rule') === 'evenodd';
  if (propertyOf('display') === 'none' || propertyOf('visibility') === 'hidden') style.isHidden = true;
  const own = readTransform(attributes.transform ?? '');
  return own === null ? null : { matrix: multiply(parent.matrix, own), style };
}

const NAMED: Readonly<Record<string, Rgb>> = {
  black: [0, 0, 0],
  white: [255, 255, 255],
  red: [255, 0, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  gray: [128, 128, 128],
  grey: [128, 128, 128],
  silver: [192, 192, 192],
  navy: [0, 0, 128],
  teal: [0, 128, 128],
  orange: [255, 165, 0],
  gold: [255, 215, 0],
  purple: [128, 0, 128],
};

/** `null` for `none`; `undefined` for anything but a flat colour. */
function readColour(text: string): Rgb | null | undefined {
  const value = text.toLowerCase();
  if (value === 'none' || value === 'transparent') return null;
  if (value === 'currentcolor') return [0, 0, 0];
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(value);
  if (short !== null)
    return (
      parseColour(
        `#${short
          .slice(1)
          .map((digit) => digit + digit)
          .join('')}`,
      ) ?? undefined
    );
  const parts =
    /^rgb\(([^)]*)\)$/
      .exec(value)?.[1]
      ?.split(/[\s,]+/)
      .filter(Boolean) ?? [];
  if (parts.length === 3)
    return parts.map((part) => Math.round(Number.parseFloat(part) * (part.endsWith('%') ? 2.55 : 1))) as unknown as Rgb;
  return parseColour(value) ?? NAMED[value];
}

const multiply = ([a, b, c, d, e, f]: Matrix, [a2, b2, c2, d2, e2, f2]: Matrix): Matrix => [
  a * a2 + c * b2,
  b * a2 + d * b2,
  a * c2 + c * d2,
  b * c2 + d * d2,
  a * e2 + c * f2 + e,
  b * e2 + d * f2 + f,
];

function readTransform(text: string): Matrix | null {
  let matrix = IDENTITY;
  for (const [, name = '', list = ''] of text.matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const [x = 0, y, ...rest] = numbersIn(list);
    const radians = (x * Math.PI) / 180;
    const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
    const [px = 0, py = 0] = y === undefined ? [] : [y, rest[0] ?? 0];
    const own: Matrix | null =
      name === 'translate'
        ? [1, 0, 0, 1, x, y ?? 0]
        : name === 'scale'
          ? [x, 0, 0, y ?? x, 0, 0]
          : name === 'rotate'
            ? [cos, sin, -sin, cos, px - cos * px + sin * py, py - sin * px - cos * py]
            : name === 'matrix' && rest.length === 4
              ? [x, y ?? 0, ...(rest as [number, number, number, number])]
              : null;
    if (own === null) return null;
    matrix = multiply(matrix, own);
  }
  return matrix;
}

function transformed(command: PathCommand, [a, b, c, d, e, f]: Matrix): PathCommand {
  const at = (x: number, y: number) => [a * x + c * y + e, b * x + d * y + f] as const;
  switch (command[0]) {
    case 'M':
      return ['M', ...at(command[1], command[2])];
    case 'L':
      return ['L', ...at(command[1], command[2])];
    case 'C':
      return ['C', ...at(command[1], command[2]), ...at(command[3], command[4]), ...at(command[5], command[6])];
    case 'Z':
      return command;
  }
}

const ellipseAt = (cx: number, cy: number, rx: number, ry: number): PathCommand[] =>
  ellipseCommands({ xMm: cx - rx, yMm: cy - ry, widthMm: 2 * rx, heightMm: 2 * ry });

/** A shape as path commands; `null` when it cannot be read. */
function outlineOf(name: string, attributes: Record<string, string>): PathCommand[] | null {
  const value = (key: string) => Number.parseFloat(attributes[key] ?? '0') || 0;
  switch (name) {
    case 'path':
      return parseSvgPath(attributes.d ?? '');
    case 'circle':
      return value('r') > 0 ? ellipseAt(value('cx'), value('cy'), value('r'), value('r')) : [];
    case 'ellipse':
      return value('rx') > 0 && value('ry') > 0 ? ellipseAt(value('cx'), value('cy'), value('rx'), value('ry')) : [];
    case 'rect':
      return rectangle(value('x'), value('y'), value('width'), value('height'), attributes);
    default: {
      const numbers = numbersIn(attributes.points ?? '');
      const commands: PathCommand[] = [];
      for (let at = 0; at + 1 < numbers.length; at += 2)
        commands.push([at === 0 ? 'M' : 'L', numbers[at] ?? 0, numbers[at + 1] ?? 0]);
      return commands.length === 0 ? [] : [...commands, ['Z']];
    }
  }
}

function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  attributes: Record<string, string>,
): PathCommand[] {
  if (!(width > 0) || !(height > 0)) return [];
  const asked = Number.parseFloat(attributes.rx ?? attributes.ry ?? '0') || 0;
  const rx = Math.min(asked, width / 2);
  const ry = Math.min(Number.parseFloat(attributes.ry ?? attributes.rx ?? '0') || 0, height / 2);
  if (rx <= 0 || ry <= 0)
    return [['M', x, y], ['L', x + width, y], ['L', x + width, y + height], ['L', x, y + height], ['Z']];
  const [right, bottom] = [x + width, y + height];
  const [kx, ky] = [rx * (1 - KAPPA), ry * (1 - KAPPA)];
  return [
    ['M', x + rx, y],
    ['L', right - rx, y],
    ['C', right - kx, y, right, y + ky, right, y + ry],
    ['L', right, bottom - ry],
    ['C', right, bottom - ky, right - kx, bottom, right - rx, bottom],
    ['L', x + rx, bottom],
    ['C', x + kx, bottom, x, bottom - ky, x, bottom - ry],
    ['L', x, y + ry],
    ['C', x, y + ky, x + kx, y, x + rx, y],
    ['Z'],
  ];
}
