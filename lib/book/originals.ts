import type { Origin, OriginField } from '../vcard/origins';
import { parseVcards } from '../vcard/read';
import { upperName, type Vcard, type VcardProperty } from '../vcard/vcard';
import { contentLine, converted, type VcardVersion } from '../vcard/write';

// The properties that a contact's fields were read from, stored beside the fields as one text: structured, they would
// double the time to read a large book. They are parsed only when the contact is exported or merged.

/** Properties of one field, as content lines of that version. */
type Original = { field: OriginField; value: string; version: VcardVersion; lines: string[] };

/** Control characters, which no property contains. */
const BETWEEN_RECORDS = '\u001d';
const BETWEEN_PARTS = '\u001e';

/** Packs what was read for storage. vCard 2.1 becomes 3.0: it has no way to write a line break in a value. */
export function packOriginals(origins: readonly Origin[], { version }: Pick<Vcard, 'version'>): string {
  const target: VcardVersion = version.startsWith('4') ? '4.0' : '3.0';
  const isSame = version === target;
  const parts: string[] = [];
  for (const { field, value, properties } of origins) {
    if (parts.length > 0) parts.push(BETWEEN_RECORDS);
    parts.push(field, BETWEEN_PARTS, value, BETWEEN_PARTS, target);
    for (const property of properties) {
      const written = isSame && !hasTransfer(property) ? property : converted(property, version, target);
      parts.push(BETWEEN_PARTS, contentLine(written));
    }
  }
  return parts.join('');
}

/** Whether the header names an encoding that has been undone. */
const hasTransfer = ({ parameters }: VcardProperty) =>
  parameters.some(({ name }) => {
    const upper = upperName(name);
    return upper === 'CHARSET' || upper === 'ENCODING';
  });

function pack(records: readonly Original[]): string {
  return records
    .map(({ field, value, version, lines }) => [field, value, version, ...lines].join(BETWEEN_PARTS))
    .join(BETWEEN_RECORDS);
}

function unpack(packed: string | undefined): Original[] {
  if (packed === undefined || packed === '') return [];
  return packed.split(BETWEEN_RECORDS).map((record) => {
    const [field = '', value = '', version = '', ...lines] = record.split(BETWEEN_PARTS);
    return { field: field as OriginField, value, version: version === '4.0' ? '4.0' : '3.0', lines };
  });
}

const propertiesIn = ({ version, lines }: Original): VcardProperty[] => {
  const text = ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\n');
  const [card] = parseVcards(new TextEncoder().encode(text)).cards;
  return card?.properties ?? [];
};

/** The original properties of one contact, each returned once. */
export class Originals {
  readonly #records: Original[];

  constructor(packed: string | undefined) {
    this.#records = unpack(packed);
  }

  /** The groups of every property, in lower case: a new group must not have one of these names. */
  groups(): string[] {
    return this.#records.flatMap(({ lines }) => lines.map(groupOf)).filter(Boolean);
  }

  /**
   * Returns the properties that the field had when it had this value, in that version; `null` when it has changed since
   * or was not read from a file.
   */
  take(field: OriginField, value: string, version: VcardVersion): VcardProperty[] | null {
    const index = this.#records.findIndex((record) => record.field === field && record.value === value);
    const record = this.#records[index];
    if (record === undefined) return null;
    this.#records.splice(index, 1);
    return propertiesIn(record).map((property) => converted(property, record.version, version));
  }
}

/** Returns the groups of packed properties, in lower case. */
export const groupsIn = (packed: string | undefined): string[] => new Originals(packed).groups();

const groupOf = (line: string) => (/^([A-Za-z0-9_-]+)\./.exec(line)?.[1] ?? '').toLowerCase();

/** Unites the originals of two contacts; groups of the second that the first also has are given other names. */
export function uniteOriginals(
  first: string | undefined,
  second: string | undefined,
  rename: (group: string) => string,
): string | undefined {
  if (second === undefined || second === first) return first;
  const before = unpack(first);
  const seen = new Set(before.map((record) => pack([record])));
  const added = unpack(second).filter((record) => !seen.has(pack([record])));
  if (added.length === 0) return first;
  const renamed = added.map((record) => ({
    ...record,
    lines: record.lines.map((line) => line.replace(/^([A-Za-z0-9_-]+)\./, (_, group: string) => `${rename(group)}.`)),
  }));
  return pack([...before, ...renamed]);
}
