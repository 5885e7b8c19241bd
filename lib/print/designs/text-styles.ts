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

/** The usual card: the telephone is what is looked for, so it is the heavier of the lines. */
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

/** How much larger than the usual card this one is, within reason: letters and codes grow with it. */
export function scaleOf({ widthMm, heightMm }: Trim): number {
  const [long, short] = [Math.max(widthMm, heightMm), Math.min(widthMm, heightMm)];
  return Math.min(1.6, Math.max(1, Math.min(long / 88.9, short / 50.8)));
}

/** In halves of a point, as sizes are tried. */
const grown = (pt: number, scale: number) => Math.round(pt * scale * 2) / 2;

export function nameBlock(text: string, trim: Trim, maxPt = 15, ink: Ink = 'text'): Block {
  const style = { weight: 'semibold', ink, leading: 1.12 } as const;
  return blockOf(
    { key: 'name', role: 'name', text },
    { style, sizesPt: { max: grown(maxPt, scaleOf(trim)), min: 9 }, maxLines: 3 },
  );
}

const isOneOf = (roles: readonly string[], role: string) => roles.includes(role);

/** The lines that say who this is, and those that say how to reach them. */
export function linesOf({ entries }: CardLines, trim: Trim): { who: Block[]; reach: Block[] } {
  const scale = scaleOf(trim);
  const lookOf = (role: LineRole): LineStyle => {
    const look = USUAL[role];
    return { ...look, sizesPt: { ...look.sizesPt, max: grown(look.sizesPt.max, scale) } };
  };
  const blocks = (roles: readonly string[]) =>
    entries.filter(({ role }) => isOneOf(roles, role)).map((entry) => blockOf(entry, lookOf(entry.role)));
  return { who: blocks(WHO_ROLES), reach: blocks(REACH_ROLES) };
}
