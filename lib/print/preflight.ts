import { contrast } from '../card/colour';
import type { CardOptions } from './card-options';
import { type Finding, type FindingCode, finding, type Remedy } from './findings';
import { inkRgb, isWhite } from './inks';
import { isLight, MAX_PPI } from './pictures';
import { quietBox } from './printed-code';
import {
  type Box,
  coverSize,
  type ImageItem,
  type PathItem,
  type RectItem,
  SAFE_MARGIN_MM,
  type Scene,
  type SceneItem,
  type SymbolItem,
  type TextItem,
} from './scene';
import { THRESHOLDS } from './thresholds';
import { ptToMm } from './units';

/** The printing conditions that a scene is checked against. */
export type PrintTarget = {
  /** How far the sheet or the print shop allows colour beyond the trim. */
  bleedMm: number;
  printerDpi: number;
  isPress: boolean;
  legibility: CardOptions['legibility'];
};

/** Half a hundredth of a millimetre: absorbs the rounding errors of summed lengths. */
const TOLERANCE_MM = 0.005;

/** Checks a scene before it is printed, whatever its design, and returns its findings. */
export function preflight(scene: Scene, target: PrintTarget): Finding[] {
  return scene.items.flatMap((item) => findingsOf(item, scene, target));
}

function findingsOf(item: SceneItem, scene: Scene, target: PrintTarget): Finding[] {
  switch (item.kind) {
    case 'text':
      return [...textFindings(item, scene), ...legibilityFindings(item, target), ...inkFindings(item, scene)];
    case 'symbol':
      return symbolFindings(item, scene, target);
    case 'rect':
      return bleedFindings(item, 'edge', scene, target);
    case 'image':
      return pictureFindings(item, scene, target);
    case 'line':
      return [];
    case 'path':
      return item.strokeMm === null ? bleedFindings(item, 'edge', scene, target) : [];
  }
}

