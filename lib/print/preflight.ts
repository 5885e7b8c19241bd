import type { CardOptions } from './card-options';
import { type Finding, type FindingCode, finding, type Remedy } from './findings';
import { contrast, inkCmyk, inkRgb, toCmyk, totalInk } from './inks';
import { quietBox } from './printed-code';
import {
  type Box,
  coverSize,
  type ImageItem,
  type RectItem,
  SAFE_MARGIN_MM,
  type Scene,
  type SceneItem,
  type SymbolItem,
  type TextItem,
} from './scene';
import { THRESHOLDS } from './thresholds';
import { ptToMm } from './units';

/** What the scene will be printed with and for. */
export type PrintTarget = {
  /** How far the sheet or the shop lets colour go beyond the trim. */
  bleedMm: number;
  printerDpi: number;
  isPress: boolean;
  legibility: CardOptions['legibility'];
};

/** Half a hundredth of a millimetre: the noise of adding lengths up. */
const TOLERANCE_MM = 0.005;

/** Looks at what would be drawn, whichever design drew it, before any paper is spent. */
export function preflight(scene: Scene, target: PrintTarget): Finding[] {
  return scene.items.flatMap((item) => findingsOf(item, scene, target));
}

function findingsOf(item: SceneItem, scene: Scene, target: PrintTarget): Finding[] {
  switch (item.kind) {
    case 'text':
      return [...textFindings(item, scene), ...legibilityFindings(item, target), ...inkFindings(item, scene, target)];
    case 'symbol':
      return symbolFindings(item, scene, target);
    case 'rect':
      return rectFindings(item, scene, target);
    case 'image':
      return pictureFindings(item, scene, target);
    case 'line':
      return [];
  }
}

/** An error under one bound, a warning under another. */
function under(
  value: number,
  bounds: { error: number; warning: number },
  about: { role: string; key?: string; text?: string; detail?: string },
  codes: { error: FindingCode; warning: FindingCode },
  remedy: Remedy,
): Finding[] {
  if (value < bounds.error - 1e-9) return [finding('error', codes.error, about, remedy)];
  if (value < bounds.warning - 1e-9) return [finding('warning', codes.warning, about, remedy)];
  return [];
}

const both = (code: FindingCode) => ({ error: code, warning: code });

/** Only a property of the card can be left out; the name, and words that are nobody's, cannot. */
const remedyFor = ({ key }: TextItem): Remedy => (key === '' || key === 'name' ? 'edit' : 'leave_out');

function textFindings(item: TextItem, scene: Scene): Finding[] {
  const findings: Finding[] = [];
  if (item.cutFrom !== '')
    findings.push(finding('error', 'print.text_cut', { ...item, detail: item.cutFrom }, remedyFor(item)));
  if (item.missing !== '') {
    const detail = [...new Set(item.missing)].join(' ');
    findings.push(finding('error', 'print.missing_glyph', { ...item, detail }, 'edit'));
  }
  const { textErrorPt, textWarningPt, xHeightErrorMm, xHeightWarningMm } = THRESHOLDS;
  findings.push(
    ...under(
      item.fontSizePt,
      { error: textErrorPt, warning: textWarningPt },
      item,
      { error: 'print.text_too_small', warning: 'print.text_small' },
      remedyFor(item),
    ),
    ...under(
      item.xHeightMm,
      { error: xHeightErrorMm, warning: xHeightWarningMm },
      item,
      both('print.x_height_small'),
      remedyFor(item),
    ),
  );
  if (item.leadingMm !== null)
    findings.push(
      ...under(
        item.leadingMm / ptToMm(item.fontSizePt),
        { error: THRESHOLDS.leadingError, warning: THRESHOLDS.leadingWarning },
        item,
        both('print.leading_tight'),
        'classic',
      ),
    );
  if (!isInSafeArea(textBox(item), scene))
    findings.push(finding('error', 'print.outside_safe_area', item, remedyFor(item)));
  return findings;
}

/** A tail goes some fifth of an em under the line: three tenths of a capital. */
const TAIL_OF_CAPITAL = 0.3;

const textBox = ({ xMm, baselineMm, widthMm, capHeightMm }: TextItem): Box => ({
  xMm,
  yMm: baselineMm - capHeightMm,
  widthMm,
  heightMm: capHeightMm * (1 + TAIL_OF_CAPITAL),
});

