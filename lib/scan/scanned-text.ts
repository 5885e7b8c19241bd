import { contactFromVcard } from '../book/contact-vcard';
import { addressesIn } from '../book/csv-cells';
import { badgeSource } from '../book/sources';
import { EMPTY_ADDRESS } from '../card/card';
import type { ContactPatch } from '../card/contact';
import { LIMITS } from '../card/limits';
import { emailProblem, isE164, readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';
import { splitName } from '../card/written-name';
import { readFragment } from '../share/card-link';
import { parseVcards } from '../vcard/read';
import type { CardReading } from '../vcard/vcard-content';
import { parseBadge } from './badge';
import { parseSignature } from './signature-text';

/** The interpretation of a scanned code, a pasted text or a shared text. */
export type ScannedText =
  | { kind: 'contact'; from: 'vcard' | 'mecard' | 'link' | 'profile' | 'badge'; content: ContactPatch }
  | { kind: 'phone'; number: string; extension: string }
  | { kind: 'email'; address: string }
  /** Never opened automatically: `host` is shown to the person first. `hash` includes the leading #. */
  | { kind: 'web'; url: string; host: string; path: string; hash: string }
  /** A number or a code alone, such as a badge's, which only the list of an event's attendees explains. */
  | { kind: 'identifier'; text: string }
  | { kind: 'text'; text: string };

/** More than any code holds (ISO/IEC 18004: 7,089 digits); a pasted text may be longer. Files are not read here. */
const TEXT_MAX = 100_000;

/** A bare identifier: no spaces, at least one digit. */
const IDENTIFIER = /^(?=\S*\d)[\p{L}\d][\p{L}\d._:/#+=-]{1,79}$/u;

/** Interprets a scanned text. */
export function parseScannedText(raw: string, reading: CardReading): ScannedText {
  const text = raw
    .slice(0, TEXT_MAX)
    .replace(/^\ufeff/, '')
    .trim();
  if (/^BEGIN:VCARD/i.test(text)) return vcardOf(text, reading) ?? { kind: 'text', text };
  if (/^MECARD:/i.test(text)) return { kind: 'contact', from: 'mecard', content: mecardOf(text, reading) };
  if (/^BIZCARD:/i.test(text)) return { kind: 'contact', from: 'mecard', content: bizcardOf(text, reading) };
  const [, dialled] = /^(?:tel|sms|smsto|mms|mmsto):([^?:]+)/i.exec(text) ?? [];
  if (dialled !== undefined) return { kind: 'phone', ...clippedPhone(reading.readPhone(decodeSafely(dialled))) };
  const [, address] = /^(?:mailto:|MATMSG:TO:|SMTP:)([^?;:]+)/i.exec(text) ?? [];
  if (address !== undefined) return { kind: 'email', address: clip(decodeSafely(address)) };
  const whatsapp = whatsappNumber(text);
  if (whatsapp !== '') return { kind: 'contact', from: 'link', content: whatsappContact(whatsapp, reading) };
  if (
    /^https?:\/\//i.test(text) ||
    (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?$/i.test(text) && readWebAddress(text) !== null)
  )
    return webOf(text, reading);
  const mailbox = /\n|\||::|\^/.test(text) ? null : mailboxOf(text, reading);
  if (mailbox !== null) return mailbox;
  const badge = parseBadge(text, reading);
  if (badge !== null) return { kind: 'contact', from: 'badge', content: badge };
  // Several fields in a sentence or on lines, among them a way to reach the person.
  const signature = /[,;\t\n]/.test(text) && text.includes('@') ? parseSignature(text, reading) : null;
  if (signature !== null) return { kind: 'contact', from: 'badge', content: signature };
  if (/^[+\d][\d\s().*#,;xp-]{6,30}$/i.test(text)) {
    const phone = reading.readPhone(text);
    if (isE164(phone.number)) return { kind: 'phone', ...phone };
  }
  const [, identifier = text] =
    /^(?:id|uid|badge|ticket|attendee|ref)[\s_-]*(?:id)?\s*(?:::|[:=#])\s*(\S+)$/i.exec(text) ?? [];
  return IDENTIFIER.test(identifier) ? { kind: 'identifier', text: clip(identifier) } : { kind: 'text', text };
}

/** Reads one e-mail address, with or without the name of its owner: `Zoé Roy <zoe@exemple.ca>`. */
function mailboxOf(text: string, { newId }: CardReading): ScannedText | null {
  const [address, ...others] = text.includes('@') ? addressesIn(text) : [];
  if (address === undefined || others.length > 0 || emailProblem(address) !== null) return null;
  const [, name = ''] = /^"?([^"<>@]+?)"?\s*<[^<>]+>$/.exec(text) ?? [];
  // A text that holds an address and other fields is a badge or a signature.
  const isAlone = text.replace(address, '').replace(/^mailto:|[<>"'()\s]/gi, '') === '';
  if (name === '' ? !isAlone : /\d{3}|[;|\t]/.test(name)) return null;
  if (name === '') return { kind: 'email', address: clip(address) };
  const emails = [{ id: newId(), kind: 'other' as const, address: clip(address) }];
  return { kind: 'contact', from: 'mecard', content: { ...splitName(clip(name)), emails } };
}

const clippedPhone = ({ number, extension }: { number: string; extension: string }) => ({
  number: clip(number),
  extension: clip(extension, LIMITS.extension),
});

const clip = (text: string, length: number = LIMITS.line) => text.trim().slice(0, length);

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A property at the start of a line, in a vCard whose line breaks became spaces or `\\n`. */
const FLAT_PROPERTY =
  /(?:\\r)?(?:\\n|\s+)(?=(?:VERSION|N|FN|ORG|TITLE|ROLE|TEL|EMAIL|ADR|URL|NOTE|BDAY|UID|REV|PHOTO|END)[;:])/g;

function vcardOf(flat: string, reading: CardReading): ScannedText | null {
  const text = /[\r\n]/.test(flat) ? flat : flat.replace(FLAT_PROPERTY, '\r\n');
  const [card] = parseVcards(new TextEncoder().encode(text)).cards;
  return card === undefined
    ? null
    : { kind: 'contact', from: 'vcard', content: contactFromVcard(card, reading).content };
}

/** Returns the number of a WhatsApp link, in digits; '' for any other text, and for a link that carries no number. */
function whatsappNumber(text: string): string {
  const [, inPath] = /^(?:https?:\/\/)?(?:www\.)?wa\.me\/\+?(\d{6,15})(?:[/?#]|$)/i.exec(text) ?? [];
  const [, inQuery] =
    /^(?:https?:\/\/(?:api|web|www|chat)\.whatsapp\.com\/|whatsapp:\/\/)send\/?\?(?:.*&)?phone=(?:\+|%2B)?(\d{6,15})/i.exec(
      text,
    ) ?? [];
  return inPath ?? inQuery ?? '';
}

const whatsappContact = (digits: string, { newId, readPhone }: CardReading): ContactPatch => ({
  phones: [{ id: newId(), kind: 'cell', label: 'WhatsApp', ...readPhone(`+${digits}`) }],
});

function webOf(text: string, reading: CardReading): ScannedText {
  // A card link of this app, from any origin: accepted only if its checksum is valid.
  const [, fragment] = /^https?:\/\/[^/?#]+\/o(#.+)$/i.exec(text) ?? [];
  const card = fragment === undefined ? null : readFragment(fragment, reading.newId);
  if (card?.ok) return { kind: 'contact', from: 'link', content: card.content };
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
  return { kind: 'contact', from: 'profile', content };
}

/** Splits `NAME:value;` fields, whose separators are escaped by backslashes. */
const fieldsOf = (text: string, prefix: string) =>
  [...text.slice(prefix.length).matchAll(/([A-Z-]+):((?:\\[\s\S]|[^;\\])*);?/gi)].map(
    ([, name = '', value = '']) => [name.toUpperCase(), value] as const,
  );
const plain = (value: string) => clip(value.replace(/\\([\s\S])/g, '$1'));

const MECARD_FIELDS = new Set('N ORG TITLE TEL EMAIL URL ADR NOTE MEMO UID'.split(' '));

/** Parses NTT DOCOMO's MECARD: `N:family,given;TEL:…;EMAIL:…;`. */
function mecardOf(text: string, { newId, readPhone }: CardReading): ContactPatch {
  const fields = fieldsOf(text, 'MECARD:');
  const all = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => value);
  const first = (name: string) => plain(all(name)[0] ?? '');
  const [family = '', given] = (all('N')[0] ?? '').split(/(?<!\\),/).map(plain);
  const url = first('URL');
  const uid = first('UID');
  const addresses = all('ADR')
    .map((value) => plain(value).split(',').filter(Boolean).join(', '))
    .filter(Boolean);
  return {
    ...(given === undefined ? splitName(family) : { familyNames: family, givenNames: given }),
    organisation: first('ORG'),
    title: first('TITLE'),
    phones: all('TEL')
      .map(plain)
      .filter(Boolean)
      .slice(0, LIMITS.entries)
      .map((typed) => ({ id: newId(), kind: 'other', ...clippedPhone(readPhone(typed)) })),
    emails: all('EMAIL')
      .map(plain)
      .filter(Boolean)
      .slice(0, LIMITS.entries)
      .map((address) => ({ id: newId(), kind: 'work', address })),
    website: readWebAddress(url) === null ? '' : clip(url, LIMITS.url),
    address: { ...EMPTY_ADDRESS, streetAddress: addresses[0] ?? '' },
    ...(addresses.length > 1 && {
      otherAddresses: addresses.slice(1, LIMITS.entries).map((streetAddress) => ({ ...EMPTY_ADDRESS, streetAddress })),
    }),
    note: [...all('NOTE'), ...all('MEMO')].map(plain).filter(Boolean).join('\n'),
    alternates: [
      ...(uid === '' ? [] : [{ property: 'UID', value: uid }]),
      ...fields
        .filter(
          ([name], at) =>
            !MECARD_FIELDS.has(name) || (name === 'URL' && at !== fields.findIndex(([one]) => one === 'URL')),
        )
        .map(([property, value]) => ({ property, value: plain(value) }))
        .filter(({ value }) => value !== ''),
    ],
    ...(uid !== '' && { sources: [badgeSource(uid)] }),
  };
}

/** Parses BIZCARD: `N:` first name, `X:` last name, `T:` title, `C:` company, `A:` address, `B:` phone, `M:` mobile. */
function bizcardOf(text: string, { newId, readPhone }: CardReading): ContactPatch {
  const fields = fieldsOf(text, 'BIZCARD:');
  const first = (name: string) => plain(fields.find(([field]) => field === name)?.[1] ?? '');
  const all = (name: string) =>
    fields
      .filter(([field]) => field === name)
      .map(([, value]) => plain(value))
      .filter(Boolean);
  const phone = (name: string, kind: 'work' | 'cell' | 'workFax') =>
    all(name).map((typed) => ({ id: newId(), kind, ...clippedPhone(readPhone(typed)) }));
  return {
    givenNames: first('N'),
    familyNames: first('X'),
    title: first('T'),
    organisation: first('C'),
    phones: [...phone('B', 'work'), ...phone('M', 'cell'), ...phone('F', 'workFax')],
    emails: all('E').map((address) => ({ id: newId(), kind: 'work', address })),
    address: { ...EMPTY_ADDRESS, streetAddress: first('A') },
  };
}
