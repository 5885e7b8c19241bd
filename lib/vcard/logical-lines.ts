import { type EncodedPart, isBase64 } from './base64';
import { joinBytes } from './bytes';
import { binaryStringOf, bytesOfBinaryString, decodeText, decodeUtf8, utf16Label } from './charset';
import { unfold } from './fold';
import { colonIn, HeaderReader, type LineHeader, readHeader } from './line-header';

/**
 * Receives each unfolded line, split at its colon. `header` is null when the part before the colon is not a property
 * header; `text` is then that part, or the whole line when it has no colon. `binary` means that `value` has one
 * character per byte (charset.ts), because the line is in a block of the file that is not UTF-8. `number` is the line
 * number in the file, from 1. A base64 value is in `encoded` instead, as parts that are still folded (`unfold`).
 */
export type LineSink = (
  header: LineHeader | null,
  text: string,
  value: string,
  binary: boolean,
  number: number,
  encoded: readonly EncodedPart[] | null,
) => void;

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const BACKSLASH = 0x5c;
/** RFC 2045 §6.7: an equals sign at the end of a line, ignoring the spaces after it. */
const SOFT_BREAK = /=[ \t]*$/;
/** A BEGIN or END line never continues a value, even after a soft break: the value was truncated there. */
const LIMIT = /^\s*(?:BEGIN|END):VCARD\s/i;
/** No picture or note has a longer header; longer ones are not checked for an encoding. */
const HEADER_MAX = 2000;
/** The text of a block fits in a processor's cache: larger ones take twice the time. */
const BLOCK_BYTES = 32 * 1024;
const utf8 = new TextEncoder();

/** The line being assembled. With a `header`, the parts are those of the value; without, those of the whole line. */
type Pending = {
  header: LineHeader | null;
  parts: string[];
  binary: boolean;
  number: number;
  encoding: LineHeader['encoding'];
  /** Parts of a base64 value that precede `parts`, some of them still bytes. */
  encodedParts?: EncodedPart[];
  /** Whether a blank line followed a soft line break: the value goes on unless a property comes next. */
  isAfterBlank: boolean;
};

/**
 * Splits bytes, received in pieces of any size, into whole content lines, in linear time. Line ends may be LF, CR,
 * CRLF, or the CR CR LF of an export that was saved twice. Unfolds before decoding, since a fold may split a character.
 */
export class LogicalLines {
  readonly #emit: LineSink;
  readonly #headers = new HeaderReader();
  #carried: Uint8Array[] = [];
  #wide: TextDecoder | null = null;
  #started = false;
  #number = 0;
  #pending: Pending | null = null;
  #hasControls = false;
  /** The width of the margin of an indented card, whose lines are not folds; 0 outside one. */
  #margin = 0;

  constructor(emit: LineSink) {
    this.#emit = emit;
  }

  /** Whether the lines may have control characters other than the tab and line ends. */
  get hasControls(): boolean {
    return this.#hasControls;
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

  /** Cuts a large piece into blocks, at line ends where it has some. */
  #push(piece: Uint8Array): void {
    for (let start = 0; start < piece.length; ) {
      let end = Math.min(piece.length, start + BLOCK_BYTES);
      const newline = end === piece.length ? -1 : piece.lastIndexOf(LF, end - 1);
      if (newline >= start) end = newline + 1;
      this.#pushBlock(piece.subarray(start, end));
      start = end;
    }
  }

  /** Processes the whole physical lines; keeps what follows the last line break until the rest of its line arrives. */
  #pushBlock(piece: Uint8Array): void {
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

