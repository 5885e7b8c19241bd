import { type CardLines, type LineRole, REACH_ROLES, WHO_ROLES } from '../card-lines';
import type { Block } from '../fit-text';
import type { Ink, Trim } from '../scene';
import { blockOf, type LineStyle } from '../text-flow';

type LineStyles = Record<LineRole, LineStyle>;

const plain = (max: number, min: number, maxLines: number): LineStyle => ({
  style: { weight: 'regular', ink: 'text', leading: 1.25 },
  sizesPt: { max, min },
  maxLines,
});

/** Styles on a card of standard size. The phone number is what readers look for, so it stands out among the details. */
const USUAL: LineStyles = {
  pronouns: plain(7.5, 7, 1),
  title: plain(9, 7, 2),
  organisation: {
    style: { weight: 'semibold', ink: 'accent', leading: 1.2 },
    sizesPt: { max: 9, min: 7 },
    maxLines: 3,
  },
  headline: plain(8, 7, 2),
  phone: { style: { weight: 'semibold', ink: 'text', leading: 1.25 }, sizesPt: { max: 9.5, min: 7.5 }, maxLines: 1 },
  email: plain(8.5, 7, 3),
  website: plain(8.5, 7, 2),
  address: plain(8, 7, 4),
};

/** Returns the card's scale relative to 88.9 × 50.8 mm, limited to 1–1.6; text and codes grow with it. */
export function scaleOf({ widthMm, heightMm }: Trim): number {
  const [long, short] = [Math.max(widthMm, heightMm), Math.min(widthMm, heightMm)];
  return Math.min(1.6, Math.max(1, Math.min(long / 88.9, short / 50.8)));
}

/** Rounded to half points, the step in which sizes are tried. */
const scaledPt = (pt: number, scale: number) => Math.round(pt * scale * 2) / 2;

export function nameBlock(text: string, trim: Trim, maxPt = 15, ink: Ink = 'text'): Block {
  const style = { weight: 'semibold', ink, leading: 1.12 } as const;
  return blockOf(
    { key: 'name', role: 'name', text },
    { style, sizesPt: { max: scaledPt(maxPt, scaleOf(trim)), min: 9 }, maxLines: 3 },
  );
}

const isOneOf = (roles: readonly string[], role: string) => roles.includes(role);

/** Returns the blocks that identify the person (`who`) and those with contact details (`reach`). */
export function linesOf({ entries }: CardLines, trim: Trim): { who: Block[]; reach: Block[] } {
  const scale = scaleOf(trim);
  const styleOf = (role: LineRole): LineStyle => {
    const lineStyle = USUAL[role];
    return { ...lineStyle, sizesPt: { ...lineStyle.sizesPt, max: scaledPt(lineStyle.sizesPt.max, scale) } };
  };
  const blocks = (roles: readonly string[]) =>
    entries.filter(({ role }) => isOneOf(roles, role)).map((entry) => blockOf(entry, styleOf(entry.role)));
  return { who: blocks(WHO_ROLES), reach: blocks(REACH_ROLES) };
}
