import { type Arrangement, blockAt, solve, stack } from '../arrangement';
import type { Block } from '../fit-text';
import { inset } from '../printed-code';
import { designedBack } from './backs';
import { blocksOf, compose, nameEntry, reachOf, startOf, whoOf } from './compose';
import { type Design, isWide, MARGIN_MM, type Side, scaleOf } from './design';
import { corners } from './front';
import { ellipse } from './shapes';
import { role, stylesIn } from './styles';

const FAMILY = 'public-sans';
const DOT_MM = 1.6;

/** The given names over the family name; a name of one part stays whole. */
function nameLines({ content }: Pick<Side, 'content'>): string {
  const { name, givenNames, familyNames } = content;
  return givenNames !== '' && familyNames !== '' && name === `${givenNames} ${familyNames}`
    ? `${givenNames}\n${familyNames}`
    : name;
}

/** *Atelier*: a large name hard on the bottom left, the details small at the top right, a dot of colour. */
export const workshop: Design = {
  headlineOnBack: true,
  front(side) {
    const { trim, content, priority, fonts } = side;
    const box = inset(trim, MARGIN_MM);
    const styles = stylesIn(FAMILY, trim, {
      name: role(FAMILY, 21, { min: 11, lines: 3, leading: 1.08, weight: 'semibold' }),
      title: role(FAMILY, 8, { lines: 2 }),
      organisation: role(FAMILY, 8, { lines: 2, weight: 'semibold', ink: 'accentText' }),
      phone: role(FAMILY, 8, { weight: 'semibold' }),
      email: role(FAMILY, 7.5, { lines: 3 }),
      website: role(FAMILY, 7.5, { lines: 2 }),
      address: role(FAMILY, 7.5, { lines: 5 }),
    });
    const scale = scaleOf(trim);
    const wide = isWide(side);
    const groups = corners(side, box).map((place) =>
      (wide ? [0.56, 0.66] : [0.92, 1]).map(
        (share): Arrangement =>
          (entries, attempt) => {
            const area = place.beside;
            const widthMm = wide ? Math.max(area.widthMm, box.widthMm * 0.5) * share : area.widthMm * share;
            const rightEdge = wide ? box.xMm + box.widthMm : area.xMm + area.widthMm;
            const details = {
              blocks: blocksOf(reachOf(entries), styles, attempt),
              box: { ...area, xMm: rightEdge - widthMm, widthMm },
              align: 'right' as const,
            };
            const name = blockAt({ ...nameEntry(nameLines(side)) }, styles.name, attempt);
            const who = blocksOf(whoOf(entries), styles, attempt);
            const identity = {
              blocks: [name, ...who],
              box: area,
              anchor: 'bottom' as const,
              align: startOf(side),
              gapMm: (above: Block) => (above.role === 'name' ? 1.4 * scale : 0.3),
            };
            const made = stack(fonts, identity.blocks, identity.box, identity);
            const composed = compose(fonts, [identity, details], place.obstacles);
            // The dot ends the name, as a full stop would.
            const last = made.items.filter(({ role: name }) => name === 'name').at(-1);
            const sizeMm = DOT_MM * scale;
            const gapMm = 0.9 * scale;
            const dotBox = {
              xMm:
                last?.direction === 'rtl' ? last.xMm - gapMm - sizeMm : (last?.xMm ?? 0) + (last?.widthMm ?? 0) + gapMm,
              yMm: (last?.baselineMm ?? 0) - sizeMm,
              widthMm: sizeMm,
              heightMm: sizeMm,
            };
            const dot =
              dotBox.xMm >= area.xMm && dotBox.xMm + sizeMm <= area.xMm + area.widthMm
                ? [ellipse(dotBox, 'accent')]
                : [];
            return { items: [...place.items, ...dot, ...composed.items], fits: composed.fits };
          },
      ),
    );
    return solve(groups, content.entries, priority);
  },
  back: (side) => designedBack(side, { family: FAMILY, ground: 'tint', codeAt: 'right', headline: true, markPt: 40 }),
};