  #block(whole: Uint8Array): void {
    const bytes = this.#withoutFoldedBase64(whole);
    if (bytes.length === 0) return;
    const decoded = decodeUtf8(bytes);
    const binary = decoded === null;
    const { loneCr, controls } = scanControls(bytes);
    // A line that began in an earlier block may have its controls there.
    this.#hasControls = controls || binary || (this.#hasControls && this.#pending !== null);
    const plain = decoded ?? binaryStringOf(bytes);
    const text = loneCr ? plain.replace(/\r\r\n|\r\n|\r/g, '\n') : plain;
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
   * Takes the folded lines of a picture that began in an earlier block: they stay bytes until the picture is asked for.
   * Returns the rest of the block.
   */
  #withoutFoldedBase64(bytes: Uint8Array): Uint8Array {
    const pending = this.#pending;
    if (pending?.encoding !== 'base64' || pending.header === null || this.#margin > 0) return bytes;
    let end = 0;
    while (bytes[end] === SPACE || bytes[end] === TAB) {
      const newline = bytes.indexOf(LF, end);
      if (newline < 0) break;
      end = newline + 1;
      this.#number += 1;
    }
    if (end === 0) return bytes;
    // Copied: the caller may use its piece again.
    pending.encodedParts ??= [];
    pending.encodedParts.push(...pending.parts.splice(0), bytes.slice(0, end));
    return bytes.subarray(end);
  }

  /**
   * Fast path for most lines: emits a property that the next line does not continue, without buffering it. Returns
   * whether it did.
   */
  #whole(text: string, start: number, end: number, nextStart: number, binary: boolean): boolean {
    if (end === start || nextStart >= text.length || this.#margin > 0) return false;
    if (text.charCodeAt(nextStart) <= SPACE || text.charCodeAt(start) <= SPACE) return false;
    const header = this.#headers.read(text, start, end);
    if (header === null || header.encoding !== '' || text.charCodeAt(end - 1) === BACKSLASH) return false;
    if (binary && !isAscii(header.text)) return false;
    this.#emit(header, '', text.slice(this.#headers.colon + 1, end), binary, this.#number, null);
    return true;
  }

  /**
   * Adds one physical line to the pending line or starts a new one. Returns the index to continue from: after a run of
   * folded lines, which are unfolded together.
   */
  #pieceOfLine(text: string, lineStart: number, end: number, nextStart: number, binary: boolean): number {
    const start = this.#withoutMargin(text, lineStart, end);
    const firstCode = start < end ? text.charCodeAt(start) : -1;
    const pending = this.#pending;
    if (pending !== null) {
      const next = this.#continued(pending, text, start, end, nextStart, binary, firstCode);
      if (next >= 0) return next;
    }
    if (firstCode < 0) {
      // A blank line ends an encoded picture (vCard 2.1 §2.1.4) and is ignored elsewhere.
      // Some writers put one before the picture, right after the colon.
      if (pending?.encoding === 'base64' && !isEmptyValue(pending)) this.#flush();
      return nextStart;
    }
    if (pending !== null && endsInBackslash(pending.parts) && colonIn(text, start, end) < 0) {
      this.#append(` ${text.slice(start, end)}`, binary);
      return nextStart;
    }
    this.#flush();
    // The line before is complete: this one may be too.
    if (pending !== null && this.#whole(text, start, end, nextStart, binary)) return nextStart;
    this.#begin(text, start, end, binary);
    return nextStart;
  }

