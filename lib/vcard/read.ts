import { type EncodedPart, encodedProperty } from './base64';
import { bytesOfBinaryString, decodeText, decodeUtf8 } from './charset';
import type { LineHeader } from './line-header';
import { type LineSink, LogicalLines } from './logical-lines';
import { decodeQuotedPrintable } from './quoted-printable';
import type { Vcard, VcardProblem, VcardProblemCode, VcardProperty } from './vcard';

const PIECE_BYTES = 1 << 20;
/** How many nested cards may be open before the outermost is assumed to have lost its END. */
const OPEN_MAX = 8;
/** How many cards not announced by AGENT may have ended inside an open one before the same assumption. */
const INSIDE_MAX = 16;
const PROBLEMS_MAX = 1000;
const PROBLEM_TEXT_MAX = 80;
/** Properties that indicate a lost BEGIN when they appear outside any card. */
const STARTS_A_CARD = new Set(['VERSION', 'N', 'FN', 'TEL', 'EMAIL', 'ORG']);
/** Invisible characters that damage leaves around BEGIN and END. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}]/gu;
/**
 * RFC 6350 §3.3: not allowed in a value. If kept, removing one later would let a backslash before it escape the next
 * character.
 */
const UNWRITABLE = /(?![\n\t])\p{Cc}/u;
const UNWRITABLES = /(?![\n\t])\p{Cc}/gu;
const utf8 = new TextEncoder();

/** Objects of RFC 5545, and those that telephones put beside cards: lists, notes, messages. */
const OTHER_OBJECTS = new Set(
  'VCALENDAR VEVENT VTODO VJOURNAL VFREEBUSY VTIMEZONE VALARM VLIST VNOTE VMSG VBODY VENV VAVAILABILITY'.split(' '),
);

type OpenCard = {
  card: Vcard;
  line: number;
  implicit: boolean;
  /** Cards that began inside this one; whether they belong to it is decided when it continues after them, or ends. */
  inside: Vcard[];
  /** Whether this card is the value of its parent's AGENT (vCard 2.1 §2.7). */
  agent: boolean;
  /** The first CHARSET that one of its properties names. */
  charset: string;
  /** Values that are neither UTF-8 nor in a named charset: their bytes, and their position among the properties. */
  undecoded: { index: number; bytes: Uint8Array }[];
};

/** A line about a property, as it is before its transfer encoding is undone. */
type RawLine = { value: string; binary: boolean; number: number; encoded: readonly EncodedPart[] | null };
/** What a problem says of its line. */
type ProblemLine = { number: number; text: string; value?: string };

/**
 * Reads every card in `bytes`, whatever the version (2.1, 3.0, 4.0), encoding or line ending, in linear time. A damaged
 * card does not affect its neighbours: what could not be read is reported in `problems`, with its line.
 */
export function parseVcards(bytes: Uint8Array): { cards: Vcard[]; problems: VcardProblem[] } {
  const cards: Vcard[] = [];
  const reader = new VcardReader((card) => cards.push(card));
  for (let start = 0; start < bytes.length; start += PIECE_BYTES)
    reader.push(bytes.subarray(start, start + PIECE_BYTES));
  reader.end();
  return { cards, problems: reader.problems };
}

/** Reads a file received in pieces of any size; emits each card as soon as it is complete. */
export class VcardReader {
  readonly problems: VcardProblem[] = [];
  readonly #emit: (card: Vcard) => void;
  readonly #open: OpenCard[] = [];
  /** The name of the object that is being skipped because it is no card; '' outside one. */
  #otherObject = '';

  readonly #lines: LogicalLines;

  constructor(emit: (card: Vcard) => void) {
    this.#emit = emit;
    this.#lines = new LogicalLines(this.#line);
  }

  push(piece: Uint8Array): void {
    this.#lines.push(piece);
  }

