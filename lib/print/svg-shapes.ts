import { type Rgb, toHex } from '../card/colour';
import { ellipseCommands, KAPPA } from './ellipse-commands';
import { LINE_CAPS, LINE_JOINS } from './pictures';
import type { PathCommand, VectorShape, VectorStroke } from './scene';
import { elementsOf, type SvgElement, withoutComments } from './svg-markup';
import { parseSvgPath } from './svg-path-data';
import { isReadable, propertiesOf, readColour, readDeclarations, readStyleSheets, type StyleRule } from './svg-style';

/** [a b c d e f]: x' = a·x + c·y + e, y' = b·x + d·y + f. */
type Matrix = [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

type Style = {
  /** What `currentColor` stands for. */
  colour: string;
  fill: Rgb | null;
  stroke: Rgb | null;
  evenOdd: boolean;
  isHidden: boolean;
  strokeWidth: number;
  cap: VectorStroke['cap'];
  join: VectorStroke['join'];
  miterLimit: number;
};
type Context = { matrix: Matrix; style: Style };
/** What the whole drawing defines: its style sheets, and the clips that cut nothing. */
type Sheet = { rules: readonly StyleRule[]; wholeClips: ReadonlySet<string> };

/** Elements without any drawing of their own; what is inside them is not drawn. */
const SILENT = new Set(['title', 'desc', 'metadata', 'defs', 'script', 'style', 'namedview', 'clippath']);
const GROUPS = new Set(['svg', 'g', 'a']);
const SHAPES = new Set(['path', 'rect', 'circle', 'ellipse', 'polygon', 'polyline', 'line']);
/** A longer file is a traced photo, or an attack. */
const MAX_FILE_CHARACTERS = 400_000;
/** In pixels of the picture: what is further out is not drawn, and is too large for a PDF. */
const MAX_COORDINATE = 1e5;
/** A logo is a few hundred shapes at most; more would be a traced photo, better kept as pixels. */
const MAX_SHAPES = 800;

/**
 * Reads the shapes of an SVG drawing, in pixels of a picture of the given size. Nothing of the file is run or fetched:
 * only shapes, flat colours, strokes and simple style sheets are read. `null` when the drawing has anything else to show
 * (gradients, text, dashes, transparency, masks): it is then printed from its pixels.
 */
export function readSvgShapes(
  file: string,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
): VectorShape[] | null {
  const svg = file.length > MAX_FILE_CHARACTERS ? null : withoutComments(file);
  // Entities may stand for anything.
  if (svg === null || /<!ENTITY/i.test(svg)) return null;
  const rules = readStyleSheets(svg);
  if (rules === null) return null;
  const sheet: Sheet = { rules, wholeClips: wholeClipsOf(svg) };
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
    // A drawing inside the drawing has a box of its own.
    if (name === 'svg' && parent !== undefined) return null;
    const context =
      parent === undefined
        ? rootContext({ ...element, name }, sheet, widthPx, heightPx)
        : childContext(parent, { ...element, name }, sheet);
    if (context === null) return null;
    if (!element.isEmpty) stack.push(context);
    if (GROUPS.has(name) || context.style.isHidden) continue;
    const drawn = shapesOf(name, element.attributes, context);
    if (drawn === null) return null;
    shapes.push(...drawn);
    if (shapes.length > MAX_SHAPES) return null;
  }
  return shapes.length === 0 ? null : shapes;
}

/** The inside of a shape and its outline, as far as they are drawn; `null` when it cannot be read. */
function shapesOf(name: string, attributes: Record<string, string>, { matrix, style }: Context): VectorShape[] | null {
  const outline = outlineOf(name, attributes);
  if (outline === null) return null;
  if (outline.length === 0) return [];
  const commands = outline.map((command) => transformed(command, matrix));
  const isDrawable = commands.every(([, ...numbers]) => numbers.every((value) => Math.abs(value) <= MAX_COORDINATE));
  if (!isDrawable) return null;
  const { fill, evenOdd, stroke, strokeWidth, cap, join, miterLimit } = style;
  const shapes: VectorShape[] = fill === null || name === 'line' ? [] : [{ commands, rgb: fill, evenOdd }];
  if (stroke === null || strokeWidth <= 0) return shapes;
  const [a, b, c, d] = matrix;
  // A line's width is the same in all directions only if the drawing is not stretched.
  const [across, along] = [Math.hypot(a, b), Math.hypot(c, d)];
  if (Math.abs(across - along) > across * 0.001 || Math.abs(a * c + b * d) > across * along * 0.001) return null;
  const widthPx = strokeWidth * across;
  return [...shapes, { commands, rgb: stroke, evenOdd: false, stroke: { widthPx, cap, join, miterLimit } }];
}

