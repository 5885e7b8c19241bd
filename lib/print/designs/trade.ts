import { type Arrangement, blockAt, solve } from '../arrangement';
import type { CardLine } from '../card-lines';
import type { Block } from '../fit-text';
import { inset } from '../printed-code';
import { designedBack } from './backs';
import { blocksOf, compose, nameEntry, reachOf, startOf, whoOf } from './compose';
import { type Design, MARGIN_MM, type Side, type SideOutput, scaleOf } from './design';
import { corners } from './front';
import { cornerTriangle, ground, wholeSide } from './shapes';
import { role, stylesIn } from './styles';

const FAMILY = 'barlow-condensed';

const tradeStyles = (side: Side) =>
  stylesIn(FAMILY, side.trim, {
    organisation: role(FAMILY, 19, { min: 10, lines: 3, leading: 1.08, weight: 'semibold', ink: 'text' }),
    phone: role(FAMILY, 22, { min: 11, leading: 1.1, weight: 'semibold', ink: 'accentText' }),
    name: role(FAMILY, 11, { min: 9, lines: 2, leading: 1.15, weight: 'semibold' }),
    title: role(FAMILY, 9.5, { min: 7.5, lines: 2 }),
    headline: role(FAMILY, 9.5, { min: 7.5, lines: 2 }),
    pronouns: role(FAMILY, 8.5, {}),
    email: role(FAMILY, 9.5, { min: 7.5, lines: 3 }),
    website: role(FAMILY, 9.5, { min: 7.5, lines: 2 }),
    address: role(FAMILY, 9, { min: 7.5, lines: 5 }),
  });

/** *Artisan*: the trade's name and its telephone first, large; the person and the rest small. */
export const trade: Design = {
  headlineOnBack: true,
  front(side) {
    const { trim, content, priority, fonts, bleedMm } = side;
    const box = inset(trim, MARGIN_MM);
    const styles = tradeStyles(side);
    const scale = scaleOf(trim);
    const stripeMm = 3.2 * scale;
    const stripe = ground({ ...wholeSide(trim), widthMm: trim.widthMm, heightMm: stripeMm }, 'accent', {
      trim,
      bleedMm,
    });
    const top = (bleedMm < 1 ? 3 : 0) + stripeMm + 3.2;
    const area = { ...box, yMm: top, heightMm: box.yMm + box.heightMm - top };
    const smallPhone = { ...styles, phone: role(FAMILY, 9.5, { min: 7.5, weight: 'semibold' }) };
    const arrange = (columnsCount: 1 | 2) =>
      corners(side, area).map(
        (place): Arrangement =>
          (entries, attempt) => {
            const organisation = entries.find(({ role: name }) => name === 'organisation');
            const [firstPhone] = entries.filter(({ role: name }) => name === 'phone');
            // Without an organisation, the person's name is the trade's.
            const name = nameEntry(content.name);
            const nameIsTitle = organisation === undefined || organisation.text === content.name;
            const head = nameIsTitle
              ? blockAt({ ...name }, { ...styles.organisation }, attempt)
              : blockAt(organisation, styles.organisation, attempt);
            const big = firstPhone === undefined ? [] : [blockAt(firstPhone, styles.phone, attempt)];
            const licence = side.texts.licence.trim();
            const lower: Block[] = [
              ...(nameIsTitle ? [] : [blockAt(name, styles.name, attempt)]),
              ...blocksOf(
                whoOf(entries).filter((entry) => entry !== organisation),
                styles,
                attempt,
              ),
              ...(licence === ''
                ? []
                : [blockAt({ key: 'licence', role: 'caption', text: licence }, styles.pronouns, attempt)]),
            ];
            const rest = reachOf(entries).filter((entry) => entry !== firstPhone);
            const restBlocks = (list: readonly CardLine[]) => blocksOf(list, smallPhone, attempt);
            const align = startOf(side);
            const upper = { blocks: [head, ...big], box: place.text, align, gapMm: 1.4 * scale };
            const columnWidth = (place.beside.widthMm - 4) / 2;
            const parts =
              columnsCount === 1
                ? [{ blocks: [...lower, ...restBlocks(rest)], box: place.beside, anchor: 'bottom' as const, align }]
                : [
                    { blocks: lower, box: { ...place.beside, widthMm: columnWidth }, anchor: 'bottom' as const, align },
                    {
                      blocks: restBlocks(rest),
                      box: { ...place.beside, xMm: place.beside.xMm + columnWidth + 4, widthMm: columnWidth },
                      anchor: 'bottom' as const,
                      align,
                    },
                  ];
            const composed = compose(fonts, [upper, ...parts], place.obstacles);
            return { items: [stripe, ...place.items, ...composed.items], fits: composed.fits };
          },
      );
    const groups = trim.widthMm >= trim.heightMm ? [arrange(2), arrange(1)] : [arrange(1)];
    return solve(groups, content.entries, priority);
  },
  back(side) {
    const { services, urgent } = side.texts;
    const lines = [urgent, ...services].map((line) => line.trim()).filter((line) => line !== '');
    if (lines.length === 0)
      return designedBack(side, { family: FAMILY, ground: 'accent', codeAt: 'right', headline: true, markPt: 44 });
    return servicesBack(side, lines, urgent.trim() !== '');
  },
};

/** The services offered, up to five lines under the urgent one, and the code. */
function servicesBack(side: Side, lines: readonly string[], isFirstUrgent: boolean): SideOutput {
  const { trim, fonts } = side;
  const box = inset(trim, MARGIN_MM);
  const scale = scaleOf(trim);
  const triangle = cornerTriangle(
    {
      xMm: trim.widthMm * 0.45,
      yMm: trim.heightMm * 0.25,
      widthMm: trim.widthMm * 0.55 + 5,
      heightMm: trim.heightMm * 0.75 + 5,
    },
    'tint',
  );
  const arrangements = corners(side, box).map(
    (place): Arrangement =>
      (_, attempt) => {
        const blocks = lines
          .slice(0, 6)
          .map((text, index) =>
            blockAt(
              { key: '', role: 'caption', text },
              index === 0 && isFirstUrgent
                ? role(FAMILY, 20 * scale, { min: 11, lines: 2, leading: 1.1, weight: 'semibold', ink: 'accentText' })
                : role(FAMILY, 12 * scale, { min: 8, lines: 2, leading: 1.2, weight: 'semibold' }),
              attempt,
            ),
          );
        const made = compose(fonts, [{ blocks, box: place.beside, gapMm: 1 }], place.obstacles);
        return { items: [...(side.bleedMm < 1 ? [] : [triangle]), ...place.items, ...made.items], fits: made.fits };
      },
  );
  return { ...solve([arrangements], [], side.priority), left: [...side.overflow] };
}
