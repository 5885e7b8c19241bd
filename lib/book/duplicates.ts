import { fullNameOf } from '../card/card';
import type { Contact, ContactId } from '../card/contact';
import { foldText } from '../card/fold-text';

/** Why two contacts may be one person, the surest first. */
export type MatchKind = 'source' | 'phone' | 'email' | 'name';

/** What a contact is recognised by, small enough to be held for a hundred thousand of them. */
export type MatchKeys = {
  id: ContactId;
  /** `phone:+15142859286`, `email:…`, `name:…`, `source:…`. */
  keys: readonly string[];
  /** The words of the name, folded; and those of the given names alone. */
  nameWords: readonly string[];
  givenNameWords: readonly string[];
};

const wordsOf = (text: string) => foldText(text).split(' ').filter(Boolean);

export function matchKeysOf(contact: Contact): MatchKeys {
  // An extension is somebody's; the number before it is the whole office's.
  const phones = contact.phones.filter(({ number, extension }) => number.startsWith('+') && extension === '');
  // In any order, since files write «Gagné, Élodie» too; one word names nobody.
  const named = wordsOf(`${contact.givenNames} ${contact.familyNames}`).toSorted();
  return {
    id: contact.id,
    keys: [
      ...contact.sources.map((source) => `source:${source}`),
      ...phones.map(({ number }) => `phone:${number}`),
      ...contact.emails.map(({ address }) => `email:${address.trim().toLowerCase()}`),
      ...(named.length < 2 ? [] : [`name:${named.join(' ')}`]),
    ],
    nameWords: wordsOf(fullNameOf({ ...contact, organisation: '' })),
    givenNameWords: wordsOf(contact.givenNames),
  };
}

/** Colleagues share a telephone, and families a telephone and a name: two first names are two people. */
function haveDifferentNames(one: MatchKeys, other: MatchKeys): boolean {
  if (one.nameWords.length === 0 || other.nameWords.length === 0) return false;
  const isSaid = (words: readonly string[], { nameWords }: MatchKeys) => words.some((word) => nameWords.includes(word));
  if (one.givenNameWords.length === 0 || other.givenNameWords.length === 0) return !isSaid(one.nameWords, other);
  return !isSaid(one.givenNameWords, other) && !isSaid(other.givenNameWords, one);
}

const MATCH_KINDS: readonly MatchKind[] = ['source', 'phone', 'email', 'name'];

/** Why the two may be one person; `null` when nothing says so. */
export function matchKind(one: MatchKeys, other: MatchKeys): MatchKind | null {
  const keys = new Set(one.keys);
  const shared = other.keys.filter((key) => keys.has(key));
  // A UID is given to many by some programs; the very same card is not.
  if (shared.some((key) => key.startsWith('source:') && isExact(key.slice('source:'.length)))) return 'source';
  if (shared.length === 0 || haveDifferentNames(one, other)) return null;
  return MATCH_KINDS.find((kind) => shared.some((key) => key.startsWith(`${kind}:`))) ?? null;
}

export type Pair = { one: ContactId; other: ContactId; likeness: MatchKind };

/** A source that is the whole of what was read, not a name given to it (`u:…`). */
export const isExact = (source: string): boolean => !source.startsWith('u:');

/** More people than this under one key are a switchboard or a family address, not one person written many times. */
const MAX_SHARED_KEY = 8;

/** Who is in the book, by what they are recognised by. */
export class MatchIndex {
  readonly #holders = new Map<string, MatchKeys[]>();

  constructor(all: Iterable<MatchKeys> = []) {
    for (const traits of all) this.add(traits);
  }

  add(traits: MatchKeys): void {
    for (const key of traits.keys) {
      const others = this.#holders.get(key);
      if (others === undefined) this.#holders.set(key, [traits]);
      else others.push(traits);
    }
  }

  /** Who was made from the very same card or row: a UID alone says less, since some programs give one to many. */
  madeFrom(sources: readonly string[]): ContactId | null {
    const holders = sources.filter(isExact).flatMap((source) => this.#holders.get(`source:${source}`) ?? []);
    return holders[0]?.id ?? null;
  }

  /** Those in the book that `traits` may be, the surest first. */
  alike(traits: MatchKeys): { id: ContactId; likeness: MatchKind }[] {
    const found = new Map<ContactId, MatchKind>();
    for (const key of traits.keys)
      for (const candidate of this.#holders.get(key)?.slice(0, MAX_SHARED_KEY) ?? []) {
        const likeness = candidate.id === traits.id || found.has(candidate.id) ? null : matchKind(candidate, traits);
        if (likeness !== null) found.set(candidate.id, likeness);
      }
    return Array.from(found, ([id, likeness]) => ({ id, likeness })).toSorted(
      (one, other) => MATCH_KINDS.indexOf(one.likeness) - MATCH_KINDS.indexOf(other.likeness),
    );
  }

  /** Every pair that may be one person, the surest first; `apart` are pairs the owner said are two, as `pairId`. */
  pairs(apart: ReadonlySet<string> = new Set()): Pair[] {
    const pairs = new Map<string, Pair>();
    for (const group of this.#holders.values()) {
      if (group.length > MAX_SHARED_KEY) continue;
      for (const [index, one] of group.entries())
        for (const other of group.slice(index + 1)) {
          const id = pairId(one.id, other.id);
          const likeness = one.id === other.id || pairs.has(id) || apart.has(id) ? null : matchKind(one, other);
          if (likeness !== null) pairs.set(id, { one: one.id, other: other.id, likeness });
        }
    }
    return [...pairs.values()].toSorted((a, b) => MATCH_KINDS.indexOf(a.likeness) - MATCH_KINDS.indexOf(b.likeness));
  }
}

/** The same for the two in either order. */
export const pairId = (one: string, other: string): string => [one, other].toSorted().join(' ');
