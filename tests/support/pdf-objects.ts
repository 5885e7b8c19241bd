// A small reader of PDF objects (ISO 32000-1 §7.3), for checking the files that the print engine writes.
import { inflateSync } from 'node:zlib';

export type PdfName = { name: string };
type PdfRef = { ref: number };
export type PdfDict = { [key: string]: PdfValue };
type PdfStream = { dict: PdfDict; bytes: Buffer };
export type PdfValue =
  | null
  | boolean
  | number
  | { text: Buffer }
  | PdfName
  | PdfRef
  | PdfValue[]
  | { dict: PdfDict }
  | PdfStream;
/** An operator of a content stream, with what precedes it. */
export type PdfOperation = { operator: string; operands: PdfValue[] };

const WHITE = /[\0\t\n\f\r ]/;
const DELIMITER = /[()<>[\]{}/%]/;

/** Reads objects from Latin-1 text. */
class Tokens {
  at = 0;
  constructor(readonly source: string) {}

  skipSpace() {
    for (;;) {
      while (WHITE.test(this.source[this.at] ?? '')) this.at += 1;
      if (this.source[this.at] !== '%') return;
      while (this.at < this.source.length && !/[\r\n]/.test(this.source[this.at] ?? '')) this.at += 1;
    }
  }

  get isAtEnd() {
    this.skipSpace();
    return this.at >= this.source.length;
  }

  word(): string {
    const start = this.at;
    while (
      this.at < this.source.length &&
      !WHITE.test(this.source[this.at] ?? '') &&
      !DELIMITER.test(this.source[this.at] ?? '')
    )
      this.at += 1;
    if (this.at === start) throw new Error(`unexpected ${this.source.slice(start, start + 20)}`);
    return this.source.slice(start, this.at);
  }

