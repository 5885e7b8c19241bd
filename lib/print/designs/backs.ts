import { type Anchor, blockAt, stack } from '../arrangement';
import type { CardLine } from '../card-lines';
import type { Alignment, Block } from '../fit-text';
import type { Family } from '../fonts';
import { inset, placeCodeInSquare, quietBox } from '../printed-code';
import type { Box, Ink, SceneItem } from '../scene';
import { fixedEntry } from './compose';
import { INNER_EDGE_MM, isWide, MARGIN_MM, type Side, type SideOutput, scaleOf } from './design';
import { mark } from './mark';
import { groundBox, insetBox, rect, wholeSide } from './shapes';
import { role, stylesIn } from './styles';

/** The look of a back: its ground, the ink of its letters, its family. */
export type BackLook = {
  family: Family;
  ground: 'accent' | 'tint' | 'paper';
  /** The family of the large text: a headline or initials. */
  display?: Family;
  /** Which side of a landscape back the code is on. */
  codeAt?: 'left' | 'right';
  markPt?: number;
  trackingEm?: number;
  /** Whether the headline, if there is one, takes the place of the mark. */
  headline?: boolean;
  /** The texts beside the code are centred. */
  centred?: boolean;
  /** A band of the accent along the bottom edge. */
  foot?: boolean;
};

export const lettersOn = (groundInk: BackLook['ground']): Ink =>
  groundInk === 'accent' ? 'onAccent' : groundInk === 'tint' ? 'onTint' : 'text';

/** The accent as letters: on paper only, where it has been made dark enough. */
const displayInkOn = (groundInk: BackLook['ground']): Ink =>
  groundInk === 'paper' ? 'accentText' : lettersOn(groundInk);

/** What a code gives, and how to take it: two lines under or beside it. */
function captionBlocks({ code, messages, trim }: Side, family: Family, ink: Ink): Block[] {
  if (code === null) return [];
  const isOffline = code.kind === 'offline';
  const scale = scaleOf(trim);
  const line = (text: string, pt: number, min: number, weight: 'regular' | 'semibold', lines: number): Block => {
    const { style } = role(family, pt, { ink, weight, leading: 1.22 });
    // Letters reversed out of a colour are larger: ink spreads into them.
    const leastPt = ink === 'onAccent' ? 8 : min;
    return {
      ...fixedEntry(text),
      style,
      sizesPt: { max: Math.max(leastPt, pt * scale), min: leastPt },
      maxLines: lines,
      rule: 'words',
    };
  };
  return [
    line(isOffline ? messages.offlineLead : messages.linkLead, 9.5, 7.5, 'semibold', 4),
    line(isOffline ? messages.offlineHow : messages.linkHow, 8, 7, 'regular', 6),
  ];
}

/** The square of paper that a code has on a coloured back. */
const CODE_SQUARE_MM = 39;

/**
 * A back: a ground all over, the code in a square of paper with what it gives written beside it, and the logo, the
 * initials or the headline in the space that is left. Without a code, the mark alone, in the middle.
 */
export function designedBack(side: Side, look: BackLook): SideOutput {
  const { trim, bleedMm, fonts, code } = side;
  const groundInk = side.ink === 'saving' && look.ground === 'accent' ? 'tint' : look.ground;
  const letters = lettersOn(groundInk);
  const display = look.display ?? look.family;
  const items: SceneItem[] = [];
  if (groundInk !== 'paper') items.push(rect(groundBox(wholeSide(trim), { trim, bleedMm }), groundInk));
  const footMm = look.foot === true ? 2.4 * scaleOf(trim) : 0;
  if (footMm > 0) {
    const footBox = { xMm: 0, yMm: trim.heightMm - footMm, widthMm: trim.widthMm, heightMm: footMm };
    items.push(rect(groundBox(footBox, { trim, bleedMm }), 'accent'));
  }
  const inner = inset(trim, MARGIN_MM + (groundInk === 'paper' ? 0 : 1.5));
  const box = { ...inner, heightMm: inner.heightMm - (footMm === 0 ? 0 : footMm + (bleedMm < 1 ? INNER_EDGE_MM : 0)) };
  const markLook = {
    family: display,
    groundInk,
    ink: displayInkOn(groundInk),
    maxPt: (look.markPt ?? 34) * scaleOf(trim),
    ...(look.trackingEm === undefined ? {} : { trackingEm: look.trackingEm }),
  };
  if (code === null) {
    const middle = markOrHeadline(side, insetBox(box, 3), look, markLook, 'middle');
    return { items: [...items, ...middle.items], findings: [], left: [...middle.left, ...side.overflow] };
  }

  const wide = isWide(side);
  const squareMm = Math.min(
    CODE_SQUARE_MM * scaleOf(trim),
    wide ? box.heightMm : box.widthMm,
    wide ? box.widthMm * 0.5 : box.heightMm * 0.52,
  );
  const onLeft = look.codeAt === 'left';
  const square: Box = wide
    ? {
        xMm: onLeft ? box.xMm : box.xMm + box.widthMm - squareMm,
        yMm: box.yMm + (box.heightMm - squareMm) / 2,
        widthMm: squareMm,
        heightMm: squareMm,
      }
    : {
        xMm: box.xMm + (box.widthMm - squareMm) / 2,
        yMm: box.yMm + box.heightMm - squareMm,
        widthMm: squareMm,
        heightMm: squareMm,
      };
  const symbol = placeCodeInSquare(code, square, 0.85);
  // The square of paper is the quiet zone itself, and half a millimetre more.
  if (groundInk !== 'paper') items.push(rect(insetBox(quietBox(symbol), -0.5), 'paper'));
  items.push(symbol);

  const gap = 4;
  const free: Box = wide
    ? {
        ...box,
        xMm: onLeft ? square.xMm + squareMm + gap : box.xMm,
        widthMm: box.widthMm - squareMm - gap,
      }
    : { ...box, heightMm: box.heightMm - squareMm - gap };
  const caption = stack(fonts, captionBlocks(side, look.family, letters), free, {
    anchor: 'bottom',
    gapMm: 0.6,
    align: wide && !look.centred ? 'left' : 'centre',
  });
  items.push(...caption.items);
  const above = { ...free, heightMm: caption.topMm - free.yMm - 3 };
  const overflow = overflowStack(side, above, look, letters, wide && !look.centred ? 'left' : 'centre');
  const left = side.overflow.slice(overflow.count);
  if (overflow.made !== null)
    return { items: [...items, ...overflow.made.items], findings: [], left: [...headlineOf(side, look), ...left] };
  const markBox = { ...above, heightMm: above.heightMm - 1 };
  const shown = markOrHeadline(side, markBox, look, markLook, wide && !look.centred ? 'top' : 'middle');
  return { items: [...items, ...shown.items], findings: [], left: [...shown.left, ...left] };
}

