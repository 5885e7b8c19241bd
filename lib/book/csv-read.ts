import Papa from 'papaparse';
import { EMPTY_ADDRESS, type EmailKind, type PhoneKind, type PostalAddress } from '../card/card';
import type { ContactPatch } from '../card/contact';
import { foldText } from '../card/fold-text';
import { CONTACT_LIMITS, LIMITS } from '../card/limits';
import { splitName } from '../card/name';
import { readWebAddress } from '../card/problems';
import type { CardReading } from '../vcard/card-from-vcard';
import { fingerprintOf } from './fingerprint';

/** The program that wrote the table, told from its column titles. */
type CsvSource = 'google' | 'outlook' | 'linkedin' | 'other';

type Target =
  | { to: 'prefix' | 'given' | 'middle' | 'family' | 'suffix' | 'name' }
  | { to: 'organisation' | 'unit' | 'title' | 'note' | 'website' | 'tags' | 'nothing' }
  | { to: 'phone'; kind: PhoneKind; pair?: string }
  | { to: 'email'; kind: EmailKind; pair?: string }
  | { to: 'label'; pair: string }
  | { to: 'address'; part: keyof PostalAddress; of: string };

/** Patterns for folded titles (no accents, no capitals, punctuation as one space). The first match is used. */
const COLUMNS: readonly [title: RegExp, target: (match: RegExpExecArray) => Target][] = [
  [/^(?:first name|given name|prenom)$/, () => ({ to: 'given' })],
  [/^(?:middle name|additional name|deuxieme prenom)$/, () => ({ to: 'middle' })],
  [/^(?:last name|family name|surname|nom de famille)$/, () => ({ to: 'family' })],
  [/^(?:name prefix|civilite)$/, () => ({ to: 'prefix' })],
  [/^(?:name suffix|suffix|suffixe)$/, () => ({ to: 'suffix' })],
  [/^(?:name|full name|display name|nom complet|nom affiche|contact)$/, () => ({ to: 'name' })],
  [
    /^(?:file as|e mail(?: \d)? display name|e mail(?: \d)? type|nom complet de l adresse de messagerie(?: \d)?)$/,
    () => ({ to: 'nothing' }),
  ],
  [
    /^(?:organization|organisation)(?: 1)? name$|^(?:company|organisation|organization|entreprise|societe|employeur)$/,
    () => ({ to: 'organisation' }),
  ],
  [/^(?:organization|organisation)(?: 1)? department$|^(?:department|service|departement)$/, () => ({ to: 'unit' })],
  [
    /^(?:organization|organisation)(?: 1)? title$|^(?:job title|position|poste|fonction|profession|titre du poste)$/,
    () => ({ to: 'title' }),
  ],
  [/^(?:notes?|remarques?|commentaires?|comments?)$/, () => ({ to: 'note' })],
  [/^(?:website 1 value|web page|page web|website|site web|site|url)$/, () => ({ to: 'website' })],
  [/^(?:labels|group membership|categories|etiquettes|tags)$/, () => ({ to: 'tags' })],
  [/^phone (\d+) value$/, ([, index = '']) => ({ to: 'phone', kind: 'work', pair: `phone ${index}` })],
  [/^e mail (\d+) value$/, ([, index = '']) => ({ to: 'email', kind: 'work', pair: `email ${index}` })],
  [/^phone (\d+) (?:label|type)$/, ([, index = '']) => ({ to: 'label', pair: `phone ${index}` })],
  [/^e mail (\d+) (?:label|type)$/, ([, index = '']) => ({ to: 'label', pair: `email ${index}` })],
  [
    /^(?:website|address|organization|relation|event|custom field|im|external id) \d+ (?:label|type|formatted)$/,
    () => ({ to: 'nothing' }),
  ],
  [
    /^(?:mobile phone|mobile|cell(?: phone)?|cellulaire|portable|tel mobile|telephone mobile|cell number)$/,
    () => ({ to: 'phone', kind: 'cell' }),
  ],
  [
    /^(?:home phone(?: 2)?|telephone(?: \d)? domicile|tel domicile|telephone maison)$/,
    () => ({ to: 'phone', kind: 'home' }),
  ],
  [
    /^(?:business phone(?: 2)?|company main phone|primary phone|other phone|phone|phone number|telephone|tel|telephone(?: \d)? bureau|tel bureau|telephone societe|autre telephone|telephone principal|numero)$/,
    () => ({ to: 'phone', kind: 'work' }),
  ],
  [
    /^(?:e mail(?: \d)? address|e mail|email|email address|courriel|adresse courriel|adresse de messagerie(?: \d)?|mail|adresse e mail)$/,
    () => ({ to: 'email', kind: 'work' }),
  ],
  [
    /^address (\d+) (street|city|region|postal code|country|extended address|po box)$/,
    ([, of = '', part = '']) => ({ to: 'address', part: PARTS[part] ?? 'region', of }),
  ],
  [
    /^(business|home|other)(?: address)? (street|city|state|postal code|country region|country)$/,
    ([, of = '', part = '']) => ({ to: 'address', part: PARTS[part] ?? 'region', of }),
  ],
  [
    /^(rue|ville|dep region|province|code postal|pays region|pays)(?: (bureau|domicile|autre))?$/,
    ([, part = '', of = '']) => ({ to: 'address', part: PARTS[part] ?? 'region', of }),
  ],
  [
    /^(address|adresse|street|city|province|state|region|postal code|zip|zip code|country)$/,
    ([, part = '']) => ({ to: 'address', part: PARTS[part] ?? 'region', of: '' }),
  ],
];

