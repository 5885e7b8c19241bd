import { CROSS_INSET_MM, VERNIER } from '../calibration';
import type { FontSet } from '../fonts';
import type { Page } from '../impose';
import { DEFAULT_ACCENT } from '../inks';
import type { LineItem, Scene, SceneItem, Trim } from '../scene';
import type { Duplex } from '../sheets';
import { put, stroke, textBlock } from './product';

const CROSS_ARM_MM = 5;
const THIN_MM = 0.1;

const thin = (x1Mm: number, y1Mm: number, x2Mm: number, y2Mm: number) => stroke(x1Mm, y1Mm, x2Mm, y2Mm, THIN_MM);

const cross = (x: number, y: number): LineItem[] => [
  thin(x - CROSS_ARM_MM, y, x + CROSS_ARM_MM, y),
  thin(x, y - CROSS_ARM_MM, x, y + CROSS_ARM_MM),
];

/** A graduation of `length` mm from a cross, a longer tick each centimetre. */
function ruler(fonts: FontSet, at: { x: number; y: number }, lengthMm: number, axis: 'x' | 'y'): SceneItem[] {
  const items: SceneItem[] = [];
  const point = (along: number, across: number): [number, number] =>
    axis === 'x' ? [at.x + along, at.y + across] : [at.x + across, at.y + along];
  items.push(thin(...point(0, 0), ...point(lengthMm, 0)));
  for (let mm = 0; mm <= lengthMm; mm += 1) {
    const tick = mm % 10 === 0 ? 4 : mm % 5 === 0 ? 2.6 : 1.6;
    items.push(thin(...point(mm, 0), ...point(mm, tick)));
    if (mm % 20 !== 0) continue;
    const [x, y] = point(mm, axis === 'x' ? 4.6 : 5);
    items.push(...put(fonts, textBlock(String(mm), { max: 7, min: 7 }), { xMm: x, topMm: y, widthMm: 12 }).items);
  }
  return items;
}

/** One side of a vernier about `middle`: the front's lines a millimetre apart, the back's nine tenths. */
function vernier(
  fonts: FontSet,
  middle: { x: number; y: number },
  axis: 'x' | 'y',
  side: 'front' | 'back',
): SceneItem[] {
  const items: SceneItem[] = [];
  const pitch = side === 'front' ? VERNIER.frontPitchMm : VERNIER.backPitchMm;
  // The front's lines end where the back's begin, so that both are seen against the light.
  const [from, to] = side === 'front' ? [-6, 0] : [0, 6];
  for (let line = -VERNIER.lines; line <= VERNIER.lines; line += 1) {
    const along = line * pitch;
    const reach = line % 10 === 0 ? 1 : line % 5 === 0 ? 0.8 : 0.6;
    const [near, far] = [from * reach, to * reach];
    items.push(
      axis === 'x'
        ? thin(middle.x + along, middle.y + near, middle.x + along, middle.y + far)
        : thin(middle.x + near, middle.y + along, middle.x + far, middle.y + along),
    );
    if (side === 'back' || line % 10 !== 0) continue;
    const text = line > 0 ? `+${line}` : String(line);
    const place =
      axis === 'x'
        ? { xMm: middle.x + along - 10, topMm: middle.y - 9.5, widthMm: 20, align: 'centre' as const }
        : { xMm: middle.x - 14, topMm: middle.y + along - 1, widthMm: 8 };
    items.push(...put(fonts, textBlock(text, { max: 7, min: 7 }), place).items);
  }
  return items;
}

/**
 * A sheet that shows where a printer really prints: corner crosses to measure from the paper's edges, rulers on both
 * axes, and a vernier whose two halves are on the two sides: held to the light, the lines that meet say by how many
 * tenths of a millimetre the back is off. `hints` are the sentences printed on it.
 */
export function calibrationPages(
  paper: Trim,
  fonts: FontSet,
  duplex: Exclude<Duplex, 'none'>,
  hints: readonly string[],
): Page[] {
  const { widthMm, heightMm } = paper;
  const [right, bottom] = [widthMm - CROSS_INSET_MM, heightMm - CROSS_INSET_MM];
  const crosses = [
    ...cross(CROSS_INSET_MM, CROSS_INSET_MM),
    ...cross(right, CROSS_INSET_MM),
    ...cross(CROSS_INSET_MM, bottom),
    ...cross(right, bottom),
  ];
  const centre = { x: widthMm / 2, y: heightMm / 2 };
  const away = { x: { x: centre.x, y: centre.y - 40 }, y: { x: centre.x, y: centre.y + 45 } };
  const front: SceneItem[] = [
    ...crosses,
    ...ruler(fonts, { x: CROSS_INSET_MM, y: CROSS_INSET_MM }, widthMm - 2 * CROSS_INSET_MM, 'x'),
    ...ruler(fonts, { x: CROSS_INSET_MM, y: CROSS_INSET_MM }, heightMm - 2 * CROSS_INSET_MM, 'y'),
    ...vernier(fonts, away.x, 'x', 'front'),
    ...vernier(fonts, away.y, 'y', 'front'),
  ];
  let y = CROSS_INSET_MM + 18;
  for (const [index, hint] of hints.entries()) {
    const block = textBlock(hint, {
      max: index === 0 ? 16 : 11,
      min: 9,
      maxLines: 4,
      weight: index === 0 ? 'semibold' : 'regular',
    });
    const said = put(fonts, block, { xMm: CROSS_INSET_MM + 20, topMm: y, widthMm: widthMm - 2 * CROSS_INSET_MM - 30 });
    front.push(...said.items);
    y = said.bottomMm + 1.5;
  }
  // Where the front's place is on the back of the paper, once turned.
  const behind = ({ x, y: at }: { x: number; y: number }) =>
    duplex === 'long' ? { x: widthMm - x, y: at } : { x, y: heightMm - at };
  // Beyond the front's lines as seen through the paper: mirrored along one axis only.
  const back: SceneItem[] = [
    ...crosses,
    ...mirrored(vernier(fonts, behind(away.x), 'x', 'back'), behind(away.x), duplex),
    ...mirrored(vernier(fonts, behind(away.y), 'y', 'back'), behind(away.y), duplex),
  ];
  const page = (items: SceneItem[], side: Page['side']): Page => {
    const scene: Scene = { trim: paper, items, accent: DEFAULT_ACCENT };
    const whole = { xMm: 0, yMm: 0, ...paper };
    return {
      side,
      mediaBox: paper,
      bleedBox: whole,
      trimBox: whole,
      placed: [{ scene, box: whole, rotation: 0, bleedMm: 0 }],
      cropMarks: [],
      outlines: [],
      correction: null,
    };
  };
  return [page(front, 'front'), page(back, 'back')];
}

/** Lines turned with the paper, so that seen from the front they stand as they were drawn. */
function mirrored(items: SceneItem[], middle: { x: number; y: number }, duplex: Exclude<Duplex, 'none'>): SceneItem[] {
  return items.map((item) => {
    if (item.kind !== 'line') return item;
    if (duplex === 'long') return { ...item, x1Mm: 2 * middle.x - item.x1Mm, x2Mm: 2 * middle.x - item.x2Mm };
    return { ...item, y1Mm: 2 * middle.y - item.y1Mm, y2Mm: 2 * middle.y - item.y2Mm };
  });
}
