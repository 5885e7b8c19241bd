import { type Arrangement, blockAt, solve, stack } from '../arrangement';
import type { CardLine } from '../card-lines';
import type { Block } from '../fit-text';
import { inset } from '../printed-code';
import type { TextItem } from '../scene';
import { designedBack } from './backs';
import { blocksOf, compose, nameEntry, reachOf, whoOf } from './compose';
import { type Design, isWide, MARGIN_MM, type Side, scaleOf } from './design';
import { corners } from './front';
import { rule } from './shapes';
import { role, stylesIn } from './styles';

const HAIRLINE_MM = 12;
const SERIF = 'source-serif';

const notaryStyles = (side: Side) =>
  stylesIn(SERIF, side.trim, {
    name: role(SERIF, 17, { min: 10, lines: 3, leading: 1.15, smallCaps: true, trackingEm: 0.05 }),
    title: role(SERIF, 9.5, { lines: 2, weight: 'italic', leading: 1.2 }),
    organisation: role(SERIF, 9, {
      min: 7.5,
      lines: 3,
      leading: 1.25,
      smallCaps: true,
      trackingEm: 0.06,
      ink: 'accentText',
    }),
    headline: role(SERIF, 8, { lines: 2, weight: 'italic' }),
    phone: role(SERIF, 8.5, { min: 7, oldStyleFigures: true }),
    email: role(SERIF, 8.5, { lines: 2, oldStyleFigures: true }),
    website: role(SERIF, 8.5, { lines: 2, oldStyleFigures: true }),
    address: role(SERIF, 8.5, { lines: 5, oldStyleFigures: true }),
  });

const SEPARATOR = ' · ';

/** Sets entries on shared rows, separated by middle dots, each row centred; an entry is never cut. */
function centredRows(side: Side, blocks: readonly Block[], widthMm: number): Block[][] {
  const widthOf = (row: readonly Block[]) => {
    const { items } = stack(side.fonts, [joined(row)], { xMm: 0, yMm: 0, widthMm: 1000, heightMm: 1000 });
    return items[0]?.widthMm ?? 0;
  };
  const rows: Block[][] = [];
  for (const block of blocks) {
    const last = rows.at(-1);
    if (last !== undefined && widthOf([...last, block]) <= widthMm) last.push(block);
    else rows.push([block]);
  }
  return rows;
}

const joined = (row: readonly Block[]): Block => {
  const [first] = row as [Block, ...Block[]];
  return { ...first, text: row.map(({ text }) => text).join(SEPARATOR), rule: 'words' };
};

/** Cuts a row that was set as one line back into its entries, so that each stays an entry of its own. */
function separate(side: Side, row: readonly Block[], item: TextItem): TextItem[] {
  if (row.length === 1) return [item];
  const items: TextItem[] = [];
  let xMm = item.xMm;
  for (const [index, block] of row.entries()) {
    const pieces = index === 0 ? [block] : [{ ...block, key: '', role: 'separator', text: SEPARATOR }, block];
    for (const piece of pieces) {
      const size = { max: item.fontSizePt, min: item.fontSizePt };
      const text = piece.text.trim();
      const spaceMm = piece.role === 'separator' ? widthOfText(side, { ...piece, text: ' ' }, item.fontSizePt) : 0;
      const box = { xMm: xMm + spaceMm, yMm: 0, widthMm: 1000, heightMm: 1000 };
      const [made] = stack(side.fonts, [{ ...piece, text, sizesPt: size, rule: 'words' }], box).items;
      if (made === undefined) continue;
      items.push({ ...made, baselineMm: item.baselineMm, leadingMm: item.leadingMm });
      xMm += widthOfText(side, piece, item.fontSizePt);
    }
  }
  return items;
}

const widthOfText = ({ fonts }: Side, { text, style }: Block, fontSizePt: number): number =>
  (fonts.shape(text, style).widthEm * fontSizePt * 25.4) / 72;

/** The street and the place of an address on one line each. */
const onTwoLines = (entry: CardLine): CardLine => {
  const lines = entry.text.split('\n');
  const half = Math.ceil(lines.length / 2);
  return lines.length < 3
    ? entry
    : { ...entry, text: `${lines.slice(0, half).join(', ')}\n${lines.slice(half).join(', ')}` };
};

/** *Notaire*: a serif, small capitals, everything centred around a hairline. */
export const notary: Design = {
  front(side) {
    const { trim, content, priority, fonts } = side;
    const box = inset(trim, MARGIN_MM);
    const styles = notaryStyles(side);
    const scale = scaleOf(trim);
    const wide = isWide(side);
    const arrange = (isInline: boolean) =>
      corners(side, box, 'centre').map(
        (place): Arrangement =>
          (entries, attempt) => {
            const area = place.beside;
            const detail = reachOf(entries).map(onTwoLines);
            const blocks = blocksOf(detail, styles, attempt);
            const rows = isInline
              ? [
                  ...blocks.filter(({ role: name }) => name === 'address').map((block) => [block]),
                  ...centredRows(
                    side,
                    blocks.filter(({ role: name }) => name !== 'address'),
                    area.widthMm,
                  ),
                ]
              : blocks.map((block) => [block]);
            const details = stack(fonts, rows.map(joinedOrSame), area, { anchor: 'bottom', align: 'centre' });
            const who = whoOf(entries);
            const name = blockAt(nameEntry(content.name), styles.name, attempt);
            const above = {
              ...area,
              heightMm: (rows.length === 0 ? area.yMm + area.heightMm : details.topMm) - area.yMm,
            };
            // The hairline stands between the name and what follows it.
            const gapMm = 3.6 * scale;
            const identity = {
              blocks: [name, ...blocksOf(who, styles, attempt)],
              box: { ...above, heightMm: above.heightMm - (rows.length === 0 ? 0 : 2.6) },
              anchor: 'middle',
              align: 'centre',
              gapMm: (one: Block) => (one.role === 'name' ? gapMm : 0.4),
            } as const;
            const made = stack(fonts, identity.blocks, identity.box, identity);
            const composed = compose(fonts, [identity], place.obstacles);
            const nameLines = made.items.filter(({ role: roleName }) => roleName === 'name');
            const nameBottom = Math.max(...nameLines.map(({ baselineMm }) => baselineMm));
            const next = made.items[nameLines.length];
            const middle = area.xMm + area.widthMm / 2;
            const lineY =
              next === undefined
                ? nameBottom + gapMm * 0.75
                : (nameBottom + next.baselineMm - next.capHeightMm) / 2 + 0.25;
            const hairline = rule(middle - HAIRLINE_MM / 2, lineY, middle + HAIRLINE_MM / 2, lineY, 'accent', 0.25);
            const rowItems = rows.flatMap((row) => {
              const own = details.items.filter(({ key }) => key === row[0]?.key);
              return row.length === 1 ? own : own.flatMap((item) => separate(side, row, item));
            });
            const isBreathing = rows.length === 0 || details.topMm - made.bottomMm >= 2.2;
            return {
              items: [...place.items, ...composed.items, hairline, ...rowItems],
              fits: composed.fits && details.fits && isBreathing,
            };
          },
      );
    return solve(wide ? [arrange(true), arrange(false)] : [arrange(false)], content.entries, priority);
  },
  back: (side) =>
    designedBack(side, {
      family: SERIF,
      ground: 'tint',
      display: SERIF,
      codeAt: 'right',
      markPt: 32,
      trackingEm: 0.06,
      centred: true,
    }),
};

const joinedOrSame = (row: readonly Block[]): Block => (row.length === 1 ? (row[0] as Block) : joined(row));