const PARTS: Record<string, keyof PostalAddress> = {
  street: 'streetAddress',
  rue: 'streetAddress',
  address: 'streetAddress',
  adresse: 'streetAddress',
  city: 'locality',
  ville: 'locality',
  'postal code': 'postalCode',
  'code postal': 'postalCode',
  zip: 'postalCode',
  'zip code': 'postalCode',
  country: 'countryName',
  'country region': 'countryName',
  pays: 'countryName',
  'pays region': 'countryName',
  'extended address': 'extendedAddress',
  'po box': 'extendedAddress',
};

/** «Nom» is the family name if there is a first name column, «Titre» the honorific if there is a job title column. */
function targetOf(title: string, folded: string, all: ReadonlySet<string>): Target | null {
  const hasGivenNames = ['prenom', 'first name', 'given name'].some((name) => all.has(name));
  if (folded === 'nom') return { to: hasGivenNames ? 'family' : 'name' };
  if (folded === 'name' && hasGivenNames) return { to: 'nothing' };
  if (folded === 'titre' || folded === 'title')
    return { to: ['job title', 'profession', 'fonction'].some((name) => all.has(name)) ? 'prefix' : 'title' };
  for (const [pattern, target] of COLUMNS) {
    const match = pattern.exec(folded);
    if (match !== null) return target(match);
  }
  return title.trim() === '' ? { to: 'nothing' } : null;
}

/** `firstRow` is the position of the first contact's row, from 1: the titles and any lines above them come before. */
export type CsvTable = {
  source: CsvSource;
  columns: string[];
  rows: string[][];
  firstRow: number;
  problems: CsvProblem[];
};
/** `line` is the row's position in the file, from 1. */
type CsvProblem = { line: number; code: 'csv.no_columns' | 'csv.bad_quotes' };

const LOOKAHEAD_ROWS = 5;

/**
 * Parses a table separated by commas, semicolons or tabs, with quotes as in RFC 4180. LinkedIn's preamble above the
 * titles is skipped; a table without any known title has the problem `csv.no_columns` and no rows.
 */