function isInSafeArea({ xMm, yMm, widthMm, heightMm }: Box, { trim }: Scene): boolean {
  const least = SAFE_MARGIN_MM - TOLERANCE_MM;
  return (
    xMm >= least && yMm >= least && xMm + widthMm <= trim.widthMm - least && yMm + heightMm <= trim.heightMm - least
  );
}

/** The size of letters aimed for is a wish, not a bound: said, never refused. */
function legibilityFindings(item: TextItem, { legibility }: PrintTarget): Finding[] {
  if (item.key === '' || legibility === 'usual') return [];
  const [least, code] =
    legibility === 'clear'
      ? ([THRESHOLDS.clearPrintPt, 'print.below_clear_print'] as const)
      : ([THRESHOLDS.largePrintPt, 'print.below_large_print'] as const);
  return item.fontSizePt < least ? [finding('warning', code, item, 'large_print')] : [];
}

/** What the letters stand on: the last ground drawn under them, else paper. */
function groundOf(item: TextItem, { items, accent }: Scene) {
  const box = textBox(item);
  const grounds = items.slice(0, items.indexOf(item)).filter((under): under is RectItem => under.kind === 'rect');
  const ground = grounds.findLast((rect) => overlaps(rect, box));
  return inkRgb(ground?.ink ?? 'paper', accent);
}

const overlaps = (a: Box, b: Box): boolean =>
  a.xMm < b.xMm + b.widthMm - TOLERANCE_MM &&
  b.xMm < a.xMm + a.widthMm - TOLERANCE_MM &&
  a.yMm < b.yMm + b.heightMm - TOLERANCE_MM &&
  b.yMm < a.yMm + a.heightMm - TOLERANCE_MM;

function inkFindings(item: TextItem, scene: Scene, { isPress }: PrintTarget): Finding[] {
  const findings: Finding[] = [];
  if (item.ink === 'paper')
    findings.push(
      ...under(
        item.fontSizePt,
        { error: THRESHOLDS.reversedErrorPt, warning: THRESHOLDS.reversedWarningPt },
        item,
        both('print.reversed_small'),
        'save_ink',
      ),
    );
  const ratio = contrast(inkRgb(item.ink, scene.accent), groundOf(item, scene));
  findings.push(
    ...under(
      ratio,
      { error: THRESHOLDS.contrastError, warning: THRESHOLDS.contrastWarning },
      { ...item, detail: ratio.toFixed(1) },
      both('print.low_contrast'),
      'default_accent',
    ),
  );
  if (isPress) findings.push(...heavyInk(totalInk(inkCmyk(item.ink, scene.accent)), item, 'default_accent'));
  return findings;
}

function heavyInk(percent: number, about: { role: string; key?: string }, remedy: Remedy): Finding[] {
  const detail = String(Math.round(percent));
  const { totalInkErrorPercent, totalInkWarningPercent } = THRESHOLDS;
  if (percent >= totalInkErrorPercent) return [finding('error', 'print.heavy_ink', { ...about, detail }, remedy)];
  if (percent >= totalInkWarningPercent) return [finding('warning', 'print.heavy_ink', { ...about, detail }, remedy)];
  return [];
}

/** How far a box reaches beyond the trim on the sides where it comes to its edge; `null` when it comes to none. */
function reachBeyond({ xMm, yMm, widthMm, heightMm }: Box, { trim }: Scene): number | null {
  const gaps = [xMm, yMm, trim.widthMm - xMm - widthMm, trim.heightMm - yMm - heightMm];
  const reaching = gaps.filter((gap) => gap < 0.5);
  return reaching.length === 0 ? null : Math.min(...reaching.map((gap) => -gap));
}

/** Colour at the cut shows white slivers unless it is printed beyond it, as far as the sheet or the shop lets it. */
function bleedFindings(box: Box, role: string, scene: Scene, { bleedMm, isPress }: PrintTarget): Finding[] {
  const reach = reachBeyond(box, scene);
  if (reach === null) return [];
  const about = { role, detail: String(bleedMm) };
  if (bleedMm < 1) return [finding('warning', 'print.bleed_missing', about, isPress ? 'more_bleed' : 'save_ink')];
  return reach < bleedMm - TOLERANCE_MM ? [finding('error', 'print.bleed_missing', about, 'save_ink')] : [];
}

