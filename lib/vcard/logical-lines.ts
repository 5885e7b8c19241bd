import { isBase64 } from './base64';
import { joinBytes } from './bytes';
import { binaryStringOf, bytesOfBinaryString, decodeText, decodeUtf8, utf16Label } from './charset';
import { colonIn, type LineHeader, readHeader } from './line-header';

/**
 * An unfolded line, split at its colon. `header` is null when the part before the colon is not a property header;
 * `text` is that part, or the whole line when it has no colon. `binary` means that `value` has one character per byte
 * (charset.ts), because the line is in a block of the file that is not UTF-8. `number` is the line number in the file,
 * from 1.
 */
export type LogicalLine = { header: LineHeader | null; text: string; value: string; binary: boolean; number: number };

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const BACKSLASH = 0x5c;
/** RFC 2045 §6.7: an equals sign at the end of a line, ignoring the spaces after it. */
const SOFT_BREAK = /=[ \t]*$/;
/** A BEGIN or END line never continues a value, even after a soft break: the value was truncated there. */
const LIMIT = /^(?:BEGIN|END):VCARD\s/i;
/** No picture or note has a longer header; longer ones are not checked for an encoding. */
const HEADER_MAX = 2000;
const utf8 = new TextEncoder();

/**
 * Splits bytes, received in pieces of any size, into whole content lines, in linear time. Line ends may be LF, CR,
 * CRLF, or the CR CR LF of an export that was saved twice. Unfolds before decoding, since a fold may split a character.
 */
export class LogicalLines {
  readonly #emit: (line: LogicalLine) => void;
  #carried: Uint8Array[] = [];
  #wide: TextDecoder | null = null;
  #started = false;
  #number = 0;
  /** The line being assembled: its first physical line and the parts that continue it. */
  #pending: { parts: string[]; binary: boolean; number: number; encoding: LineHeader['encoding'] } | null = null;

  constructor(emit: (line: LogicalLine) => void) {
    this.#emit = emit;
  }

