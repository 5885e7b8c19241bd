import type { RegionProfile } from '../../i18n/locales';
import { CROSS_INSET_MM, type GaugeMark, INK_GAUGE, VERNIER } from '../calibration';
import type { FontSet } from '../fonts';
import type { Page } from '../impose';
import { DEFAULT_ACCENT } from '../inks';
import type { LineItem, Scene, SceneItem, Trim } from '../scene';
import type { Duplex } from '../sheets';
import { put, stroke, textBlock } from './product';

/** The figures of rulers and verniers. */
const SCALE_LOOK = { max: 7, min: 7, role: 'scale' };

const CROSS_ARM_MM = 5;
const THIN_MM = 0.1;

const hairline = (x1Mm: number, y1Mm: number, x2Mm: number, y2Mm: number) => stroke(x1Mm, y1Mm, x2Mm, y2Mm, THIN_MM);

const cross = (x: number, y: number): LineItem[] => [
  hairline(x - CROSS_ARM_MM, y, x + CROSS_ARM_MM, y),
  hairline(x, y - CROSS_ARM_MM, x, y + CROSS_ARM_MM),
];

/** A millimetre ruler of `lengthMm` from a cross, with longer ticks every 5 and 10 mm. */
function ruler(fonts: FontSet, at: { x: number; y: number }, lengthMm: number, axis: 'x' | 'y'): SceneItem[] {
  const items: SceneItem[] = [];
  const point = (along: number, across: number): [number, number] =>
    axis === 'x' ? [at.x + along, at.y + across] : [at.x + across, at.y + along];
  items.push(hairline(...point(0, 0), ...point(lengthMm, 0)));
  for (let mm = 0; mm <= lengthMm; mm += 1) {
    const tick = mm % 10 === 0 ? 4 : mm % 5 === 0 ? 2.6 : 1.6;
    items.push(hairline(...point(mm, 0), ...point(mm, tick)));
    if (mm % 20 !== 0) continue;
    const [x, y] = point(mm, axis === 'x' ? 4.6 : 5);
    items.push(...put(fonts, textBlock(String(mm), SCALE_LOOK), { xMm: x, topMm: y, widthMm: 12 }).items);
  }
  return items;
}

/** One side of a vernier centred on `middle`: the front's lines are 1 mm apart, the back's 0.9 mm. */
function vernier(
  fonts: FontSet,
  middle: { x: number; y: number },
  axis: 'x' | 'y',
  side: 'front' | 'back',
): SceneItem[] {
  const items: SceneItem[] = [];
  const pitch = side === 'front' ? VERNIER.frontPitchMm : VERNIER.backPitchMm;
  // The front's lines end where the back's begin, so that both are visible against the light.
  const [from, to] = side === 'front' ? [-6, 0] : [0, 6];
  for (let line = -VERNIER.lines; line <= VERNIER.lines; line += 1) {
    const along = line * pitch;
    const reach = line % 10 === 0 ? 1 : line % 5 === 0 ? 0.8 : 0.6;
    const [near, far] = [from * reach, to * reach];
    items.push(
      axis === 'x'
        ? hairline(middle.x + along, middle.y + near, middle.x + along, middle.y + far)
        : hairline(middle.x + near, middle.y + along, middle.x + far, middle.y + along),
    );
    if (side === 'back' || line % 10 !== 0) continue;
    const text = line > 0 ? `+${line}` : String(line);
    const place =
      axis === 'x'
        ? { xMm: middle.x + along - 10, topMm: middle.y - 9.5, widthMm: 20, align: 'centre' as const }
        : { xMm: middle.x - 14, topMm: middle.y + along - 1, widthMm: 8 };
    items.push(...put(fonts, textBlock(text, SCALE_LOOK), place).items);
  }
  return items;
}

/** Side of a square of the ink gauge, from one square to the next, and distance of its lines. */
const GAUGE = { sideMm: 9, pitchMm: 15, lineEveryMm: 1.5 };

