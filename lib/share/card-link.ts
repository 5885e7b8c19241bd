import { type Card, type CardPatch, newCard } from '../card/card';
import { cardSchema } from '../card/schema';
import { LINK_MODEL } from './link-model';
import { decodeRecord, encodeRecord, modelBytes } from './link-record';
import { MixingCoder } from './mixing-coder';

// The link that carries the card in its fragment, which browsers never send: no server has it, and nobody can switch it
// off. Version 1: a leading byte 1, the record (link-record.ts) as the mixing coder writes it after the frozen model,
// then a checksum. Shared as text it is base64url; shown as a code, one decimal number, which QR's numeric mode holds at
// 3⅓ bits a digit (ISO/IEC 18004 §7.4.3) where base64url would take 8 bits for 6.

const VERSION = 1;
const CHECKSUM_BYTES = 3;
const END = 0;
/** Beyond this, mail programs and messages break a link; a card that needs more loses its longest texts. */
const TEXT_MAX_CHARACTERS = 1200;
/** Longer than any link we make; what is longer is not read. */
export const FRAGMENT_MAX_CHARACTERS = 2200;
const RECORD_MAX_BYTES = 8192;

export type LinkProblem = 'link.empty' | 'link.truncated' | 'link.newer' | 'link.unreadable';
export type LinkReading = { ok: true; content: CardPatch } | { ok: false; problem: LinkProblem };

export type CardLink = {
  /** For a message or a page. */
  text: string;
  /** For a code: what QR's alphanumeric and numeric modes hold, which browsers open the same. */
  code: string;
};

/**
 * The card's links on the site at `origin` (`https://poignee.app`). Scheme and host mean the same in capitals (RFC 3986
 * §6.2.2.1), and this site answers `/O` as `/o`.
 */
export function cardLink(card: Card, origin: string): CardLink {
  const bytes = encodeLink(linkable(card));
  return {
    text: `${origin}/o#${textFragment(bytes)}`,
    code: `${origin.toUpperCase()}/O#${decimalFragment(bytes)}`,
  };
}

/** What goes first when a card is too long for a link: what is read, before what is needed to reach the person. */
const SHORTENINGS: readonly ((card: Card) => Card)[] = [
  (card) => ({ ...card, note: '' }),
  (card) => ({ ...card, profiles: [] }),
  (card) => ({ ...card, headline: '' }),
  (card) => ({ ...card, phones: card.phones.slice(0, 2), emails: card.emails.slice(0, 1) }),
];

function linkable(card: Card): Card {
  let kept = card;
  for (const shorten of SHORTENINGS) {
    if (textFragment(encodeLink(kept)).length <= TEXT_MAX_CHARACTERS) break;
    kept = shorten(kept);
  }
  return kept;
}

let coder: MixingCoder | null = null;
/** Learning the model takes some ten milliseconds, once. */
const theCoder = () => {
  coder ??= new MixingCoder(modelBytes(LINK_MODEL));
  return coder;
};

/** The card as the bytes of a link, first to last: version, coded record, checksum. */
export function encodeLink(card: Card): Uint8Array {
  const record = encodeRecord(card);
  const coded = theCoder().encode(record);
  const bytes = new Uint8Array(1 + CHECKSUM_BYTES + coded.length);
  bytes[0] = VERSION;
  bytes.set(checksum(record), 1);
  bytes.set(coded, 1 + CHECKSUM_BYTES);
  return bytes;
}

/** For a code: one decimal number. */
export function decimalFragment(bytes: Uint8Array): string {
  let number = 0n;
  for (const byte of bytes) number = number * 256n + BigInt(byte);
  return number.toString();
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** For a message: RFC 4648 §5, no padding. The version makes its first character a letter, so that it is no number. */
export function textFragment(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3);
    const group = (one << 16) | (two << 8) | three;
    const count = Math.min(3, bytes.length - at) + 1;
    for (let index = 0; index < count; index += 1) text += BASE64URL[(group >> (18 - 6 * index)) & 63];
  }
  return text;
}

/**
 * The card in a fragment, whoever made it: at most `FRAGMENT_MAX_CHARACTERS` read and 8 KiB made of them, nothing
 * believed that the checksum and the card's own limits do not confirm.
 */
export function readFragment(fragment: string, newId: () => string): LinkReading {
  const text = fragment.replace(/^#/, '').replace(/\s|%20/g, '');
  if (text === '') return { ok: false, problem: 'link.empty' };
  if (text.length > FRAGMENT_MAX_CHARACTERS) return { ok: false, problem: 'link.unreadable' };
  const bytes = /^[0-9]+$/.test(text) ? bytesOfDecimal(text) : bytesOfText(text);
  if (bytes === null || bytes.length === 0) return { ok: false, problem: 'link.unreadable' };
  // A number cut short begins otherwise: its first byte says nothing then.
  if (bytes[0] !== VERSION) {
    const newer = !/^[0-9]+$/.test(text) && (bytes[0] ?? 0) > VERSION && (bytes[0] ?? 0) < 32;
    return { ok: false, problem: newer ? 'link.newer' : 'link.truncated' };
  }
  const expected = bytes.subarray(1, 1 + CHECKSUM_BYTES);
  const record = theCoder().decode(bytes.subarray(1 + CHECKSUM_BYTES), END, RECORD_MAX_BYTES);
  if (record === null || checksum(record).some((byte, index) => byte !== expected[index]))
    return { ok: false, problem: 'link.truncated' };
  const content = contentOf(record, newId);
  return content === null ? { ok: false, problem: 'link.unreadable' } : { ok: true, content };
}

function contentOf(record: Uint8Array, newId: () => string): CardPatch | null {
  try {
    const content = decodeRecord(record, newId);
    return content !== null && cardSchema.safeParse(newCard('link' as Card['id'], 0, content)).success ? content : null;
  } catch {
    return null;
  }
}

function bytesOfDecimal(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let number = BigInt(text); number > 0n; number >>= 8n) bytes.unshift(Number(number & 255n));
  return Uint8Array.from(bytes);
}

function bytesOfText(text: string): Uint8Array | null {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of text) {
    const value = BASE64URL.indexOf(character);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 255);
    }
  }
  return Uint8Array.from(bytes);
}

/** CRC-24 of OpenPGP, RFC 9580 §6.1.1. */
function checksum(bytes: Uint8Array): Uint8Array {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit += 1) {
      crc <<= 1;
      if (crc & 0x1000000) crc ^= 0x1864cfb;
    }
  }
  return Uint8Array.of((crc >> 16) & 255, (crc >> 8) & 255, crc & 255);
}