  push(piece: Uint8Array): void {
    if (piece.length === 0) return;
    if (!this.#started) {
      const head = this.#carried.length === 0 ? piece : joinBytes([...this.#carried, piece]);
      if (head.length < 4) {
        this.#carried = [head];
        return;
      }
      this.#carried = [];
      this.#start(head);
      return;
    }
    if (this.#wide !== null) this.#push(utf8.encode(this.#wide.decode(piece, { stream: true })));
    else this.#push(piece);
  }

  end(): void {
    if (!this.#started && this.#carried.length > 0) {
      const head = joinBytes(this.#carried);
      this.#carried = [];
      this.#start(head);
    }
    if (this.#wide !== null) this.#push(utf8.encode(this.#wide.decode(new Uint8Array())));
    const rest = joinBytes(this.#carried);
    this.#carried = [];
    if (rest.length > 0) this.#block(rest);
    this.#flush();
  }

  #start(head: Uint8Array): void {
    this.#started = true;
    const label = utf16Label(head);
    if (label !== null) {
      this.#wide = new TextDecoder(label);
      this.#push(utf8.encode(this.#wide.decode(head, { stream: true })));
      return;
    }
    const hasByteOrderMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
    this.#push(hasByteOrderMark ? head.subarray(3) : head);
  }

  /** Processes the whole physical lines; keeps what follows the last line break until the rest of its line arrives. */
  #push(piece: Uint8Array): void {
    let end = piece.lastIndexOf(LF) + 1;
    if (end === 0) end = lastLoneCr(piece) + 1;
    if (end === 0) {
      this.#carried.push(piece);
      return;
    }
    const wholeLines = piece.subarray(0, end);
    this.#block(this.#carried.length === 0 ? wholeLines : joinBytes([...this.#carried, wholeLines]));
    this.#carried = end === piece.length ? [] : [piece.subarray(end)];
  }

  #block(bytes: Uint8Array): void {
    const decoded = decodeUtf8(bytes);
    const binary = decoded === null;
    const text = normalizeLineEnds(decoded ?? binaryStringOf(bytes));
    let start = 0;
    while (start < text.length) {
      const newline = text.indexOf('\n', start);
      const nextStart = newline < 0 ? text.length : newline + 1;
      const end = endOfLine(text, start, newline < 0 ? text.length : newline);
      this.#number += 1;
      if (this.#pending === null && this.#whole(text, start, end, nextStart, binary)) start = nextStart;
      else start = this.#pieceOfLine(text, start, end, nextStart, binary);
    }
  }

  /**
   * Fast path for most lines: emits a property that the next line does not continue, without buffering it. Returns
   * whether it did.
   */
  #whole(text: string, start: number, end: number, nextStart: number, binary: boolean): boolean {
    const next = text.charCodeAt(nextStart);
    if (end === start || nextStart >= text.length || next <= SPACE || text.charCodeAt(start) <= SPACE) return false;
    const colon = colonIn(text, start, end);
    if (colon < 0) return false;
    const headerText = text.slice(start, colon);
    const header = readHeader(headerText);
    if (header === null || header.encoding !== '' || text.charCodeAt(end - 1) === BACKSLASH) return false;
    this.#emit({ header, text: headerText, value: text.slice(colon + 1, end), binary, number: this.#number });
    return true;
  }

  /**
   * Adds one physical line to the pending line or starts a new one. Returns the index to continue from: after a run of
   * folded lines, which are unfolded together.
   */
  #pieceOfLine(text: string, start: number, end: number, nextStart: number, binary: boolean): number {
    const firstCode = start < end ? text.charCodeAt(start) : -1;
    const pending = this.#pending;
    if (pending !== null) {
      const lastPart = pending.parts[pending.parts.length - 1] ?? '';
      if (
        pending.encoding === 'quoted-printable' &&
        SOFT_BREAK.test(lastPart) &&
        !LIMIT.test(text.slice(start, start + 20))
      ) {
        pending.parts[pending.parts.length - 1] = lastPart.replace(SOFT_BREAK, '');
        this.#append(text.slice(start, end), binary);
        return nextStart;
      }
      if (firstCode === SPACE || firstCode === TAB) {
        if (pending.encoding === 'quoted-printable') {
          this.#append(text.slice(start + 1, end), binary);
          return nextStart;
        }
        const runEnd = this.#endOfFolds(text, nextStart);
        this.#append(unfold(text.slice(start + 1, endOfLine(text, start, newlineBefore(text, runEnd)))), binary);
        return runEnd;
      }
      const trimmedEnd = pending.encoding === 'base64' ? endWithoutSpaces(text, start, end) : end;
      if (pending.encoding === 'base64' && isBase64(text, start, trimmedEnd)) {
        this.#append(text.slice(start, trimmedEnd), binary);
        return nextStart;
      }
    }
    if (firstCode < 0) {
      // A blank line ends an encoded picture (vCard 2.1 §2.1.4) and is ignored elsewhere.
      // Some writers put one before the picture, right after the colon.
      if (pending?.encoding === 'base64' && !endsInColon(pending.parts)) this.#flush();
      return nextStart;
    }
    const colon = colonIn(text, start, end);
    if (colon < 0 && pending !== null && endsInBackslash(pending.parts)) {
      this.#append(` ${text.slice(start, end)}`, binary);
      return nextStart;
    }
    this.#flush();
    const encoding = colon < 0 ? '' : encodingIn(text, start, colon);
    this.#pending = { parts: [text.slice(start, end)], binary, number: this.#number, encoding };
    return nextStart;
  }

