import type { CardLines } from '../card-lines';
import { type Finding, finding } from '../findings';
import type { FontSet } from '../fonts';
import type { PrintMessages } from '../print-messages';
import { type CodeDrawing, inset, placeCode, quietBox } from '../printed-code';
import type { Box, SceneItem, SymbolItem, Trim } from '../scene';
import { THRESHOLDS } from '../thresholds';
import { put, textBlock } from './product';

type DisplayContext = {
  fonts: FontSet;
  words: PrintMessages;
  codes: { offline: CodeDrawing | null; link: CodeDrawing | null };
};

const MARGIN_MM = 12;

/** Modules as large as the place has room for: read from across a table. */
const GIANT_MODULE_MM = 3;

/** The largest code that `box` has room for with its quiet zone: on the right of a lying box, in the middle of a standing one. */
function giantCode(code: CodeDrawing, box: Box, mostMm: number): SymbolItem {
  const withQuiet = code.symbol.size / (code.symbol.size + 2 * THRESHOLDS.quietZoneModules);
  const sideMm = Math.min(box.heightMm, mostMm) * withQuiet;
  const across = box.widthMm > box.heightMm && mostMm < box.widthMm ? 1 : 0.5;
  return placeCode(code, box, { sideMm, mostMm: GIANT_MODULE_MM, across, down: 0.5 });
}

/**
 * *Chevalet* and *affiche*: the name, a giant code that needs no network, a smaller one for who has it. Lying panels have
 * the code on the right, standing ones under the name.
 */
export function layOutDisplay(
  { name, entries }: CardLines,
  trim: Trim,
  { fonts, words: said, codes }: DisplayContext,
): { items: SceneItem[]; findings: Finding[] } {
  const box = inset(trim, MARGIN_MM);
  const isWide = trim.widthMm > trim.heightMm;
  const items: SceneItem[] = [];
  const findings: Finding[] = [];
  const giant = codes.offline ?? codes.link;
  const small = codes.offline === null ? null : codes.link;
  if (giant === null) findings.push(finding('error', 'print.code_missing', { role: 'code' }, 'edit'));

  // Lying, the code has its side first and the words the rest; standing, the words come first and the code has the rest.
  const beside = isWide && giant !== null ? giantCode(giant, box, box.widthMm * 0.56) : null;
  const column = beside === null ? box : { ...box, widthMm: quietBox(beside).xMm - box.xMm - 2 };
  const align = isWide ? 'left' : 'centre';

  let y = box.yMm;
  const say = (text: string, look: Parameters<typeof textBlock>[1], gapMm: number) => {
    const lines = put(fonts, textBlock(text, look), { xMm: column.xMm, topMm: y, widthMm: column.widthMm, align });
    items.push(...lines.items);
    y = lines.bottomMm + gapMm;
  };
  say(name, { weight: 'semibold', max: 40, min: 20, maxLines: 3, role: 'name', key: 'name' }, 2);
  for (const role of ['organisation', 'title']) {
    const entry = entries.find((candidate) => candidate.role === role);
    if (entry !== undefined) say(entry.text, { max: 18, min: 12, maxLines: 2, role, key: entry.key }, 1.5);
  }
  if (giant !== null) {
    y += isWide ? 6 : 3;
    say(said[giant.kind], { weight: 'semibold', ink: 'accent', max: 30, min: 16, maxLines: 2 }, 1.5);
    say(said.aim, { max: 16, min: 12, maxLines: 4 }, 2);
    const site = entries.find(({ role }) => role === 'website');
    if (site !== undefined)
      say(`${said.orLink} ${site.text}`, { max: 14, min: 12, maxLines: 2, role: 'website', key: site.key }, 2);
  }
  const footMm = isWide || small === null ? 0 : 28;
  const room = { ...box, yMm: y, heightMm: box.yMm + box.heightMm - footMm - y };
  const under = isWide || giant === null ? null : giantCode(giant, room, room.widthMm);
  const symbol = beside ?? under;
  if (symbol !== null) items.push(symbol);

  if (small !== null) {
    // At the foot: for a phone with a network, the shorter link; it reads from further for its size.
    const foot = isWide
      ? { ...column, yMm: y + 2, heightMm: box.yMm + box.heightMm - y - 2 }
      : { ...box, yMm: box.yMm + box.heightMm - footMm, heightMm: footMm };
    const sideMm = Math.min(32, foot.heightMm - 4);
    if (sideMm >= 14) {
      const second = placeCode(small, foot, { sideMm, mostMm: 0.85, across: isWide ? 0 : 0.25, down: 1 });
      const zone = quietBox(second);
      const note = put(fonts, textBlock(said[small.kind], { weight: 'semibold', max: 14, min: 12, maxLines: 2 }), {
        xMm: zone.xMm + zone.widthMm,
        topMm: 0,
        widthMm: Math.max(20, foot.xMm + foot.widthMm - zone.xMm - zone.widthMm),
      });
      const shift = second.yMm + (zone.heightMm - 8 * second.moduleMm) / 2 - note.bottomMm / 2;
      items.push(second, ...note.items.map((item) => ({ ...item, baselineMm: item.baselineMm + shift })));
    }
  }
  return { items, findings };
}

/** *Badge*: a name that is read across a room; what else there is room for, and a small code. */
export function layOutBadge(
  { name, entries }: CardLines,
  trim: Trim,
  { fonts, codes }: DisplayContext,
): { items: SceneItem[]; findings: Finding[] } {
  const box = inset(trim, 6);
  const items: SceneItem[] = [];
  const findings: Finding[] = [];
  const code = codes.link ?? codes.offline;
  const symbol = code === null ? null : placeCode(code, box, { sideMm: 20 });
  const quiet = symbol === null ? null : quietBox(symbol);
  if (symbol !== null) items.push(symbol);
  const title = put(
    fonts,
    textBlock(name, { weight: 'semibold', max: 34, min: 16, maxLines: 2, role: 'name', key: 'name' }),
    {
      xMm: box.xMm,
      topMm: box.yMm,
      widthMm: box.widthMm,
    },
  );
  items.push(...title.items);
  if (quiet !== null && title.bottomMm > quiet.yMm + 1)
    findings.push(finding('error', 'print.text_cut', { role: 'name', text: name }, 'edit'));
  let y = title.bottomMm + 3;
  const widthMm = (quiet === null ? box.xMm + box.widthMm : quiet.xMm) - box.xMm;
  for (const role of ['organisation', 'title', 'pronouns']) {
    const entry = entries.find((candidate) => candidate.role === role);
    if (entry === undefined) continue;
    const look = {
      max: 16,
      min: 10,
      maxLines: 3,
      role,
      key: entry.key,
      ink: role === 'organisation' ? 'accent' : 'text',
    } as const;
    const said = put(fonts, textBlock(entry.text, look), { xMm: box.xMm, topMm: y, widthMm });
    if (said.cut || said.bottomMm > box.yMm + box.heightMm + 1.5) {
      findings.push(finding('warning', 'print.property_dropped', entry, 'leave_out'));
      continue;
    }
    items.push(...said.items);
    y = said.bottomMm + 1.5;
  }
  return { items, findings };
}
