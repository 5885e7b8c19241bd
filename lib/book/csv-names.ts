import { type Email, formattedNameOf, type Phone } from '../card/card';
import { foldText } from '../card/fold-text';
import { LIMITS } from '../card/limits';
import { isOrganisationName } from '../card/organisation-words';
import { singleLineText } from '../card/visible-text';
import { splitCommaName, splitFamilyFirst, splitFamilySuffixes, splitName } from '../card/written-name';
import type { CardReading } from '../vcard/vcard-content';
import type { Text } from './csv-cells';
import type { ColumnTarget } from './csv-columns';
import { takeReach } from './csv-reach';

export type CellName = { title: string; value: string; to: ColumnTarget['to'] };
type NameParts = {
  familyNames: string;
  givenNames: string;
  honorificPrefixes: string;
  honorificSuffixes: string;
  formattedName?: string;
};
/** Who a row names, the numbers and addresses written in the cells of names, and the names that are not the person's. */
type Names = { parts: NameParts; organisation: string; phones: Phone[]; emails: Email[]; others: Text[] };

const NAME_MAX = 600;
const clipLine = (text: string) => singleLineText(text).slice(0, LIMITS.line).trimEnd();
const wordsOf = (name: string) => foldText(name).split(' ').filter(Boolean);
/** Whether two names have the same words, in any order. */
export const sameWords = (one: string, other: string): boolean =>
  wordsOf(one).toSorted().join(' ') === wordsOf(other).toSorted().join(' ');
const sharesWord = (one: string, other: string) => wordsOf(one).some((word) => wordsOf(other).includes(word));

/** Reads the name that the cells of a row write, in one column or several. */
export function namesOf(cells: readonly CellName[], reading: CardReading): Names {
  const phones: Phone[] = [];
  const emails: Email[] = [];
  const named = cells.map((whole) => {
    // A longer cell is also kept whole (csv-read.ts).
    const cell = { ...whole, value: whole.value.slice(0, NAME_MAX) };
    if (!/^(?:name|nameLastFirst|given|family)$/.test(cell.to) || !/@|(?:\d[^\d]{0,3}){7}/.test(cell.value))
      return cell;
    // «Zoé Roy <zoe@exemple.ca>», «Luc Cyr (418 555-0102)».
    const taken = takeReach(cell.value, reading);
    phones.push(...taken.phones);
    emails.push(...taken.emails);
    return { ...cell, value: taken.rest };
  });
  const line = (...targets: readonly ColumnTarget['to'][]) =>
    clipLine(
      named
        .filter(({ to }) => targets.includes(to))
        .map(({ value }) => value)
        .join(' '),
    );
  const full = named.filter(({ to, value }) => (to === 'name' || to === 'nameLastFirst') && value !== '');
  const hasOrganisation = cells.some(({ to }) => to === 'organisation');
  const columns = {
    familyNames: line('family'),
    givenNames: clipLine([line('given'), line('middle')].filter(Boolean).join(' ')),
    honorificPrefixes: line('prefix'),
    honorificSuffixes: line('suffix'),
  };
  if (columns.familyNames !== '' || columns.givenNames !== '') {
    // «Your first name» beside «Your name»: the other word is the family name.
    const alone = full.find(({ value }) => !sharesWord(value, columns.givenNames) && wordsOf(value).length < 3);
    const isFamily = columns.familyNames === '' && alone !== undefined && !alone.value.includes(',');
    const parts = partsOf(isFamily ? { ...columns, familyNames: clipLine(alone.value) } : columns);
    const written = formattedNameOf(parts);
    const own = (isFamily ? full.filter((one) => one !== alone) : full).find(
      ({ value }) => !sameWords(value, written) && sharesWord(value, written),
    );
    const others = full.filter((one) => one !== own && !(isFamily && one === alone) && !sameWords(one.value, written));
    const formatted = own === undefined ? {} : { formattedName: clipLine(own.value) };
    return { parts: { ...parts, ...formatted }, organisation: '', phones, emails, others: textsOf(others) };
  }
  const chosen =
    full.find(({ value }) =>
      full.every((other) => wordsOf(value).every((word) => wordsOf(other.value).includes(word))),
    ) ?? full[0];
  const others = textsOf(full.filter(({ value }) => chosen !== undefined && !sameWords(value, chosen.value)));
  if (chosen === undefined) return { parts: columns, organisation: '', phones, emails, others };
  if (!hasOrganisation && isOrganisationName(chosen.value))
    return { parts: columns, organisation: clipLine(chosen.value), phones, emails, others };
  const { parts } = readNameCell(chosen.value, chosen.to === 'nameLastFirst');
  const prefixes = columns.honorificPrefixes || parts.honorificPrefixes;
  const suffixes = columns.honorificSuffixes || parts.honorificSuffixes;
  return {
    parts: { ...parts, honorificPrefixes: prefixes, honorificSuffixes: suffixes },
    organisation: '',
    phones,
    emails,
    others,
  };
}

const textsOf = (cells: readonly CellName[]): Text[] => cells.map(({ title, value }) => ({ property: title, value }));

/** Reads a family name and given names of their own columns: «Bourdages, Odile» alone, «Bolduc, CPA». */
function partsOf(columns: NameParts): NameParts {
  const [only = ''] = [columns.familyNames, columns.givenNames].filter(Boolean);
  const isAlone = columns.familyNames === '' || columns.givenNames === '';
  if (isAlone) return only.includes(',') ? { ...columns, ...splitCommaName(only) } : columns;
  const { familyNames, honorificSuffixes } = splitFamilySuffixes(columns.familyNames);
  return columns.honorificSuffixes === '' ? { ...columns, familyNames, honorificSuffixes } : columns;
}

function reversed(name: string) {
  const { honorificPrefixes, ...split } = splitName(name);
  if (honorificPrefixes === undefined) return splitFamilyFirst(name);
  const rest = name.slice(name.indexOf(honorificPrefixes) + honorificPrefixes.length).trim();
  return rest.includes(' ') ? { ...splitFamilyFirst(rest), honorificPrefixes } : { ...split, honorificPrefixes };
}

/** Reads a whole name. Brackets after it, «Zoé Roy (concierge)», stay in the name as it is written. */
export function readNameCell(cell: string, isFamilyFirst: boolean): { parts: NameParts } {
  const written = clipLine(cell);
  const [, bare = written, brackets] = /^(.*\p{L}.*?)\s*[([]([^()[\]]*)[)\]]$/u.exec(written) ?? [];
  // «Nom et prénom»: the family name comes first, unless a title of civility precedes the name.
  const split = isFamilyFirst && !bare.includes(',') ? reversed(bare) : splitName(bare);
  const parts = { honorificPrefixes: '', honorificSuffixes: '', ...split };
  // «ROY Zoé» stays as the file writes it.
  const isLoud = !isFamilyFirst && bare === `${parts.familyNames} ${parts.givenNames}` && parts.familyNames !== '';
  return { parts: brackets === undefined && !isLoud ? parts : { ...parts, formattedName: written } };
}
