import { type Card, type CardId, newCard } from '../../card/card';
import { revocationText } from '../../exchange/credential';
import { type CardDocument, cardContentOf, type MailboxKey } from '../../exchange/document';
import { type MailboxSecret, nextMailboxSecret } from '../../exchange/mailbox-keys';
import { firstMailboxSecret, SLOTS, type Slot, slotOf } from '../../exchange/recovery';
import { sign } from '../../exchange/signature';
import { readSignedCard } from '../../exchange/signed-card';
import { setShortAddress } from '../card/short-links';
import { newIdentifier } from '../platform/identifier';
import { database } from '../storage/database';
import type { Identity, Publication, SlotRecord } from '../storage/records';
import { newSlotKey, readIdentity } from './identity';
import { fetchPublishedPhoto } from './published-photo';
import { isShown, readPublications } from './publisher';
import { askServer, ExchangeError } from './server-api';

/** More than anybody has shut out; each costs a derivation. */
const GENERATIONS_MAX = 1000;

export type Restored = { cards: number; published: number };

type Found = { document: CardDocument; generation: number; etag: string | null };

/**
 * Gives this device back what the words are for: every card they published on this server, and the keys to what waits for
 * them. With `revoke`, every other device is shut out of every place, used or not, and the mailboxes get keys those never
 * had. Nothing is changed where nothing is found. Throws `exchange.other_words` on a device that has others', and `ExchangeError`s.
 */
export async function restoreFromWords(
  entropy: Uint8Array<ArrayBuffer>,
  { revoke }: { revoke: boolean },
  nowMs: number = Date.now(),
): Promise<Restored> {
  const known = await readIdentity();
  const places = await Promise.all(
    Array.from({ length: SLOTS }, async (_, index) => {
      const slot = await slotOf(entropy, index);
      return { slot, found: await lookUp(slot.address) };
    }),
  );
  if (known !== null && known.slots[0]?.address !== places[0]?.slot.address)
    throw new ExchangeError('exchange.other_words');
  const highest = Math.max(
    0,
    ...places.map(({ found }) => (found === null || found === 'deleted' ? 0 : found.generation)),
  );
  const before = await readPublications();
  if (places.every(({ found }) => found === null || found === 'deleted')) return { cards: 0, published: 0 };
  const slots: SlotRecord[] = [];
  const publications: Publication[] = [];
  const cards: Card[] = [];
  for (const { slot, found } of places) {
    const there = found === null || found === 'deleted' ? null : found;
    const generation = revoke ? highest + 1 : (there?.generation ?? highest);
    const revocation = await sign(slot.ownerKey, 'revoke', revocationText(location.host, slot.address, generation));
    const mailbox = there?.document.state === 'shown' ? there.document.mailbox : null;
    const record: SlotRecord = {
      index: slot.index,
      address: slot.address,
      ...(await newSlotKey(slot, generation)),
      revocation: generation === 0 ? null : revocation,
      secrets: await secretsOf(slot, generation, mailbox),
      isSpent: found === 'deleted',
    };
    slots.push(record);
    if (there === null) continue;
    if (revoke)
      await askServer({
        method: 'PUT',
        address: slot.address,
        path: '/generation',
        body: JSON.stringify({ credential: record.credential, signature: revocation }),
      });
    const cardId = before.find(({ address }) => address === slot.address)?.cardId ?? (newIdentifier() as CardId);
    const { rev, ...document } = there.document;
    if (there.document.state === 'shown' && (await database.cards.get(cardId)) === undefined) {
      const photoId = await fetchPublishedPhoto(slot.address, there.document);
      cards.push({ ...newCard(cardId, nowMs, cardContentOf(there.document)), photoId });
    }
    publications.push({
      cardId,
      schemaVersion: 1,
      slot: slot.index,
      address: slot.address,
      wish: {
        state: document.state,
        isOpen: document.state !== 'shown' || document.mailbox !== null,
        movedTo: document.state === 'moved' ? document.to : null,
      },
      isRevoked: false,
      rev,
      etag: there.etag,
      // The words made new keys: the page is to name them.
      isSending: revoke,
      shownAs: JSON.stringify(document),
      publishedAtMs: nowMs,
      mailboxSinceMs: nowMs,
    });
  }
  const identity: Identity = { id: 'own', schemaVersion: 1, madeAtMs: nowMs, slots };
  const { identity: identities, publications: published, cards: table } = database;
  await database.transaction('rw', identities, published, table, async () => {
    await identities.put(identity);
    await published.bulkPut(publications);
    await table.bulkPut(cards);
  });
  for (const publication of publications)
    setShortAddress(publication.cardId, isShown(publication) ? publication.address : '');
  return { cards: cards.length, published: publications.length };
}

/** The first secret of every generation, whose replies may still wait, and the current one as far as it has gone. */
async function secretsOf(slot: Slot, generation: number, mailbox: MailboxKey | null): Promise<MailboxSecret[]> {
  const secrets: MailboxSecret[] = [];
  for (let each = 0; each <= generation; each += 1) secrets.push(await firstMailboxSecret(slot, each));
  let current = secrets.at(-1);
  while (current !== undefined && mailbox?.generation === generation && current.epoch < mailbox.epoch)
    current = await nextMailboxSecret(current);
  return current === undefined || current === secrets.at(-1) ? secrets : [...secrets, current];
}

const isGeneration = (said: number) => Number.isSafeInteger(said) && said >= 0 && said < GENERATIONS_MAX;

async function lookUp(address: Publication['address']): Promise<Found | 'deleted' | null> {
  try {
    const answer = await askServer({ method: 'GET', address });
    const said = (await answer.json()) as { etag: string; generation: number };
    const signed = await readSignedCard(said, address, location.host);
    if (signed === null || !isGeneration(said.generation)) throw new ExchangeError('exchange.refused');
    return { document: signed.document, generation: said.generation, etag: said.etag };
  } catch (error) {
    if (error instanceof ExchangeError && error.code === 'card.unknown') return null;
    if (error instanceof ExchangeError && error.code === 'card.deleted') return 'deleted';
    throw error;
  }
}
