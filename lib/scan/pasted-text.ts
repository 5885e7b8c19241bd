import type { ContactPatch } from '../card/contact';
import { LIMITS } from '../card/limits';
import { splitName } from '../card/written-name';
import type { CardReading } from '../vcard/vcard-content';
import { parseBadge } from './badge';
import { readLdif } from './ldif';
import { parseScannedText, type ScannedText } from './scanned-text';
import { looksLikeName } from './signature-names';
import { parseSignature } from './signature-text';

/** Returns a scanned text as a contact's content; `null` when it names nobody and no way to reach anybody. */
export function contentOfScanned(scanned: ScannedText, { newId }: CardReading): ContactPatch | null {
  switch (scanned.kind) {
    case 'contact':
      return scanned.content;
    case 'email':
      return { emails: [{ id: newId(), kind: 'other', address: scanned.address }] };
    case 'phone':
      return {
        phones: [
          {
            id: newId(),
            // A mobile has no extension.
            kind: scanned.extension === '' ? 'cell' : 'work',
            number: scanned.number,
            extension: scanned.extension,
          },
        ],
      };
    default:
      return null;
  }
}

/**
 * Reads a pasted text: a code's content or a link, the signature of a message, or one person per line. A web address
 * alone is a contact's website.
 */
export function readPastedText(text: string, reading: CardReading): ContactPatch[] {
  const people =
    readLdif(text, reading) ?? readMailboxList(text, reading) ?? readBlocks(text, reading) ?? readPeople(text, reading);
  if (people !== null) return people;
  const whole = parseScannedText(text, reading);
  const content = contentOfScanned(whole, reading);
  if (content !== null) return [content];
  if (whole.kind === 'web') return [{ website: whole.url }];
  const signature = parseSignature(text, reading);
  if (signature !== null) return [signature];
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => contentOfScanned(parseScannedText(line, reading), reading))
    .filter((one) => one !== null);
}

/** Reads the recipients of a message: «Zoé Roy <zoe@exemple.ca>, Luc Gagnon <luc@exemple.ca>». */
function readMailboxList(text: string, { newId }: CardReading): ContactPatch[] | null {
  const mailboxes = text
    .replace(/^\s*(?:à|to|cc|cci|bcc)\s*:/gim, '')
    .split(/(?<=>)\s*[;,]?\s*|(?<=@[^\s;,<>"]{3,80})\s*[;,]\s*/)
    .map((part) => part.trim())
    .filter(Boolean);
  if (mailboxes.length < 2 || mailboxes.length > LINES_MAX) return null;
  const people = mailboxes.map((mailbox): ContactPatch | null => {
    const [, name = '', address = ''] =
      /^("[^"]*"\s{0,9}|[^<>"@]*)<([^<>@\s]+@[^<>@\s]+)>$/.exec(mailbox) ??
      /^()([^<>@\s]+@[^<>@\s]+\.[^<>@\s]{2,})$/.exec(mailbox) ??
      [];
    const emails = [{ id: newId(), kind: 'other' as const, address: address.slice(0, LIMITS.line) }];
    return address === ''
      ? null
      : { ...splitName((name.replaceAll('"', '').split('\n').at(-1) ?? '').trim().slice(0, LIMITS.line)), emails };
  });
  return people.every((one) => one !== null) ? people : null;
}

/**
 * Reads people in blocks of lines: their fields have titles, the same one beginning each block («Nom : Zoé Roy»), or
 * each block begins with a name and has a way to reach it.
 */
function readBlocks(text: string, reading: CardReading): ContactPatch[] | null {
  const blocks = text
    .split(/(?:\r?\n[ \t]*){2,}/)
    .map((block) => block.trim())
    .filter(Boolean);
  if (blocks.length < 2 || blocks.length > LINES_MAX) return null;
  const isNamed = blocks.every((block) => looksLikeName(block.split(/\r?\n/)[0] ?? ''));
  if (isNamed) {
    const signatures = blocks.map((block) => parseSignature(block, reading));
    return signatures.every((one) => one !== null) ? signatures : null;
  }
  const titles = blocks.map((block) => /^(\p{L}[\p{L} ’'.-]{0,30}?)\s*:\s*\S/u.exec(block)?.[1]?.toLowerCase());
  if (titles[0] === undefined || titles.some((title) => title !== titles[0])) return null;
  const people = blocks.map((block) => contentOfScanned(parseScannedText(block, reading), reading));
  return people.every((one) => one !== null) ? people : null;
}

/** Reads several people: the records of a JSON list, or lines that each have an e-mail address or a name of their own. */
function readPeople(text: string, reading: CardReading): ContactPatch[] | null {
  const records = text.trimStart().startsWith('[') ? recordsOf(text) : null;
  if (records !== null) {
    const people = records.map((record) => parseBadge(JSON.stringify(record), reading)).filter((one) => one !== null);
    return people.length > 1 ? people : null;
  }
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2 || lines.length > LINES_MAX || /^\s*BEGIN:VCARD/i.test(text)) return null;
  const read = lines.map(
    (line) => contentOfScanned(parseScannedText(line, reading), reading) ?? parseSignature(line, reading),
  );
  // A heading may come before a list.
  const people = read[0] === null && read.length > 2 ? read.slice(1) : read;
  const canReach = (one: ContactPatch | null) =>
    one !== null && ((one.emails ?? []).length > 0 || (one.phones ?? []).length > 0);
  const isNamed = (one: ContactPatch | null) => (one?.givenNames ?? '') !== '' || (one?.familyNames ?? '') !== '';
  // One name and then ways to reach it is one person.
  const named = people.filter(isNamed).length;
  const areMailboxes = named === 0 && people.every((one) => (one?.emails ?? []).length > 0);
  if (!people.every(canReach) || !(areMailboxes || (named > 1 && named === people.length))) return null;
  return people.filter((one) => one !== null);
}

const LINES_MAX = 2000;

function recordsOf(text: string): unknown[] | null {
  try {
    const json: unknown = JSON.parse(text);
    return Array.isArray(json) && json.every((one) => typeof one === 'object' && one !== null) ? json : null;
  } catch {
    return null;
  }
}
