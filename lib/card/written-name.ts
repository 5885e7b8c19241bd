import { foldText } from './fold-text';
import { namesJob } from './job-words';
import { PARTICLES, type SplitName, splitTypedName } from './name';
import { isOrganisationName, namesOrganisation } from './organisation-words';

/** Suffixes that follow a comma without a family name before it: «Zoé Roy, CPA», «Clinique du Quai, inc.». */
const SUFFIX =
  /^(?:jr|sr|ii|iii|iv|ph\.? ?d|m\.? ?d|d\.? ?m\. ?v|mba|cpa|cga|ing|inc|lt[ée]e|ltd|llc|llp|enr|s\.?e\.?n\.?c\.?r?\.?l?|sarl|sas|esq|p\.? ?eng|m\.? ?sc|b\.? ?sc|ll\.? ?[bm]|m\.? ?ing|b\.? ?a|m\.? ?a|d\.? ?sc|d\.? ?c|t\.? ?p|arch|urb|adm\.? ?a)\.?$/iu;
/** Letters of a degree or an order, or a title in small letters: given names begin with a capital and go on. */
const isSuffix = (text: string, isAfterName: boolean) =>
  SUFFIX.test(text) || (isAfterName && (/^[\p{Lu}.]{2,6}$/u.test(text) || /^\p{Ll}/u.test(text)));

/** Whether a text is two words or more: a given name and a family name. */
const isWhole = (name = '') => /\p{L}\s+\p{L}/u.test(name);

/** Splits a name written «family, given», with or without suffixes after it. A name without a comma is given names. */
export function splitCommaName(fullName: string): SplitName {
  const parts = fullName
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const suffixes: string[] = [];
  // «TREMBLAY, JEAN»: in capitals, three letters or more are a name.
  const isLoud = fullName === fullName.toUpperCase();
  const isEnd = (part: string) =>
    isSuffix(part, parts.length > 2 || isWhole(parts[0])) && !(isLoud && /^\p{Lu}{3,}$/u.test(part));
  while (parts.length > 1 && isEnd(parts.at(-1) ?? '')) suffixes.unshift(parts.pop() ?? '');
  // «Garage Côté, Lévis» is a company and its town; «Zoé Roy, directrice», a person and what she does.
  const isOther =
    (isWhole(parts[0]) && namesOrganisation(parts[0] ?? '')) ||
    isOrganisationName(fullName) ||
    (namesJob(parts[1] ?? '') && isWhole(parts[0]));
  if (parts.length !== 2 || isOther) return { givenNames: fullName.trim(), familyNames: '' };
  const [familyNames = '', written = ''] = parts;
  const [, honorificPrefixes = '', givenNames = written] = PREFIX.exec(written) ?? [];
  return {
    givenNames,
    familyNames,
    ...(honorificPrefixes !== '' && { honorificPrefixes }),
    ...(suffixes.length > 0 && { honorificSuffixes: suffixes.join(', ') }),
  };
}

/**
 * Splits a name as a file, a card or a message writes it: at its comma («Roy, Zoé»), else as a typed name. Only a
 * suggestion: the editor shows both fields.
 */
export function splitName(fullName: string): SplitName {
  const [, honorificPrefixes, rest] = PREFIX.exec(fullName.trim()) ?? [];
  if (honorificPrefixes !== undefined && rest !== undefined) {
    // «Mme Tremblay» is a family name.
    const name = /\s|,/.test(rest.trim()) ? splitName(rest) : { givenNames: '', familyNames: rest.trim() };
    return { ...name, honorificPrefixes };
  }
  const atComma = splitCommaName(fullName);
  if (atComma.familyNames !== '' || fullName.includes(',')) return withWordsSplit(atComma);
  return isFamilyFirst(fullName) && !isOrganisationName(fullName)
    ? splitFamilyFirst(fullName)
    : splitTypedName(fullName);
}