/** Writes shapes as a drawing that holds nothing else: `readSvgShapes` reads the same shapes back. */
export function svgOfShapes(
  shapes: readonly VectorShape[],
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
): string {
  const number = (value: number) => String(Math.round(value * 100) / 100);
  const paths = shapes.map(({ commands, rgb, evenOdd, stroke }) => {
    const d = commands.map(([letter, ...values]) => letter + values.map(number).join(' ')).join('');
    if (stroke === undefined) return `<path d="${d}" fill="${toHex(rgb)}"${evenOdd ? ' fill-rule="evenodd"' : ''}/>`;
    const { widthPx: width, cap, join, miterLimit } = stroke;
    const look = `stroke-width="${number(width)}" stroke-linecap="${LINE_CAPS[cap]}" stroke-linejoin="${LINE_JOINS[join]}"`;
    return `<path d="${d}" fill="none" stroke="${toHex(rgb)}" ${look} stroke-miterlimit="${number(miterLimit)}"/>`;
  });
  const size = `width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${paths.join('')}</svg>`;
}

const numbersIn = (text: string): number[] =>
  (text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);

/** The drawing's own box, scaled to the picture. */
function rootContext(element: SvgElement, sheet: Sheet, widthPx: number, heightPx: number): Context | null {
  const { attributes } = element;
  const box = viewBoxOf(attributes);
  if (box === null || (attributes.preserveaspectratio ?? 'xMidYMid meet') !== 'xMidYMid meet') return null;
  // The drawing keeps its proportions, in the middle (preserveAspectRatio, SVG 2 §8.2).
  const scale = Math.min(widthPx / box.width, heightPx / box.height);
  const dx = (widthPx - box.width * scale) / 2 - box.x * scale;
  const dy = (heightPx - box.height * scale) / 2 - box.y * scale;
  const style: Style = {
    colour: 'black',
    fill: [0, 0, 0],
    stroke: null,
    evenOdd: false,
    isHidden: false,
    strokeWidth: 1,
    cap: 0,
    join: 0,
    miterLimit: 4,
  };
  return childContext({ matrix: [scale, 0, 0, scale, dx, dy], style }, element, sheet);
}

/** A length in user units: a number, or pixels; `null` for any other unit. Absent is 0. */
function lengthOf(text = '0'): number | null {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?:px)?$/i.test(text) ? Number.parseFloat(text) : null;
}

function viewBoxOf(attributes: Record<string, string>) {
  const [x = 0, y = 0, width = 0, height = 0] = numbersIn(attributes.viewbox ?? '');
  if (width > 0 && height > 0) return { x, y, width, height };
  const [ownWidth, ownHeight] = [lengthOf(attributes.width), lengthOf(attributes.height)];
  if (ownWidth === null || ownHeight === null) return null;
  return ownWidth > 0 && ownHeight > 0 ? { x: 0, y: 0, width: ownWidth, height: ownHeight } : null;
}

/** Clips that drawing programs put around the whole drawing: they cut nothing of it. */
function wholeClipsOf(svg: string): Set<string> {
  const [root] = elementsOf(svg);
  const box = root === undefined ? null : viewBoxOf(root.attributes);
  const clips = new Set<string>();
  if (box === null) return clips;
  for (const [, attributes = '', rect = ''] of svg.matchAll(
    /<clipPath\b([^<>]*)>\s*<rect\b([^<>]*)>(?:\s*<\/rect>)?\s*<\/clipPath>/gi,
  )) {
    const value = (key: string) => Number(new RegExp(`\\b${key}="(-?[\\d.]+)"`).exec(rect)?.[1] ?? 0);
    const [right, bottom] = [value('x') + value('width'), value('y') + value('height')];
    const id = /\bid="([^"]+)"/.exec(attributes)?.[1];
    const isMoved = /\b(?:transform|style|class|rx|ry)=|objectBoundingBox|%/.test(attributes + rect);
    const isWhole =
      value('x') <= box.x && value('y') <= box.y && right >= box.x + box.width && bottom >= box.y + box.height;
    if (id !== undefined && isWhole && !isMoved) clips.add(id);
  }
  return clips;
}

const REFUSED = [
  'mask',
  'filter',
  'mix-blend-mode',
  'transform-origin',
  'stroke-dasharray',
  'marker-start',
  'marker-mid',
  'marker-end',
];
const OPACITIES = ['opacity', 'fill-opacity', 'stroke-opacity'];
const codeIn = (names: readonly string[], value: string): 0 | 1 | 2 => Math.max(0, names.indexOf(value)) as 0 | 1 | 2;