const rectFindings = (rect: RectItem, scene: Scene, target: PrintTarget): Finding[] => [
  ...bleedFindings(rect, 'edge', scene, target),
  ...(target.isPress ? heavyInk(totalInk(inkCmyk(rect.ink, scene.accent)), { role: 'edge' }, 'save_ink') : []),
];

function pictureFindings(item: ImageItem, scene: Scene, target: PrintTarget): Finding[] {
  const { picture, role } = item;
  const ppi = picture.widthPx / (coverSize(item).widthMm / 25.4);
  const about = { role, detail: String(Math.round(ppi)) };
  const remedy = role === 'photo' || role === 'logo' ? 'classic' : 'edit';
  const findings = under(
    ppi,
    { error: THRESHOLDS.pictureErrorPpi, warning: THRESHOLDS.pictureWarningPpi },
    about,
    both('print.picture_coarse'),
    remedy,
  );
  if (target.isPress) findings.push(...heavyInk(heaviestInk(picture.rgb), { role }, 'classic'));
  return [...findings, ...bleedFindings(item, role, scene, target)];
}

/** The heaviest of a picture's pixels, of one in sixteen: a single one would dry. */
function heaviestInk(rgb: Uint8Array): number {
  let most = 0;
  for (let at = 0; at + 2 < rgb.length; at += 48)
    most = Math.max(most, totalInk(toCmyk([rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0])));
  return most;
}

function symbolFindings(item: SymbolItem, scene: Scene, { printerDpi }: PrintTarget): Finding[] {
  const { moduleErrorMm, moduleWarningMm, dotsAModule, codeToEdgeMm } = THRESHOLDS;
  const detail = item.moduleMm.toFixed(2);
  const about = { role: 'code', detail };
  const findings = under(
    item.moduleMm,
    { error: moduleErrorMm, warning: moduleWarningMm },
    about,
    { error: 'print.qr_too_small', warning: 'print.qr_small' },
    'link_code',
  );
  const dots = item.moduleMm / (25.4 / printerDpi);
  if (dots < dotsAModule)
    findings.push(finding('warning', 'print.qr_coarse', { role: 'code', detail: dots.toFixed(1) }, 'link_code'));
  const quiet = quietBox(item);
  const intruder = scene.items.find((other) => other !== item && intrudes(other, quiet));
  if (intruder !== undefined)
    findings.push(finding('error', 'print.qr_quiet_zone', { role: 'code', detail: wordsOf(intruder) }, 'no_code'));
  const side = item.size * item.moduleMm;
  const edge = Math.min(
    item.xMm,
    item.yMm,
    scene.trim.widthMm - item.xMm - side,
    scene.trim.heightMm - item.yMm - side,
  );
  if (edge < codeToEdgeMm - TOLERANCE_MM)
    findings.push(finding('error', 'print.qr_near_edge', { role: 'code', detail: edge.toFixed(1) }, 'no_code'));
  return findings;
}

const wordsOf = (item: SceneItem): string => (item.kind === 'text' ? item.text : '');

/** Does anything but white paper come into the quiet zone? */
function intrudes(item: SceneItem, quiet: Box): boolean {
  if (item.kind === 'text') {
    const box = textBox(item);
    return item.ink !== 'paper' && overlaps(box, quiet);
  }
  if (item.kind === 'line')
    return overlaps(
      {
        xMm: Math.min(item.x1Mm, item.x2Mm),
        yMm: Math.min(item.y1Mm, item.y2Mm) - item.strokeMm / 2,
        widthMm: Math.abs(item.x1Mm - item.x2Mm),
        heightMm: Math.abs(item.y1Mm - item.y2Mm) + item.strokeMm,
      },
      quiet,
    );
  if (item.kind === 'symbol') {
    const side = item.size * item.moduleMm;
    return overlaps({ xMm: item.xMm, yMm: item.yMm, widthMm: side, heightMm: side }, quiet);
  }
  return item.kind === 'rect' && item.ink === 'paper' ? false : overlaps(item, quiet);
}
