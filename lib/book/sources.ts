import { LIMITS } from '../card/limits';
import { fingerprintOf } from './fingerprint';

// What a contact was read from: the fingerprint of a card or a row, a UID (`u:…`), a badge (`b:…`).

const UID_PREFIX = 'poignee-';

/** The UID of a contact of this book, in the files it is exported to. */
export const ownUid = (id: string) => UID_PREFIX + id;
export const isOwnUid = (uid: string) => uid.startsWith(UID_PREFIX);

/** The source of a card that has a UID; in our own files, the UID is the contact's identifier. */
export const uidSource = (uid: string) => `u:${uid.length > LIMITS.line - 2 ? fingerprintOf(uid) : uid}`;
/** The source that identifies a contact of this book when its exported file is imported again. */
export const ownSource = (id: string) => uidSource(ownUid(id));

/** The number on a person's badge at an event, which another event gives to somebody else. */
export const badgeSource = (identifier: string) => `b:${identifier.trim().toLowerCase()}`;
export const isBadge = (source: string) => source.startsWith('b:');

/** Is the source a fingerprint of the whole card or row, rather than a UID or a badge? */
export const isExact = (source: string): boolean => !source.startsWith('u:') && !isBadge(source);