export function parseCsv(text: string): CsvTable {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    skipEmptyLines: 'greedy',
    delimiter: delimiterOf(text),
  });
  const countKnownTitles = (row: readonly string[]) => {
    const all = new Set(row.map(foldText));
    return row.filter((title) => title.trim() !== '' && targetOf(title, foldText(title), all) !== null).length;
  };
  const headerIndex = data
    .slice(0, 20)
    .findIndex(
      (row, index, head) =>
        countKnownTitles(row) >= 2 ||
        (countKnownTitles(row) === 1 &&
          head.slice(index + 1, index + LOOKAHEAD_ROWS).every((next) => countKnownTitles(next) === 0) &&
          row.length === 1),
    );
  const columns = (data[headerIndex] ?? []).map((title) => title.trim());
  if (headerIndex < 0)
    return { source: 'other', columns: [], rows: [], firstRow: 1, problems: [{ line: 1, code: 'csv.no_columns' }] };
  const quoteProblems = errors
    .filter(({ type }) => type === 'Quotes')
    .map(({ row }) => ({ line: (row ?? 0) + 1, code: 'csv.bad_quotes' as const }));
  return {
    source: sourceOf(columns),
    columns,
    rows: data.slice(headerIndex + 1),
    firstRow: headerIndex + 2,
    problems: quoteProblems.slice(0, 100),
  };
}

/** Returns the delimiter that splits a line into the most cells, so that LinkedIn's preamble does not decide. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .slice(0, 20);
  const maxCells = (delimiter: string) => Math.max(0, ...lines.map((line) => line.split(delimiter).length));
  return [',', ';', '\t'].toSorted((one, other) => maxCells(other) - maxCells(one))[0] ?? ',';
}

function sourceOf(columns: readonly string[]): CsvSource {
  const titles = new Set(columns.map(foldText));
  if (titles.has('connected on')) return 'linkedin';
  if (titles.has('e mail 1 value') || titles.has('phone 1 value')) return 'google';
  if (titles.has('e mail address') || titles.has('adresse de messagerie')) return 'outlook';
  return 'other';
}

const cleanCell = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r])/, '').trim();
const clip = (text: string, length: number) => text.slice(0, length).trimEnd();

/** Reads a row as a contact; `null` without a name, organisation, phone or e-mail. Unknown columns are kept as text. */
export function contactFromRow(
  table: Pick<CsvTable, 'columns'>,
  row: readonly string[],
  reading: CardReading,
): ContactPatch | null {
  const all = new Set(table.columns.map(foldText));
  const cells = table.columns.flatMap((title, index) => {
    const value = cleanCell(row[index] ?? '');
    return value === '' ? [] : [{ title, value, target: targetOf(title, foldText(title), all) }];
  });
  const text = (to: Target['to'], join = ' ') =>
    cells
      .filter((cell) => cell.target?.to === to)
      .map(({ value }) => value)
      .join(join);
  const labels = new Map(
    cells.flatMap(({ target, value }) => (target?.to === 'label' ? [[target.pair, foldText(value)] as const] : [])),
  );
  const splitValues = (value: string) =>
    value
      .split(' ::: ')
      .map((one) => one.trim())
      .filter(Boolean);
  const phones = cells.flatMap(({ target, value }) =>
    target?.to === 'phone'
      ? splitValues(value).map((typed) =>
          phoneFrom(typed, kindFromLabel(labels.get(target.pair ?? ''), target.kind), reading),
        )
      : [],
  );
  const emails = cells.flatMap(({ target, value }) =>
    target?.to === 'email'
      ? splitValues(value).map(
          (address) =>
            ({
              id: reading.newId(),
              kind: /home|domicile|personn/.test(labels.get(target.pair ?? '') ?? '') ? 'home' : target.kind,
              address: clip(address, LIMITS.line),
            }) as const,
        )
      : [],
  );
  const fullName = text('name');
  const nameFields = {
    familyNames: clip(text('family'), LIMITS.line),
    givenNames: clip([text('given'), text('middle')].filter(Boolean).join(' '), LIMITS.line),
  };
  const { address, other } = addressesOf(cells);
  const website = text('website').split(/\s|,/)[0] ?? '';
  const isProfile = /(?:^|\.)linkedin\.com\//i.test(website.replace(/^https?:\/\//i, ''));
  const patch: ContactPatch = {
    ...nameFields,
    ...(nameFields.familyNames === '' && nameFields.givenNames === '' && fullName !== ''
      ? splitName(clip(fullName, LIMITS.line))
      : {}),
    honorificPrefixes: clip(text('prefix'), LIMITS.line),
    honorificSuffixes: clip(text('suffix'), LIMITS.line),
    organisation: clip(text('organisation'), LIMITS.line),
    unit: clip(text('unit'), LIMITS.line),
    title: clip(text('title'), LIMITS.line),
    phones: phones.slice(0, CONTACT_LIMITS.entries),
    emails: emails.slice(0, CONTACT_LIMITS.entries),
    website: isProfile || readWebAddress(website) === null ? '' : clip(website, LIMITS.url),
    profiles:
      isProfile && readWebAddress(website) !== null ? [{ id: reading.newId(), url: clip(website, LIMITS.url) }] : [],
    address,
    note: clip(text('note', '\n'), CONTACT_LIMITS.note),
    tags: [
      ...new Set(
        text('tags', ';')
          .split(/[;,]| ::: /)
          .map((tag) => clip(tag.replace(/^\s*\*\s*/, '').trim(), LIMITS.label)),
      ),
    ]
      .filter((tag) => tag !== '' && !/^my\s?contacts$/i.test(tag))
      .slice(0, CONTACT_LIMITS.entries),
    alternates: [
      ...cells
        .filter(({ target }) => target === null)
        .map(({ title, value }) => ({ property: title, value: clip(value, CONTACT_LIMITS.note) })),
      ...other.map((value) => ({ property: 'address', value })),
      ...(website !== '' && readWebAddress(website) === null
        ? [{ property: 'website', value: clip(website, CONTACT_LIMITS.note) }]
        : []),
    ],
    sources: [`c:${fingerprintOf(JSON.stringify(cells.map(({ title, value }) => [title, value])))}`],
  };
  const hasName = [patch.familyNames, patch.givenNames, patch.organisation].some((part) => (part ?? '') !== '');
  return hasName || phones.length > 0 || emails.length > 0 ? patch : null;
}

