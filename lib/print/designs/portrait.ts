import { besides, solve } from '../arrangement';
import { finding } from '../findings';
import { inset, placeCodeInSquare, quietBox } from '../printed-code';
import type { Box, SceneItem } from '../scene';
import { designedBack } from './backs';
import { type Design, isWide, MARGIN_MM, type Side, scaleOf } from './design';
import { twoGroups } from './front';
import { initials } from './mark';
import { ground, groundBox, insetBox, rect } from './shapes';
import { role, stylesIn } from './styles';

const FAMILY = 'public-sans';
const DISPLAY = 'young-serif';
const SHARE = { wide: 0.38, tall: 0.4 } as const;

/** The photo, or the initials in its place, and the code, and the space they leave for text. */
function photoAndCode(side: Side, share: number): { items: SceneItem[]; text: Box } {
  const { trim, bleedMm, pictures, code } = side;
  const wide = isWide(side);
  const scale = scaleOf(trim);
  const photoBox: Box = wide
    ? { xMm: 0, yMm: 0, widthMm: trim.widthMm * SHARE.wide * share, heightMm: trim.heightMm }
    : { xMm: 0, yMm: 0, widthMm: trim.widthMm, heightMm: trim.heightMm * (code === null ? SHARE.tall : 0.32) * share };
  const items: SceneItem[] = [];
  if (pictures.photo === null) {
    items.push(ground(photoBox, 'accent', { trim, bleedMm }));
    const look = { family: DISPLAY, ink: 'onAccent', maxPt: 44 * scale } as const;
    items.push(...initials(side, insetBox(photoBox, 6), look));
  } else
    items.push({
      kind: 'image',
      role: 'photo',
      picture: pictures.photo,
      ...groundBox(photoBox, { trim, bleedMm }),
    });
  const whole = inset(trim, MARGIN_MM);
  let text: Box = wide
    ? { ...whole, xMm: photoBox.widthMm + MARGIN_MM, widthMm: trim.widthMm - photoBox.widthMm - 2 * MARGIN_MM }
    : { ...whole, yMm: photoBox.heightMm + 4, heightMm: trim.heightMm - photoBox.heightMm - 4 - MARGIN_MM };
  if (code !== null && wide) {
    // On a landscape card the code stands on the photo's foot, in a square of paper.
    const squareMm = Math.min(photoBox.widthMm - 8, 26 * scale);
    const square = {
      xMm: (photoBox.widthMm - squareMm) / 2 + 1,
      yMm: trim.heightMm - squareMm - MARGIN_MM,
      widthMm: squareMm,
      heightMm: squareMm,
    };
    const symbol = placeCodeInSquare(code, square);
    items.push(rect(quietBox(symbol), 'paper'), symbol);
  } else if (code !== null) {
    const squareMm = 29 * scale * share;
    const square = {
      xMm: text.xMm - 1.5,
      yMm: text.yMm + text.heightMm - squareMm + 1.5,
      widthMm: squareMm,
      heightMm: squareMm,
    };
    const symbol = placeCodeInSquare(code, square);
    items.push(symbol);
    text = { ...text, heightMm: quietBox(symbol).yMm - 1.4 - text.yMm };
  }
  return { items, text };
}

/** *Portrait plein*: the photo bleeds off three edges; the name in a display face. */
export const portrait: Design = {
  headlineOnBack: true,
  front(side) {
    const { trim, content, priority, pictures } = side;
    const styles = stylesIn(FAMILY, trim, {
      name: role(DISPLAY, 14.5, { min: 9, lines: 3, leading: 1.12 }),
      title: role(FAMILY, 8, { lines: 2 }),
      organisation: role(FAMILY, 8, { lines: 2, weight: 'semibold', ink: 'accentText' }),
      phone: role(FAMILY, 8.5, { min: 7.5, weight: 'semibold' }),
      email: role(FAMILY, 7.5, { lines: 3 }),
      website: role(FAMILY, 7.5, { lines: 2 }),
      address: role(FAMILY, 7.5, { lines: 5 }),
    });
    // The photo and the code give way before a line is left out.
    const groups = [1, 0.85, 0.72, 0.6].flatMap((share) => {
      const { items, text } = photoAndCode(side, share);
      return twoGroups({ ...side, code: null }, { box: text, styles, nameGapMm: 1.8 }).map((group) =>
        group.map((arrange) => besides(items, arrange)),
      );
    });
    const solved = solve(groups, content.entries, priority);
    const missing =
      pictures.photo === null ? [finding('warning', 'print.picture_missing', { role: 'photo' }, 'edit')] : [];
    return { ...solved, findings: [...missing, ...solved.findings] };
  },
  back: (side) =>
    designedBack(side, { family: FAMILY, display: DISPLAY, ground: 'accent', codeAt: 'right', headline: true }),
};