  /** Ends the file: emits the cards that are still open as they are. */
  end(): void {
    this.#lines.end();
    while (this.#open.length > 0) this.#releaseOutermost();
  }

  readonly #line: LineSink = (header, text, value, binary, number, encoded) => {
    if (header === null) {
      if (text.trim() !== '' && this.#otherObject === '')
        this.#problem('vcard.not_a_property', { number, text, value });
      return;
    }
    if (header.key === 'BEGIN' || header.key === 'END') {
      const limit = limitOf(value, binary);
      const isVcard = header.key === 'BEGIN' ? limit === 'VCARD' : limit.startsWith('VCARD');
      if (isVcard) {
        this.#otherObject = '';
        if (header.key === 'BEGIN') this.#begin(number, false);
        else this.#endCard(limit, { number, text: header.text, value });
        return;
      }
      if (this.#skipOther(header.key, limit, number)) return;
    }
    if (this.#otherObject !== '') return;
    this.#property(header, { value, binary, number, encoded });
  };

  /** A list or a calendar between two cards (BEGIN:VLIST, BEGIN:VCALENDAR) is skipped whole: it is no card. */
  #skipOther(key: 'BEGIN' | 'END', name: string, number: number): boolean {
    if (this.#otherObject !== '') {
      if (key === 'END' && name === this.#otherObject) this.#otherObject = '';
      return true;
    }
    if (key !== 'BEGIN' || this.#open.length > 0 || !OTHER_OBJECTS.has(name)) return false;
    this.#otherObject = name;
    this.#problem('vcard.other_object', { number, text: `BEGIN:${name}` });
    return true;
  }

  #begin(line: number, implicit: boolean): void {
    const parent = this.#open.at(-1);
    if (parent?.implicit) this.#releaseOutermost();
    const agent = parent !== undefined && endsInEmptyAgent(parent.card);
    const card = { version: '', properties: [] };
    this.#open.push({ card, line, implicit, inside: [], agent, charset: '', undecoded: [] });
    if (this.#open.length > OPEN_MAX) this.#releaseOutermost();
  }

  #endCard(limit: string, line: ProblemLine): void {
    const closedCard = this.#open.pop();
    if (closedCard !== undefined) decodeAgain(closedCard);
    if (closedCard === undefined) this.#problem('vcard.missing_begin', line);
    else {
      const parent = this.#open.at(-1);
      if (parent === undefined) this.#emitWithNeighbours(closedCard);
      else if (closedCard.agent) addAgent(parent.card, [closedCard.card, ...closedCard.inside]);
      else {
        parent.inside.push(closedCard.card, ...closedCard.inside);
        if (parent.inside.length > INSIDE_MAX) this.#releaseOutermost();
      }
    }
    if (limit === 'VCARDBEGIN:VCARD') this.#begin(line.number, false);
  }

  /** The card continues after cards that began inside it: they belong to it, although no AGENT announced them. */
  #adopt(open: OpenCard, line: ProblemLine): void {
    this.#problem('vcard.nested_card', line);
    addAgent(open.card, open.inside);
    open.inside = [];
  }

  /**
   * The card ended right after cards that began inside it: an END is missing or extra, and all of them are separate
   * cards.
   */
  #emitWithNeighbours({ card, inside, line }: OpenCard): void {
    if (inside.length > 0) this.#problem('vcard.missing_end', { number: line, text: 'BEGIN:VCARD' });
    this.#emit(card);
    for (const neighbour of inside) this.#emit(neighbour);
  }

  /** The outermost open card never ended: emits it as it is, then the cards found inside it. */
  #releaseOutermost(): void {
    const open = this.#open.shift();
    if (open === undefined) return;
    decodeAgain(open);
    this.#problem('vcard.missing_end', { number: open.line, text: 'BEGIN:VCARD' });
    const next = this.#open[0];
    if (next?.agent) next.agent = false;
    this.#emit(open.card);
    for (const card of open.inside) this.#emit(card);
  }

