import type { CardContent } from './card';

const MAX_CHARACTERS = 60;

/**
 * `Prénom-Nom`, for a file: letters of every script stay, what a file system or a header refuses does not.
 * `fallback` when nothing is left.
 */
export function fileNameOf(card: CardContent, fallback: string): string {
  const words = [card.givenNames, card.familyNames].join(' ').trim() || card.organisation;
  const name = words
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}'’-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return Array.from(name).slice(0, MAX_CHARACTERS).join('') || fallback;
}
