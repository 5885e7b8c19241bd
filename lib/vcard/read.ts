import { bytesOfBinaryString, decodeText } from './charset';
import type { LineHeader } from './line-header';
import { type LogicalLine, LogicalLines } from './logical-lines';
import { decodeQuotedPrintable } from './quoted-printable';
import type { Vcard, VcardProblem, VcardProblemCode, VcardProperty } from './vcard';

const PIECE_BYTES = 1 << 20;
/** How many cards may be open, one in another, before the outermost is taken for one whose END is missing. */
const OPEN_MAX = 8;
/** The same for cards that began inside an open one without AGENT saying so. */
const INSIDE_MAX = 16;
const PROBLEMS_MAX = 1000;
const PROBLEM_TEXT_MAX = 80;
/** Properties whose presence outside any card says that a BEGIN was lost. */
const STARTS_A_CARD = new Set(['VERSION', 'N', 'FN', 'TEL', 'EMAIL', 'ORG']);
/** What damage leaves around BEGIN and END and nobody sees. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}]/gu;
/** RFC 6350 §3.3: no value holds them. Left in, a backslash before one would escape what comes after it. */
const UNWRITABLE = /(?![\n\t])\p{Cc}/u;
const UNWRITABLES = /(?![\n\t])\p{Cc}/gu;
const utf8 = new TextEncoder();

type OpenCard = {
  card: Vcard;
  line: number;
  implicit: boolean;
  /** Cards that began in this one; whether they belong to it is known when it goes on after them, or ends. */
  inside: Vcard[];
  /** Is this one the value of its parent's AGENT (vCard 2.1 §2.7)? */
  agent: boolean;
};

/**
 * Reads every card in `bytes`, whatever the version (2.1, 3.0, 4.0), encoding or line ending, in time linear in the
 * bytes. A damaged card does not cost its neighbours: what could not be read comes back in `problems`, with its line.
 */
export function parseVcards(bytes: Uint8Array): { cards: Vcard[]; problems: VcardProblem[] } {
  const cards: Vcard[] = [];
  const reader = new VcardReader((card) => cards.push(card));
  for (let start = 0; start < bytes.length; start += PIECE_BYTES)
    reader.push(bytes.subarray(start, start + PIECE_BYTES));
  reader.end();
  return { cards, problems: reader.problems };
}

/** The same for a file that comes in pieces of any size: each card is handed over as soon as it is whole. */
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

  /** The file is over: what is still open is handed over as it is. */
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
    const closed = this.#open.pop();
    if (closed === undefined) this.#problem('vcard.missing_begin', line);
    else {
      const parent = this.#open.at(-1);
      if (parent === undefined) this.#emitWithNeighbours(closed);
      else if (closed.agent) giveAgent(parent.card, [closed.card, ...closed.inside]);
      else {
        parent.inside.push(closed.card, ...closed.inside);
        if (parent.inside.length > INSIDE_MAX) this.#releaseOutermost();
      }
    }
    if (limit === 'VCARDBEGIN:VCARD') this.#begin(line.number, false);
  }

  /** The card goes on after cards that began in it: they were its own, though nothing announced them. */
  #adopt(open: OpenCard, line: LogicalLine): void {
    this.#problem('vcard.nested_card', line);
    giveAgent(open.card, open.inside);
    open.inside = [];
  }

  /** It ended right after cards that had begun in it: an END was lost or is one too many, and all are neighbours. */
  #emitWithNeighbours({ card, inside, line }: OpenCard): void {
    if (inside.length > 0) this.#problem('vcard.missing_end', { number: line, text: 'BEGIN:VCARD' });
    this.#emit(card);
    for (const neighbour of inside) this.#emit(neighbour);
  }

  /** The outermost open card never ended: it is handed over as it is, then the cards that were after it. */
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

  /** Undoes CHARSET and quoted-printable, whose line breaks become `\n`; base64 stays as it is until somebody asks for the picture. */
  #decode({ encoding, charset }: LineHeader, line: LogicalLine): string {
    const { value } = line;
    if (encoding === 'base64') return value;
    if (encoding === 'quoted-printable') {
      const bytes = line.binary ? bytesOfBinaryString(value) : utf8.encode(value);
      return this.#text(decodeQuotedPrintable(bytes), charset, line).replace(/\r\n|\r/g, '\n');
    }
    if (line.binary) return isAscii(value) ? value : this.#text(bytesOfBinaryString(value), charset, line);
    // ISO-2022-JP is ASCII bytes throughout: the file is UTF-8 and the value still is not what it says.
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
    const last = this.problems.length === PROBLEMS_MAX;
    const said = last ? 'vcard.too_many_problems' : code;
    const line = value === '' ? text : `${text}:${value}`;
    this.problems.push({ code: said, line: number, text: line.slice(0, PROBLEM_TEXT_MAX) });
  }
}

/** `VCARD`, whatever case it is in and whatever nobody sees is around it. */
function limitOf(value: string, binary: boolean): string {
  if (value === 'VCARD') return value;
  const text = binary ? decodeText(bytesOfBinaryString(value), '').text : value;
  return text.replace(INVISIBLE, '').toUpperCase();
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** A VERSION, or a name where there is one already: after cards that began in this one, it is another card's. */
function beginsAnother(card: Vcard, key: string): boolean {
  if (key === 'VERSION') return card.version !== '';
  return (key === 'N' || key === 'FN') && card.properties.some(({ name }) => name.toUpperCase() === key);
}

const isAgent = (property: VcardProperty | undefined) => property?.name.toUpperCase() === 'AGENT';

function endsInEmptyAgent(card: Vcard): boolean {
  const last = card.properties.at(-1);
  return isAgent(last) && last?.value.trim() === '' && last.nested === undefined;
}

/** Cards inside another are kept under AGENT, where vCard 2.1 puts them, whether or not AGENT announced them. */
function giveAgent(card: Vcard, nested: readonly Vcard[]): void {
  const last = card.properties.at(-1);
  if (last !== undefined && endsInEmptyAgent(card)) card.properties[card.properties.length - 1] = { ...last, nested };
  else card.properties.push({ group: '', name: 'AGENT', parameters: [], value: '', nested });
}
