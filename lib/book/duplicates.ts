import { fullNameOf } from '../card/card';
import type { Contact, ContactId } from '../card/contact';
import { foldText } from '../card/fold-text';
import { isBadge, isExact } from './sources';

/** Why two contacts may be the same person, most certain first. */
export type MatchKind = 'source' | 'phone' | 'email' | 'name';

/** What identifies a contact, small enough to hold in memory for a hundred thousand contacts. */
export type MatchKeys = {
  id: ContactId;
  /** `phone:+15142859286`, `email:…`, `name:…`, `source:…`. */
  keys: readonly string[];
  /** The folded words of the full name, of the given names and of the family names. */
  nameWords: readonly string[];
  givenNameWords: readonly string[];
  familyNameWords: readonly string[];
};

const wordsOf = (text: string) => foldText(text).split(' ').filter(Boolean);

export function matchKeysOf(contact: Contact): MatchKeys {
  // A number with an extension is shared by the whole office.
  const phones = contact.phones.filter(({ number, extension }) => number.startsWith('+') && extension === '');
  // Sorted, since some files write «Gagné, Élodie»; a single word does not identify a person.
  const nameParts = wordsOf(`${contact.givenNames} ${contact.familyNames}`).toSorted();
  return {
    id: contact.id,
    keys: [
      ...contact.sources.filter((source) => !isBadge(source)).map((source) => `source:${source}`),
      ...phones.map(({ number }) => `phone:${number}`),
      ...contact.sources.filter(isBadge).map((source) => `badge:${source}`),
      ...contact.emails.map(({ address }) => `email:${address.trim().toLowerCase()}`),
      ...(nameParts.length < 2 ? [] : [`name:${nameParts.join(' ')}`]),
    ],
    nameWords: wordsOf(fullNameOf({ ...contact, organisation: '' })),
    givenNameWords: wordsOf(contact.givenNames),
    familyNameWords: wordsOf(contact.familyNames),
  };
}

/**
 * Colleagues share a switchboard, and families a number and a surname: other given names, or other family names, mean
 * two people. A file may have put the family name first: the same words in another order are the same name.
 */
function haveDifferentNames(one: MatchKeys, other: MatchKeys): boolean {
  if (one.nameWords.length === 0 || other.nameWords.length === 0) return false;
  const sharesWord = (words: readonly string[], { nameWords }: MatchKeys) =>
    words.some((word) => nameWords.includes(word));
  /** Whether both have that part of the name, and neither finds it anywhere in the other's. */
  const differIn = (part: 'givenNameWords' | 'familyNameWords') =>
    one[part].length > 0 && other[part].length > 0 && !sharesWord(one[part], other) && !sharesWord(other[part], one);
  if (differIn('givenNameWords') || differIn('familyNameWords')) return true;
  return !sharesWord(one.nameWords, other);
}

const emailsOf = ({ keys }: MatchKeys) => keys.filter((key) => key.startsWith('email:'));
const sortedName = ({ nameWords }: MatchKeys) => nameWords.toSorted().join(' ');

/**
 * Whether the match is proof that both are one person: the same card, or the same e-mail address or telephone under the
 * same full name. A shared one alone is an office or a family; a different e-mail address is another person's.
 */
function isProof(kind: MatchKind, one: MatchKeys, other: MatchKeys): boolean {
  if (kind === 'source') return true;
  const [isNamed, isOtherNamed] = [one.nameWords.length > 0, other.nameWords.length > 0];
  // A company's card may have the address or the number of everybody who works there.
  if (kind === 'name' || !isNamed || !isOtherNamed) return false;
  // A family, or an office, shares a mailbox as it shares a telephone.
  if (one.nameWords.length < 2 || sortedName(one) !== sortedName(other)) return false;
  if (kind === 'email') return true;
  const [emails, others] = [emailsOf(one), new Set(emailsOf(other))];
  const hasOtherEmail = emails.length > 0 && others.size > 0 && !emails.some((email) => others.has(email));
  return !hasOtherEmail;
}

const isOnlyBadge = ({ keys, nameWords }: MatchKeys) =>
  nameWords.length === 0 && !keys.some((key) => key.startsWith('phone:') || key.startsWith('email:'));

