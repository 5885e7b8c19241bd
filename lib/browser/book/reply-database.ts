import { type BlockedAddress, type ReceivedReply, replySource, senderAddresses } from '../../book/received-reply';
import type { ContactId } from '../../card/contact';
import type { PoigneeDatabase } from '../storage/database';
import { refuseIfErased } from '../storage/erasure-epoch';
import { indexedSource } from '../storage/lock/sealing';

// Received replies in IndexedDB. Each decision is a single transaction, applied completely or not at all.

/** The server has deleted a reply of that age: it cannot arrive again. */
const DECISION_LIFETIME_MS = 180 * 24 * 60 * 60 * 1000;

/** A decision on replies, with what undoing it needs. */
export type ReplyOutcome = {
  kind: 'accepted' | 'refused' | 'blocked';
  replies: ReceivedReply[];
  /** The addresses that the decision has blocked. */
  addresses: string[];
};

const tablesOf = ({ replies, decisions, blocked, contacts, unopened, meta }: PoigneeDatabase) => [
  replies,
  decisions,
  blocked,
  contacts,
  unopened,
  meta,
];

/**
 * Stores a reply for the owner to decide on, unless it is stored or decided on already. One from a blocked address is refused
 * at once. Resolves with whether it waits now and did not before.
 */
export function storeReply(database: PoigneeDatabase, reply: ReceivedReply, nowMs: number): Promise<boolean> {
  const { replies, decisions, contacts } = database;
  return database.transaction('rw', tablesOf(database), async () => {
    await refuseIfErased(database);
    await decisions
      .where('atMs')
      .below(nowMs - DECISION_LIFETIME_MS)
      .delete();
    const isKnown =
      (await replies.get(reply.id)) !== undefined ||
      (await decisions.get(reply.id)) !== undefined ||
      // A release before database version 6 stored replies as contacts.
      (await contacts
        .where('sources')
        .equals(indexedSource(replySource(reply.id)))
        .count()) > 0;
    if (isKnown) return false;
    const addresses = senderAddresses(reply.contact);
    if ((await readBlocked(database)).some(({ address }) => addresses.includes(address))) {
      await decisions.put({ id: reply.id, atMs: nowMs });
      return false;
    }
    await replies.put(reply);
    return true;
  });
}

export const readBlocked = async ({ blocked }: PoigneeDatabase): Promise<BlockedAddress[]> =>
  (await blocked.get('own'))?.addresses ?? [];

/** Part of the caller's transaction, which must include `blocked`. */
export const writeBlocked = async (
  { blocked }: PoigneeDatabase,
  addresses: readonly BlockedAddress[],
): Promise<void> => {
  const sorted = addresses.toSorted((one, other) => (one.address < other.address ? -1 : 1));
  await blocked.put({ id: 'own', schemaVersion: 1, addresses: sorted });
};

/** The replies to decide on, newest first, and the blocked addresses in order. */
export async function readReplies(
  database: PoigneeDatabase,
): Promise<[replies: ReceivedReply[], blocked: BlockedAddress[]]> {
  const replies = await database.replies.toArray();
  return [replies.toSorted((one, other) => other.receivedAtMs - one.receivedAtMs), await readBlocked(database)];
}

/** Moves replies to the contacts. A reply that another tab has decided on is left out. */
export function acceptReplies(database: PoigneeDatabase, ids: readonly string[], nowMs: number): Promise<ReplyOutcome> {
  const { contacts, unopened } = database;
  return decide(database, ids, nowMs, async (reply) => {
    const { contact } = reply;
    if (
      (await contacts
        .where('sources')
        .equals(indexedSource(replySource(reply.id)))
        .count()) > 0
    )
      return;
    await contacts.put(contact);
    await unopened.put({ id: contact.id });
  }).then((replies) => ({ kind: 'accepted', replies, addresses: [] }));
}

/** Deletes replies; with `isBlocking`, later ones from the same addresses too. */
export async function refuseReplies(
  database: PoigneeDatabase,
  ids: readonly string[],
  isBlocking: boolean,
  nowMs: number,
): Promise<ReplyOutcome> {
  const addresses: string[] = [];
  const replies = await decide(database, ids, nowMs, async ({ contact }) => {
    if (!isBlocking) return;
    const blocked = await readBlocked(database);
    const added = senderAddresses(contact).filter((address) => !blocked.some((known) => known.address === address));
    await writeBlocked(database, [...blocked, ...added.map((address) => ({ address, atMs: nowMs }))]);
    addresses.push(...added);
  });
  return { kind: isBlocking ? 'blocked' : 'refused', replies, addresses };
}

function decide(
  database: PoigneeDatabase,
  ids: readonly string[],
  nowMs: number,
  apply: (reply: ReceivedReply) => Promise<void>,
): Promise<ReceivedReply[]> {
  const { replies, decisions } = database;
  return database.transaction('rw', tablesOf(database), async () => {
    await refuseIfErased(database);
    const found = (await replies.bulkGet([...ids])).filter((reply) => reply !== undefined);
    for (const reply of found) {
      await apply(reply);
      await decisions.put({ id: reply.id, atMs: nowMs });
      await replies.delete(reply.id);
    }
    return found;
  });
}

/** Makes replies wait again. A contact that was edited since it was accepted stays, and its reply does not return. */
export function undoDecision(database: PoigneeDatabase, { kind, replies, addresses }: ReplyOutcome): Promise<void> {
  const { contacts, unopened, decisions } = database;
  return database.transaction('rw', tablesOf(database), async () => {
    await refuseIfErased(database);
    await unblock(database, addresses);
    for (const reply of replies) {
      const { id } = reply.contact;
      const contact = await contacts.get(id);
      // Edited, or erased, since it was accepted.
      if (kind === 'accepted' && (contact === undefined || contact.rev > 0)) continue;
      await contacts.delete(id);
      await unopened.delete(id);
      await decisions.delete(reply.id);
      await database.replies.put(reply);
    }
  });
}

export const unblock = (database: PoigneeDatabase, addresses: readonly string[]): Promise<void> =>
  database.transaction('rw', database.blocked, async () => {
    const blocked = await readBlocked(database);
    const remaining = blocked.filter(({ address }) => !addresses.includes(address));
    if (remaining.length < blocked.length) await writeBlocked(database, remaining);
  });

export const unopenedContacts = async ({ unopened }: PoigneeDatabase): Promise<ReadonlySet<ContactId>> =>
  new Set(await unopened.toCollection().primaryKeys());

export const markOpened = ({ unopened }: PoigneeDatabase, id: ContactId): Promise<void> => unopened.delete(id);
