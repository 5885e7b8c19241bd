import { type CardId, newCard } from '../card/card';
import { revocationText, signGrant } from '../exchange/credential';
import { type CardDocument, cardContentOf, parseDocument } from '../exchange/document';
import { type MailboxSecret, nextMailboxSecret } from '../exchange/mailbox-keys';
import { firstMailboxSecret, SLOTS, slotOf } from '../exchange/recovery';
import { newSigningKeys, publicKeyText, sign } from '../exchange/signature';
import { askServer, ExchangeError } from './exchange-api';
import type { Identity, Publication, SlotRecord } from './exchange-records';
import { newIdentifier } from './identifier';
import { readIdentity } from './identity';
import { database } from './poignee-database';
import { rememberPublished } from './published-cards';
import { fetchPublishedPhoto, readPublications } from './publisher';

export type Restored = { cards: number; published: number };

type Found = { document: CardDocument; generation: number; etag: string | null };

/**
 * Gives this device back what the words are for: every card they published on this server, and the keys to what waits for
 * them. With `revoke`, every other device is shut out first, and the mailboxes get keys those never had. Throws `ExchangeError`.
 */
export async function restoreFromWords(
  entropy: Uint8Array<ArrayBuffer>,
  { revoke }: { revoke: boolean },
  nowMs: number = Date.now(),
): Promise<Restored> {
  const known = await readIdentity();
  const keys = known === null ? await newSigningKeys() : null;
  const device = known?.device ?? (keys === null ? '' : await publicKeyText(keys.publicKey));
  const key = known?.key ?? keys?.privateKey;
  if (key === undefined) throw new ExchangeError('exchange.no_identity');
  const slots: SlotRecord[] = [];
  const publications: Publication[] = [];
  const cards = new Map<string, ReturnType<typeof newCard>>();
  const before = await readPublications();
  for (let index = 0; index < SLOTS; index += 1) {
    const slot = await slotOf(entropy, index);
    const found = await lookUp(slot.address);
    const stored = found === null || found === 'deleted' ? 0 : found.generation;
    const generation = revoke && found !== null && found !== 'deleted' ? stored + 1 : stored;
    const credential = {
      owner: slot.owner,
      generation,
      grants: [{ device, signature: await signGrant(slot.ownerKey, slot.address, generation, device) }],
    };
    const mailbox =
      found !== null && found !== 'deleted' && found.document.state === 'shown' ? found.document.mailbox : null;
    const secrets: MailboxSecret[] = [];
    for (let each = 0; each <= generation; each += 1) secrets.push(await firstMailboxSecret(slot, each));
    let current = secrets.at(-1);
    while (current !== undefined && mailbox?.generation === generation && current.epoch < mailbox.epoch)
      current = await nextMailboxSecret(current);
    if (current !== undefined && current !== secrets.at(-1)) secrets.push(current);
    slots.push({ index, address: slot.address, credential, secrets, isSpent: found === 'deleted' });
    if (found === null || found === 'deleted') continue;
    if (revoke) {
      const signature = await sign(slot.ownerKey, 'revoke', revocationText(slot.address, generation));
      await askServer({
        method: 'PUT',
        address: slot.address,
        path: '/generation',
        body: JSON.stringify({ credential, signature }),
      });
    }
    const cardId = before.find(({ address }) => address === slot.address)?.cardId ?? (newIdentifier() as CardId);
    const { rev, ...document } = found.document;
    if (found.document.state === 'shown') cards.set(cardId, newCard(cardId, nowMs, cardContentOf(found.document)));
    publications.push({
      cardId,
      schemaVersion: 1,
      slot: index,
      address: slot.address,
      wish: {
        state: document.state,
        isOpen: document.state !== 'shown' || document.mailbox !== null,
        movedTo: document.state === 'moved' ? document.to : null,
      },
      isRevoked: false,
      rev,
      etag: found.etag,
      isSending: false,
      // The words made new keys: the page is to name them.
      shownAs: revoke ? '' : JSON.stringify(document),
      publishedAtMs: nowMs,
      mailboxSinceMs: nowMs,
    });
  }
  const identity: Identity = { id: 'own', schemaVersion: 1, madeAtMs: nowMs, device, key, slots };
  const { identity: identities, publications: published, cards: table } = database;
  let restored = 0;
  await database.transaction('rw', identities, published, table, async () => {
    await identities.put(identity);
    await published.bulkPut(publications);
    for (const [id, card] of cards) {
      if ((await table.get(id as CardId)) !== undefined) continue;
      await table.put(card);
      restored += 1;
    }
  });
  for (const { cardId, address, wish } of publications) {
    if (wish.state === 'shown') rememberPublished(cardId, address);
    await fetchPublishedPhoto(cardId, address);
  }
  return { cards: restored, published: publications.length };
}

async function lookUp(address: Publication['address']): Promise<Found | 'deleted' | null> {
  try {
    const answer = await askServer({ method: 'GET', address });
    const { document, generation } = (await answer.json()) as { document: string; generation: number };
    const parsed = parseDocument(document);
    return parsed === null ? null : { document: parsed, generation, etag: answer.headers.get('etag') };
  } catch (error) {
    if (error instanceof ExchangeError && error.code === 'card.unknown') return null;
    if (error instanceof ExchangeError && error.code === 'card.deleted') return 'deleted';
    throw error;
  }
}
