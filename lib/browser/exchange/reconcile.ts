import type { Card, CardId, CardPatch } from '../../card/card';
import type { CardAddress } from '../../exchange/card-address';
import { deviceOf } from '../../exchange/credential';
import { type CardDocument, changedElsewhere, parseDocument, publishedContent } from '../../exchange/document';
import { readSignedCard } from '../../exchange/signed-card';
import type { RegionProfile } from '../../i18n/locales';
import { cardStore } from '../card/card-store';
import { database } from '../storage/database';
import type { Publication, PublishWish, SlotRecord } from '../storage/records';
import { changeSlot, withNextSecret } from './identity';
import { fetchPublishedPhoto, photoOf } from './published-photo';
import { askServer, ExchangeError } from './server-api';

/** Twenty-five years of keys: more is nobody's honest doing. */
const EPOCHS_AHEAD_MAX = 100;

/** The card of this instant: what asked for it may have been overtaken, by the owner or by another device. */
export async function asItIs(card: Card): Promise<Card> {
  await cardStore.ready();
  return cardStore.getState().cards.find(({ id }) => id === card.id) ?? card;
}

/** In this device's own card, so that the next time it is not taken for what its owner wrote here. */
async function take(id: CardId, patch: CardPatch): Promise<void> {
  await cardStore.ready();
  if (cardStore.getState().cards.some((card) => card.id === id)) cardStore.change(id, patch);
  else await database.cards.update(id, patch);
}

/** What is known here of a card that is published, under the lock. */
export type Known = { card: Card; region: RegionProfile; publication: Publication; slot: SlotRecord };

/** A document as the server has it; `null` where it has none: it lost it, or is a new one. Throws `ExchangeError`. */
type Stored = { document: CardDocument; etag: string; generation: number; device: string };

export async function storedDocument(address: CardAddress): Promise<Stored | null> {
  try {
    const answer = await askServer({ method: 'GET', address });
    const said = (await answer.json()) as { etag: string; generation: number };
    const signed = await readSignedCard(said, address, location.host);
    if (signed === null) throw new ExchangeError('exchange.refused');
    const device = deviceOf(signed.credential);
    return { document: signed.document, etag: said.etag, generation: said.generation, device };
  } catch (error) {
    if (error instanceof ExchangeError && error.code === 'card.unknown') return null;
    throw error;
  }
}

const readShownAs = ({ shownAs }: Publication) => parseDocument(JSON.stringify({ ...parsedOr({}, shownAs), rev: 1 }));

function parsedOr(otherwise: object, text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return otherwise;
  }
}

/**
 * Another device was first, or the server was put back to an earlier day: what is stored there comes before what is said next,
 * and the mailbox's key never goes back. What the other device changed is changed here too, in this device's own card.
 */
export async function caughtUp(known: Known, stored: Stored | null, nowMs: number): Promise<Known> {
  const { publication } = known;
  if (stored === null) return { ...known, publication: { ...publication, rev: 0, etag: null, isSending: true } };
  const { document, etag } = stored;
  const slot = await withSecretsOf(known.slot, document);
  const isEarlier = document.rev < publication.rev;
  const caught = {
    ...publication,
    rev: document.rev,
    etag,
    isSending: true,
    // A key that another device has just made lasts its ninety days from now.
    ...(slot !== known.slot && { mailboxSinceMs: nowMs }),
  };
  const base = readShownAs(publication);
  // An earlier day's is not taken in; nor is this device's own, whose answer was lost.
  const isOwn = stored.device === deviceOf(slot.credential);
  if (isEarlier || isOwn || base === null) return { ...known, slot, publication: caught };
  const wish = wishOf(document, base, publication.wish);
  if (document.state !== 'shown' || base.state !== 'shown') return { ...known, slot, publication: { ...caught, wish } };
  const patch: CardPatch = changedElsewhere(base.content, document.content, publishedContent(known.card));
  const isPhotoTheirs =
    document.photo?.hash !== base.photo?.hash && (await photoOf(known.card)).photo?.hash === base.photo?.hash;
  if (isPhotoTheirs) patch.photoId = await fetchPublishedPhoto(publication.address, document);
  if (Object.keys(patch).length > 0) await take(known.card.id, patch);
  return {
    card: { ...known.card, ...patch },
    region: document.region === base.region ? known.region : document.region,
    slot,
    publication: { ...caught, wish },
  };
}

/**
 * Do two documents say the same, whenever it was written? Each device writes what it takes from another at a time of its own.
 * In JSON a name in quotes cannot be part of somebody's text.
 */
export const isSame = (one: string, other: string) => withoutTime(one) === withoutTime(other);
const withoutTime = (text: string) => text.replace(/"updatedAtMs":\d+/, '');

export const withoutRev = ({ rev: _, ...document }: CardDocument) => document;

/** What this device wishes, and what another one has wished since. */
function wishOf(theirs: CardDocument, base: CardDocument, wish: PublishWish): PublishWish {
  const openIn = (one: CardDocument) => (one.state === 'shown' ? one.mailbox !== null : null);
  const [isOpen, wasOpen] = [openIn(theirs), openIn(base)];
  return {
    ...wish,
    ...(theirs.state !== base.state && {
      state: theirs.state,
      movedTo: theirs.state === 'moved' ? theirs.to : null,
    }),
    ...(isOpen !== null && wasOpen !== null && isOpen !== wasOpen && { isOpen }),
  };
}

async function withSecretsOf(slot: SlotRecord, document: CardDocument): Promise<SlotRecord> {
  let caught = slot;
  const mailbox = document.state === 'shown' ? document.mailbox : null;
  if (mailbox !== null && mailbox.epoch > (slot.secrets.at(-1)?.epoch ?? 0) + EPOCHS_AHEAD_MAX)
    throw new ExchangeError('exchange.refused');
  for (
    let current = caught.secrets.at(-1);
    mailbox !== null && current?.generation === mailbox.generation && current.epoch < mailbox.epoch;
    current = caught.secrets.at(-1)
  )
    caught = await withNextSecret(caught);
  if (caught !== slot) {
    const { secrets } = caught;
    await changeSlot(slot.index, (kept) => ({ ...kept, secrets }));
  }
  return caught;
}
