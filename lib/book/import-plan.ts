import type { Contact } from '../card/contact';
import { type MatchIndex, type MatchKind, matchKeysOf } from './duplicates';
import { mergeContacts } from './merge';

/** What is to become of somebody found in a file. */
export type ImportDecision =
  | { verdict: 'new' }
  /** The book has them and everything the file says of them. */
  | { verdict: 'known'; id: Contact['id'] }
  /** The book has somebody who may be the same person, and the file says more. */
  | { verdict: 'alike'; id: Contact['id']; likeness: MatchKind };

/** What the owner wants of those who are alike; `merge` is for those who surely are the same person. */
export type MatchPolicy = 'merge' | 'apart' | 'skip';

/** Where the same telephone or address says so, one merges; two of one name may be two. */
export const isStrongMatch = (likeness: MatchKind) => likeness !== 'name';

/** `find` gives a contact of the book whole; `hasPhoto` says that the file has a photo of `found`. */
export async function decideImport(
  found: Contact,
  hasPhoto: boolean,
  index: MatchIndex,
  find: (id: Contact['id']) => Promise<Contact | undefined>,
): Promise<ImportDecision> {
  const same = index.madeFrom(found.sources);
  if (same !== null && (await find(same)) !== undefined) return { verdict: 'known', id: same };
  let first: ImportDecision = { verdict: 'new' };
  for (const { id, likeness } of index.alike(matchKeysOf(found))) {
    const known = await find(id);
    if (known === undefined) continue;
    const isNewPhoto = hasPhoto && known.photoId === null;
    if (!isNewPhoto && addsNothing(known, found)) return { verdict: 'known', id };
    if (first.verdict === 'new') first = { verdict: 'alike', id, likeness };
  }
  return first;
}

/** What the owner knows of somebody is not in a file, and how often they were met is no news of them. */
function essenceOf(contact: Contact): string {
  const { phones, emails, profiles } = contact;
  const values = {
    phones: phones.map(({ number, extension }) => `${number} ${extension}`),
    emails: emails.map(({ address }) => address.toLowerCase()),
    profiles: profiles.map(({ url }) => url),
  };
  const none = {
    id: '',
    rev: 0,
    createdAtMs: 0,
    updatedAtMs: 0,
    meetings: [],
    sources: [],
    label: '',
    photoId: null,
    logoId: null,
  };
  return JSON.stringify({ ...contact, ...none, ...values });
}

const addsNothing = (known: Contact, found: Contact) => essenceOf(combined(known, found)) === essenceOf(known);

/** The contact of the book with what the file adds: what the owner has already said wins over the file. */
export function combined(known: Contact, found: Contact): Contact {
  const older = {
    ...found,
    note: withoutOwnWords(found.note, known),
    createdAtMs: Math.max(found.createdAtMs, known.createdAtMs + 1),
  };
  return mergeContacts({ ...known, updatedAtMs: Math.max(known.updatedAtMs, found.updatedAtMs + 1) }, older);
}

/** The owner's own words may have gone out under the note (contact-vcard.ts) and come back. */
function withoutOwnWords(note: string, { remarks, callWhen }: Contact): string {
  const own = new Set(`${remarks}\n${callWhen}`.split('\n').map((line) => line.trim()));
  return note
    .split('\n')
    .filter((line) => line.trim() === '' || !own.has(line.trim()))
    .join('\n')
    .trim();
}
