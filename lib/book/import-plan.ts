import { ADDRESS_PARTS, type PostalAddress } from '../card/card';
import type { Contact } from '../card/contact';
import { type MatchIndex, type MatchKind, matchKeysOf } from './duplicates';
import { mergeContacts } from './merge';

/** What to do with a contact found in a file. */
export type ImportDecision =
  | { verdict: 'new' }
  /** The book already has this contact, and the file adds nothing. */
  | { verdict: 'known'; id: Contact['id'] }
  /** The book has a contact who may be the same person (`isSure`: who is), and the file adds something. */
  | { verdict: 'alike'; id: Contact['id']; likeness: MatchKind; isSure: boolean };

/** What the owner wants done with similar contacts; `merge` applies only to those that are surely the same person. */
export type MatchPolicy = 'merge' | 'apart' | 'skip';

/** Compares an imported contact with the book. `find` loads a contact; `hasPhoto`: the file has a photo of `found`. */
export async function decideImport(
  found: Contact,
  hasPhoto: boolean,
  index: MatchIndex,
  find: (id: Contact['id']) => Promise<Contact | undefined>,
): Promise<ImportDecision> {
  const sameId = index.madeFrom(found.sources);
  if (sameId !== null && (await find(sameId)) !== undefined) return { verdict: 'known', id: sameId };
  let decision: ImportDecision = { verdict: 'new' };
  for (const { id, likeness, isSure } of index.alike(matchKeysOf(found))) {
    const existing = await find(id);
    if (existing === undefined) continue;
    const isNewPhoto = hasPhoto && existing.photoId === null;
    if (!isNewPhoto && addsNothing(existing, found)) return { verdict: 'known', id };
    if (decision.verdict === 'new') decision = { verdict: 'alike', id, likeness, isSure };
  }
  return decision;
}

/** Serialises a contact for comparison, without bookkeeping fields and meetings, which are not new information. */
function comparableJson(contact: Contact): string {
  const { phones, emails, profiles, address, otherAddresses = [], otherProperties } = contact;
  const addressText = (one: PostalAddress) => ADDRESS_PARTS.map((part) => one[part]).join('\n');
  // The order of a list is not new information.
  const values = {
    phones: phones.map(({ number, extension }) => `${number} ${extension}`).toSorted(),
    emails: emails.map((email) => email.address.toLowerCase()).toSorted(),
    profiles: profiles.map(({ url }) => url).toSorted(),
    address: addressText(address),
    otherAddresses: otherAddresses.map(addressText).toSorted(),
    otherProperties: otherProperties.map((property) => JSON.stringify(property)).toSorted(),
    formattedName: contact.formattedName ?? '',
  };
  const ignoredFields = {
    id: '',
    rev: 0,
    createdAtMs: 0,
    updatedAtMs: 0,
    meetings: [],
    sources: [],
    label: '',
    originals: '',
    photoId: null,
    logoId: null,
  };
  return JSON.stringify({ ...contact, ...ignoredFields, ...values });
}

const addsNothing = (existing: Contact, found: Contact) =>
  comparableJson(combined(existing, found)) === comparableJson(existing);

/** Returns the book's contact with what the file adds: the owner's values take precedence over the file's. */
export function combined(existing: Contact, found: Contact): Contact {
  const older = {
    ...found,
    note: withoutOwnWords(found.note, existing),
    createdAtMs: Math.max(found.createdAtMs, existing.createdAtMs + 1),
  };
  return mergeContacts({ ...existing, updatedAtMs: Math.max(existing.updatedAtMs, found.updatedAtMs + 1) }, older);
}

/** Removes the owner's remarks, which may have been exported below the note (contact-vcard.ts) and imported again. */
function withoutOwnWords(note: string, { remarks, callWhen }: Contact): string {
  const ownLines = new Set(`${remarks}\n${callWhen}`.split('\n').map((line) => line.trim()));
  return note
    .split('\n')
    .filter((line) => line.trim() === '' || !ownLines.has(line.trim()))
    .join('\n')
    .trim();
}
