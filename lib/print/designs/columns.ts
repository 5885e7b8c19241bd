import { type Arrangement, blockAt, solve, stack } from '../arrangement';
import type { CardLine } from '../card-lines';
import { finding } from '../findings';
import { inset, placeCode, quietBox } from '../printed-code';
import type { Box, SceneItem, TextItem } from '../scene';
import { designedBack } from './backs';
import { blocksOf, compose, nameEntry, reachOf, startOf, whoOf } from './compose';
import { type Design, isWide, MARGIN_MM, type Side, scaleOf } from './design';
import { mark } from './mark';
import { icon, isIcon, rule } from './shapes';
import { role, stylesIn } from './styles';

const FAMILY = 'public-sans';
const LOGO_MM = { widthMm: 34, heightMm: 14 };
const ICON_MM = 2.5;
const ICON_GAP_MM = 1.7;

/** An icon beside the first line of each entry, centred on its capitals. */
function icons(items: readonly TextItem[], xMm: number, sideMm: number): SceneItem[] {
  const seen = new Set<string>();
  return items.flatMap((item) => {
    if (seen.has(item.key) || !isIcon(item.role)) return [];
    seen.add(item.key);
    const yMm = item.baselineMm - item.capHeightMm / 2 - sideMm / 2;
    return [icon(item.role, { xMm, yMm }, sideMm, 'accentText')];
  });
}

/** The organisation's line is not repeated when the logo says it. */
const withoutLogoName = (entries: readonly CardLine[], hasLogo: boolean) =>
  hasLogo ? entries.filter(({ role: name }) => name !== 'organisation') : [...entries];

/** *Deux colonnes*: the logo and the person on the left, a hairline, the details with their icons on the right. */
export const columns: Design = {
  headlineOnBack: true,
  front(side) {
    const { trim, content, priority, fonts, pictures } = side;
    const box = inset(trim, MARGIN_MM);
    const scale = scaleOf(trim);
    const wide = isWide(side);
    const styles = stylesIn(FAMILY, trim, {
      name: role(FAMILY, 12.5, { min: 9, lines: 3, leading: 1.12, weight: 'semibold' }),
      title: role(FAMILY, 8.5, { lines: 3 }),
      organisation: role(FAMILY, 8, { lines: 3, weight: 'semibold', ink: 'accentText' }),
      headline: role(FAMILY, 8, { lines: 3 }),
      phone: role(FAMILY, 8.5, { min: 7.5, weight: 'semibold', leading: 1.35 }),
      email: role(FAMILY, 8, { lines: 3, leading: 1.35 }),
      website: role(FAMILY, 8, { lines: 2, leading: 1.35 }),
      address: role(FAMILY, 8, { lines: 5, leading: 1.3 }),
    });
    const entries = withoutLogoName(content.entries, pictures.logo !== null && side.isWhole === false);
    const arrange =
      (share: number, logoMm: number, codeMm: number): Arrangement =>
      (shown, attempt) => {
        const items: SceneItem[] = [];
        const split = wide
          ? {
              left: { ...box, widthMm: box.widthMm * share - 3 },
              right: { ...box, xMm: box.xMm + box.widthMm * share + 3, widthMm: box.widthMm * (1 - share) - 3 },
            }
          : { left: box, right: box };
        let left: Box = split.left;
        let right: Box = split.right;
        if (side.code !== null) {
          const host = wide ? left : box;
          const symbol = placeCode(side.code, host, {
            sideMm: Math.min(codeMm * scale, host.widthMm),
            across: 0,
            down: 1,
          });
          items.push(symbol);
          const free = quietBox(symbol).yMm - 1.4;
          left = { ...left, heightMm: free - left.yMm };
          if (!wide) right = { ...right, heightMm: free - right.yMm };
        }
        const logoBox = { ...left, widthMm: Math.min(LOGO_MM.widthMm * scale, left.widthMm), heightMm: logoMm * scale };
        const look = {
          family: FAMILY,
          groundInk: 'paper',
          ink: 'accent',
          maxPt: 26 * scale,
          across: 0,
          down: 0,
        } as const;
        const head = logoMm > 0 ? mark(side, logoBox, look) : [];
        items.push(...head);
        const headBottom = Math.max(
          left.yMm,
          ...head.map((item) =>
            'heightMm' in item ? item.yMm + item.heightMm : item.kind === 'text' ? item.baselineMm : 0,
          ),
        );
        const under =
          head.length === 0
            ? left
            : { ...left, yMm: headBottom + 3 * scale, heightMm: left.yMm + left.heightMm - headBottom - 3 * scale };
        const identity = {
          blocks: [blockAt(nameEntry(content.name), styles.name, attempt), ...blocksOf(whoOf(shown), styles, attempt)],
          box: under,
          anchor: wide && side.code === null ? ('bottom' as const) : ('top' as const),
          align: startOf(side),
          gapMm: (above: { role: string }) => (above.role === 'name' ? 1.4 : 0.4),
        };
        const iconMm = ICON_MM * scale;
        const shift = iconMm + ICON_GAP_MM;
        const details = {
          blocks: blocksOf(reachOf(shown), styles, attempt),
          box: { ...right, xMm: right.xMm + shift, widthMm: right.widthMm - shift },
          anchor: 'bottom' as const,
          align: startOf(side),
          gapMm: 1.1 * attempt.scale,
        };
        const composed = compose(fonts, [identity, details]);
        const detailItems = stack(fonts, details.blocks, details.box, details);
        const ruleX = box.xMm + box.widthMm * share;
        if (wide) items.push(rule(ruleX, box.yMm, ruleX, box.yMm + box.heightMm, 'rule', 0.2));
        items.push(...icons(detailItems.items, right.xMm, iconMm));
        return { items: [...items, ...composed.items], fits: composed.fits };
      };
    const solved = solve(
      [
        [arrange(0.45, LOGO_MM.heightMm, 22), arrange(0.4, 10, 20)],
        [arrange(0.42, 0, 20), arrange(0.4, 0, 17)],
      ],
      entries,
      priority,
    );
    const missing =
      pictures.logo === null ? [finding('warning', 'print.picture_missing', { role: 'logo' }, 'edit')] : [];
    return { ...solved, findings: [...missing, ...solved.findings] };
  },
  back: (side: Side) =>
    designedBack(side, { family: FAMILY, ground: 'paper', foot: true, codeAt: 'right', headline: true, markPt: 30 }),
};
