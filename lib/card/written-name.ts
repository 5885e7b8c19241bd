import { type SplitName, splitTypedName } from './name';
import { namesOrganisation } from './organisation-words';

/** Suffixes that follow a comma without a family name before it: «Zoé Roy, CPA», «Clinique du Quai, inc.». */
const SUFFIX =
  /^(?:jr|sr|ii|iii|iv|ph\.? ?d|m\.? ?d|d\.? ?m\. ?v|mba|cpa|cga|ing|inc|lt[ée]e|ltd|llc|llp|enr|s\.?e\.?n\.?c\.?r?\.?l?|sarl|sas|esq)\.?$/iu;
/** Letters of a degree or an order, or a title in small letters: given names begin with a capital and go on. */
const isSuffix = (text: string) => SUFFIX.test(text) || /^[\p{Lu}.]{2,6}$/u.test(text) || /^\p{Ll}/u.test(text);

/** Splits a name written «family, given», with or without suffixes after it. A name without a comma is given names. */
export function splitCommaName(fullName: string): SplitName {
  const parts = fullName
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const suffixes: string[] = [];
  while (parts.length > 1 && isSuffix(parts.at(-1) ?? '')) suffixes.unshift(parts.pop() ?? '');
  // «Garage Côté, Lévis» is a company and its town.
  if (parts.length !== 2 || namesOrganisation(parts[0] ?? '')) return { givenNames: fullName.trim(), familyNames: '' };
  const [familyNames = '', givenNames = ''] = parts;
  return { givenNames, familyNames, ...(suffixes.length > 0 && { honorificSuffixes: suffixes.join(', ') }) };
}

/**
 * Splits a name as a file, a card or a message writes it: at its comma («Roy, Zoé»), else as a typed name. Only a
 * suggestion: the editor shows both fields.
 */
export function splitName(fullName: string): SplitName {
  const atComma = splitCommaName(fullName);
  if (atComma.familyNames !== '' || fullName.includes(',')) return withWordsSplit(atComma);
  return splitTypedName(fullName);
}

/** A name and its suffixes, «Zoé Roy, CPA»: what precedes the comma is split, and the rest is kept. */
function withWordsSplit(name: SplitName): SplitName {
  if (name.familyNames !== '') return name;
  const [before = '', ...after] = name.givenNames.split(',');
  const rest = after.map((part) => part.trim()).filter(Boolean);
  return rest.length > 0 && rest.every(isSuffix)
    ? { ...splitTypedName(before), honorificSuffixes: rest.join(', ') }
    : splitTypedName(name.givenNames);
}
