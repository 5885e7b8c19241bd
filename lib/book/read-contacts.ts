import type { ContactPatch } from '../card/contact';
import { CONTACT_LIMITS } from '../card/contact-limits';
import { parseJcards } from '../vcard/jcard';
import { parseJscontacts } from '../vcard/jscontact';
import { VcardReader } from '../vcard/read';
import type { Vcard } from '../vcard/vcard';
import type { CardReading } from '../vcard/vcard-content';
import { contactFromVcard, type FoundContact, groupOf, kindOfVcard, memberId } from './contact-vcard';
import type { ColumnTarget } from './csv-columns';
import { contactFromRow } from './csv-read';
import { type CsvTable, parseCsv } from './csv-table';
import { fileKindOf } from './detect-file';
import { type FileKind, HEAD_BYTES } from './file-kind';
import { decodeTable } from './table-text';

/** What could not be read, or is doubtful: `line` from 1, 0 when it is about the whole file. */
export type ReadingProblem = { code: string; line: number; text: string };
/** A group of contacts and the UIDs of its members, which becomes their tag. */
type Group = ReturnType<typeof groupOf>;

const PROBLEM_TEXT_MAX = 80;

/** Tells the contacts among the cards of a file: a group is the tag of its members, and an empty card is nobody. */
export class CardContacts {
  readonly problems: ReadingProblem[] = [];
  readonly groups: Group[] = [];
  #count = 0;

  constructor(
    readonly reading: CardReading,
    readonly emit: (found: FoundContact) => void,
  ) {}

  add(card: Vcard): void {
    this.#count += 1;
    const kind = kindOfVcard(card);
    if (kind === 'contact') this.emit(contactFromVcard(card, this.reading));
    else if (kind === 'group') this.groups.push(groupOf(card));
    else this.problems.push({ code: 'import.nobody', line: this.#count, text: '' });
  }
}

/** Returns the names of the groups of each member, by its UID. */
export function namesByMember(groups: readonly Group[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { name, members } of groups)
    for (const member of name === '' ? [] : members) {
      const known = names.get(member);
      if (known === undefined) names.set(member, [name]);
      else known.push(name);
    }
  return names;
}

/** Returns the tags that the groups give to a contact, after its own; `null` when there is no new one. */
export function tagsFromGroups(content: ContactPatch, groupNames: ReturnType<typeof namesByMember>): string[] | null {
  const own = content.tags ?? [];
  const added = (content.sources ?? [])
    .filter((source) => source.startsWith('u:'))
    .flatMap((source) => groupNames.get(memberId(source.slice(2))) ?? [])
    .filter((name) => !own.includes(name));
  return added.length === 0 ? null : [...own, ...new Set(added)].slice(0, CONTACT_LIMITS.entries);
}

/** A table and the problems of the whole of it. */
export function readTable(
  bytes: Uint8Array,
  targets?: readonly ColumnTarget[],
): { table: CsvTable; problems: ReadingProblem[] } {
  const { text, guessed } = decodeTable(bytes);
  const parsed = parseCsv(text);
  const table =
    targets === undefined
      ? parsed
      : {
          ...parsed,
          targets: parsed.columns.map((_, at) => targets[at] ?? { to: 'text' as const }),
          needsMapping: false,
        };
  const problems = table.problems.map(({ code, line }) => ({ code: String(code), line, text: '' }));
  if (guessed !== '') problems.unshift({ code: 'csv.encoding_guessed', line: 0, text: guessed });
  return { table, problems };
}

/** Reads one row, and says what in it could not be read. */
export function readRow(
  table: CsvTable,
  at: number,
  reading: CardReading,
): { found: FoundContact | null; problems: ReadingProblem[] } {
  const row = table.rows[at] ?? [];
  const line = table.firstRow + at;
  const read = contactFromRow(table, row, reading);
  if (read === null)
    return {
      found: null,
      problems: [
        {
          code: 'import.nobody',
          line,
          text: row
            .filter((cell) => cell.trim() !== '')
            .join(' · ')
            .slice(0, PROBLEM_TEXT_MAX),
        },
      ],
    };
  return {
    found: { content: read.content, photo: null, clipped: read.clipped },
    problems: read.doubts.map(({ code, text }) => ({ code, line, text: text.slice(0, PROBLEM_TEXT_MAX) })),
  };
}

/** Reads cards written in JSON, in the file's own encoding. */
export function readJsonCards(
  bytes: Uint8Array,
  kind: 'jcard' | 'jscontact',
): { cards: Vcard[]; problems: ReadingProblem[] } {
  try {
    const json: unknown = JSON.parse(decodeTable(bytes).text);
    const cards = kind === 'jcard' ? parseJcards(json) : parseJscontacts(json);
    return { cards, problems: cards.length > 0 ? [] : [{ code: 'file.no_contact', line: 0, text: '' }] };
  } catch {
    return { cards: [], problems: [{ code: 'file.bad_json', line: 0, text: '' }] };
  }
}

/**
 * Reads every contact of a file, whatever it is: a file that holds none has a problem that says what it is
 * (`file.pdf`, `file.calendar`…). `readText` reads a text that is no file of contacts. The whole file is in memory; the
 * app reads vCards in pieces (`CardContacts`).
 */
export function readContacts(
  bytes: Uint8Array,
  reading: CardReading,
  readText: (text: string, reading: CardReading) => ContactPatch[],
): { kind: FileKind; contacts: FoundContact[]; problems: ReadingProblem[] } {
  const kind = fileKindOf(bytes.subarray(0, HEAD_BYTES));
  const contacts: FoundContact[] = [];
  const problems: ReadingProblem[] = [];
  if (kind === 'vcard' || kind === 'jcard' || kind === 'jscontact') {
    const found = new CardContacts(reading, (one) => contacts.push(one));
    if (kind === 'vcard') {
      const reader = new VcardReader((card) => found.add(card));
      reader.push(bytes);
      reader.end();
      problems.push(...reader.problems);
    } else {
      const json = readJsonCards(bytes, kind);
      for (const card of json.cards) found.add(card);
      problems.push(...json.problems);
    }
    problems.push(...found.problems);
    const groupNames = namesByMember(found.groups);
    for (const one of contacts) {
      const tags = tagsFromGroups(one.content, groupNames);
      if (tags !== null) one.content = { ...one.content, tags };
    }
  } else if (kind === 'table') {
    const { table, problems: ofTable } = readTable(bytes);
    problems.push(...ofTable);
    if (table.needsMapping)
      problems.push({ code: 'csv.needs_mapping', line: 1, text: table.columns.join(' · ').slice(0, PROBLEM_TEXT_MAX) });
    for (const at of table.rows.keys()) {
      const row = readRow(table, at, reading);
      if (row.found !== null) contacts.push(row.found);
      problems.push(...row.problems);
    }
  } else if (kind === 'text') {
    for (const content of readText(decodeTable(bytes).text, reading))
      contacts.push({ content, photo: null, clipped: [] });
    if (contacts.length === 0) problems.push({ code: 'file.no_contact', line: 0, text: '' });
  } else problems.push({ code: `file.${kind}`, line: 0, text: '' });
  return { kind, contacts, problems };
}
