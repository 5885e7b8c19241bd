import { type Arrangement, blockAt, solve } from '../arrangement';
import { finding } from '../findings';
import type { Block } from '../fit-text';
import { inset } from '../printed-code';
import type { Box, SceneItem } from '../scene';
import { designedBack } from './backs';
import { blocksOf, compose, nameEntry, reachOf, whoOf } from './compose';
import { type Design, isWide, MARGIN_MM, type Side, scaleOf } from './design';
import { corners } from './front';
import { initials } from './mark';
import { ellipse, insetBox } from './shapes';
import { role, stylesIn } from './styles';

const FAMILY = 'source-serif';
/** Diameters of the photo: the smaller ones when the text needs the room. */
const ROUNDS_MM = [24, 19, 15, 11] as const;

function round(side: Side, box: Box): SceneItem[] {
  const { pictures } = side;
  if (pictures.photo === null) {
    const look = { family: 'young-serif', ink: 'onAccent', maxPt: box.heightMm * 1.15 } as const;
    return [ellipse(box, 'accent'), ...initials(side, insetBox(box, box.widthMm * 0.18), look)];
  }
  return [{ kind: 'image', role: 'photo', picture: pictures.photo, ...box, isRound: true }];
}

/** *Médaillon*: a round photo, the name and one way to reach the person under it; an upright card by default. */
export const medallion: Design = {
  headlineOnBack: true,
  front(side) {
    const { trim, content, priority, fonts, pictures } = side;
    const box = inset(trim, MARGIN_MM);
    const scale = scaleOf(trim);
    const wide = isWide(side);
    const styles = stylesIn(FAMILY, trim, {
      name: role('young-serif', 13, { min: 9, lines: 3, leading: 1.12 }),
      title: role(FAMILY, 8.5, { lines: 3, weight: 'italic' }),
      organisation: role(FAMILY, 8.5, { lines: 3, weight: 'semibold', ink: 'accentText' }),
      headline: role(FAMILY, 8, { lines: 3, weight: 'italic' }),
      phone: role(FAMILY, 9, { min: 7.5, weight: 'semibold' }),
      email: role(FAMILY, 8, { lines: 3 }),
      website: role(FAMILY, 8, { lines: 2 }),
      address: role(FAMILY, 8, { lines: 5 }),
    });
    const places = corners(side, box, 'centre');
    const groups = places.map((place) =>
      ROUNDS_MM.map(
        (roundMm): Arrangement =>
          (entries, attempt) => {
            const area = place.beside;
            const [obstacle] = place.obstacles;
            // Beside a code on a landscape card, the photo stands above it; otherwise it is on the left or on top.
            const isAbove = wide && obstacle !== undefined;
            const freeMm = isAbove ? obstacle.yMm - area.yMm - 1 : roundMm * scale;
            const diameter = Math.min(roundMm * scale, freeMm);
            const left = isAbove
              ? obstacle.xMm + (obstacle.widthMm - diameter) / 2
              : area.xMm + (wide ? 0 : (area.widthMm - diameter) / 2);
            const top = wide && !isAbove ? place.text.yMm + (place.text.heightMm - diameter) / 2 : area.yMm;
            const discBox: Box = { xMm: left, yMm: top, widthMm: diameter, heightMm: diameter };
            const text: Box = isAbove
              ? { ...area, widthMm: area.widthMm - 1 }
              : wide
                ? { ...area, xMm: area.xMm + diameter + 4, widthMm: area.widthMm - diameter - 4 }
                : { ...area, yMm: area.yMm + diameter + 3, heightMm: area.heightMm - diameter - 3 };
            const align = wide ? ('left' as const) : ('centre' as const);
            const identity = {
              blocks: [
                blockAt(nameEntry(content.name), styles.name, attempt),
                ...blocksOf(whoOf(entries), styles, attempt),
              ],
              box: text,
              align,
              gapMm: (above: Block) => (above.role === 'name' ? 1.3 : 0.4),
            };
            const details = {
              blocks: blocksOf(reachOf(entries), styles, attempt),
              box: text,
              align,
              anchor: 'bottom' as const,
            };
            const composed = compose(fonts, [identity, details], place.obstacles);
            return { items: [...place.items, ...round(side, discBox), ...composed.items], fits: composed.fits };
          },
      ),
    );
    const solved = solve(groups, content.entries, priority);
    const missing =
      pictures.photo === null ? [finding('warning', 'print.picture_missing', { role: 'photo' }, 'edit')] : [];
    return { ...solved, findings: [...missing, ...solved.findings] };
  },
  back: (side) =>
    designedBack(side, { family: FAMILY, display: 'young-serif', ground: 'tint', headline: true, codeAt: 'right' }),
};