/** Applies an element's own properties; `null` when it uses something that is not read. */
function childContext(parent: Context, element: SvgElement, sheet: Sheet): Context | null {
  const { style: ownStyle = '', systemlanguage, requiredextensions } = element.attributes;
  if (systemlanguage !== undefined || requiredextensions !== undefined || ownStyle.includes('!')) return null;
  if (!isReadable(readDeclarations(ownStyle))) return null;
  const properties = propertiesOf(element, sheet.rules);
  const given = (key: string): string | undefined => {
    const value = properties[key];
    return value === 'inherit' ? undefined : value;
  };
  if (REFUSED.some((key) => (given(key) ?? 'none') !== 'none')) return null;
  if (given('vector-effect') === 'non-scaling-stroke' || /stroke/.test(given('paint-order') ?? '')) return null;
  for (const key of OPACITIES) {
    const value = given(key) ?? '1';
    if (Number.parseFloat(value) * (value.endsWith('%') ? 0.01 : 1) < 1) return null;
  }
  const clip = given('clip-path') ?? 'none';
  const clipId = /^url\(["']?#([^"')]+)["']?\)$/.exec(clip)?.[1];
  if (clip !== 'none' && (clipId === undefined || !sheet.wholeClips.has(clipId))) return null;
  const style = { ...parent.style, colour: given('color') ?? parent.style.colour };
  for (const key of ['fill', 'stroke'] as const) {
    const value = given(key);
    if (value === undefined) continue;
    const colour = readColour(value, style.colour);
    if (colour === undefined) return null;
    style[key] = colour;
  }
  const width = given('stroke-width');
  if (width !== undefined) {
    if (!/^[\d.]+(?:px)?$/.test(width)) return null;
    style.strokeWidth = Number.parseFloat(width);
  }
  const [cap, join, miterLimit] = [given('stroke-linecap'), given('stroke-linejoin'), given('stroke-miterlimit')];
  if (cap !== undefined) style.cap = codeIn(LINE_CAPS, cap);
  if (join !== undefined) style.join = codeIn(LINE_JOINS, join);
  if (miterLimit !== undefined) style.miterLimit = Number.parseFloat(miterLimit) || 4;
  if (given('fill-rule') !== undefined) style.evenOdd = given('fill-rule') === 'evenodd';
  if (given('visibility') === 'visible' && parent.style.isHidden) return null;
  if (given('display') === 'none' || /^(?:hidden|collapse)$/.test(given('visibility') ?? '')) style.isHidden = true;
  const own = readTransform(given('transform') ?? '');
  return own === null ? null : { matrix: multiply(parent.matrix, own), style };
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
  // Units come from a style sheet only, which no drawing program does; a longer list is no drawing.
  if (text.length > 1000 || /\d(?:deg|rad|grad|turn|px|%)/i.test(text)) return null;
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

const LENGTHS = ['x', 'y', 'width', 'height', 'rx', 'ry', 'r', 'cx', 'cy', 'x1', 'y1', 'x2', 'y2'];

/** A shape as path commands; `null` when it cannot be read. */
function outlineOf(name: string, attributes: Record<string, string>): PathCommand[] | null {
  const lengths = name === 'path' ? [] : LENGTHS.filter((key) => attributes[key] !== undefined);
  if (lengths.some((key) => lengthOf(attributes[key]) === null)) return null;
  const value = (key: string) => lengthOf(attributes[key]) ?? 0;
  switch (name) {
    case 'path':
      return parseSvgPath(attributes.d ?? '');
    case 'circle':
      return value('r') > 0 ? ellipseAt(value('cx'), value('cy'), value('r'), value('r')) : [];
    case 'ellipse':
      return value('rx') > 0 && value('ry') > 0 ? ellipseAt(value('cx'), value('cy'), value('rx'), value('ry')) : [];
    case 'rect':
      return rectangle(value('x'), value('y'), value('width'), value('height'), attributes);
    case 'line':
      return [
        ['M', value('x1'), value('y1')],
        ['L', value('x2'), value('y2')],
      ];
    default: {
      const numbers = numbersIn(attributes.points ?? '');
      const commands: PathCommand[] = [];
      for (let at = 0; at + 1 < numbers.length; at += 2)
        commands.push([at === 0 ? 'M' : 'L', numbers[at] ?? 0, numbers[at + 1] ?? 0]);
      return commands.length === 0 || name === 'polyline' ? commands : [...commands, ['Z']];
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
