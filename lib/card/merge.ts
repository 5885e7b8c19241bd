import type { Card, CardContent, CardPatch } from './card';

const CONTENT_KEYS = [
  'label',
  'honorificPrefixes',
  'givenNames',
  'familyNames',
  'honorificSuffixes',
  'pronouns',
  'title',
  'organisation',
  'unit',
  'phones',
  'emails',
  'website',
  'profiles',
  'address',
  'headline',
  'note',
  'languages',
  'preferredContact',
  'photoId',
  'logoId',
] as const satisfies readonly (keyof CardContent)[];

/** The part of `card` that undoes `patch`. */
export function inverseOf(card: CardContent, patch: CardPatch): CardPatch {
  return Object.fromEntries(CONTENT_KEYS.filter((key) => key in patch).map((key) => [key, card[key]]));
}

/**
 * The stored card with one change in it. Only the properties of the change move: what another tab wrote into the
 * others in the meantime stays. `rev` tells the two apart.
 */
export function applyPatch(stored: Card, patch: CardPatch, nowMs: number): Card {
  return { ...stored, ...patch, rev: stored.rev + 1, updatedAtMs: nowMs };
}
