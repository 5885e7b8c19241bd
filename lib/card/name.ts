/** Words that start a family name rather than end a given name. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'de du des da das do dos di del della der den van von vom zu la le les ter ten el al bin ibn ben st. st saint ste sainte mac'.split(
    ' ',
  ),
);

export type SplitName = {
  givenNames: string;
  familyNames: string;
  honorificPrefixes?: string;
  honorificSuffixes?: string;
};

/**
 * Splits a name typed in one field. The last word is the family name, with the particles before it («Jean-Pierre de la
 * Tour»); a single word is a given name. Only a suggestion: the editor shows both fields.
 */
export function splitTypedName(fullName: string): SplitName {
  const words = fullName.trim().split(/\s+/u).filter(Boolean);
  if (words.length < 2) return { givenNames: words.join(' '), familyNames: '' };
  let start = words.length - 1;
  while (start > 1 && PARTICLES.has((words[start - 1] ?? '').toLowerCase())) start -= 1;
  return { givenNames: words.slice(0, start).join(' '), familyNames: words.slice(start).join(' ') };
}
