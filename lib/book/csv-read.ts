import {
  type AddressPart,
  EMPTY_ADDRESS,
  type Email,
  formattedNameOf,
  isBlankAddress,
  type Phone,
  type PostalAddress,
} from '../card/card';
import type { ContactPatch } from '../card/contact';
import { CONTACT_LIMITS } from '../card/contact-limits';
import { LIMITS } from '../card/limits';
import { phoneReaderBeside } from '../card/phone-country';
import { readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';
import { singleLineText } from '../card/visible-text';
import { placeKindOfWords, wordsOfLabel } from '../vcard/labels';
import type { CardReading } from '../vcard/vcard-content';
import { type Cell, cleanCell, isPlaceholder, type Labels, type RowDoubt, type Text } from './csv-cells';
import type { ColumnTarget } from './csv-columns';
import { type CellName, namesOf, readNameCell, sameWords } from './csv-names';
import { giveExtensions, labelled, reachOf, withCodes } from './csv-reach';
import type { CsvTable } from './csv-table';
import { fingerprintOf } from './fingerprint';
import { badgeSource } from './sources';

/**
 * A row as a contact, what in it could not be read as a number or an address, and the titles of the columns whose cells
 * are longer than a contact holds.
 */
export type RowReading = { content: ContactPatch; doubts: RowDoubt[]; clipped: string[] };

const clip = (text: string, length: number) => text.slice(0, length).trimEnd();
const clipLine = (text: string) => clip(singleLineText(text), LIMITS.line);

/** Columns in which `n/a` and `-` are no value. */
const EMPTIED = new Set<ColumnTarget['to']>([
  'phone',
  'email',
  'extension',
  'website',
  'profile',
  'organisation',
  'reach',
]);

/**
 * Reads a row as a contact; `null` without a name, organisation, phone or e-mail. Columns that hold nothing known are
 * kept as text.
 */
export function contactFromRow(
  table: Pick<CsvTable, 'columns' | 'targets'>,
  row: readonly string[],
  { newId, readPhone }: CardReading,
): RowReading | null {
  const countries = table.targets.flatMap((target, at) =>
    target.to === 'address' && target.part === 'countryName' ? [cleanCell(row[at] ?? '')] : [],
  );
  const reading = { newId, readPhone: once(phoneReaderBeside(countries, readPhone)) };
  const written = table.columns.flatMap((title, at): Cell[] => {
    const target: ColumnTarget = table.targets[at] ?? { to: 'text' };
    const value = cleanCell(row[at] ?? '');
    return value === '' || (EMPTIED.has(target.to) && isPlaceholder(value)) ? [] : [{ title, value, target, at }];
  });
  const names = namesOf(
    written.map(({ title, value, target }): CellName => ({ title, value, to: target.to })),
    reading,
  );
  const cells = withCodes(written);
  const valuesOf = (to: ColumnTarget['to']) => cells.filter(({ target }) => target.to === to).map(({ value }) => value);
  const first = (to: ColumnTarget['to']) => clipLine(valuesOf(to)[0] ?? '');
  const labels: Labels = new Map(
    cells.flatMap(({ target, value }) => (target.to === 'label' ? [[target.pair, value] as const] : [])),
  );
  const reached = reachOf(cells, labels, reading);
  const extensions = giveExtensions(cells, reached.phones);
  const phones = [...reached.phones.map(({ phone }) => phone), ...names.phones];
  const emails = [...reached.emails, ...names.emails];
  const addresses = addressesOf(cells, labels);
  const web = webPagesOf(cells, reading);
  const note = clip(valuesOf('note').join('\n'), CONTACT_LIMITS.note);
  const organisation = first('organisation') || names.organisation;
  const isNamed = (names.parts.familyNames ?? '') !== '' || (names.parts.givenNames ?? '') !== '';
  const person = isNamed ? names.parts : { ...names.parts, ...personOf(reached.displayNames[0]) };
  const patch: ContactPatch = {
    ...person,
    organisation,
    unit: first('unit'),
    title: first('title'),
    phones: phones.slice(0, CONTACT_LIMITS.entries),
    emails: emails.slice(0, CONTACT_LIMITS.entries),
    website: web.website,
    profiles: web.profiles.slice(0, CONTACT_LIMITS.entries),
    address: addresses[0] ?? EMPTY_ADDRESS,
    ...(addresses.length > 1 && { otherAddresses: addresses.slice(1, CONTACT_LIMITS.entries) }),
    note,
    tags: tagsOf(valuesOf('tags')),
    alternates: [
      ...textsOf(cells, labels),
      ...names.others,
      ...web.others,
      ...extensions,
      ...reached.others,
      ...reached.displayNames
        .slice(isNamed ? 0 : 1)
        .filter((name) => !sameWords(name, formattedNameOf(person)))
        .map((value) => ({ property: reached.displayTitle, value })),
      ...repeatedCells(cells),
      ...[...phones, ...emails].slice(CONTACT_LIMITS.entries).map(overflowOf),
      ...longCells(cells),
    ].map(({ property, value }) => ({ property: clipLine(property), value: clip(value, CONTACT_LIMITS.note) })),
    sources: [
      `c:${fingerprintOf(JSON.stringify(written.map(({ title, value }) => [title, value])))}`,
      ...valuesOf('identifier').map((identifier) => clip(badgeSource(identifier), LIMITS.line)),
    ],
  };
  const hasName = [patch.familyNames, patch.givenNames, patch.organisation].some((part) => (part ?? '') !== '');
  const clipped = cells.filter(({ value }) => value.length > CONTACT_LIMITS.note).map(({ title }) => title);
  if (!hasName && phones.length === 0 && emails.length === 0) return null;
  return isSummary(written) ? null : { content: patch, doubts: reached.doubts, clipped };
}

/** A number is parsed once, however many times its cell is looked at. */
function once(readPhone: CardReading['readPhone']): CardReading['readPhone'] {
  const known = new Map<string, ReturnType<CardReading['readPhone']>>();
  return (typed) => {
    const read = known.get(typed) ?? readPhone(typed);
    known.set(typed, read);
    return read;
  };
}

/** The last rows of a list: «Total : 45», «Mis à jour le 3 mars», alone on their row or beside amounts. */
const SUMMARY =
  /^(?:(?:sous-?|grand )?total(?:\s*[:=].*)?|(?:nombre|number) (?:de|of)\b.*|(?:mis(?:e)? à jour|updated|last updated|imprimé|printed|exporté|exported)\b.*\d.*|page \d+(?: ?(?:de|of|sur|\/) ?\d+)?)$/i;

const isSummary = ([first, ...others]: readonly Cell[]): boolean =>
  first !== undefined && SUMMARY.test(first.value) && others.every(({ value }) => !/\p{L}{2}/u.test(value));

const personOf = (displayName: string | undefined) =>
  displayName === undefined ? {} : readNameCell(displayName, false).parts;

const overflowOf = (one: Phone | Email): Text =>
  'number' in one
    ? { property: one.label ?? 'TEL', value: one.number + (one.extension && `;ext=${one.extension}`) }
    : { property: one.label ?? 'EMAIL', value: one.address };

/** Columns that are kept as text, those of unknown titles among them. */
const textsOf = (cells: readonly Cell[], labels: Labels): Text[] =>
  cells.flatMap(({ title, value, target }): Text[] => {
    if (target.to === 'details') return detailsIn(title, value);
    if (target.to !== 'text' && target.to !== 'identifier') return [];
    return [{ property: (target.to === 'text' && wordsOfLabel(labels.get(target.pair ?? '') ?? '')) || title, value }];
  });

/** Reads the properties of this app's own table, one on each line: `name: value`. */
function detailsIn(title: string, value: string): Text[] {
  const texts: Text[] = [];
  for (const line of value.split(/\r?\n/)) {
    const [, property, rest = ''] = /^([^:\n]{1,80}): (.*)$/.exec(line) ?? [];
    const last = texts.at(-1);
    if (property !== undefined) texts.push({ property, value: rest });
    else if (last === undefined) texts.push({ property: title, value: line });
    else last.value += `\n${line}`;
  }
  return texts;
}

/** The fields of one line, whose longer cells are also kept whole. */
const ONE_LINE = new Set<ColumnTarget['to']>([
  'prefix',
  'given',
  'middle',
  'family',
  'suffix',
  'name',
  'nameLastFirst',
  'organisation',
  'unit',
  'title',
  'address',
  'tags',
]);
const longCells = (cells: readonly Cell[]): Text[] =>
  cells
    .filter(({ target, value }) => {
      const limit = target.to === 'tags' ? LIMITS.label : LIMITS.line;
      const parts = target.to === 'tags' ? splitTags(value) : [value];
      return ONE_LINE.has(target.to) && parts.some((part) => part.length > limit);
    })
    .map(({ title, value }) => ({ property: title, value }));

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

const splitTags = (cell: string) =>
  cell
    .split(/[;,|\n]| ::: /)
    .map((tag) =>
      tag
        .replace(/^\s*\*\s*/, '')
        .trim()
        .replace(/^"(.*)"$/, '$1'),
    )
    .filter((tag) => tag !== '' && !/^my\s?contacts$/i.test(tag));

const tagsOf = (cells: readonly string[]): string[] =>
  [...new Set(cells.flatMap(splitTags).map((tag) => clip(tag, LIMITS.label)))].slice(0, CONTACT_LIMITS.entries);
