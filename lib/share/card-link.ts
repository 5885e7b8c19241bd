import {
  type Card,
  type CardPatch,
  EMPTY_ADDRESS,
  fullNameOf,
  isBlankAddress,
  isTelephone,
  newCard,
} from '../card/card';
import { isWithinLimits } from '../card/within-limits';
import { decodeBase64url, encodeBase64url } from '../exchange/base64url';
import { LINK_MODEL } from './link-model';
import { decodeRecord, encodeRecord, modelBytes } from './link-record';
import { MixingCoder } from './mixing-coder';

// The link that carries the card in its fragment, which browsers never send: no server has it, and nobody can disable
// it. Version 1: the byte 1, a checksum, then the record (link-record.ts) as encoded by the mixing coder primed with
// the frozen model. As text it is base64url; as a code, one decimal number, which QR's numeric mode stores at 3⅓ bits
// per digit (ISO/IEC 18004 §7.4.3), where base64url would take 8 bits for 6.

const VERSION = 1;
const CHECKSUM_BYTES = 3;
const END = 0;
/** Mail and messaging programs break longer links; a card that needs more loses its longest texts. */
const TEXT_MAX_CHARACTERS = 1200;
/** Longer than any link this app makes; longer fragments are not read. */
const FRAGMENT_MAX_CHARACTERS = 2200;
const RECORD_MAX_BYTES = 8192;

export type LinkProblem = 'link.empty' | 'link.truncated' | 'link.newer' | 'link.unreadable';
export type LinkReading = { ok: true; content: CardPatch } | { ok: false; problem: LinkProblem };

/** A link for a message or a page, and the properties it had to leave out. */
export type CardLink = { text: string; dropped: LinkProperty[] };

/** Returns the card's link on the site at `origin` (`https://poignee.app`); `null` in the same cases as `shortened`. */
export function cardLink(card: Card, origin: string): CardLink | null {
  const shortenedLink = shortened(card, (bytes) => textFragment(bytes).length <= TEXT_MAX_CHARACTERS);
  return shortenedLink && { text: `${origin}/o#${textFragment(shortenedLink.bytes)}`, dropped: shortenedLink.dropped };
}

/** What a link may leave out when the card is too long for it: what is only read, before what reaches the person. */
export type LinkProperty = 'NOTE' | 'PROFILES' | 'HEADLINE' | 'ADDRESS' | 'TEL' | 'EMAIL';

const DROP_STEPS: readonly { property: LinkProperty; fits: (card: Card) => boolean; drop: (card: Card) => Card }[] = [
  { property: 'NOTE', fits: (c) => c.note !== '', drop: (c) => ({ ...c, note: '' }) },
  { property: 'PROFILES', fits: (c) => c.profiles.length > 0, drop: (c) => ({ ...c, profiles: [] }) },
  { property: 'HEADLINE', fits: (c) => c.headline !== '', drop: (c) => ({ ...c, headline: '' }) },
  { property: 'EMAIL', fits: (c) => c.emails.length > 1, drop: (c) => ({ ...c, emails: c.emails.slice(0, 1) }) },
  { property: 'TEL', fits: (c) => c.phones.length > 2, drop: (c) => ({ ...c, phones: c.phones.slice(0, 2) }) },
  {
    property: 'ADDRESS',
    fits: (c) => !isBlankAddress(c.address),
    drop: (c) => ({ ...c, address: EMPTY_ADDRESS }),
  },
];

/**
 * Encodes the card in a link that `fits`, dropping properties one by one until it does; if it never does, returns the
 * shortest link. `null` when the card has no name or no way to reach the person, or when even that link could not be
 * read back.
 */
export function shortened(
  card: Card,
  fits: (bytes: Uint8Array) => boolean,
): { bytes: Uint8Array; dropped: LinkProperty[] } | null {
  if (fullNameOf(card) === '' || !canBeReached(card)) return null;
  let reducedCard = card;
  const dropped: LinkProperty[] = [];
  const steps = DROP_STEPS.values();
  for (;;) {
    const bytes = encodeLink(reducedCard);
    const isLinkReadable = isReadable(reducedCard, bytes);
    if (isLinkReadable && fits(bytes)) return { bytes, dropped };
    let step = steps.next();
    while (!step.done && !step.value.fits(reducedCard)) step = steps.next();
    if (step.done) return isLinkReadable ? { bytes, dropped } : null;
    reducedCard = step.value.drop(reducedCard);
    dropped.push(step.value.property);
  }
}

