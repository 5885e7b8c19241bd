import { besides, solve } from '../arrangement';
import { inset, placeCodeInSquare, quietBox } from '../printed-code';
import type { Box, SceneItem } from '../scene';
import { designedBack } from './backs';
import { type Design, INNER_EDGE_MM, isWide, LEAST_BLEED_MM, MARGIN_MM, type Side, scaleOf } from './design';
import { twoGroups } from './front';
import { mark } from './mark';
import { ground, insetBox, rect } from './shapes';
import { role, stylesIn } from './styles';

const FAMILY = 'public-sans';
/** The share of the card that the panel takes. */
const PANEL = { wide: 1 / 3, tall: 0.27 } as const;
const MARK_INSET_MM = 6;

/** The panel, and the mark or the code and the mark on it. */
function panel(side: Side, share: number): { items: SceneItem[]; text: Box } {
  const { trim, bleedMm, code } = side;
  const wide = isWide(side);
  const box: Box = wide
    ? { xMm: 0, yMm: 0, widthMm: trim.widthMm * PANEL.wide * (code === null ? share : 1), heightMm: trim.heightMm }
    : { xMm: 0, yMm: 0, widthMm: trim.widthMm, heightMm: trim.heightMm * (code === null ? PANEL.tall : 0.46) * share };
  const groundInk = side.ink === 'saving' ? 'tint' : 'accent';
  const items: SceneItem[] = [ground(box, groundInk, { trim, bleedMm })];
  const look = {
    family: FAMILY,
    groundInk,
    ink: groundInk === 'tint' ? 'accentText' : 'onAccent',
    maxPt: 34 * scaleOf(trim),
    trackingEm: 0.02,
  } as const;
  const edge = bleedMm < LEAST_BLEED_MM ? INNER_EDGE_MM : 0;
  const visible: Box = {
    xMm: edge,
    yMm: edge,
    widthMm: box.widthMm - edge * (wide ? 1 : 2),
    heightMm: box.heightMm - edge * (wide ? 2 : 1),
  };
  if (code === null) {
    items.push(...mark(side, insetBox(visible, MARK_INSET_MM - edge / 2), look));
  } else {
    const squareMm = Math.min(
      visible.widthMm - (edge > 0 ? 3 : 6),
      visible.heightMm - (wide ? 14 : 5),
      30 * scaleOf(trim),
    );
    const square: Box = {
      xMm: visible.xMm + (visible.widthMm - squareMm) / 2,
      yMm: visible.yMm + visible.heightMm - squareMm - (edge > 0 ? 1.5 : wide ? 4 : 3),
      widthMm: squareMm,
      heightMm: squareMm,
    };
    const symbol = placeCodeInSquare(code, square);
    items.push(rect(quietBox(symbol), 'paper'), symbol);
    const top = Math.max(visible.yMm + 1.5, MARGIN_MM);
    const markBox = { ...visible, yMm: top, heightMm: quietBox(symbol).yMm - top - 2 };
    if (markBox.heightMm > 5)
      items.push(
        ...mark(
          side,
          { ...insetBox(markBox, 0), xMm: visible.xMm + 4, widthMm: visible.widthMm - 8 },
          { ...look, maxPt: 20 * scaleOf(trim) },
        ),
      );
  }
  const whole = inset(trim, MARGIN_MM);
  const text = wide
    ? { ...whole, xMm: box.widthMm + MARGIN_MM, widthMm: trim.widthMm - box.widthMm - 2 * MARGIN_MM }
    : { ...whole, yMm: box.heightMm + MARGIN_MM, heightMm: trim.heightMm - box.heightMm - 2 * MARGIN_MM };
  return { items, text };
}

/** *Bandeau*: a third of the card in the accent with the logo or the initials; the text on the white two thirds. */
export const band: Design = {
  headlineOnBack: true,
  front(side) {
    const { trim, content, priority } = side;
    const styles = stylesIn(FAMILY, trim, {
      name: role(FAMILY, 14, { min: 9, lines: 3, leading: 1.12, weight: 'semibold' }),
      organisation: role(FAMILY, 8.5, { lines: 3, leading: 1.22, weight: 'semibold', ink: 'accentText' }),
      title: role(FAMILY, 8.5, { lines: 2 }),
      phone: role(FAMILY, 8.5, { min: 7.5, weight: 'semibold' }),
      email: role(FAMILY, 8, { lines: 3 }),
      website: role(FAMILY, 8, { lines: 2 }),
      address: role(FAMILY, 8, { lines: 5 }),
    });
    // The panel gives way before a line is left out.
    const groups = [1, 0.85, 0.7].flatMap((share) => {
      const { items, text } = panel(side, share);
      return twoGroups({ ...side, code: null }, { box: text, styles }).map((group) =>
        group.map((arrange) => besides(items, arrange)),
      );
    });
    return solve(groups, content.entries, priority);
  },
  back: (side) => designedBack(side, { family: FAMILY, ground: 'accent', codeAt: 'left', markPt: 30, headline: true }),
};
