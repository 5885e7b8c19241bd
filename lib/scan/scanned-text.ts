import { type CardPatch, EMPTY_ADDRESS } from '../card/card';
import { LIMITS } from '../card/limits';
import { splitName } from '../card/name';
import { emailProblem, readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';
import { readFragment } from '../share/card-link';
import { type CardReading, cardFromVcard } from '../vcard/card-from-vcard';
import { parseVcards } from '../vcard/read';

/** The interpretation of a scanned code, a pasted text or a shared text. */
export type ScannedText =
  | { kind: 'contact'; from: 'vcard' | 'mecard' | 'link' | 'profile'; content: CardPatch; vcard: string }
  | { kind: 'phone'; number: string }
  | { kind: 'email'; address: string }
  /** Never opened automatically: `host` is shown to the person first. `hash` includes the leading #. */
  | { kind: 'web'; url: string; host: string; path: string; hash: string }
  | { kind: 'text'; text: string };

/** More than any code holds (ISO/IEC 18004: 7,089 digits); a pasted text may be longer. Files are not read here. */
const TEXT_MAX = 100_000;

/** Interprets a scanned text. `vcard` of a contact is the vCard as received, '' when it was in another format. */
export function parseScannedText(raw: string, reading: CardReading): ScannedText {
  const text = raw
    .slice(0, TEXT_MAX)
    .replace(/^\ufeff/, '')
    .trim();
  if (/^BEGIN:VCARD/i.test(text)) return vcardOf(text, reading) ?? { kind: 'text', text };
  if (/^MECARD:/i.test(text)) return { kind: 'contact', from: 'mecard', content: mecardOf(text, reading), vcard: '' };
  const [, number] = /^(?:tel|sms|smsto|mms|mmsto):([^?;:]+)/i.exec(text) ?? [];
  if (number !== undefined)
    return { kind: 'phone', number: reading.readNumber(decodeSafely(number)) || clip(decodeSafely(number)) };
  const [, address] = /^(?:mailto:|MATMSG:TO:|SMTP:)([^?;:]+)/i.exec(text) ?? [];
  if (address !== undefined) return { kind: 'email', address: clip(decodeSafely(address)) };
  if (
    /^https?:\/\//i.test(text) ||
    (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?$/i.test(text) && readWebAddress(text) !== null)
  )
    return webOf(text, reading);
  if (!/\s/.test(text) && text.includes('@') && emailProblem(text) === null)
    return { kind: 'email', address: clip(text) };
  const phoneNumber = /^[+\d\s().#*-]{7,24}$/.test(text) ? reading.readNumber(text) : '';
  return phoneNumber === '' ? { kind: 'text', text } : { kind: 'phone', number: phoneNumber };
}

const clip = (text: string, length: number = LIMITS.line) => text.trim().slice(0, length);

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function vcardOf(text: string, reading: CardReading): ScannedText | null {
  const [card] = parseVcards(new TextEncoder().encode(text)).cards;
  return card === undefined
    ? null
    : { kind: 'contact', from: 'vcard', content: cardFromVcard(card, reading), vcard: text };
}

function webOf(text: string, reading: CardReading): ScannedText {
  // A card link of this app, from any origin: accepted only if its checksum is valid.
  const [, fragment] = /^https?:\/\/[^/?#]+\/o(#.+)$/i.exec(text) ?? [];
  const card = fragment === undefined ? null : readFragment(fragment, reading.newId);
  if (card?.ok) return { kind: 'contact', from: 'link', content: card.content, vcard: '' };
  const url = readWebAddress(text);
  if (url === null) return { kind: 'text', text };
  const parsed = new URL(url);
  const hash = url.includes('#') ? url.slice(url.indexOf('#')) : '';
  const profile = profileOf(url, parsed.pathname, reading);
  return profile ?? { kind: 'web', url, host: parsed.hostname, path: parsed.pathname, hash };
}

/** Reads the profile link and the name in it from https://www.linkedin.com/in/elodie-cote-gagne-1a2b3c. */
function profileOf(url: string, path: string, { newId }: CardReading): ScannedText | null {
  const [, slug] = /^\/(?:in|pub)\/([^/]+)/.exec(path) ?? [];
  if (slug === undefined || serviceOf(url) !== 'LinkedIn') return null;
  const words = decodeSafely(slug)
    .split('-')
    .filter((word) => /^\p{L}+$/u.test(word));
  const name = words.map((word) => word.slice(0, 1).toLocaleUpperCase() + word.slice(1)).join(' ');
  const content = { ...splitName(clip(name)), profiles: [{ id: newId(), url: clip(url, LIMITS.url) }] };
  return { kind: 'contact', from: 'profile', content, vcard: '' };
}

/** Parses NTT DOCOMO's MECARD: `N:family,given;TEL:…;EMAIL:…;`, with separators escaped by backslashes. */
function mecardOf(text: string, { newId, readNumber }: CardReading): CardPatch {
  const fields = [...text.slice('MECARD:'.length).matchAll(/([A-Z-]+):((?:\\[\s\S]|[^;\\])*);?/gi)].map(
    ([, name = '', value = '']) => [name.toUpperCase(), value] as const,
  );
  const plain = (value: string) => clip(value.replace(/\\([\s\S])/g, '$1'));
  const all = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => value);
  const first = (name: string) => plain(all(name)[0] ?? '');
  const [family = '', given] = (all('N')[0] ?? '').split(/(?<!\\),/).map(plain);
  const url = first('URL');
  return {
    ...(given === undefined ? splitName(family) : { familyNames: family, givenNames: given }),
    organisation: first('ORG'),
    title: first('TITLE'),
    phones: all('TEL')
      .map(plain)
      .filter(Boolean)
      .slice(0, LIMITS.entries)
      .map((typed) => ({ id: newId(), kind: 'cell', number: readNumber(typed) || typed, extension: '' })),
    emails: all('EMAIL')
      .map(plain)
      .filter(Boolean)
      .slice(0, LIMITS.entries)
      .map((address) => ({ id: newId(), kind: 'work', address })),
    website: readWebAddress(url) === null ? '' : clip(url, LIMITS.url),
    address: {
      ...EMPTY_ADDRESS,
      streetAddress: all('ADR').map((value) => plain(value).split(',').filter(Boolean).join(', '))[0] ?? '',
    },
    note: first('NOTE'),
  };
}