/** Titles of civility before a name of at least two letters. A single `M` may be an initial. */
const PREFIX =
  /^((?:M\.|MM\.|Mmes?\.?|Mlles?\.?|Mr\.?|Mrs\.?|Ms\.?|Mx\.?|Dr\.?|Dre\.?|Me\b|Pr\.|Pre\.|Prof\.?|Monsieur|Madame|Mademoiselle|Docteure?|Maître)(?:\s+(?:et|and|&)\s+(?:M\.|Mme|Mrs\.?|Mr\.?|Madame|Monsieur|Dre?\.?))?)\s+(\p{L}{2}.*)$/iu;

const isCapital = (word: string) => word === word.toUpperCase() && /\p{Lu}{2}|\p{Lu}$/u.test(word);
/** Companies of Québec and Canada that are known by their letters, and words of consonants alone. */
const ACRONYM =
  /^(?:iga|cpe|clsc|cisss|ciusss|chu|chum|chuq|rona|ymca|ywca|hec|bmo|rbc|cibc|kpmg|spca|spa|uqam|uqac|uqar|ets|enap|saq|sqdc|saaq|caa|csn|ftq|csq|csd|upa|obnl|osbl|mrc|cnesst|ramq|ibm|ikea|ibew|oiiq|opq|oaq|oiq|cscq|cegep|cdpq|iris|nasa|lge|[bcdfghjklmnpqrstvwxz]{2,})$/;

/** «ROY Zoé», «DE LA TOUR Jean»: words in capitals, of which one has three letters, then words that are not. */
function isFamilyFirst(name: string): boolean {
  const words = name.trim().split(/\s+/);
  const firstGiven = words.findIndex((word) => !isCapital(word));
  const family = words.slice(0, Math.max(firstGiven, 0));
  const given = words.slice(family.length);
  return (
    family.some((word) => /^[\p{Lu}’'-]{3,}$/u.test(word)) &&
    !family.some((word) => ACRONYM.test(foldText(word))) &&
    family.every((word) => /^[\p{Lu}’'-]+$/u.test(word)) &&
    given.every((word) => /^\p{Lu}[\p{L}’'.-]*$/u.test(word) && /\p{Ll}/u.test(word))
  );
}

/** Splits a name written «family given», after its words in capitals («DE LA TOUR Jean-Pierre») or its first word. */
export function splitFamilyFirst(name: string): SplitName {
  const words = name.trim().split(/\s+/);
  const firstGiven = words.findIndex((word) => !isCapital(word));
  // «De la Tour Jean»: the particles and the word after them.
  const particles = words.findIndex((word) => !PARTICLES.has(word.toLowerCase()));
  const end = firstGiven > 0 ? firstGiven : Math.min(Math.max(particles, 0) + 1, Math.max(words.length - 1, 1));
  return { familyNames: words.slice(0, end).join(' '), givenNames: words.slice(end).join(' ') };
}

/** Letters of a degree or an order: «CPA», «ing.», "P.Eng.", "Ph. D.". */
const DEGREE_LETTERS = /^[\p{Lu}.]{2,6}$/u;
const DEGREE = /^(?:(?:jr|sr|ing|esq|ph\.? ?d|p\.? ?eng|m\.? ?sc|b\.? ?sc|ll\.? ?[bm])\.?)$/i;

/** Separates the suffixes of a family name from it: «Bolduc, CPA». */
export function splitFamilySuffixes(familyNames: string): { familyNames: string; honorificSuffixes: string } {
  const [family = '', ...rest] = familyNames.split(',').map((part) => part.trim());
  return rest.length > 0 && rest.every((part) => DEGREE_LETTERS.test(part) || DEGREE.test(part))
    ? { familyNames: family, honorificSuffixes: rest.join(', ') }
    : { familyNames, honorificSuffixes: '' };
}

/** A name and its suffixes, «Zoé Roy, CPA»: what precedes the comma is split, and the rest is kept. */
function withWordsSplit(name: SplitName): SplitName {
  if (name.familyNames !== '') return name;
  const [before = '', ...after] = name.givenNames.split(',');
  const rest = after.map((part) => part.trim()).filter(Boolean);
  if (rest.length > 0 && rest.every((part) => isSuffix(part, isWhole(before))))
    return { ...splitTypedName(before), honorificSuffixes: rest.join(', ') };
  return rest.length > 0 && rest.every(namesJob) ? splitTypedName(before) : splitTypedName(name.givenNames);
}
