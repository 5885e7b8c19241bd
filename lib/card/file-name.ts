import type { CardContent } from './card';

const MAX_CHARACTERS = 60;

/**
 * Returns `Prénom-Nom` for a file name: letters of every script are kept; what a file system or a header rejects
 * becomes a hyphen. Returns `fallback` when nothing is left.
 */
export function fileNameOf(card: CardContent, fallback: string): string {
  const words = [card.givenNames, card.familyNames].join(' ').trim() || card.organisation;
  const name = words
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}'’-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return Array.from(name).slice(0, MAX_CHARACTERS).join('') || fallback;
}