/** The ink gauge: black squares with white lines, each with its letter. */
function inkGauge(fonts: FontSet, { x, y }: { x: number; y: number }): SceneItem[] {
  return (Object.keys(INK_GAUGE) as GaugeMark[]).flatMap((name, index) => {
    const left = x + index * GAUGE.pitchMm;
    const items: SceneItem[] = [];
    for (let at = 0; at < GAUGE.sideMm; at += GAUGE.lineEveryMm) {
      const widthMm = GAUGE.lineEveryMm - INK_GAUGE[name].gapMm;
      items.push({ kind: 'rect', ink: 'text', xMm: left + at, yMm: y, widthMm, heightMm: GAUGE.sideMm });
    }
    const label = textBlock(name, { max: 9, min: 9, weight: 'semibold' });
    const place = { xMm: left, topMm: y + GAUGE.sideMm + 1, widthMm: GAUGE.sideMm, align: 'centre' as const };
    return [...items, ...put(fonts, label, place).items];
  });
}

/**
 * Lays out a two-sided sheet that shows where a printer really prints: corner crosses to measure from the paper's
 * edges, rulers on both axes, and verniers with one half on each side. Held against the light, the vernier lines that
 * meet show by how many tenths of a millimetre the back is off. White lines in black show how far the ink spreads. The
 * lines of `hints` are printed on it.
 */
export function calibrationPages(
  paper: Trim,
  fonts: FontSet,
  duplex: Exclude<Duplex, 'none'>,
  hints: { region: RegionProfile; lines: readonly string[] },
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
  const vernierCentres = { x: { x: centre.x, y: centre.y - 40 }, y: { x: centre.x, y: centre.y + 45 } };
  const front: SceneItem[] = [
    ...crosses,
    ...ruler(fonts, { x: CROSS_INSET_MM, y: CROSS_INSET_MM }, widthMm - 2 * CROSS_INSET_MM, 'x'),
    ...ruler(fonts, { x: CROSS_INSET_MM, y: CROSS_INSET_MM }, heightMm - 2 * CROSS_INSET_MM, 'y'),
    ...vernier(fonts, vernierCentres.x, 'x', 'front'),
    ...vernier(fonts, vernierCentres.y, 'y', 'front'),
    ...inkGauge(fonts, { x: CROSS_INSET_MM + 20, y: bottom - 25 }),
  ];
  let y = CROSS_INSET_MM + 18;
  for (const [index, hint] of hints.lines.entries()) {
    const block = textBlock(hint, {
      max: index === 0 ? 16 : 11,
      min: 9,
      maxLines: 4,
      weight: index === 0 ? 'semibold' : 'regular',
    });
    const placedHint = put(fonts, block, {
      xMm: CROSS_INSET_MM + 20,
      topMm: y,
      widthMm: widthMm - 2 * CROSS_INSET_MM - 30,
    });
    front.push(...placedHint.items);
    y = placedHint.bottomMm + 1.5;
  }
  // Maps a position on the front to the same place on the back of the flipped paper.
  const toBackSide = ({ x, y: at }: { x: number; y: number }) =>
    duplex === 'long' ? { x: widthMm - x, y: at } : { x, y: heightMm - at };
  // The back's lines extend the front's when seen through the paper, so they are mirrored along one axis only.
  const back: SceneItem[] = [
    ...crosses,
    ...mirrorLines(vernier(fonts, toBackSide(vernierCentres.x), 'x', 'back'), toBackSide(vernierCentres.x), duplex),
    ...mirrorLines(vernier(fonts, toBackSide(vernierCentres.y), 'y', 'back'), toBackSide(vernierCentres.y), duplex),
  ];
  const page = (items: SceneItem[], side: Page['side']): Page => {
    const scene: Scene = { trim: paper, items, accent: DEFAULT_ACCENT, tint: '', region: hints.region, owner: '' };
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

/** Mirrors lines along the flip axis of the paper, so that they look as drawn when seen from the front. */
function mirrorLines(
  items: SceneItem[],
  middle: { x: number; y: number },
  duplex: Exclude<Duplex, 'none'>,
): SceneItem[] {
  return items.map((item) => {
    if (item.kind !== 'line') return item;
    if (duplex === 'long') return { ...item, x1Mm: 2 * middle.x - item.x1Mm, x2Mm: 2 * middle.x - item.x2Mm };
    return { ...item, y1Mm: 2 * middle.y - item.y1Mm, y2Mm: 2 * middle.y - item.y2Mm };
  });
}
