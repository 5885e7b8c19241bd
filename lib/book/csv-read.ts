import {
  type AddressPart,
  EMPTY_ADDRESS,
  type Email,
  formattedNameOf,
  isBlankAddress,
  isTelephone,
  type Phone,
  type PostalAddress,
} from '../card/card';
import type { ContactPatch } from '../card/contact';
import { CONTACT_LIMITS } from '../card/contact-limits';
import { extensionIn } from '../card/extension';
import { foldText } from '../card/fold-text';
import { LIMITS } from '../card/limits';
import { emailProblem, isE164, readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';
import { singleLineText, withoutInvisible } from '../card/visible-text';
import { splitCommaName, splitName } from '../card/written-name';
import { besideNumber, isMorePrecise, phoneKindOfWords, placeKindOfWords, wordsOfLabel } from '../vcard/labels';
import type { CardReading } from '../vcard/vcard-content';
import type { ColumnTarget } from './csv-columns';
import type { CsvTable } from './csv-table';
import { fingerprintOf } from './fingerprint';
import { badgeSource } from './sources';

/** A row as a contact, and what in it could not be read as a number or an address. */
export type RowReading = { content: ContactPatch; doubts: RowDoubt[] };
type RowDoubt = { code: 'csv.not_a_number' | 'csv.not_an_address'; text: string };

type Cell = { title: string; value: string; target: ColumnTarget };

/** Undoes the apostrophe that protects a cell from being evaluated by a spreadsheet (csv-write.ts). */
const cleanCell = (cell: string) => withoutInvisible(cell.replace(/^'(?=[=+\-@\t\r])/, '')).trim();
const clip = (text: string, length: number) => text.slice(0, length).trimEnd();
const clipLine = (text: string) => clip(singleLineText(text), LIMITS.line);

/**
 * Reads a row as a contact; `null` without a name, organisation, phone or e-mail. Columns that hold nothing known are
 * kept as text.
 */
export function contactFromRow(
  table: Pick<CsvTable, 'columns' | 'targets'>,
  row: readonly string[],
  reading: CardReading,
): RowReading | null {
  const cells = table.columns.flatMap((title, index): Cell[] => {
    const value = cleanCell(row[index] ?? '');
    return value === '' ? [] : [{ title, value, target: table.targets[index] ?? { to: 'text' } }];
  });
  const valuesOf = (to: ColumnTarget['to']) => cells.filter(({ target }) => target.to === to).map(({ value }) => value);
  const line = (to: ColumnTarget['to']) => clipLine(valuesOf(to).join(' '));
  const first = (to: ColumnTarget['to']) => clipLine(valuesOf(to)[0] ?? '');
  const labels = new Map(
    cells.flatMap(({ target, value }) => (target.to === 'label' ? [[target.pair, value] as const] : [])),
  );
  const doubts: RowDoubt[] = [];
  const { phones, others: extensions } = phonesOf(cells, labels, reading, doubts);
  const emails = emailsOf(cells, labels, reading, doubts);
  const addresses = addressesOf(cells, labels);
  const web = webPagesOf(cells, reading);
  const identifiers = valuesOf('identifier');
  const patch: ContactPatch = {
    ...nameOf(line, valuesOf('name'), valuesOf('nameLastFirst')),
    organisation: first('organisation'),
    unit: first('unit'),
    title: first('title'),
    phones: phones.slice(0, CONTACT_LIMITS.entries),
    emails: emails.slice(0, CONTACT_LIMITS.entries),
    website: web.website,
    profiles: web.profiles.slice(0, CONTACT_LIMITS.entries),
    address: addresses[0] ?? EMPTY_ADDRESS,
    ...(addresses.length > 1 && { otherAddresses: addresses.slice(1, CONTACT_LIMITS.entries) }),
    note: clip(valuesOf('note').join('\n'), CONTACT_LIMITS.note),
    tags: tagsOf(valuesOf('tags')),
    alternates: [
      ...cells
        .filter(({ target }) => target.to === 'text' || target.to === 'identifier')
        .map(({ title, value, target }) => ({
          property: (target.to === 'text' && wordsOfLabel(labels.get(target.pair ?? '') ?? '')) || title,
          value: clip(value, CONTACT_LIMITS.note),
        })),
      ...web.others,
      ...extensions,
      ...repeatedCells(cells),
    ],
    sources: [
      `c:${fingerprintOf(JSON.stringify(cells.map(({ title, value }) => [title, value])))}`,
      ...identifiers.map((identifier) => clip(badgeSource(identifier), LIMITS.line)),
    ],
  };
  const hasName = [patch.familyNames, patch.givenNames, patch.organisation].some((part) => (part ?? '') !== '');
  return hasName || phones.length > 0 || emails.length > 0 ? { content: patch, doubts } : null;
}

/** Fields of one value, and the columns whose other values are kept as text. */
const SINGLE = new Set<ColumnTarget['to']>(['organisation', 'unit', 'title']);

function repeatedCells(cells: readonly Cell[]): Text[] {
  const kept = new Map<ColumnTarget['to'], string>();
  return cells.flatMap(({ title, value, target }): Text[] => {
    if (!SINGLE.has(target.to)) return [];
    const before = kept.get(target.to);
    if (before === undefined) kept.set(target.to, value);
    return before === undefined || before === value ? [] : [{ property: title, value }];
  });
}

function nameOf(line: (to: ColumnTarget['to']) => string, fullNames: readonly string[], lastFirst: readonly string[]) {
  const parts = {
    familyNames: line('family'),
    givenNames: clipLine([line('given'), line('middle')].filter(Boolean).join(' ')),
    honorificPrefixes: line('prefix'),
    honorificSuffixes: line('suffix'),
  };
  if (parts.familyNames !== '' || parts.givenNames !== '') {
    // «Bourdages, Odile» in the only column of names.
    const [only] = [parts.familyNames, parts.givenNames].filter(Boolean);
    const isAlone = parts.familyNames === '' || parts.givenNames === '';
    if (isAlone && only?.includes(',')) return { ...parts, ...splitCommaName(only) };
    // A full name that has other words than the parts is the name as the person writes it.
    const [fullName = ''] = fullNames.map(clipLine);
    const isOther = fullName !== '' && !fullName.includes('@') && wordsOf(fullName) !== wordsOf(formattedNameOf(parts));
    return isOther ? { ...parts, formattedName: fullName } : parts;
  }
  const [fullName] = fullNames.map(clipLine);
  if (fullName !== undefined) return { ...parts, ...splitName(fullName) };
  const [reversed] = lastFirst.map(clipLine);
  if (reversed === undefined) return parts;
  if (reversed.includes(',')) return { ...parts, ...splitName(reversed) };
  const [familyNames = '', ...givenNames] = familyFirst(reversed);
  return { ...parts, familyNames, givenNames: givenNames.join(' ') };
}

const wordsOf = (name: string) => foldText(name).split(' ').toSorted().join(' ');

/** Splits «DE LA TOUR Jean-Pierre» after the words in capitals, or after the first word. */
function familyFirst(name: string): string[] {
  const words = name.split(' ');
  const isCapital = (word: string) => word === word.toUpperCase() && /\p{Lu}{2}|\p{Lu}$/u.test(word);
  const firstGiven = words.findIndex((word) => !isCapital(word));
  const end = firstGiven > 0 ? firstGiven : 1;
  return [words.slice(0, end).join(' '), ...words.slice(end)];
}

/** Separators between several values of one cell; Google's is ` ::: `. */
const BETWEEN_NUMBERS = /\s*(?::::|[;|\n]|\s\/\s|,\s|\/(?=\s*\(?\+?\d{3})|\b(?:ou|or|et|and)\b)\s*/i;

/** Splits a cell of several numbers, if each part is one; «418 555-0122; 45» is a number and its extension. */
function splitNumbers(cell: string, readPhone: CardReading['readPhone']): string[] {
  if (cell.includes(':::'))
    return cell
      .split(':::')
      .map((part) => part.trim())
      .filter(Boolean);
  const parts = cell
    .split(BETWEEN_NUMBERS)
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.length > 1 && parts.every((part) => isE164(readPhone(part).number)) ? parts : [cell];
}

/** A number that a spreadsheet has rounded, `4.18556E+09`: its last digits are lost. */
const ROUNDED = /^[+-]?\d+(?:[.,]\d+)?E\+?\d+$/i;

function phonesOf(
  cells: readonly Cell[],
  labels: ReadonlyMap<string, string>,
  reading: CardReading,
  doubts: RowDoubt[],
): { phones: Phone[]; others: Text[] } {
  const found: { column: number; pair: string | undefined; phone: Phone }[] = [];
  for (const [column, { value, target }] of cells.entries()) {
    if (target.to !== 'phone') continue;
    const words = labels.get(target.pair ?? '') ?? '';
    for (const [at, typed] of splitNumbers(tidyNumber(value), reading.readPhone).entries()) {
      const { number, extension } = reading.readPhone(typed);
      if (ROUNDED.test(typed) || (number.match(/\d/g) ?? []).length < 3)
        doubts.push({ code: 'csv.not_a_number', text: typed });
      // Google joins several labels as it joins several values.
      const own = words.includes(':::') ? (words.split(':::')[at] ?? '').trim() : words || (target.label ?? '');
      const beside = besideNumber(typed);
      const phone: Phone = {
        id: reading.newId(),
        ...labelled(own || (isE164(number) ? beside.label : ''), phoneKindOfWords, target.kind),
        number: clip(number, LIMITS.line),
        extension: clip(extension, LIMITS.extension),
      };
      found.push({
        column,
        pair: target.pair,
        phone: isMorePrecise(beside.kind, phone.kind) ? { ...phone, kind: beside.kind } : phone,
      });
    }
  }
  const others: Text[] = [];
  for (const [column, { value, target, title }] of cells.entries()) {
    if (target.to !== 'extension') continue;
    const extension = clip(extensionIn(value), LIMITS.extension);
    // It belongs to the office number just before its column, else to the first one: a mobile has no extension.
    const free = found.filter(({ phone }) => phone.extension === '' && isTelephone(phone));
    const offices = free.filter(({ phone }) => phone.kind !== 'cell');
    const candidates = offices.length > 0 ? offices : free;
    const paired = target.pair === undefined ? undefined : found.find(({ pair }) => pair === target.pair);
    const chosen = paired ?? candidates.findLast((one) => one.column < column) ?? candidates[0];
    if (chosen === undefined || extension === '') others.push({ property: title, value });
    else chosen.phone = { ...chosen.phone, extension };
  }
  return { phones: found.map(({ phone }) => phone), others };
}

type Text = { property: string; value: string };

/** Spaces as one, and without the `.0` that a spreadsheet adds to a number. */
const tidyNumber = (cell: string) =>
  clip(cell.slice(0, CONTACT_LIMITS.note).replace(/[^\S\n]+/g, ' '), LIMITS.line * 4).replace(/^(\d{7,15})\.0$/, '$1');

/** Words of a label column that only name a kind: they are not the person's own words. */
const PLAIN_LABEL =
  /^\*?\s*(?:work|home|mobile|main|other|work fax|home fax|pager|fax|obsolete|bureau|domicile|portable|autre|cellulaire|principal|télécopieur|télécopieur à domicile|téléavertisseur|personnel|personal)$/i;

/** Tells the kind from a label, and keeps the label if it says more than the kind. */
function labelled<Kind>(
  words: string,
  kindOf: (text: string) => Kind | undefined,
  kind: Kind,
): { kind: Kind; label?: string } {
  const label = wordsOfLabel(words.replace(/^\*\s*/, ''));
  const own = kindOf(label);
  return { kind: own ?? kind, ...(label !== '' && !PLAIN_LABEL.test(label) && { label: clipLine(label) }) };
}

function emailsOf(
  cells: readonly Cell[],
  labels: ReadonlyMap<string, string>,
  reading: CardReading,
  doubts: RowDoubt[],
): Email[] {
  const emails: Email[] = [];
  for (const { value, target } of cells) {
    if (target.to !== 'email') continue;
    const words = labels.get(target.pair ?? '') ?? '';
    for (const address of addressesIn(value)) {
      if (emailProblem(address) !== null) doubts.push({ code: 'csv.not_an_address', text: address });
      emails.push({
        id: reading.newId(),
        ...labelled(words || (target.label ?? ''), placeKindOfWords, target.kind),
        address: clip(address, LIMITS.line),
      });
    }
  }
  return emails;
}

const MAILBOX = /[^\s@<>(),;:"|/]+@[^\s@<>(),;:"|]+\.[^\s@<>(),;:".|/]{2,}/gu;

/** Returns the addresses of a cell: `Zoé Roy <zoe@exemple.ca>`, `mailto:`, several of them; other text as it is. */
export function addressesIn(cell: string): string[] {
  const found = cell.slice(0, CONTACT_LIMITS.note).match(MAILBOX) ?? [];
  return found.length === 0 ? [cell] : [...new Set(found)];
}

/** Returns the addresses, in the order of their columns. */
function addressesOf(cells: readonly Cell[], labels: ReadonlyMap<string, string>): PostalAddress[] {
  const groups = new Map<string, PostalAddress>();
  for (const { target, value } of cells) {
    if (target.to !== 'address') continue;
    const known: PostalAddress = groups.get(target.of) ?? {
      ...EMPTY_ADDRESS,
      ...labelled(labels.get(target.of || 'address') ?? '', placeKindOfWords, target.kind),
    };
    const part: AddressPart = target.part;
    // A civic number in its own column precedes the street.
    const isCivic = part === 'streetAddress' && /^\d{1,6}\s?\p{L}?$/u.test(known[part]);
    const joined = [known[part], value.replace(/\s*\n\s*/g, ', ')].filter(Boolean).join(isCivic ? ' ' : ', ');
    groups.set(target.of, { ...known, [part]: clip(joined, LIMITS.line) });
  }
  return [...groups.values()].filter((address) => !isBlankAddress(address));
}

/** The first page is the website, unless it is a profile; text that is no web address is kept as text. */
function webPagesOf(cells: readonly Cell[], { newId }: CardReading) {
  let website = '';
  const profiles: { id: string; url: string }[] = [];
  const others: { property: string; value: string }[] = [];
  for (const { target, value, title } of cells) {
    if (target.to !== 'website' && target.to !== 'profile') continue;
    for (const text of value.split(/\s+|:::|;|,\s/).filter(Boolean)) {
      if (readWebAddress(text) === null) {
        others.push({ property: title || 'website', value: clip(text, CONTACT_LIMITS.note) });
        continue;
      }
      const isProfile =
        target.to === 'profile' || /^(?:LinkedIn|Facebook|Instagram|X|TikTok|YouTube)$/.test(serviceOf(text));
      const url = clip(text, LIMITS.url);
      if (!isProfile && website === '') website = url;
      else if (url !== website && !profiles.some((profile) => profile.url === url)) profiles.push({ id: newId(), url });
    }
  }
  return { website, profiles, others };
}

function tagsOf(cells: readonly string[]): string[] {
  const tags = cells
    .flatMap((cell) => cell.split(/[;,|\n]| ::: /))
    .map((tag) => clip(tag.replace(/^\s*\*\s*/, '').trim(), LIMITS.label))
    .filter((tag) => tag !== '' && !/^my\s?contacts$/i.test(tag));
  return [...new Set(tags)].slice(0, CONTACT_LIMITS.entries);
}