  /** Starts a line. Its header is known at once unless it is folded, quoted, or not ASCII in a block without UTF-8. */
  #begin(text: string, start: number, end: number, binary: boolean): void {
    const read = this.#headers.read(text, start, end);
    const header = read !== null && !(binary && !isAscii(read.text)) ? read : null;
    const colon = header === null ? colonIn(text, start, end) : this.#headers.colon;
    this.#pending = {
      header,
      parts: [header === null ? text.slice(start, end) : text.slice(colon + 1, end)],
      binary,
      number: this.#number,
      encoding: header === null ? (colon < 0 ? '' : encodingIn(text, start, colon)) : header.encoding,
      isAfterBlank: false,
    };
  }

  /** Adds the line to the pending one if it continues it. Returns the index to continue from, or -1. */
  #continued(
    pending: Pending,
    text: string,
    start: number,
    end: number,
    nextStart: number,
    binary: boolean,
    firstCode: number,
  ): number {
    const lastPart = pending.parts[pending.parts.length - 1] ?? '';
    if (
      pending.encoding === 'quoted-printable' &&
      SOFT_BREAK.test(lastPart) &&
      !LIMIT.test(text.slice(start, start + 20))
    ) {
      // A blank line after a soft break: some writers put one in a note, others end the value there.
      if (firstCode < 0) {
        pending.isAfterBlank = true;
        return nextStart;
      }
      if (!pending.isAfterBlank || !isPropertyStart(this.#headers.read(text, start, end))) {
        pending.isAfterBlank = false;
        pending.parts[pending.parts.length - 1] = lastPart.replace(SOFT_BREAK, '');
        this.#append(text.slice(start, end), binary);
        return nextStart;
      }
      return -1;
    }
    if (firstCode === SPACE || firstCode === TAB) {
      if (isLimit(pending) && this.#isIndentedLine(text, start, end)) return -1;
      if (pending.encoding === 'quoted-printable' || this.#margin > 0) {
        this.#append(text.slice(start + 1, end), binary);
        return nextStart;
      }
      const runEnd = this.#endOfFolds(text, nextStart);
      const run = text.slice(start + 1, endOfLine(text, start, newlineBefore(text, runEnd)));
      this.#append(pending.encoding === 'base64' && pending.header !== null ? run : unfold(run), binary);
      return runEnd;
    }
    const trimmedEnd = pending.encoding === 'base64' ? endWithoutSpaces(text, start, end) : end;
    if (pending.encoding === 'base64' && isBase64(text, start, trimmedEnd)) {
      this.#append(text.slice(start, trimmedEnd), binary);
      return nextStart;
    }
    return -1;
  }

  /**
   * A card whose lines are all indented (a web page's script writes it so): the first line after BEGIN is a property
   * behind spaces, not a fold. Its margin is that of the whole card.
   */
  #isIndentedLine(text: string, start: number, end: number): boolean {
    const [margin = ''] = /^[ \t]+/.exec(text.slice(start, Math.min(end, start + 200))) ?? [];
    const header = this.#headers.read(text, start + margin.length, end);
    if (header === null) return false;
    this.#margin = margin.length;
    return true;
  }

  /** Whether the line, without its margin, is a property of the standards. */
  #startsProperty(text: string, start: number, end: number): boolean {
    const index = endOfBlanks(text, start, end);
    return isPropertyStart(this.#headers.read(text, index, end));
  }

  /**
   * Returns where the line begins after the margin of an indented card: after a smaller margin, or after a larger one
   * that a property follows.
   */
  #withoutMargin(text: string, start: number, end: number): number {
    if (this.#margin === 0) return start;
    const index = endOfBlanks(text, start, Math.min(end, start + this.#margin));
    return index < end && isBlank(text.charCodeAt(index)) && this.#startsProperty(text, index, end)
      ? endOfBlanks(text, index, end)
      : index;
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
    if (pending.header === null && pending.encoding === '' && pending.parts.length < 16) {
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
    // Nothing followed the soft break but a blank line: the value ends before it.
    if (pending.isAfterBlank) parts.push((parts.pop() ?? '').replace(SOFT_BREAK, ''));
    // A margin ends with its card.
    if (this.#margin > 0 && isEnd(pending)) this.#margin = 0;
    if (pending.header !== null) {
      if (pending.encoding === 'base64')
        this.#emit(pending.header, '', '', binary, number, [...(pending.encodedParts ?? []), ...parts]);
      else this.#emit(pending.header, '', parts.length === 1 ? (parts[0] ?? '') : parts.join(''), binary, number, null);
      return;
    }
    const line = parts.length === 1 ? (parts[0] ?? '') : parts.join('');
    const colon = colonIn(line, 0, line.length);
    const rawHeader = colon < 0 ? line : line.slice(0, colon);
    const text = binary ? decodeText(bytesOfBinaryString(rawHeader), '').text : rawHeader;
    const header = colon < 0 ? null : readHeader(text);
    const value = colon < 0 ? '' : line.slice(colon + 1);
    this.#emit(header, text, value, binary, number, header?.encoding === 'base64' ? [value] : null);
  }
}

const isBlank = (code: number) => code === SPACE || code === TAB;

/** Properties of vCard 2.1, 3.0 and 4.0. */
const STANDARD_NAMES = new Set(
  (
    'BEGIN END VERSION FN N NICKNAME PHOTO BDAY ANNIVERSARY GENDER ADR LABEL TEL EMAIL MAILER IMPP LANG TZ GEO TITLE ROLE ' +
    'LOGO AGENT ORG MEMBER RELATED CATEGORIES NOTE PRODID REV SORT-STRING SOUND UID CLIENTPIDMAP URL KEY FBURL CALURI ' +
    'CALADRURI SOURCE KIND XML CLASS PROFILE NAME'
  ).split(' '),
);

/** Whether a header is that of a property, and not words before a colon: writers put names in capitals. */
const isPropertyStart = (header: LineHeader | null): boolean =>
  header !== null && header.name === header.key && (STANDARD_NAMES.has(header.key) || header.key.startsWith('X-'));

/** Returns the index of the first character that is neither a space nor a tab. */
function endOfBlanks(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && isBlank(text.charCodeAt(index))) index += 1;
  return index;
}

/** Whether the pending line is BEGIN:VCARD or END:VCARD, which nothing continues. */
const isLimit = ({ header, parts }: Pending) =>
  parts.length === 1 &&
  (header?.key === 'BEGIN' || header?.key === 'END') &&
  (parts[0] ?? '').trim().toUpperCase() === 'VCARD';
const isEnd = (pending: Pending) => pending.header?.key === 'END' && isLimit(pending);

/**
 * Looks, in one pass, for a CR that is a line end by itself and for control characters that no value may contain
 * (RFC 6350 §3.3): C0 except the tab and line ends, DEL, and C1 in UTF-8.
 */
function scanControls(bytes: Uint8Array): { loneCr: boolean; controls: boolean } {
  let loneCr = false;
  let controls = false;
  const end = bytes.length;
  for (let index = 0; index < end; index += 1) {
    const byte = bytes[index] as number;
    if (IS_PLAIN[byte] === 1) continue;
    if (byte === CR) {
      if (bytes[index + 1] !== LF) loneCr = true;
    } else if (byte !== 0xc2 || (bytes[index + 1] ?? 0) < 0xa0) controls = true;
  }
  return { loneCr, controls };
}

/** Bytes that are neither a CR nor part of a control character. */
const IS_PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === LF || byte === TAB || (byte >= SPACE && byte !== 0x7f && byte !== 0xc2) ? 1 : 0,
);

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** Returns the index where the text of a physical line ends: before the CR of a CR LF. */
const endOfLine = (text: string, start: number, newline: number) =>
  newline > start && text.charCodeAt(newline - 1) === CR ? newline - 1 : newline;

const newlineBefore = (text: string, nextStart: number) =>
  text.charCodeAt(nextStart - 1) === LF ? nextStart - 1 : nextStart;

function endWithoutSpaces(text: string, start: number, end: number): number {
  let index = end;
  while (index > start && isBlank(text.charCodeAt(index - 1))) index -= 1;
  return index;
}

/** Whether nothing follows the colon yet. */
function isEmptyValue({ header, parts, encodedParts }: Pending): boolean {
  if (parts.length !== 1 || encodedParts !== undefined) return false;
  const text = (parts[0] ?? '').trimEnd();
  return header === null ? text.endsWith(':') : text === '';
}

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
 * Returns the index of the last CR that is a line end by itself, or -1. Ignores a CR in the last position, which may be
 * half of a CR LF.
 */
function lastLoneCr(bytes: Uint8Array): number {
  return bytes.lastIndexOf(CR, bytes.length - 2 < 0 ? -bytes.length - 1 : bytes.length - 2);
}
