import type { Origin, OriginField } from '../vcard/origins';
import { parseVcards } from '../vcard/read';
import { upperName, type Vcard, type VcardProperty } from '../vcard/vcard';
import { contentLine, converted, type VcardVersion } from '../vcard/write';
import { BETWEEN_PARTS, BETWEEN_RECORDS, type Original, unpack } from './packed-originals';

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
