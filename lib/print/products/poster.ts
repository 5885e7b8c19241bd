import { stack } from '../arrangement';
import type { CardLine, CardLines } from '../card-lines';
import type { Pictures } from '../designs/design';
import { mark } from '../designs/mark';
import { ground } from '../designs/shapes';
import { type Finding, finding } from '../findings';
import type { FontSet } from '../fonts';
import type { PrintMessages } from '../print-messages';
import { type CodeSource, inset, placeCode, quietBox } from '../printed-code';
import type { Box, SceneItem, SymbolItem, Trim } from '../scene';
import { THRESHOLDS } from '../thresholds';
import { put, textBlock } from './product';

/** What the products that show a large code need besides the card's lines. */
export type DisplayContext = {
  fonts: FontSet;
  messages: PrintMessages;
  codes: { offline: CodeSource | null; link: CodeSource | null };
  pictures: Pictures;
};

export type Laid = { items: SceneItem[]; findings: Finding[] };

const DISPLAY = 'young-serif';
const TEXT = 'public-sans';

/** Inside what any desktop printer can reach. */
const PAGE_MARGIN_MM = 12;
/** A giant code is read from across a room: its symbol is at least this wide on a poster. */
const GIANT_MM = 122;
const FOOT_MM = 7;

export const largest = (codes: DisplayContext['codes']): CodeSource | null => codes.offline ?? codes.link;

const entryOf = (entries: readonly CardLine[], role: CardLine['role']) => entries.find((entry) => entry.role === role);

/** A giant code is read from far: its modules are large before its error correction is high. */
const GIANT_ROOM = { aim: 0, most: 12 };

/** Places a code of at most `sideMm`, with its quiet zone, at the top of `box` and centred. */
export function giantCode(code: CodeSource, box: Box, sideMm: number): SymbolItem {
  const giant: CodeSource = { kind: code.kind, fit: () => code.fit(GIANT_ROOM) };
  const quietShare = (2 * THRESHOLDS.quietZoneModules) / giant.fit(GIANT_ROOM).symbol.size;
  const side = Math.min(sideMm, box.heightMm / (1 + quietShare), box.widthMm / (1 + quietShare));
  const symbol = placeCode(giant, box, { sideMm: side, mostMm: 8, across: 0.5, down: 0 });
  return { ...symbol, yMm: symbol.yMm + THRESHOLDS.quietZoneModules * symbol.moduleMm };
}

/** Writes lines one under the other. */
function column(fonts: FontSet, from: { xMm: number; topMm: number; widthMm: number; align: 'left' | 'centre' }) {
  const items: SceneItem[] = [];
  let topMm = from.topMm;
  return {
    items,
    get bottomMm() {
      return topMm;
    },
    add(text: string, look: Parameters<typeof textBlock>[1], gapMm: number) {
      const lines = put(fonts, textBlock(text, look), { ...from, topMm });
      items.push(...lines.items);
      topMm = lines.bottomMm + gapMm;
    },
  };
}

/**
 * *Affiche*: a whole page. What one gets, who it is, a code of 12 cm or more and how to take it; the address to type at
 * the foot. `stripMm` is left free at the bottom for tear-off tabs.
 */
export function layOutPoster(
  content: CardLines,
  trim: Trim,
  { fonts, messages, codes, pictures }: DisplayContext,
  stripMm = 0,
): Laid {
  const code = largest(codes);
  // With tabs, everything above them is closer together.
  const hasTabs = stripMm > 0;
  const marginMm = hasTabs ? 8 : PAGE_MARGIN_MM;
  const page = inset(trim, marginMm);
  const box = { ...page, heightMm: page.heightMm - Math.max(0, stripMm - marginMm) };
  const items: SceneItem[] = [];
  const logoMm = { widthMm: 70, heightMm: hasTabs ? 12 : 20 };
  const logoBox = { ...box, xMm: box.xMm + (box.widthMm - logoMm.widthMm) / 2, ...logoMm };
  const hasMark = pictures.logo !== null || !hasTabs;
  if (hasMark) {
    const look = { family: DISPLAY, groundInk: 'paper', ink: 'accent', maxPt: 50 } as const;
    items.push(...mark({ content, fonts, pictures }, logoBox, look));
  }
  const top = hasMark ? logoBox.yMm + logoBox.heightMm + (hasTabs ? 4 : 7) : box.yMm;
  const head = column(fonts, { xMm: box.xMm, topMm: top, widthMm: box.widthMm, align: 'centre' });
  const headingPt = hasTabs ? 38 : 46;
  const heading = {
    family: DISPLAY,
    ink: 'accentText',
    max: headingPt,
    min: 30,
    maxLines: 2,
    role: 'heading',
  } as const;
  head.add(messages.keepDetails, heading, hasTabs ? 1.5 : 3);
  const name = { family: TEXT, weight: 'semibold', max: hasTabs ? 20 : 26, min: 16, maxLines: 2 } as const;
  head.add(content.name, { ...name, role: 'name', key: 'name' }, 0.5);
  const who = (['title', 'organisation'] as const).flatMap((role) => entryOf(content.entries, role) ?? []);
  const whoPt = hasTabs ? 14 : 16;
  for (const { role, key, text } of who)
    head.add(text, { family: TEXT, max: whoPt, min: 12, maxLines: 2, role, key }, 0.3);
  items.push(...head.items);
  if (code === null) return { items, findings: [finding('error', 'print.code_missing', { role: 'code' }, 'edit')] };

  const bottom = box.yMm + box.heightMm;
  const website = entryOf(content.entries, 'website');
  const footMm = 15 + (website === undefined ? 0 : 9);
  const codeBox = { ...box, yMm: head.bottomMm + 1, heightMm: bottom - footMm - head.bottomMm - 1 };
  const symbol = giantCode(code, codeBox, Math.max(GIANT_MM, Math.min(150, codeBox.heightMm * 0.9)));
  const quiet = quietBox(symbol);
  items.push(symbol);
  const foot = column(fonts, {
    xMm: box.xMm,
    topMm: quiet.yMm + quiet.heightMm,
    widthMm: box.widthMm,
    align: 'centre',
  });
  const how = code.kind === 'link' ? messages.linkHow : messages.offlineHow;
  foot.add(how, { family: TEXT, max: 16, min: 13, maxLines: 2 }, 2);
  if (website !== undefined) {
    foot.add(messages.orLink, { family: TEXT, max: 12, min: 12 }, 0);
    const { role, key, text } = website;
    foot.add(text, { family: TEXT, weight: 'semibold', max: 17, min: 12, maxLines: 2, role, key }, 0);
  }
  items.push(...foot.items);
  const isCut = [...head.items, ...foot.items].some((item) => item.kind === 'text' && item.cutFrom !== '');
  const findings: Finding[] = isCut ? [finding('error', 'print.text_cut', { role: 'name', key: 'name' }, 'edit')] : [];
  return { items, findings };
}