const canBeReached = ({ phones, emails }: Card) =>
  phones.some((phone) => phone.number.trim() !== '' && isTelephone(phone)) ||
  emails.some(({ address }) => address.trim() !== '');

const isReadable = (card: Card, bytes: Uint8Array) =>
  encodeRecord(card).length <= RECORD_MAX_BYTES && decimalFragment(bytes).length <= FRAGMENT_MAX_CHARACTERS;

let coder: MixingCoder | null = null;
/** Created on first use: learning the model takes about ten milliseconds. */
const getCoder = () => {
  coder ??= new MixingCoder(modelBytes(LINK_MODEL));
  return coder;
};

/** Encodes the card as the bytes of a link: version, checksum, coded record. */
export function encodeLink(card: Card): Uint8Array {
  const record = encodeRecord(card);
  const coded = getCoder().encode(record);
  const bytes = new Uint8Array(1 + CHECKSUM_BYTES + coded.length);
  bytes[0] = VERSION;
  bytes.set(checksum(record), 1);
  bytes.set(coded, 1 + CHECKSUM_BYTES);
  return bytes;
}

/** Returns the fragment for a code: one decimal number. */
export function decimalFragment(bytes: Uint8Array): string {
  let number = 0n;
  for (const byte of bytes) number = number * 256n + BigInt(byte);
  return number.toString();
}

/**
 * Returns the fragment for a message: RFC 4648 §5, no padding. The version makes its first character a letter, so that
 * it is never read as a number.
 */
export const textFragment = (bytes: Uint8Array): string => encodeBase64url(bytes);

/**
 * Reads the card in an untrusted fragment: reads at most `FRAGMENT_MAX_CHARACTERS`, produces at most 8 KiB, and accepts
 * nothing that the checksum and the card's own limits do not confirm.
 */
export function readFragment(fragment: string, newId: () => string): LinkReading {
  // Messages may add characters after a link (a full stop, a tracking parameter), which are ignored.
  const [text = ''] = /^[A-Za-z0-9_-]*/.exec(fragment.replace(/^#/, '').replace(/\s|%20/g, '')) ?? [];
  if (text === '') return { ok: false, problem: fragment.length > 1 ? 'link.unreadable' : 'link.empty' };
  if (text.length > FRAGMENT_MAX_CHARACTERS) return { ok: false, problem: 'link.unreadable' };
  const bytes = /^[0-9]+$/.test(text) ? bytesOfDecimal(text) : decodeWholeBytes(text);
  if (bytes === null || bytes.length === 0) return { ok: false, problem: 'link.unreadable' };
  // A truncated number starts with other bytes, so its first byte does not tell the version.
  if (bytes[0] !== VERSION) {
    const isNewer = !/^[0-9]+$/.test(text) && (bytes[0] ?? 0) > VERSION && (bytes[0] ?? 0) < 32;
    return { ok: false, problem: isNewer ? 'link.newer' : 'link.truncated' };
  }
  const expected = bytes.subarray(1, 1 + CHECKSUM_BYTES);
  const record = getCoder().decode(bytes.subarray(1 + CHECKSUM_BYTES), END, RECORD_MAX_BYTES);
  if (record === null || checksum(record).some((byte, index) => byte !== expected[index]))
    return { ok: false, problem: 'link.truncated' };
  const content = contentOf(record, newId);
  return content === null ? { ok: false, problem: 'link.unreadable' } : { ok: true, content };
}

function contentOf(record: Uint8Array, newId: () => string): CardPatch | null {
  try {
    const content = decodeRecord(record, newId);
    if (content === null) return null;
    const card = newCard('link' as Card['id'], 0, content);
    return fullNameOf(card) !== '' && isWithinLimits(card) ? content : null;
  } catch {
    return null;
  }
}

function bytesOfDecimal(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let number = BigInt(text); number > 0n; number >>= 8n) bytes.unshift(Number(number & 255n));
  return Uint8Array.from(bytes);
}

/** Decodes the whole bytes of a text that may have characters added at its end: padded to a multiple of four, then cut. */
const decodeWholeBytes = (text: string): Uint8Array | null =>
  decodeBase64url(text.padEnd(Math.ceil(text.length / 4) * 4, 'A'))?.subarray(0, Math.floor((text.length * 3) / 4)) ??
  null;

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
