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

/** Returns the patch that undoes `patch`: the values that `card` has for its properties. */
export function inverseOf(card: CardContent, patch: CardPatch): CardPatch {
  return Object.fromEntries(CONTENT_KEYS.filter((key) => key in patch).map((key) => [key, card[key]]));
}

/**
 * Applies a patch to the stored card. Only the properties in the patch change, so another tab's changes to the others
 * are kept. `rev` distinguishes the two versions.
 */
export function applyPatch(stored: Card, patch: CardPatch, nowMs: number): Card {
  return { ...stored, ...patch, rev: stored.rev + 1, updatedAtMs: nowMs };
}