  /** The next object, or an operator of a content stream. */
  next(): PdfValue | { operator: string } {
    this.skipSpace();
    const rest = this.source.slice(this.at, this.at + 40);
    if (rest.startsWith('<<')) {
      this.at += 2;
      const dict: PdfDict = {};
      for (this.skipSpace(); !this.source.startsWith('>>', this.at); this.skipSpace()) {
        const key = this.value();
        if (!isName(key)) throw new Error('a key is a name');
        dict[key.name] = this.value();
      }
      this.at += 2;
      return { dict };
    }
    if (rest.startsWith('[')) {
      this.at += 1;
      const values: PdfValue[] = [];
      for (this.skipSpace(); this.source[this.at] !== ']'; this.skipSpace()) values.push(this.value());
      this.at += 1;
      return values;
    }
    if (rest.startsWith('<')) {
      const end = this.source.indexOf('>', this.at);
      const hex = this.source.slice(this.at + 1, end).replace(/\s/g, '');
      this.at = end + 1;
      return { text: Buffer.from(hex.length % 2 === 0 ? hex : `${hex}0`, 'hex') };
    }
    if (rest.startsWith('(')) return { text: Buffer.from(this.literal(), 'latin1') };
    if (rest.startsWith('/')) {
      this.at += 1;
      const name = WHITE.test(this.source[this.at] ?? ' ') ? '' : this.word();
      return { name: name.replace(/#([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))) };
    }
    const reference = /^(\d+)\s+\d+\s+R(?![a-z])/i.exec(rest);
    if (reference !== null) {
      this.at += reference[0].length;
      return { ref: Number(reference[1]) };
    }
    const word = this.word();
    if (/^[-+.\d]+$/.test(word)) return Number(word);
    if (word === 'true' || word === 'false') return word === 'true';
    return word === 'null' ? null : { operator: word };
  }

  value(): PdfValue {
    const value = this.next();
    if (typeof value === 'object' && value !== null && 'operator' in value)
      throw new Error(`operator ${value.operator}`);
    return value;
  }

  /** A literal string (§7.3.4.2). */
  literal(): string {
    const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
    let text = '';
    let depth = 0;
    for (this.at += 1; this.at < this.source.length; this.at += 1) {
      const character = this.source[this.at] ?? '';
      if (character === ')' && depth === 0) break;
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      if (character !== '\\') {
        text += character;
        continue;
      }
      this.at += 1;
      const escaped = this.source[this.at] ?? '';
      const octal = /^[0-7]{1,3}/.exec(this.source.slice(this.at, this.at + 3));
      if (octal === null) text += ESCAPES[escaped] ?? (/[\r\n]/.test(escaped) ? '' : escaped);
      else {
        text += String.fromCharCode(Number.parseInt(octal[0], 8));
        this.at += octal[0].length - 1;
      }
    }
    this.at += 1;
    return text;
  }
}

const isName = (value: PdfValue | undefined): value is PdfName =>
  typeof value === 'object' && value !== null && 'name' in value;
const isRef = (value: PdfValue | undefined): value is PdfRef =>
  typeof value === 'object' && value !== null && 'ref' in value;
export const nameOf = (value: PdfValue | undefined): string | null => (isName(value) ? value.name : null);

/** Decodes a text string: UTF-16 with its mark, or PDFDocEncoding, which is Latin-1 for what we write. */
export function textOf(value: PdfValue | undefined): string | null {
  if (typeof value !== 'object' || value === null || !('text' in value)) return null;
  const { text } = value;
  return text[0] === 0xfe && text[1] === 0xff
    ? Buffer.from(text.subarray(2)).swap16().toString('utf16le')
    : text.toString('latin1');
}

/** A file without object streams, as pdfkit writes it. */
export class PdfObjects {
  readonly #objects = new Map<number, PdfValue>();
  readonly trailer: PdfDict;

  constructor(bytes: Uint8Array) {
    const source = Buffer.from(bytes).toString('latin1');
    const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(source)?.[1]);
    const table = /^xref\s+0 (\d+)\s+((?:\d{10} \d{5} [nf]\s+)+)trailer/.exec(source.slice(start));
    if (table === null) throw new Error('no cross-reference table');
    for (const [, offset] of (table[2] ?? '').matchAll(/(\d{10}) \d{5} n/g)) {
      const header = /^(\d+) 0 obj/.exec(source.slice(Number(offset), Number(offset) + 20));
      if (header === null) throw new Error(`no object at ${offset}`);
      const tokens = new Tokens(source);
      tokens.at = Number(offset) + header[0].length;
      const value = tokens.value();
      tokens.skipSpace();
      const isStream = source.startsWith('stream', tokens.at);
      this.#objects.set(Number(header[1]), isStream ? streamAt(source, tokens.at, value) : value);
    }
    const tokens = new Tokens(source);
    tokens.at = source.indexOf('trailer', start) + 'trailer'.length;
    this.trailer = dictOf(tokens.value());
  }

  get(value: PdfValue | undefined): PdfValue {
    return isRef(value) ? (this.#objects.get(value.ref) ?? null) : (value ?? null);
  }
  dict(value: PdfValue | undefined): PdfDict {
    return dictOf(this.get(value));
  }
  list(value: PdfValue | undefined): PdfValue[] {
    const found = this.get(value);
    return Array.isArray(found) ? found : [];
  }
  bytes(value: PdfValue | undefined): Buffer {
    const stream = this.get(value);
    if (typeof stream !== 'object' || stream === null || !('bytes' in stream)) throw new Error('not a stream');
    return nameOf(stream.dict.Filter) === 'FlateDecode' ? inflateSync(stream.bytes) : stream.bytes;
  }

  /** The pages, in order. */
  pages(): { ref: number; dict: PdfDict }[] {
    const walk = (value: PdfValue | undefined): { ref: number; dict: PdfDict }[] => {
      const dict = this.dict(value);
      if (nameOf(dict.Type) === 'Pages') return this.list(dict.Kids).flatMap(walk);
      return [{ ref: isRef(value) ? value.ref : 0, dict }];
    };
    return walk(this.dict(this.trailer.Root).Pages);
  }
}

function dictOf(value: PdfValue): PdfDict {
  return typeof value === 'object' && value !== null && 'dict' in value ? value.dict : {};
}

function streamAt(source: string, at: number, value: PdfValue): PdfStream {
  const dict = dictOf(value);
  const start = at + (/^stream\r?\n/.exec(source.slice(at, at + 10))?.[0].length ?? 0);
  return { dict, bytes: Buffer.from(source.slice(start, start + Number(dict.Length)), 'latin1') };
}

/** Reads a content stream as operations. */
export function operationsOf(content: Buffer): PdfOperation[] {
  const tokens = new Tokens(content.toString('latin1'));
  const operations: PdfOperation[] = [];
  let operands: PdfValue[] = [];
  while (!tokens.isAtEnd) {
    const value = tokens.next();
    if (typeof value === 'object' && value !== null && 'operator' in value) {
      operations.push({ operator: value.operator, operands });
      operands = [];
    } else operands.push(value);
  }
  return operations;
}
