import { unzlibSync } from 'fflate';

const WOFF_SIGNATURE = 0x774f4646;
/** Sizes of the headers and of their entries (WOFF 1.0 §3 and §4; OpenType, "Organization of an OpenType font"). */
const [WOFF_HEADER, WOFF_ENTRY, SFNT_HEADER, SFNT_ENTRY] = [44, 20, 12, 16];

/**
 * Returns a WOFF 1.0 file as the OpenType file that it compresses; any other file as it is. fontkit would inflate each
 * table itself, more slowly, and its decoder refuses some valid ones.
 *
 * @throws RangeError or fflate's error when the file is damaged.
 */
export function sfntOf(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < WOFF_HEADER || view.getUint32(0) !== WOFF_SIGNATURE) return file;
  const count = view.getUint16(12);
  const entries = Array.from({ length: count }, (_, index) => {
    const at = WOFF_HEADER + index * WOFF_ENTRY;
    const [tag = 0, offset = 0, packed = 0, length = 0, checksum = 0] = [0, 4, 8, 12, 16].map((field) =>
      view.getUint32(at + field),
    );
    return { tag, offset, packed, length, checksum };
  });
  const padded = (length: number) => (length + 3) & ~3;
  const start = SFNT_HEADER + count * SFNT_ENTRY;
  const font = new Uint8Array(entries.reduce((sum, { length }) => sum + padded(length), start));
  const out = new DataView(font.buffer);
  out.setUint32(0, view.getUint32(4));
  out.setUint16(4, count);
  // For a binary search of the tables: the largest power of two, times the size of an entry.
  const power = Math.floor(Math.log2(Math.max(1, count)));
  out.setUint16(6, SFNT_ENTRY * 2 ** power);
  out.setUint16(8, power);
  out.setUint16(10, SFNT_ENTRY * (count - 2 ** power));
  let position = start;
  for (const [index, { tag, offset, packed, length, checksum }] of entries.entries()) {
    const at = SFNT_HEADER + index * SFNT_ENTRY;
    for (const [field, value] of [tag, checksum, position, length].entries()) out.setUint32(at + field * 4, value);
    const bytes = file.subarray(offset, offset + packed);
    font.set(packed < length ? unzlibSync(bytes, { out: new Uint8Array(length) }) : bytes, position);
    position += padded(length);
  }
  return font;
}
