import { type Arrangement, blockAt, solve, stack } from '../arrangement';
import { inset } from '../printed-code';
import type { Box } from '../scene';
import { lettersOn } from './backs';
import { blocksOf, compose, nameEntry, reachOf, startOf, whoOf, withItems } from './compose';
import { type Design, isWide, MARGIN_MM, type Side, type SideOutput, scaleOf } from './design';
import { corners, splitInTwo } from './front';
import { mark } from './mark';
import { ground, wholeSide } from './shapes';
import { role, stylesIn } from './styles';

const FAMILY = 'public-sans';

const solidStyles = (side: Side) =>
  stylesIn(FAMILY, side.trim, {
    name: role(FAMILY, 11, { min: 8.5, lines: 2, leading: 1.15, weight: 'semibold' }),
    title: role(FAMILY, 8, { lines: 2 }),
    organisation: role(FAMILY, 8, { lines: 2, weight: 'semibold', ink: 'accentText' }),
    phone: role(FAMILY, 8, { min: 7.5, weight: 'semibold' }),
    email: role(FAMILY, 8, { lines: 2 }),
    website: role(FAMILY, 8, { lines: 2 }),
    address: role(FAMILY, 8, { lines: 5 }),
  });

const groundInkOf = ({ ink }: Side) => (ink === 'saving' ? ('tint' as const) : ('accent' as const));

/** The name or the logo alone, large, at the bottom left of a coloured side. */
function cover(side: Side, box: Box, groundHeightMm: number): SideOutput {
  const { trim, bleedMm, fonts, content, pictures } = side;
  const groundInk = groundInkOf(side);
  const letters = groundInk === 'tint' ? 'accentText' : lettersOn(groundInk);
  const cloth = ground({ ...wholeSide(trim), heightMm: groundHeightMm }, groundInk, { trim, bleedMm });
  if (pictures.logo !== null) {
    const look = { family: FAMILY, groundInk, ink: letters, maxPt: 30, across: 0, down: 1 } as const;
    const widthMm = Math.min(box.widthMm, 46 * scaleOf(trim));
    const heightMm = Math.min(box.heightMm, 18 * scaleOf(trim));
    const items = mark(side, { xMm: box.xMm, yMm: box.yMm + box.heightMm - heightMm, widthMm, heightMm }, look);
    return { items: [cloth, ...items], findings: [], left: [] };
  }
  const style = role(FAMILY, 24, { min: 12, lines: 3, leading: 1.08, weight: 'semibold', ink: letters });
  const scale = scaleOf(trim);
  const nameAt = (share: number) =>
    blockAt(nameEntry(content.name), { ...style, pt: style.pt * scale * share }, { scale: 1, wrap: true });
  const made =
    [1, 0.85, 0.72, 0.6, 0.5]
      .map((share) => stack(fonts, [nameAt(share)], box, { anchor: 'bottom' }))
      .find(({ fits }) => fits) ?? stack(fonts, [nameAt(0.5)], box, { anchor: 'bottom' });
  return { items: [cloth, ...made.items], findings: [], left: [] };
}

/** The details in two columns beside the code, under the person. */
function details(side: Side, box: Box, showsName: boolean): SideOutput {
  const { content, priority, fonts } = side;
  const styles = solidStyles(side);
  const groups = corners(side, box).map((place) =>
    [1, 2].map(
      (columns): Arrangement =>
        (entries, attempt) => {
          const head = showsName ? [blockAt(nameEntry(content.name), styles.name, attempt)] : [];
          const identity = {
            blocks: [...head, ...blocksOf(whoOf(entries), styles, attempt)],
            box: columns === 1 ? place.text : place.beside,
            align: startOf(side),
            gapMm: (above: { role: string }) => (above.role === 'name' ? 1.2 : 0.3),
          };
          const reach = reachOf(entries);
          const parts = columns === 2 ? splitInTwo(reach, place.beside) : [{ entries: reach, box: place.beside }];
          const columnsOf = parts.map((part) => ({
            blocks: blocksOf(part.entries, styles, attempt),
            box: part.box,
            anchor: 'bottom' as const,
            align: startOf(side),
          }));
          return withItems(place.items, compose(fonts, [identity, ...columnsOf], place.obstacles));
        },
    ),
  );
  return solve(groups, content.entries, priority);
}

/** The colour on the upper part, the details under it. */
function wholeSolid(side: Side, box: Box, share: number): SideOutput {
  const { trim, pictures } = side;
  const colourMm = trim.heightMm * share;
  const upper = { ...box, heightMm: colourMm - box.yMm - 3 };
  const lowerTop = colourMm + 3.5;
  const lower = { ...inset(trim, MARGIN_MM), yMm: lowerTop, heightMm: trim.heightMm - lowerTop - MARGIN_MM };
  const top = cover(side, upper, colourMm);
  const rest = details(side, lower, pictures.logo !== null);
  return { ...rest, items: [...top.items, ...rest.items] };
}

/**
 * *Plein*: a front all in the accent with the name or the logo alone; the details on the back. On one side: the colour
 * on the upper part.
 */
export const solid: Design = {
  front(side) {
    const box = inset(side.trim, MARGIN_MM + 1);
    if (!side.isWhole) return cover(side, box, side.trim.heightMm);
    const sides = (isWide(side) ? [0.36, 0.3, 0.25] : [0.28, 0.22, 0.18]).map((share) => wholeSolid(side, box, share));
    // The smallest colour that leaves nothing out, or as little as possible.
    return sides.find(({ left }) => left.length === 0) ?? (sides.at(-1) as SideOutput);
  },
  back: (side) => details(side, inset(side.trim, MARGIN_MM), true),
};
