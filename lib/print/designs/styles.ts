import type { RoleStyle, RoleStyles } from '../arrangement';
import type { TextStyle } from '../fit-text';
import type { Family } from '../fonts';
import type { Trim } from '../scene';
import { scaleOf } from './design';

/** Details are never smaller than what preflight accepts without a warning. */
const LEAST_PT = 7;

/** Builds a role's style. Atkinson's zero is slashed; its numbers are set in Public Sans, which is as plain. */
export const role = (
  family: Family,
  pt: number,
  {
    min = LEAST_PT,
    lines = 1,
    leading = 1.25,
    ink = 'text',
    weight = 'regular',
    ...typeface
  }: Partial<TextStyle & { min: number; lines: number }> = {},
): RoleStyle => ({ style: { family, weight, ink, leading, ...typeface }, pt, min, lines });

const numberFamily = (family: Family): Family => (family === 'atkinson' ? 'public-sans' : family);

/**
 * Returns the styles of a design set in one family: sizes are those of a card of 88.9 × 50.8 mm and grow with it. A
 * design overrides those that it sets otherwise.
 */
export function stylesIn(family: Family, trim: Trim, overrides: Partial<RoleStyles> = {}): RoleStyles {
  const styles: RoleStyles = {
    name: role(family, 15, { min: 9, lines: 3, leading: 1.1, weight: 'semibold' }),
    pronouns: role(family, 7.5),
    title: role(family, 9, { lines: 2 }),
    organisation: role(family, 9, { lines: 3, leading: 1.2, weight: 'semibold', ink: 'accentText' }),
    headline: role(family, 8, { lines: 2 }),
    phone: role(numberFamily(family), 9, { min: 7.5, weight: 'semibold' }),
    email: role(family, 8.5, { lines: 3 }),
    website: role(family, 8.5, { lines: 2 }),
    address: role(numberFamily(family), 8, { lines: 5 }),
    ...overrides,
  };
  const scale = scaleOf(trim);
  const scaled = ({ pt, ...style }: RoleStyle): RoleStyle => ({ ...style, pt: Math.round(pt * scale * 2) / 2 });
  return Object.fromEntries(Object.entries(styles).map(([name, style]) => [name, scaled(style)])) as RoleStyles;
}
