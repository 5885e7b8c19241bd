import { type Arrangement, besides, solve } from '../arrangement';
import { inset, placeCode, quietBox } from '../printed-code';
import type { Box, SceneItem } from '../scene';
import { designedBack } from './backs';
import { type Design, isWide, MARGIN_MM, type Side, scaleOf } from './design';
import { twoGroups } from './front';
import { initials } from './mark';
import { ellipse, insetBox } from './shapes';
import { role, stylesIn } from './styles';

const FAMILY = 'public-sans';
const DISPLAY = 'young-serif';
const MARK_MM = 22;

/** The initials in their circle and the code, if there is one, and the space they leave for text. */
function markAndCode(side: Side, share: number): { items: SceneItem[]; text: Box } {
  const { trim, code } = side;
  const box = inset(trim, MARGIN_MM);
  const wide = isWide(side);
  const scale = scaleOf(trim);
  const fullMm = Math.min(MARK_MM * scale, wide ? box.widthMm * 0.3 : box.heightMm * 0.24) * share;
  const codeMm = (wide ? 23 : 25) * scale * share;
  const items: SceneItem[] = [];
  if (!wide) {
    const top = box.yMm + fullMm + 3.5;
    let text = { ...box, yMm: top, heightMm: box.yMm + box.heightMm - top };
    if (code !== null) {
      const symbol = placeCode(code, text, { sideMm: Math.min(codeMm, box.widthMm), across: 0 });
      items.push(symbol);
      text = { ...text, heightMm: quietBox(symbol).yMm - 1.4 - text.yMm };
    }
    return { items: [...items, ...circled(side, { ...box, widthMm: fullMm, heightMm: fullMm })], text };
  }
  const columnMm = code === null ? fullMm : Math.max(fullMm, codeMm);
  const gap = code === null ? 6 : 4;
  const text = { ...box, xMm: box.xMm + columnMm + gap, widthMm: box.widthMm - columnMm - gap };
  if (code === null) {
    const top = box.yMm + (box.heightMm - fullMm) / 2;
    return { items: circled(side, { ...box, yMm: top, widthMm: fullMm, heightMm: fullMm }), text };
  }
  const symbol = placeCode(code, { ...box, widthMm: columnMm }, { sideMm: codeMm, across: 0.5 });
  const markMm = Math.min(fullMm, quietBox(symbol).yMm - box.yMm - 0.5);
  const left = box.xMm + (columnMm - markMm) / 2;
  return { items: [symbol, ...circled(side, { ...box, xMm: left, widthMm: markMm, heightMm: markMm })], text };
}

function circled(side: Side, circle: Box): SceneItem[] {
  const look = { family: DISPLAY, ink: 'accent', maxPt: circle.heightMm * 1.3, trackingEm: 0.02 } as const;
  const strokeMm = 0.5 * scaleOf(side.trim);
  return [
    ellipse(insetBox(circle, strokeMm / 2), 'accent', strokeMm),
    ...initials(side, insetBox(circle, circle.widthMm * 0.17), look),
  ];
}

/** *Monogramme*: for somebody without a logo, their initials in a circle are the mark. */
export const monogram: Design = {
  headlineOnBack: true,
  front(side) {
    const { trim, content, priority } = side;
    const styles = stylesIn(FAMILY, trim, {
      name: role(DISPLAY, 14, { min: 9, lines: 3, leading: 1.12 }),
      title: role(FAMILY, 8.5, { lines: 2 }),
      organisation: role(FAMILY, 8.5, { lines: 3, weight: 'semibold', ink: 'accentText' }),
      phone: role(FAMILY, 8.5, { min: 7.5, weight: 'semibold' }),
      email: role(FAMILY, 8, { lines: 3 }),
      website: role(FAMILY, 8, { lines: 2 }),
      address: role(FAMILY, 8, { lines: 5 }),
    });
    // The mark and the code give way before a line is left out.
    const groups = [1, 0.8, 0.66].flatMap((share): Arrangement[][] => {
      const { items, text } = markAndCode(side, share);
      const look = { box: text, styles, nameGapMm: 1.7 };
      return twoGroups({ ...side, code: null }, look).map((group) => group.map((arrange) => besides(items, arrange)));
    });
    return solve(groups, content.entries, priority);
  },
  back: (side) =>
    designedBack(side, {
      family: FAMILY,
      display: DISPLAY,
      ground: 'accent',
      codeAt: 'right',
      headline: true,
      markPt: 44,
    }),
};