  #property(header: LineHeader, line: RawLine): void {
    let open = this.#open[this.#open.length - 1];
    if (open === undefined) {
      this.#problem('vcard.missing_begin', { number: line.number, text: header.text, value: line.value });
      if (!STARTS_A_CARD.has(header.key)) return;
      this.#begin(line.number, true);
      open = this.#open[this.#open.length - 1];
      if (open === undefined) return;
    }
    if (open.inside.length > 0) {
      if (beginsAnother(open.card, header.key)) {
        this.#releaseOutermost();
        this.#property(header, line);
        return;
      }
      this.#adopt(open, { number: line.number, text: header.text, value: line.value });
    }
    const { group, name, parameters } = header;
    if (line.encoded !== null) {
      open.card.properties.push(encodedProperty({ group, name, parameters }, line.encoded));
      return;
    }
    const decoded = this.#decode(header, line, open);
    // Quoted-printable and ISO-2022 may hide control characters in printable ones.
    const mayHaveControls = this.#lines.hasControls || header.encoding !== '' || header.charset !== '';
    const value = mayHaveControls && UNWRITABLE.test(decoded) ? decoded.replace(UNWRITABLES, '') : decoded;
    if (header.key === 'AGENT' && limitOf(value, false) === 'BEGIN:VCARD') {
      open.card.properties.push({ group, name, parameters, value: '' });
      this.#begin(line.number, false);
    } else if (header.key === 'VERSION' && open.card.version === '') open.card.version = value.trim();
    else open.card.properties.push({ group, name, parameters, value });
  }

  /** Undoes CHARSET and quoted-printable, whose line breaks become `\n`. */
  #decode({ encoding, charset, text }: LineHeader, { value, binary, number }: RawLine, open: OpenCard): string {
    if (charset !== '' && open.charset === '') open.charset = charset;
    const problem = { number, text, value };
    if (encoding === 'quoted-printable') {
      const bytes = binary ? bytesOfBinaryString(value) : utf8.encode(value);
      return this.#text(decodeQuotedPrintable(bytes), charset, problem).replace(/\r\n|\r/g, '\n');
    }
    // ISO-2022-JP uses ASCII bytes only: the text is valid UTF-8, yet the value still has to be decoded.
    const isEscaped = charset !== '' && value.includes('\u001b');
    if (!binary || isAscii(value)) return isEscaped ? this.#text(utf8.encode(value), charset, problem) : value;
    const bytes = bytesOfBinaryString(value);
    // A charset that contradicts the bytes is wrong: beside a line that is not UTF-8, one that is stays UTF-8.
    const asUtf8 = /^(?:iso-?8859|windows-?12|latin|cp12|us-ascii)/i.test(charset) ? decodeUtf8(bytes) : null;
    if (asUtf8 !== null) return asUtf8;
    // A charset named once in a card is that of its other values, which are read again when it ends.
    if (charset === '' && decodeUtf8(bytes) === null)
      open.undecoded.push({ index: open.card.properties.length, bytes });
    return this.#text(bytes, charset, problem);
  }

  #text(bytes: Uint8Array, charset: string, line: ProblemLine): string {
    const { text, known } = decodeText(bytes, charset);
    if (!known) this.#problem('vcard.unknown_charset', line);
    return text;
  }

  #problem(code: VcardProblemCode, { number, text, value = '' }: ProblemLine): void {
    if (this.problems.length > PROBLEMS_MAX) return;
    const isLimitReached = this.problems.length === PROBLEMS_MAX;
    const reportedCode = isLimitReached ? 'vcard.too_many_problems' : code;
    const line = value === '' ? text : `${text}:${value}`;
    this.problems.push({ code: reportedCode, line: number, text: line.slice(0, PROBLEM_TEXT_MAX) });
  }
}

/** Reads again, in the charset that the card names elsewhere, the values whose bytes are not UTF-8. */
function decodeAgain({ card, charset, undecoded }: OpenCard): void {
  if (charset === '' || /^utf-?8$/i.test(charset)) return;
  for (const { index, bytes } of undecoded) {
    const property = card.properties[index];
    const { text, known } = decodeText(bytes, charset);
    if (property !== undefined && known) card.properties[index] = { ...property, value: text.replace(UNWRITABLES, '') };
  }
}

/** Returns a BEGIN or END value in upper case, without invisible characters: `VCARD`. */
function limitOf(value: string, binary: boolean): string {
  if (value === 'VCARD') return value;
  const text = binary ? decodeText(bytesOfBinaryString(value), '').text : value;
  return text.replace(INVISIBLE, '').toUpperCase();
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** After cards that began inside this one, a second VERSION or a second name belongs to another card. */
function beginsAnother(card: Vcard, key: string): boolean {
  if (key === 'VERSION') return card.version !== '';
  return (key === 'N' || key === 'FN') && card.properties.some(({ name }) => name.toUpperCase() === key);
}

const isAgent = (property: VcardProperty | undefined) => property?.name.toUpperCase() === 'AGENT';

function endsInEmptyAgent(card: Vcard): boolean {
  const last = card.properties.at(-1);
  return isAgent(last) && last?.value.trim() === '' && last.nested === undefined;
}

/** Stores nested cards under AGENT, where vCard 2.1 puts them, whether or not AGENT announced them. */
function addAgent(card: Vcard, nested: readonly Vcard[]): void {
  const last = card.properties.at(-1);
  if (last !== undefined && endsInEmptyAgent(card)) card.properties[card.properties.length - 1] = { ...last, nested };
  else card.properties.push({ group: '', name: 'AGENT', parameters: [], value: '', nested });
}
