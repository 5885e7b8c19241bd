import type { CardContent } from './card';
import { LIMITS } from './limits';

const MAX_LENGTHS: Readonly<Record<string, number>> = {
  id: 64,
  url: LIMITS.url,
  website: LIMITS.url,
  note: LIMITS.note,
  extension: LIMITS.extension,
  languages: LIMITS.label,
};

/**
 * Whether every text and list of a card is within its limits, as `cardSchema` checks. For content whose shape the
 * decoder has built itself: the page of a link has no room for the schema.
 */
export const isWithinLimits = (content: CardContent): boolean => fits(content, '');

function fits(value: unknown, name: string): boolean {
  if (typeof value === 'string') return value.length <= (MAX_LENGTHS[name] ?? LIMITS.line);
  if (Array.isArray(value))
    return (
      value.length <= (name === 'languages' ? LIMITS.languages : LIMITS.entries) &&
      value.every((entry) => fits(entry, name))
    );
  return typeof value !== 'object' || value === null || Object.entries(value).every(([key, inner]) => fits(inner, key));
}
