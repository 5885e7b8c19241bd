import { blockAt, solve, stack } from '../arrangement';
import { inset, placeCode, quietBox } from '../printed-code';
import type { SceneItem } from '../scene';
import { fixedEntry } from './compose';
import { type Design, isWide, MARGIN_MM, type Side, type SideOutput, scaleOf } from './design';
import { twoGroups } from './front';
import { ground, insetBox, rect, rule, wholeSide } from './shapes';
import { role, stylesIn } from './styles';

const FAMILY = 'source-serif';
const SANS = 'public-sans';

/** *Rendez-vous*: the next appointment is written on the back, in lines for the day, the date and the hour. */
export const appointment: Design = {
  front(side) {
    const { trim, content, priority, bleedMm } = side;
    const edge = 2.4 * scaleOf(trim);
    const foot = ground({ xMm: 0, yMm: trim.heightMm - edge, widthMm: trim.widthMm, heightMm: edge }, 'accent', {
      trim,
      bleedMm,
    });
    const margin = inset(trim, MARGIN_MM);
    const box = { ...margin, heightMm: margin.heightMm - (bleedMm < 1 ? edge + 0.4 : edge - 1) };
    const styles = stylesIn(SANS, trim, {
      name: role(FAMILY, 15.5, { min: 9, lines: 3, leading: 1.1, weight: 'semibold' }),
      title: role(SANS, 8.5, { lines: 2 }),
      organisation: role(SANS, 8.5, { lines: 3, weight: 'semibold', ink: 'accentText' }),
      phone: role(SANS, 9, { min: 7.5, weight: 'semibold' }),
      email: role(SANS, 8, { lines: 3 }),
      website: role(SANS, 8, { lines: 2 }),
      address: role(SANS, 8, { lines: 5 }),
    });
    const solved = solve(twoGroups(side, { box, styles, nameGapMm: 1.8 }), content.entries, priority);
    return { ...solved, items: [foot, ...solved.items] };
  },
  back: appointmentBack,
};

/** Lines to write on, tall enough for a pen. */
function appointmentBack(side: Side): SideOutput {
  const { trim, bleedMm, fonts, messages, code } = side;
  const scale = scaleOf(trim);
  const wide = isWide(side);
  const box = inset(trim, MARGIN_MM);
  const attempt = { scale: 1, wrap: true };
  const title = blockAt(
    fixedEntry(messages.nextAppointment),
    role(FAMILY, 12 * scale, { min: 8.5, lines: 2, leading: 1.12, weight: 'semibold', ink: 'onTint' }),
    attempt,
  );
  // Without bleed, the band starts inside the edge.
  const titleTop = MARGIN_MM + (bleedMm < 1 ? 0.8 : -0.4);
  const made = stack(fonts, [title], { ...box, yMm: titleTop });
  const bandMm = made.bottomMm + 3 * scale;
  const band = ground({ ...wholeSide(trim), heightMm: bandMm }, 'tint', { trim, bleedMm });
  const items: SceneItem[] = [band, ...made.items];
  let area = { ...box, yMm: bandMm + 3, heightMm: trim.heightMm - MARGIN_MM - bandMm - 3 };
  if (code !== null) {
    const symbol = placeCode(code, area, {
      sideMm: Math.min(25 * scale, area.heightMm, area.widthMm * (wide ? 0.4 : 1)),
      across: wide ? 1 : 0.5,
    });
    items.push(symbol);
    const quiet = quietBox(symbol);
    area = wide ? { ...area, widthMm: quiet.xMm - 1 - area.xMm } : { ...area, heightMm: quiet.yMm - area.yMm };
  }
  const labels = [messages.day, messages.date, messages.hour];
  const rowMm = Math.min(11 * scale, area.heightMm / labels.length);
  labels.forEach((label, index) => {
    const lineY = area.yMm + rowMm * (index + 1) - 0.6;
    const block = blockAt(fixedEntry(label), role(SANS, 8.5, { min: 7 }), attempt);
    const labelBox = { ...area, yMm: lineY - 6, heightMm: 5.2, widthMm: 14 * scale };
    items.push(...stack(fonts, [block], labelBox, { anchor: 'bottom' }).items);
    items.push(rule(area.xMm + 14 * scale, lineY, area.xMm + area.widthMm, lineY, 'rule', 0.2));
  });
  return { items, findings: [], left: [...side.overflow] };
}

/** The boxes of a loyalty card, for a stamp each. */
export function loyaltyBack(side: Side, count = 10): SideOutput {
  const { trim } = side;
  const wide = isWide(side);
  const columns = wide ? 5 : 2;
  const rows = Math.ceil(count / columns);
  const box = inset(trim, MARGIN_MM + 1);
  const gap = 2.5;
  const cell = Math.min((box.widthMm - gap * (columns - 1)) / columns, (box.heightMm - gap * (rows - 1)) / rows);
  const left = box.xMm + (box.widthMm - cell * columns - gap * (columns - 1)) / 2;
  const top = box.yMm + (box.heightMm - cell * rows - gap * (rows - 1)) / 2;
  const items = Array.from({ length: count }, (_, index): SceneItem[] => {
    const at = {
      xMm: left + (index % columns) * (cell + gap),
      yMm: top + Math.floor(index / columns) * (cell + gap),
      widthMm: cell,
      heightMm: cell,
    };
    const isLast = index === count - 1;
    return [rect(at, isLast ? 'accent' : 'tint'), rect(insetBox(at, 0.35), isLast ? 'accent' : 'paper')];
  });
  return { items: items.flat(), findings: [], left: [...side.overflow] };
}
