const LIGATURES: Record<string, string> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * Normalizes text for search: no accents, lower case, ligatures expanded, every run of spaces or punctuation replaced
 * by one space, so that «Côté-Gagné» is found by "cote gagne" and «L’Été» by "l'ete".
 */
export function foldText(text: string): string {
  const withoutAccents = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return withoutAccents
    .replace(/[œæßøłđðþı]/g, (letter) => LIGATURES[letter] ?? letter)
    .replace(/[^\p{L}\p{N}@+]+/gu, ' ')
    .trim();
}
