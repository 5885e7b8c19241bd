import type { Origin, OriginField } from '../vcard/origins';
import { parseVcards } from '../vcard/read';
import type { Vcard, VcardProperty } from '../vcard/vcard';
import { contentLine, converted, type VcardVersion } from '../vcard/write';

// The properties that a contact's fields were read from, stored beside the fields as one text: structured, they would
// double the time to read a large book. They are parsed only when the contact is exported or merged.

/** Properties of one field, as content lines of that version. */
type Original = [field: OriginField, value: string, version: VcardVersion, lines: string[]];

/** Packs what was read for storage. vCard 2.1 becomes 3.0: it has no way to write a line break in a value. */
export function packOriginals(origins: readonly Origin[], vcard: Pick<Vcard, 'version'>): string {
  const version: VcardVersion = vcard.version.startsWith('4') ? '4.0' : '3.0';
  const records = origins.map(
    ({ field, value, properties }): Original => [
      field,
      value,
      version,
      properties.map((property) => contentLine(converted(property, vcard.version, version))),
    ],
  );
  return JSON.stringify(records);
}

function unpack(packed: string | undefined): Original[] {
  if (packed === undefined || packed === '') return [];
  try {
    return JSON.parse(packed) as Original[];
  } catch {
    return [];
  }
}

const propertiesIn = ([, , version, lines]: Original): VcardProperty[] => {
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
    return this.#records.flatMap(([, , , lines]) => lines.map(groupOf)).filter(Boolean);
  }

  /**
   * Returns the properties that the field had when it had this value, in that version; `null` when it has changed since
   * or was not read from a file.
   */
  take(field: OriginField, value: string, version: VcardVersion): VcardProperty[] | null {
    const index = this.#records.findIndex((record) => record[0] === field && record[1] === value);
    const record = this.#records[index];
    if (record === undefined) return null;
    this.#records.splice(index, 1);
    return propertiesIn(record).map((property) => converted(property, record[2], version));
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
  const seen = new Set(unpack(first).map((record) => JSON.stringify(record)));
  const added = unpack(second).filter((record) => !seen.has(JSON.stringify(record)));
  if (added.length === 0) return first;
  const renamed = added.map(
    ([field, value, version, lines]): Original => [
      field,
      value,
      version,
      lines.map((line) => line.replace(/^([A-Za-z0-9_-]+)\./, (_, group: string) => `${rename(group)}.`)),
    ],
  );
  return JSON.stringify([...unpack(first), ...renamed]);
}
