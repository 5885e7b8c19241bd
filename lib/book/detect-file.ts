import { isTable } from './csv-table';
import type { FileKind } from './file-kind';
import { decodeTable } from './table-text';

const SIGNATURES: readonly [kind: FileKind, bytes: readonly number[], at?: number][] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
  ['picture', [0x42, 0x4d]],
  ['picture', [0x57, 0x45, 0x42, 0x50], 8],
  ['picture', [0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69], 4],
  ['picture', [0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69], 4],
  ['sound', [0x66, 0x74, 0x79, 0x70], 4],
  ['sound', [0x49, 0x44, 0x33]],
  ['sound', [0x4f, 0x67, 0x67, 0x53]],
  ['workbook', [0xd0, 0xcf, 0x11, 0xe0]],
];

/**
 * Tells what a file holds from its first `HEAD_BYTES` bytes. A vCard may follow other text; a table is recognised
 * before anything else that is text.
 */
export function fileKindOf(head: Uint8Array): FileKind {
  if (head.length === 0) return 'empty';
  for (const [kind, bytes, at = 0] of SIGNATURES)
    if (bytes.every((byte, index) => head[at + index] === byte)) return kind;
  // In UTF-16, every second byte of ASCII text is zero.
  const plain = asciiOf(head);
  if (head[0] === 0x50 && head[1] === 0x4b) {
    if (/xl\/|workbook/.test(plain)) return 'workbook';
    return /word\/|ppt\/|mimetypeapplication\/vnd\.oasis/.test(plain) ? 'document' : 'zip';
  }
  if (/^\s*BEGIN\s*:\s*VCALENDAR/im.test(plain) && !/BEGIN\s*:\s*VCARD/i.test(plain)) return 'calendar';
  const { text } = decodeTable(head, true);
  const trimmed = text.trimStart();
  if (trimmed === '') return 'empty';
  if (/^[[{]/.test(trimmed)) {
    const json = jsonKindOf(trimmed);
    if (json !== null) return json;
  }
  // A cell of a table may hold a vCard: only a line of its own begins one.
  if (/^[ \t]*BEGIN[ \t]*:[ \t]*VCARD/im.test(text)) return 'vcard';
  if (/^<(?:!doctype html|html|\?xml|svg)/i.test(trimmed))
    return /<svg/i.test(trimmed.slice(0, 2000)) ? 'picture' : 'web';
  if (isTable(text)) return 'table';
  if (/BEGIN\s*:\s*VCARD/i.test(plain)) return 'vcard';
  if (isBinary(head)) return 'unknown';
  return 'text';
}

/** Only the ASCII characters, without the zero bytes of UTF-16. */
function asciiOf(head: Uint8Array): string {
  let text = '';
  for (const byte of head) if (byte !== 0) text += String.fromCharCode(byte & 0x7f);
  return text;
}

function isBinary(head: Uint8Array): boolean {
  const sample = head.subarray(0, 4096);
  const controls = sample.filter(
    (byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b,
  );
  return controls.length * 20 > sample.length;
}

/** jCard (RFC 7095) is an array that begins with "vcard"; a JSContact card (RFC 9553) has the type Card. */
function jsonKindOf(text: string): 'jcard' | 'jscontact' | null {
  if (/^\[\s*(?:\[\s*)?"vcard(?:s|stream)?"/i.test(text)) return 'jcard';
  return /"@type"\s*:\s*"(?:Card|CardGroup)"/.test(text) ? 'jscontact' : null;
}
