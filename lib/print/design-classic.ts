import { type Block, type FittedBlock, fitBlock, placeBlock, type TextStyle } from './compose';
import type { DesignInput, DesignOutput } from './designs';
import type { Finding } from './findings';
import { SAFE_MARGIN_MM, type SceneItem } from './scene';

const CODE_SIDE_MM = 25;
const MODULE_MAX_MM = 0.5;
const QUIET_ZONE_MODULES = 4;
const NAME_MIN_PT = 9;

const NAME: TextStyle = { weight: 'semibold', ink: 'text', leading: 1.12 };
const ORGANISATION: TextStyle = { weight: 'semibold', ink: 'accent', leading: 1.2 };
const PLAIN: TextStyle = { weight: 'regular', ink: 'text', leading: 1.25 };
const QUIET: TextStyle = { weight: 'regular', ink: 'muted', leading: 1.25 };
const PHONE: TextStyle = { weight: 'semibold', ink: 'text', leading: 1.25 };

/**
 * *Classique*: who at the top left, how to reach them at the bottom left, the code at the bottom right. Sizes shrink
 * within their bounds; then the least useful line goes first, and a finding says which.
 */
export function layoutClassic({ content, trim, fonts, symbol }: DesignInput): DesignOutput {
  const left = SAFE_MARGIN_MM + 1;
  const right = trim.widthMm - SAFE_MARGIN_MM - 1;
  const top = SAFE_MARGIN_MM + 1;
  const bottom = trim.heightMm - SAFE_MARGIN_MM - 1;
  const items: SceneItem[] = [];
  const findings: Finding[] = [];

  let codeTop = bottom;
  let textRight = right;
  if (symbol !== null) {
    const moduleMm = Math.min(MODULE_MAX_MM, CODE_SIDE_MM / symbol.size);
    const side = moduleMm * symbol.size;
    codeTop = bottom - side;
    textRight = right - side - QUIET_ZONE_MODULES * moduleMm;
    items.push({
      kind: 'symbol',
      xMm: right - side,
      yMm: codeTop,
      moduleMm,
      size: symbol.size,
      modules: symbol.modules,
    });
    codeTop -= QUIET_ZONE_MODULES * moduleMm;
  }

  const fitOrReport = (block: Block, widthMm: number): FittedBlock => {
    const fitted = fitBlock(fonts, block, widthMm);
    if (fitted.cut) findings.push({ severity: 'error', code: 'print.text_cut', role: block.role, detail: block.text });
    return fitted;
  };
  const line = (role: string, text: string, style: TextStyle, max: number, min: number, maxLines = 1): Block => ({
    role,
    text,
    style,
    sizesPt: { max, min },
    maxLines,
    rule: role === 'email' || role === 'website' ? 'address' : 'words',
  });

  // Who: full width as long as it stays above the code's quiet zone.
  const who: Block[] = [line('name', content.name, NAME, 15, NAME_MIN_PT, 2)];
  if (content.pronouns !== '') who.push(line('pronouns', content.pronouns, QUIET, 7.5, 7));
  if (content.title !== '') who.push(line('title', content.title, PLAIN, 9, 7, 2));
  if (content.organisation !== '') who.push(line('organisation', content.organisation, ORGANISATION, 9, 7, 2));
  if (content.headline !== '') who.push(line('headline', content.headline, QUIET, 8, 7, 2));

  const reach: Block[] = [
    ...content.phones.map((text) => line('phone', text, PHONE, 9.5, 7.5)),
    ...content.emails.map((text) => line('email', text, PLAIN, 8.5, 7, 2)),
    ...(content.website === '' ? [] : [line('website', content.website, PLAIN, 8.5, 7, 2)]),
    ...content.address.map((text) => line('address', text, QUIET, 8, 7, 2)),
  ];

  const gap = 1.1;
  for (;;) {
    findings.splice(0, findings.length, ...findings.filter((finding) => finding.code === 'print.property_dropped'));
    const upper: { fitted: FittedBlock; y: number }[] = [];
    let y = top;
    for (const block of who) {
      let fitted = fitBlock(fonts, block, right - left);
      const besideCode = y + fitted.heightMm > codeTop;
      fitted = fitOrReport(block, besideCode ? textRight - left : right - left);
      upper.push({ fitted, y });
      y += fitted.heightMm + (block.role === 'name' ? gap * 1.4 : gap * 0.4);
    }
    const lower = reach.map((block) => fitOrReport(block, textRight - left));
    const lowerHeight = lower.reduce((sum, fitted) => sum + fitted.heightMm, 0);
    const lowerTop = bottom - lowerHeight + lastLineSlack(lower, fonts.capHeightEm);
    if (lowerTop - y >= gap || (reach.length <= 1 && who.length <= 1)) {
      for (const { fitted, y: blockTop } of upper) items.push(...placeBlock(fonts, fitted, left, blockTop));
      let lineTop = lowerTop;
      for (const fitted of lower) {
        items.push(...placeBlock(fonts, fitted, left, lineTop));
        lineTop += fitted.heightMm;
      }
      return { items, findings };
    }
    dropLeastUseful(who, reach, findings);
  }
}

/** The leading under the last baseline is not part of the block's visible height. */
function lastLineSlack(lower: FittedBlock[], capHeightEm: number): number {
  const last = lower.at(-1);
  if (last === undefined) return 0;
  const lineHeight = last.heightMm / last.lines.length;
  return lineHeight - (lineHeight / last.block.style.leading) * capHeightEm;
}

const DROP_ORDER = ['headline', 'pronouns', 'address', 'website', 'email', 'title', 'phone', 'organisation'];

/** Takes out the last line of the least useful property; the name and the last way to reach the person stay. */
function dropLeastUseful(who: Block[], reach: Block[], findings: Finding[]): void {
  for (const role of DROP_ORDER) {
    for (const list of [who, reach]) {
      const index = list.findLastIndex((block) => block.role === role);
      if (index < 0 || (list === reach && reach.length === 1)) continue;
      const dropped = role === 'address' ? list.filter((block) => block.role === role) : [list[index]];
      for (const block of dropped) if (block !== undefined) list.splice(list.indexOf(block), 1);
      const detail = dropped.map((block) => block?.text ?? '').join(', ');
      findings.push({ severity: 'warning', code: 'print.property_dropped', role, detail });
      return;
    }
  }
}