export const TABS = 5;
/** Long enough to be torn off and kept in a pocket. */
export const TAB_MM = 46;

/** A tear-off tab, laid out along its length: the name, one way to reach the person and the address to type. */
export function layOutTab({ name, entries }: CardLines, trim: Trim, fonts: FontSet): SceneItem[] {
  const box = inset(trim, 4.2);
  const reach = [entryOf(entries, 'phone'), entryOf(entries, 'website') ?? entryOf(entries, 'email')];
  const blocks = [
    textBlock(name, { family: TEXT, weight: 'semibold', max: 11, min: 8, maxLines: 2, role: 'name', key: 'name' }),
    ...reach.flatMap((entry) =>
      entry === undefined
        ? []
        : [textBlock(entry.text, { family: TEXT, max: 10, min: 7, role: entry.role, key: entry.key })],
    ),
  ];
  return stack(fonts, blocks, box, { anchor: 'middle', gapMm: 0.4 }).items;
}

/**
 * *Chevalet*: one of its two panels, read across a table: the logo, what one gets and who it is on the left, the code
 * on the right, a band of the accent at the foot.
 */
export function layOutTentPanel(
  content: CardLines,
  trim: Trim,
  { fonts, messages, codes, pictures }: DisplayContext,
): Laid {
  const code = largest(codes);
  const box = inset(trim, PAGE_MARGIN_MM);
  const footBox = { xMm: 0, yMm: trim.heightMm - FOOT_MM, widthMm: trim.widthMm, heightMm: FOOT_MM };
  // A desktop printer does not reach the edge.
  const foot = ground(footBox, 'accent', { trim, bleedMm: 0 });
  if (code === null)
    return { items: [foot], findings: [finding('error', 'print.code_missing', { role: 'code' }, 'edit')] };
  const area = { ...box, heightMm: box.heightMm - 4 };
  const codeBox = { ...area, xMm: area.xMm + area.widthMm * 0.46, widthMm: area.widthMm * 0.54 };
  const symbol = giantCode(code, codeBox, Math.min(codeBox.widthMm, codeBox.heightMm));
  const quiet = quietBox(symbol);
  const shiftMm = codeBox.xMm + codeBox.widthMm - quiet.xMm - quiet.widthMm;
  const placed = { ...symbol, xMm: symbol.xMm + shiftMm, yMm: symbol.yMm + (area.heightMm - quiet.heightMm) / 2 };
  const left = { ...area, widthMm: quietBox(placed).xMm - area.xMm - 2 };
  const look = { family: DISPLAY, groundInk: 'paper', ink: 'accent', maxPt: 40, across: 0, down: 0 } as const;
  const head = mark({ content, fonts, pictures }, { ...left, widthMm: Math.min(60, left.widthMm), heightMm: 18 }, look);
  const lines = column(fonts, { xMm: left.xMm, topMm: left.yMm + 25, widthMm: left.widthMm, align: 'left' });
  lines.add(messages.keepDetails, { family: DISPLAY, ink: 'accentText', max: 28, min: 20, maxLines: 3 }, 4);
  lines.add(
    content.name,
    { family: TEXT, weight: 'semibold', max: 20, min: 13, maxLines: 3, role: 'name', key: 'name' },
    0.5,
  );
  for (const role of ['title', 'organisation'] as const) {
    const entry = entryOf(content.entries, role);
    if (entry !== undefined)
      lines.add(entry.text, { family: TEXT, max: 14, min: 12, maxLines: 2, role, key: entry.key }, 0.3);
  }
  const how = code.kind === 'link' ? messages.linkHow : messages.offlineHow;
  const bottomLines = stack(fonts, [textBlock(how, { family: TEXT, max: 13, min: 12, maxLines: 5 })], left, {
    anchor: 'bottom',
  });
  const collides = lines.bottomMm > bottomLines.topMm;
  const findings = collides ? [finding('error', 'print.text_cut', { role: 'name', key: 'name' }, 'edit')] : [];
  return { items: [foot, ...head, placed, ...lines.items, ...bottomLines.items], findings };
}
