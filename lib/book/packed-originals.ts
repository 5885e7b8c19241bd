import type { OriginField } from '../vcard/origins';
import type { VcardVersion } from '../vcard/write';

// The properties that a contact's fields were read from, stored beside the fields as one text: structured, they would
// double the time to read a large book. They are parsed only when the contact is exported (originals.ts).

/** Properties of one field, as content lines of that version. */
export type Original = { field: OriginField; value: string; version: VcardVersion; lines: string[] };

/** Control characters, which no property contains. */
export const BETWEEN_RECORDS = '\u001d';
export const BETWEEN_PARTS = '\u001e';

function pack(records: readonly Original[]): string {
  return records
    .map(({ field, value, version, lines }) => [field, value, version, ...lines].join(BETWEEN_PARTS))
    .join(BETWEEN_RECORDS);
}

export function unpack(packed: string | undefined): Original[] {
  if (packed === undefined || packed === '') return [];
  return packed.split(BETWEEN_RECORDS).map((record) => {
    const [field = '', value = '', version = '', ...lines] = record.split(BETWEEN_PARTS);
    return { field: field as OriginField, value, version: version === '4.0' ? '4.0' : '3.0', lines };
  });
}

/** Returns the groups of packed properties, in lower case. */
export const groupsIn = (packed: string | undefined): string[] =>
  unpack(packed)
    .flatMap(({ lines }) => lines.map(groupOf))
    .filter(Boolean);

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