  /** Returns the index after a run of lines that begin with a space or a tab, counting each line. */
  #endOfFolds(text: string, start: number): number {
    let index = start;
    for (;;) {
      const code = text.charCodeAt(index);
      if (code !== SPACE && code !== TAB) return index;
      this.#number += 1;
      const newline = text.indexOf('\n', index);
      if (newline < 0) return text.length;
      index = newline + 1;
    }
  }

  #append(part: string, binary: boolean): void {
    const pending = this.#pending;
    if (pending === null) return;
    if (binary && !pending.binary) {
      pending.parts = pending.parts.map((earlier) => binaryStringOf(utf8.encode(earlier)));
      pending.binary = true;
    }
    pending.parts.push(pending.binary && !binary ? binaryStringOf(utf8.encode(part)) : part);
    // The header itself may be folded: its encoding is known only once its colon has been read.
    if (pending.encoding === '' && pending.parts.length < 16) {
      const text = pending.parts.join('').slice(0, HEADER_MAX);
      const colon = colonIn(text, 0, text.length);
      if (colon >= 0) pending.encoding = encodingIn(text, 0, colon);
    }
  }

  #flush(): void {
    const pending = this.#pending;
    if (pending === null) return;
    this.#pending = null;
    const { parts, binary, number } = pending;
    const line = parts.length === 1 ? (parts[0] ?? '') : parts.join('');
    const colon = colonIn(line, 0, line.length);
    const rawHeader = colon < 0 ? line : line.slice(0, colon);
    const text = binary ? decodeText(bytesOfBinaryString(rawHeader), '').text : rawHeader;
    const header = colon < 0 ? null : readHeader(text);
    this.#emit({ header, text, value: colon < 0 ? '' : line.slice(colon + 1), binary, number });
  }
}

/** Returns the index where the text of a physical line ends: before the CR of a CR LF. */
const endOfLine = (text: string, start: number, newline: number) =>
  newline > start && text.charCodeAt(newline - 1) === CR ? newline - 1 : newline;

const newlineBefore = (text: string, nextStart: number) =>
  text.charCodeAt(nextStart - 1) === LF ? nextStart - 1 : nextStart;

/** RFC 6350 §3.2: removes the line break and the one space or tab after it. */
const unfold = (run: string) => run.replace(/\r?\n[ \t]?/g, '');

function endWithoutSpaces(text: string, start: number, end: number): number {
  let index = end;
  while (index > start && (text.charCodeAt(index - 1) === SPACE || text.charCodeAt(index - 1) === TAB)) index -= 1;
  return index;
}

const endsInColon = (parts: readonly string[]) => parts.length === 1 && parts[0]?.trimEnd().endsWith(':') === true;

/**
 * Returns whether the line ends in an unescaped backslash: its writer broke the line there, and the next line, which is
 * not a property, continues the value. Two backslashes are an escaped one (RFC 6350 §3.4): the value is complete, and
 * the next line may be a folded property whose colon comes later.
 */
function endsInBackslash(parts: readonly string[]): boolean {
  let count = 0;
  for (let part = parts.length - 1; part >= 0; part -= 1) {
    const text = parts[part] ?? '';
    for (let index = text.length - 1; index >= 0; index -= 1) {
      if (text.charCodeAt(index) !== BACKSLASH) return count % 2 === 1;
      count += 1;
    }
  }
  return count % 2 === 1;
}

/** Returns the encoding named in the header, which decides how the next physical line is read. */
function encodingIn(text: string, start: number, colon: number): LineHeader['encoding'] {
  if (colon - start > HEADER_MAX) return '';
  const header = text.slice(start, colon);
  return header.includes(';') ? (readHeader(header)?.encoding ?? '') : '';
}

/**
 * Converts CR CR LF and lone CR to LF. Text that only has CR LF is returned as is: the line reader accepts it, which is
 * faster than rewriting a whole file.
 */
function normalizeLineEnds(text: string): string {
  return /\r(?!\n)/.test(text) ? text.replace(/\r\r\n|\r\n|\r/g, '\n') : text;
}

/**
 * Returns the index of the last CR that is a line end by itself, or -1. Ignores a CR in the last position, which may be
 * half of a CR LF.
 */
function lastLoneCr(bytes: Uint8Array): number {
  return bytes.lastIndexOf(CR, bytes.length - 2 < 0 ? -bytes.length - 1 : bytes.length - 2);
}
