// Reads the people that card:pdf prints: cards exported by the app (JSON), contact files (.vcf) and tables (.csv).
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { contactFromRow } from '@/lib/book/csv-read';
import { parseCsv } from '@/lib/book/csv-table';
import { readContacts } from '@/lib/book/read-contacts';
import { decodeTable } from '@/lib/book/table-text';
import { type Card, type CardContent, type CardId, EMPTY_CONTENT, fullNameOf, newCard } from '@/lib/card/card';
import { parseCardFile } from '@/lib/card/card-file';
import type { ContactPatch } from '@/lib/card/contact';
import { LIMITS } from '@/lib/card/limits';
import { cardSchema } from '@/lib/card/schema';
import type { RegionProfile } from '@/lib/i18n/locales';
import { phoneReader } from '@/lib/i18n/phone';

/** A picture by its file's path, or its bytes when it came in the contact file. */
export type PictureSource = string | Uint8Array;

/** Somebody to print: where they were read, how many copies they want, and their pictures. */
export type Person = {
  card: Card;
  source: string;
  copies: number | null;
  photo: PictureSource | null;
  logo: PictureSource | null;
};

/** A row or card that cannot be printed, and why. */
export type PersonProblem = { source: string; name: string; problem: string };

type People = { people: Person[]; problems: PersonProblem[] };

/** Columns of a table that concern printing, and the titles they may have. */
const PRINT_COLUMNS = {
  photo: ['photo', 'picture', 'portrait', 'image'],
  logo: ['logo'],
  copies: ['copies', 'copie', 'exemplaires', 'quantite', 'quantity', 'nombre'],
} as const;
type PrintColumn = keyof typeof PRINT_COLUMNS;

const foldedTitle = (title: string): string => title.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();

const printColumnOf = (title: string): PrintColumn | null => {
  const folded = foldedTitle(title);
  const names = Object.keys(PRINT_COLUMNS) as PrintColumn[];
  return names.find((name) => (PRINT_COLUMNS[name] as readonly string[]).includes(folded)) ?? null;
};

/** Reads every person of a file. A file that holds nobody gives a problem. */
export function readPeople(path: string, region: RegionProfile): People {
  const name = basename(path);
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(readFileSync(path));
  } catch (error) {
    return {
      people: [],
      problems: [{ source: name, name: '', problem: `cannot be read: ${(error as Error).message}` }],
    };
  }
  if (/\.(?:csv|tsv)$/i.test(path)) return readTableOfPeople(path, bytes, region);
  const card = parseCardFile(new TextDecoder().decode(bytes));
  if (card !== null) return { people: [{ card, source: name, copies: null, photo: null, logo: null }], problems: [] };
  const { kind, contacts, problems } = readContacts(bytes, readingFor(region), () => []);
  const isContacts = kind === 'vcard' || kind === 'jcard' || kind === 'jscontact';
  if (!isContacts || contacts.length === 0)
    return {
      people: [],
      problems: [{ source: name, name: '', problem: 'is not a card exported by this app, a contact file or a table' }],
    };
  const read: People = { people: [], problems: [] };
  for (const { code, line, text } of problems)
    read.problems.push({ source: `${name}, line ${line}`, name: text, problem: code });
  for (const [index, { content, photo }] of contacts.entries())
    addPerson(read, content, { source: `${name}, card ${index + 1}`, copies: null, photo, logo: null });
  return read;
}

/** Reads a table: the columns of the app's import, and those for pictures and copies. */
function readTableOfPeople(path: string, bytes: Uint8Array, region: RegionProfile): People {
  const name = basename(path);
  const table = parseCsv(decodeTable(bytes).text);
  const read: People = { people: [], problems: [] };
  const columns = table.columns.map(printColumnOf);
  // A column of file names is no text of the contact.
  const targets = table.targets.map((target, at) => (columns[at] === null ? target : ({ to: 'nothing' } as const)));
  const folder = dirname(resolve(path));
  for (const [at, row] of table.rows.entries()) {
    const source = `${name}, row ${table.firstRow + at}`;
    const cellOf = (column: PrintColumn) => (row[columns.indexOf(column)] ?? '').trim();
    const shown = row
      .filter((cell) => cell.trim() !== '')
      .slice(0, 2)
      .join(' ');
    const contact = contactFromRow({ ...table, targets }, row, readingFor(region));
    if (contact === null) {
      if (shown !== '')
        read.problems.push({ source, name: shown, problem: 'holds no name, organisation, telephone or e-mail' });
      continue;
    }
    const copiesText = cellOf('copies');
    const copies = copiesText === '' ? null : Number(copiesText);
    if (copies !== null && !(Number.isInteger(copies) && copies >= 0 && copies <= 500)) {
      read.problems.push({
        source,
        name: nameOf(contact.content),
        problem: `copies: ${copiesText} is not a number from 0 to 500`,
      });
      continue;
    }
    const fileOf = (column: PrintColumn) => (cellOf(column) === '' ? null : resolve(folder, cellOf(column)));
    addPerson(read, contact.content, { source, copies, photo: fileOf('photo'), logo: fileOf('logo') });
  }
  return read;
}

const readingFor = (region: RegionProfile) => {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `e${ids}`;
  };
  return { newId, readPhone: phoneReader(region) };
};

const nameOf = (content: ContactPatch): string => fullNameOf({ ...EMPTY_CONTENT, ...content } as CardContent);

/** Adds a contact as a card; more entries than a card holds are left out, and reported. */
function addPerson(read: People, content: ContactPatch, person: Omit<Person, 'card'>): void {
  const keys = Object.keys(EMPTY_CONTENT) as (keyof CardContent)[];
  const cardContent = Object.fromEntries(
    keys.flatMap((key) => (content[key] === undefined ? [] : [[key, content[key]]])),
  );
  const card = { ...newCard('file' as CardId, 0, { ...cardContent, photoId: null, logoId: null }) };
  for (const key of ['phones', 'emails', 'profiles'] as const) {
    if (card[key].length <= LIMITS.entries) continue;
    read.problems.push({
      source: person.source,
      name: fullNameOf(card),
      problem: `only the first ${LIMITS.entries} ${key} are printed`,
    });
    Object.assign(card, { [key]: card[key].slice(0, LIMITS.entries) });
  }
  const result = cardSchema.safeParse(card);
  if (result.success) read.people.push({ card: result.data as Card, ...person });
  else read.problems.push({ source: person.source, name: fullNameOf(card), problem: 'is too long for a card' });
}