function kindFromLabel(label: string | undefined, kind: PhoneKind): PhoneKind {
  if (label === undefined) return kind;
  if (/mobile|cell|portable/.test(label)) return 'cell';
  return /home|domicile|maison/.test(label) ? 'home' : kind;
}

function phoneFrom(typed: string, kind: PhoneKind, { newId, readNumber }: CardReading) {
  const [, number = typed, extension = ''] =
    /^(.*?)\s*(?:poste|ext\.?|x|#)\s*\.?\s*(\d{1,10})$/i.exec(typed.slice(0, LIMITS.line)) ?? [];
  return { id: newId(), kind, number: clip(readNumber(number) || number, LIMITS.line), extension };
}

type Cell = { value: string; target: Target | null };

/** The first non-empty address is the contact's; the others are kept as text. */
function addressesOf(cells: readonly Cell[]): { address: PostalAddress; other: string[] } {
  const groups = new Map<string, PostalAddress>();
  for (const { target, value } of cells) {
    if (target?.to !== 'address') continue;
    const known = groups.get(target.of) ?? EMPTY_ADDRESS;
    const joined = [known[target.part], value.replace(/\s*\n\s*/g, ', ')].filter(Boolean).join(', ');
    groups.set(target.of, { ...known, [target.part]: clip(joined, LIMITS.line) });
  }
  const [address = EMPTY_ADDRESS, ...others] = groups.values();
  return { address, other: others.map((one) => Object.values(one).filter(Boolean).join(', ')) };
}