const MATCH_KINDS: readonly MatchKind[] = ['source', 'phone', 'email', 'name'];

/** Returns why the two may be the same person; `null` when nothing indicates it. */
export function matchKind(one: MatchKeys, other: MatchKeys): MatchKind | null {
  const keys = new Set(one.keys);
  const shared = other.keys.filter((key) => keys.has(key));
  // Some programs give one UID to many contacts, but an identical card is the same contact.
  if (shared.some((key) => key.startsWith('source:') && isExact(key.slice('source:'.length)))) return 'source';
  // An identifier kept from a badge, of whom nothing else is known, is the attendee that a list gives it to.
  if (shared.some((key) => key.startsWith('badge:')) && (isOnlyBadge(one) || isOnlyBadge(other))) return 'source';
  if (shared.length === 0 || haveDifferentNames(one, other)) return null;
  return MATCH_KINDS.find((kind) => shared.some((key) => key.startsWith(`${kind}:`))) ?? null;
}

export type Pair = { one: ContactId; other: ContactId; likeness: MatchKind };

/** A key shared by more contacts is a switchboard or a family address, not one person entered many times. */
const MAX_SHARED_KEY = 8;

/** The contacts of the book, indexed by their match keys. */
export class MatchIndex {
  readonly #holders = new Map<string, MatchKeys[]>();

  constructor(all: Iterable<MatchKeys> = []) {
    for (const matchKeys of all) this.add(matchKeys);
  }

  add(matchKeys: MatchKeys): void {
    for (const key of matchKeys.keys) {
      const others = this.#holders.get(key);
      if (others === undefined) this.#holders.set(key, [matchKeys]);
      else others.push(matchKeys);
    }
  }

  /** Returns the contact made from the identical card or row. A UID is not enough: some programs give one to many. */
  madeFrom(sources: readonly string[]): ContactId | null {
    const holders = sources.filter(isExact).flatMap((source) => this.#holders.get(`source:${source}`) ?? []);
    return holders[0]?.id ?? null;
  }

  /** Returns the contacts that may be the person of `matchKeys`, most certain first. */
  alike(matchKeys: MatchKeys): { id: ContactId; likeness: MatchKind; isSure: boolean }[] {
    const matches = new Map<ContactId, { likeness: MatchKind; isSure: boolean }>();
    for (const key of matchKeys.keys)
      for (const candidate of this.#holders.get(key)?.slice(0, MAX_SHARED_KEY) ?? []) {
        const likeness =
          candidate.id === matchKeys.id || matches.has(candidate.id) ? null : matchKind(candidate, matchKeys);
        if (likeness !== null) matches.set(candidate.id, { likeness, isSure: isProof(likeness, candidate, matchKeys) });
      }
    return Array.from(matches, ([id, match]) => ({ id, ...match })).toSorted(
      (one, other) =>
        Number(other.isSure) - Number(one.isSure) ||
        MATCH_KINDS.indexOf(one.likeness) - MATCH_KINDS.indexOf(other.likeness),
    );
  }

  /**
   * Returns every pair that may be the same person, most certain first, except `distinctPairs`: those (as `pairId`)
   * that the owner marked as two people.
   */
  pairs(distinctPairs: ReadonlySet<string> = new Set()): Pair[] {
    const pairs = new Map<string, Pair>();
    for (const group of this.#holders.values()) {
      if (group.length > MAX_SHARED_KEY) continue;
      for (const [index, one] of group.entries())
        for (const other of group.slice(index + 1)) {
          const id = pairId(one.id, other.id);
          const likeness = one.id === other.id || pairs.has(id) || distinctPairs.has(id) ? null : matchKind(one, other);
          if (likeness !== null) pairs.set(id, { one: one.id, other: other.id, likeness });
        }
    }
    return [...pairs.values()].toSorted((a, b) => MATCH_KINDS.indexOf(a.likeness) - MATCH_KINDS.indexOf(b.likeness));
  }
}

/** Returns the same id for two contacts in either order. */
export const pairId = (one: string, other: string): string => [one, other].toSorted().join(' ');