/** Returns an error when `value` is below the error bound, a warning when it is below the warning bound. */
function boundFindings(
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

const sameCode = (code: FindingCode) => ({ error: code, warning: code });

/** Only the card's own entries can be left out; the name and fixed texts (empty `key`) cannot. */
const remedyFor = ({ key }: TextItem): Remedy => (key === '' || key === 'name' ? 'edit' : 'leave_out');

/** Emoji are drawn in colours by each device, and have no outline to print. */
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/u;

function textFindings(item: TextItem, scene: Scene): Finding[] {
  const findings: Finding[] = [];
  if (item.cutFrom !== '')
    findings.push(finding('error', 'print.text_cut', { ...item, detail: item.cutFrom }, remedyFor(item)));
  if (item.missing !== '') {
    const characters = [...new Set(item.missing)];
    const emoji = characters.filter((character) => EMOJI.test(character));
    const others = characters.filter((character) => !EMOJI.test(character));
    if (emoji.length > 0) findings.push(finding('error', 'print.emoji', { ...item, detail: emoji.join(' ') }, 'edit'));
    if (others.length > 0)
      findings.push(finding('error', 'print.missing_glyph', { ...item, detail: others.join(' ') }, 'edit'));
  }
  const { textErrorPt, textWarningPt, xHeightErrorMm, xHeightWarningMm } = THRESHOLDS;
  findings.push(
    ...boundFindings(
      item.fontSizePt,
      { error: textErrorPt, warning: textWarningPt },
      item,
      { error: 'print.text_too_small', warning: 'print.text_small' },
      remedyFor(item),
    ),
    ...boundFindings(
      item.xHeightMm,
      { error: xHeightErrorMm, warning: xHeightWarningMm },
      item,
      sameCode('print.x_height_small'),
      remedyFor(item),
    ),
  );
  if (item.leadingMm !== null)
    findings.push(
      ...boundFindings(
        item.leadingMm / ptToMm(item.fontSizePt),
        { error: THRESHOLDS.leadingError, warning: THRESHOLDS.leadingWarning },
        item,
        sameCode('print.leading_tight'),
        'classic',
      ),
    );
  if (!isInSafeArea(textBox(item), scene))
    findings.push(finding('error', 'print.outside_safe_area', item, remedyFor(item)));
  return findings;
}

/** Descenders go about a fifth of an em below the baseline: three tenths of the cap height. */
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

/** The chosen text size is a target, not a hard bound: smaller text is a warning, never an error. */
function legibilityFindings(item: TextItem, { legibility }: PrintTarget): Finding[] {
  if (item.key === '' || legibility === 'usual') return [];
  const [least, code] =
    legibility === 'clear'
      ? ([THRESHOLDS.clearPrintPt, 'print.below_clear_print'] as const)
      : ([THRESHOLDS.largePrintPt, 'print.below_large_print'] as const);
  return item.fontSizePt < least ? [finding('warning', code, item, 'large_print')] : [];
}

/** Returns the colour behind a text: the last shape drawn under it, or paper. */
function groundOf(item: TextItem, scene: Scene) {
  const { items } = scene;
  const box = textBox(item);
  const isGround = (under: SceneItem): under is RectItem | PathItem =>
    under.kind === 'rect' || (under.kind === 'path' && under.strokeMm === null);
  const grounds = items.slice(0, items.indexOf(item)).filter(isGround);
  const ground = grounds.findLast((under) => overlaps(under, box));
  return inkRgb(ground?.ink ?? 'paper', scene);
}

const overlaps = (a: Box, b: Box): boolean =>
  a.xMm < b.xMm + b.widthMm - TOLERANCE_MM &&
  b.xMm < a.xMm + a.widthMm - TOLERANCE_MM &&
  a.yMm < b.yMm + b.heightMm - TOLERANCE_MM &&
  b.yMm < a.yMm + a.heightMm - TOLERANCE_MM;

function inkFindings(item: TextItem, scene: Scene): Finding[] {
  const findings: Finding[] = [];
  if (isWhite(item.ink, scene))
    findings.push(
      ...boundFindings(
        item.fontSizePt,
        { error: THRESHOLDS.reversedErrorPt, warning: THRESHOLDS.reversedWarningPt },
        item,
        sameCode('print.reversed_small'),
        'save_ink',
      ),
    );
  const ratio = contrast(inkRgb(item.ink, scene), groundOf(item, scene));
  findings.push(
    ...boundFindings(
      ratio,
      { error: THRESHOLDS.contrastError, warning: THRESHOLDS.contrastWarning },
      { ...item, detail: ratio.toFixed(1) },
      sameCode('print.low_contrast'),
      'default_accent',
    ),
  );
  return findings;
}

/**
 * Returns the smallest overhang beyond the trim, among the sides that the box reaches (within 0.5 mm); `null` if none.
 */
function overhangBeyondTrim({ xMm, yMm, widthMm, heightMm }: Box, { trim }: Scene): number | null {
  const gaps = [xMm, yMm, trim.widthMm - xMm - widthMm, trim.heightMm - yMm - heightMm];
  const edgeGaps = gaps.filter((gap) => gap < 0.5);
  return edgeGaps.length === 0 ? null : Math.min(...edgeGaps.map((gap) => -gap));
}

/**
 * Colour that stops at the trim shows white slivers after cutting, so it must fill the bleed the sheet or shop allows.
 */
function bleedFindings(box: Box, role: string, scene: Scene, { bleedMm, isPress }: PrintTarget): Finding[] {
  const overhangMm = overhangBeyondTrim(box, scene);
  if (overhangMm === null) return [];
  const about = { role, detail: String(bleedMm) };
  if (bleedMm < 1) return [finding('warning', 'print.bleed_missing', about, isPress ? 'more_bleed' : 'save_ink')];
  return overhangMm < bleedMm - TOLERANCE_MM ? [finding('error', 'print.bleed_missing', about, 'save_ink')] : [];
}

function pictureFindings(item: ImageItem, scene: Scene, target: PrintTarget): Finding[] {
  const { picture, role } = item;
  const isReversed = item.isReversed === true && (item.ground ?? 'paper') === 'paper' && isLight(picture);
  const light = isReversed ? [finding('warning', 'print.logo_light', { role }, 'none')] : [];
  if (picture.shapes !== undefined) return [...light, ...bleedFindings(item, role, scene, target)];
  // What is placed: the picture is resampled to the highest resolution that printers resolve.
  const ppi = Math.min(MAX_PPI, picture.widthPx / (coverSize(item).widthMm / 25.4));
  const about = { role, detail: String(Math.round(ppi)) };
  const remedy = role === 'photo' || role === 'logo' ? 'classic' : 'edit';
  const findings = boundFindings(
    ppi,
    { error: THRESHOLDS.pictureErrorPpi, warning: THRESHOLDS.pictureWarningPpi },
    about,
    sameCode('print.picture_coarse'),
    remedy,
  );
  return [...light, ...findings, ...bleedFindings(item, role, scene, target)];
}

function symbolFindings(item: SymbolItem, scene: Scene, { printerDpi }: PrintTarget): Finding[] {
  const { moduleErrorMm, moduleWarningMm, dotsAModule, codeToEdgeMm } = THRESHOLDS;
  const detail = item.moduleMm.toFixed(2);
  const about = { role: 'code', detail };
  const findings = boundFindings(
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
  // A rectangle of paper under the code hides what is under it.
  const clearedFrom = scene.items.findLastIndex(
    (other) => other.kind === 'rect' && other.ink === 'paper' && contains(other, quiet),
  );
  const intruder = scene.items.slice(clearedFrom + 1).find((other) => other !== item && intrudes(other, quiet));
  if (intruder !== undefined)
    findings.push(finding('error', 'print.qr_quiet_zone', { role: 'code', detail: textOf(intruder) }, 'no_code'));
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

const contains = (outer: Box, inner: Box): boolean =>
  outer.xMm <= inner.xMm + TOLERANCE_MM &&
  outer.yMm <= inner.yMm + TOLERANCE_MM &&
  outer.xMm + outer.widthMm >= inner.xMm + inner.widthMm - TOLERANCE_MM &&
  outer.yMm + outer.heightMm >= inner.yMm + inner.heightMm - TOLERANCE_MM;

const textOf = (item: SceneItem): string => (item.kind === 'text' ? item.text : '');

/** Does the item print anything inside the quiet zone? */
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