/** The entries that found no room on the front, as many as there is room for, in place of the mark. */
function overflowStack(side: Side, box: Box, look: BackLook, ink: Ink, align: Alignment) {
  const styles = stylesIn(look.family, side.trim, {});
  for (let count = side.overflow.length; count > 0; count -= 1)
    for (const scale of [1, 0.9, 0.8]) {
      const blocks = side.overflow.slice(0, count).map((entry) => {
        const style = styles[entry.role];
        const min = ink === 'onAccent' ? 8 : style.min;
        return blockAt(entry, { ...style, min, style: { ...style.style, ink } }, { scale, wrap: true });
      });
      const made = stack(side.fonts, blocks, box, { align, gapMm: 0.6 });
      if (made.fits) return { made, count };
    }
  return { made: null, count: 0 };
}

/** The headline as large as it can be, or the mark when there is none or it does not fit. */
function markOrHeadline(
  side: Side,
  box: Box,
  look: BackLook,
  markLook: Parameters<typeof mark>[2],
  anchor: Anchor,
): { items: SceneItem[]; left: CardLine[] } {
  if (box.heightMm < 5) return { items: [], left: headlineOf(side, look) };
  const centred = anchor === 'middle';
  const [headline] = headlineOf(side, look);
  if (headline !== undefined) {
    const { style } = role(look.display ?? look.family, 15, { ink: markLook.ink, leading: 1.12, weight: 'semibold' });
    const sizesPt = { max: 17 * scaleOf(side.trim), min: 8 };
    const maxLines = Math.max(1, Math.floor(box.heightMm / 3.4));
    const block: Block = { ...headline, style, sizesPt, maxLines, rule: 'words' };
    const made = largest(block, (candidate) =>
      stack(side.fonts, [candidate], box, { anchor, align: centred ? 'centre' : 'left' }),
    );
    if (made.fits) return { items: made.items, left: [] };
  }
  const widthMm = Math.min(box.widthMm, 38 * scaleOf(side.trim));
  const heightMm = Math.min(box.heightMm, 20 * scaleOf(side.trim));
  const place = centred
    ? { xMm: box.xMm + (box.widthMm - widthMm) / 2, yMm: box.yMm + (box.heightMm - heightMm) / 2 }
    : { xMm: box.xMm, yMm: box.yMm };
  const at = centred ? 0.5 : 0;
  const items = mark(side, { ...place, widthMm, heightMm }, { ...markLook, across: at, down: at });
  return { items, left: headlineOf(side, look) };
}

/** The headline, if this back prints it instead of the front. */
const headlineOf = ({ content }: Side, { headline }: BackLook): CardLine[] =>
  headline === true ? content.entries.filter(({ role: name }) => name === 'headline').slice(0, 1) : [];

/** Makes a block as large as its stack allows. */
function largest(block: Block, pile: (block: Block) => ReturnType<typeof stack>): ReturnType<typeof stack> {
  for (let pt = block.sizesPt.max; pt > block.sizesPt.min; pt -= 0.5) {
    const made = pile({ ...block, sizesPt: { max: pt, min: pt } });
    if (made.fits) return made;
  }
  return pile({ ...block, sizesPt: { max: block.sizesPt.min, min: block.sizesPt.min } });
}
