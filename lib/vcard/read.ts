import { bytesOfBinaryString, decodeText } from './charset';
import type { LineHeader } from './line-header';
import { type LogicalLine, LogicalLines } from './logical-lines';
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

type OpenCard = {
  card: Vcard;
  line: number;
  implicit: boolean;
  /** Cards that began inside this one; whether they belong to it is decided when it continues after them, or ends. */
  inside: Vcard[];
  /** Whether this card is the value of its parent's AGENT (vCard 2.1 §2.7). */
  agent: boolean;
};

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
  readonly #lines = new LogicalLines((line) => this.#line(line));
  readonly #open: OpenCard[] = [];

  constructor(emit: (card: Vcard) => void) {
    this.#emit = emit;
  }

  push(piece: Uint8Array): void {
    this.#lines.push(piece);
  }

  /** Ends the file: emits the cards that are still open as they are. */
  end(): void {
    this.#lines.end();
    while (this.#open.length > 0) this.#releaseOutermost();
  }

  #line(line: LogicalLine): void {
    const { header, value } = line;
    if (header === null) {
      if (line.text.trim() !== '') this.#problem('vcard.not_a_property', line);
      return;
    }
    const limit = header.key === 'BEGIN' || header.key === 'END' ? limitOf(value, line.binary) : '';
    if (header.key === 'BEGIN' && limit === 'VCARD') this.#begin(line.number, false);
    else if (header.key === 'END' && limit.startsWith('VCARD')) this.#endCard(limit, line);
    else this.#property(header, line);
  }

  #begin(line: number, implicit: boolean): void {
    const parent = this.#open.at(-1);
    if (parent?.implicit) this.#releaseOutermost();
    const agent = parent !== undefined && endsInEmptyAgent(parent.card);
    this.#open.push({ card: { version: '', properties: [] }, line, implicit, inside: [], agent });
    if (this.#open.length > OPEN_MAX) this.#releaseOutermost();
  }

  #endCard(limit: string, line: LogicalLine): void {
    const closedCard = this.#open.pop();
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
  #adopt(open: OpenCard, line: LogicalLine): void {
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
    this.#problem('vcard.missing_end', { number: open.line, text: 'BEGIN:VCARD' });
    const next = this.#open[0];
    if (next?.agent) next.agent = false;
    this.#emit(open.card);
    for (const card of open.inside) this.#emit(card);
  }

  #property(header: LineHeader, line: LogicalLine): void {
    let open = this.#open.at(-1);
    if (open === undefined) {
      if (!STARTS_A_CARD.has(header.key)) {
        this.#problem('vcard.missing_begin', line);
        return;
      }
      this.#problem('vcard.missing_begin', line);
      this.#begin(line.number, true);
      open = this.#open.at(-1);
      if (open === undefined) return;
    }
    if (open.inside.length > 0) {
      if (beginsAnother(open.card, header.key)) {
        this.#releaseOutermost();
        this.#property(header, line);
        return;
      }
      this.#adopt(open, line);
    }
    const decoded = this.#decode(header, line);
    const isText = header.encoding !== 'base64';
    const value = isText && UNWRITABLE.test(decoded) ? decoded.replace(UNWRITABLES, '') : decoded;
    if (header.key === 'AGENT' && limitOf(value, false) === 'BEGIN:VCARD') {
      open.card.properties.push({ group: header.group, name: header.name, parameters: header.parameters, value: '' });
      this.#begin(line.number, false);
    } else if (header.key === 'VERSION' && open.card.version === '') open.card.version = value.trim();
    else open.card.properties.push({ group: header.group, name: header.name, parameters: header.parameters, value });
  }

  /**
   * Undoes CHARSET and quoted-printable, whose line breaks become `\n`; base64 is kept until the picture is requested.
   */
  #decode({ encoding, charset }: LineHeader, line: LogicalLine): string {
    const { value } = line;
    if (encoding === 'base64') return value;
    if (encoding === 'quoted-printable') {
      const bytes = line.binary ? bytesOfBinaryString(value) : utf8.encode(value);
      return this.#text(decodeQuotedPrintable(bytes), charset, line).replace(/\r\n|\r/g, '\n');
    }
    if (line.binary) return isAscii(value) ? value : this.#text(bytesOfBinaryString(value), charset, line);
    // ISO-2022-JP uses ASCII bytes only: the file is valid UTF-8, yet the value still has to be decoded.
    return charset !== '' && value.includes('\u001b') ? this.#text(utf8.encode(value), charset, line) : value;
  }

  #text(bytes: Uint8Array, charset: string, line: LogicalLine): string {
    const { text, known } = decodeText(bytes, charset);
    if (!known) this.#problem('vcard.unknown_charset', line);
    return text;
  }

  #problem(
    code: VcardProblemCode,
    { number, text, value = '' }: { number: number; text: string; value?: string },
  ): void {
    if (this.problems.length > PROBLEMS_MAX) return;
    const isLimitReached = this.problems.length === PROBLEMS_MAX;
    const reportedCode = isLimitReached ? 'vcard.too_many_problems' : code;
    const line = value === '' ? text : `${text}:${value}`;
    this.problems.push({ code: reportedCode, line: number, text: line.slice(0, PROBLEM_TEXT_MAX) });
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
