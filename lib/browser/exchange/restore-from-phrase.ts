import { type Card, type CardId, newCard } from '../../card/card';
import { revocationText } from '../../exchange/credential';
import { cardContentOf, type MailboxKey } from '../../exchange/document';
import { type MailboxSecret, nextMailboxSecret } from '../../exchange/mailbox-keys';
import { firstMailboxSecret, SLOTS, type Slot, slotOf } from '../../exchange/recovery';
import { sign } from '../../exchange/signature';
import { newIdentifier } from '../platform/identifier';
import { type Identity, type Publication, type SlotRecord, toPublicationRecord } from '../storage/records';
import type { ExchangeContext } from './context';
import { newSlotKey, readIdentity } from './identity';
import { readPublications, rememberShortAddress } from './publication-store';
import { downloadPhoto } from './published-photo';
import { fetchDocument, type StoredDocument, withoutRev } from './reconcile';
import { ExchangeError } from './server-api';

/** Each generation costs one key derivation. No owner revokes devices a thousand times. */
const GENERATIONS_MAX = 1000;

export type Restored = { cards: number; published: number };

type FoundSlot = { slot: Slot; found: StoredDocument | 'deleted' | null };

/**
 * Restores on this device every card that the recovery phrase published on this server, with the keys to the replies that wait.
 * With `revoke`, every other device is revoked in every slot, used or not, and the mailboxes get keys that those devices never
 * had. If nothing is found, nothing changes.
 *
 * @throws ExchangeError `exchange.other_words` on a device that has another phrase's identity
 */
export async function restoreFromPhrase(
  context: ExchangeContext,
  entropy: Uint8Array<ArrayBuffer>,
  { revoke }: { revoke: boolean },
): Promise<Restored> {
  const { database } = context;
  const current = await readIdentity(context);
  const slots: FoundSlot[] = await Promise.all(
    Array.from({ length: SLOTS }, async (_, index) => {
      const slot = await slotOf(entropy, index);
      return { slot, found: await findDocument(context, slot.address) };
    }),
  );
  if (current !== null && current.slots[0]?.address !== slots[0]?.slot.address)
    throw new ExchangeError('exchange.other_words');
  const documents = slots.flatMap(({ found }) => (found === null || found === 'deleted' ? [] : [found]));
  if (documents.length === 0) return { cards: 0, published: 0 };
  const highestGeneration = Math.max(...documents.map(({ generation }) => generation));
  const before = await readPublications(context);
  const records: SlotRecord[] = [];
  const publications: Publication[] = [];
  const cards: Card[] = [];
  for (const { slot, found } of slots) {
    const stored = found === 'deleted' ? null : found;
    const generation = revoke ? highestGeneration + 1 : (stored?.generation ?? highestGeneration);
    const record = await slotRecord(context, slot, generation, found);
    records.push(record);
    if (stored === null) continue;
    if (revoke) await revokeOtherDevices(context, record, slot, generation);
    const { document } = stored;
    const cardId = before.find(({ address }) => address === slot.address)?.cardId ?? (newIdentifier() as CardId);
    if (document.state === 'shown' && (await database.cards.get(cardId)) === undefined) {
      const photoId = await downloadPhoto(context, slot.address, document);
      cards.push({ ...newCard(cardId, context.now(), cardContentOf(document)), photoId });
    }
    publications.push(publicationFrom(stored, cardId, slot, { isPending: revoke, nowMs: context.now() }));
  }
  const identity: Identity = { id: 'own', schemaVersion: 1, madeAtMs: context.now(), slots: records };
  const { identity: identities, publications: published, cards: cardTable } = database;
  await database.transaction('rw', identities, published, cardTable, async () => {
    await identities.put(identity);
    await published.bulkPut(publications.map(toPublicationRecord));
    await cardTable.bulkPut(cards);
  });
  for (const publication of publications) rememberShortAddress(publication);
  return { cards: cards.length, published: publications.length };
}

async function slotRecord(
  { host }: ExchangeContext,
  slot: Slot,
  generation: number,
  found: FoundSlot['found'],
): Promise<SlotRecord> {
  const document = found === null || found === 'deleted' ? null : found.document;
  const mailbox = document?.state === 'shown' ? document.mailbox : null;
  return {
    index: slot.index,
    address: slot.address,
    ...(await newSlotKey(slot, generation)),
    revocation: generation === 0 ? null : await signRevocation(slot, host, generation),
    secrets: await secretsOf(slot, generation, mailbox),
    isSpent: found === 'deleted',
  };
}

const signRevocation = (slot: Slot, host: string, generation: number) =>
  sign(slot.ownerKey, 'revoke', revocationText(host, slot.address, generation));

async function revokeOtherDevices(
  { server, host }: ExchangeContext,
  { address, credential }: SlotRecord,
  slot: Slot,
  generation: number,
): Promise<void> {
  const signature = await signRevocation(slot, host, generation);
  const body = JSON.stringify({ credential, signature });
  await server.request({ method: 'PUT', address, path: '/generation', body });
}

/** `isPending`: the phrase created new mailbox keys, which the page must name. */
function publicationFrom(
  { document, etag }: StoredDocument,
  cardId: CardId,
  { index, address }: Slot,
  { isPending, nowMs }: { isPending: boolean; nowMs: number },
): Publication {
  return {
    cardId,
    schemaVersion: 1,
    slot: index,
    address,
    desiredState: {
      state: document.state,
      isOpen: document.state !== 'shown' || document.mailbox !== null,
      movedTo: document.state === 'moved' ? document.to : null,
    },
    isRevoked: false,
    rev: document.rev,
    etag,
    isPending,
    lastDocument: JSON.stringify(withoutRev(document)),
    publishedAtMs: nowMs,
    mailboxSinceMs: nowMs,
  };
}

/** The first secret of every generation, whose replies may still wait, and the current one at the mailbox's epoch. */
async function secretsOf(slot: Slot, generation: number, mailbox: MailboxKey | null): Promise<MailboxSecret[]> {
  const secrets: MailboxSecret[] = [];
  for (let each = 0; each <= generation; each += 1) secrets.push(await firstMailboxSecret(slot, each));
  let current = secrets.at(-1);
  while (current !== undefined && mailbox?.generation === generation && current.epoch < mailbox.epoch)
    current = await nextMailboxSecret(current);
  return current === undefined || current === secrets.at(-1) ? secrets : [...secrets, current];
}

const isGeneration = (value: number) => Number.isSafeInteger(value) && value >= 0 && value < GENERATIONS_MAX;

async function findDocument(
  context: ExchangeContext,
  address: Publication['address'],
): Promise<StoredDocument | 'deleted' | null> {
  try {
    const found = await fetchDocument(context, address);
    if (found !== null && !isGeneration(found.generation)) throw new ExchangeError('exchange.refused');
    return found;
  } catch (error) {
    if (error instanceof ExchangeError && error.code === 'card.deleted') return 'deleted';
    throw error;
  }
}
