import type { Card, CardPatch } from '../../card/card';
import type { CardAddress } from '../../exchange/card-address';
import { deviceOf } from '../../exchange/credential';
import { type CardDocument, changedElsewhere, publishedContent } from '../../exchange/document';
import { parseLastDocument } from '../../exchange/last-document';
import { readSignedCard } from '../../exchange/signed-card';
import type { RegionProfile } from '../../i18n/locales';
import type { DesiredState, Publication, SlotRecord } from '../storage/records';
import type { ExchangeContext } from './context';
import { changeSlot, withNextSecret } from './identity';
import { downloadPhoto, publishedPhotoOf } from './published-photo';
import { ExchangeError } from './server-api';

/** Twenty-five years of mailbox keys. A document further ahead is refused: deriving its keys would block the device. */
const EPOCHS_AHEAD_MAX = 100;

/** What this device knows of a published card while it holds the lock. */
export type LocalState = { card: Card; region: RegionProfile; publication: Publication; slot: SlotRecord };

/** The document on the server, and the device that signed it. */
export type StoredDocument = { document: CardDocument; etag: string; generation: number; device: string };

/** The server's document of a card; `null` if the server has none: it is new, or lost it. @throws ExchangeError */
export async function fetchDocument(
  { server, host }: Pick<ExchangeContext, 'server' | 'host'>,
  address: CardAddress,
): Promise<StoredDocument | null> {
  try {
    const response = await server.request({ method: 'GET', address });
    const answer = (await response.json()) as { etag: string; generation: number };
    const signed = await readSignedCard(answer, address, host);
    if (signed === null) throw new ExchangeError('exchange.not_signed');
    const device = deviceOf(signed.credential);
    return { document: signed.document, etag: answer.etag, generation: answer.generation, device };
  } catch (error) {
    if (error instanceof ExchangeError && error.code === 'card.unknown') return null;
    throw error;
  }
}

/**
 * Merges the server's document into this device's state after another device published first, or after the server was restored
 * from a backup. The next document follows the stored revision, and the mailbox key never goes back. Changes from another
 * device are applied to this device's card.
 */
export async function reconcile(
  context: ExchangeContext,
  local: LocalState,
  stored: StoredDocument | null,
): Promise<LocalState> {
  const { publication } = local;
  if (stored === null) return { ...local, publication: { ...publication, rev: 0, etag: null, isPending: true } };
  const { document, etag } = stored;
  const slot = await withSecretsOf(context, local.slot, document);
  const isEarlier = document.rev < publication.rev;
  const merged = {
    ...publication,
    rev: document.rev,
    etag,
    isPending: true,
    // A key that another device has just created lasts ninety days from now.
    ...(slot !== local.slot && { mailboxSinceMs: context.now() }),
  };
  const base = parseLastDocument(publication.lastDocument);
  // A document restored from an earlier day changes nothing here; nor does this device's own, whose answer was lost.
  const isOwn = stored.device === deviceOf(slot.credential);
  if (isEarlier || isOwn || base === null) return { ...local, slot, publication: merged };
  const desiredState = mergeDesiredState(document, base, publication.desiredState);
  const next = { ...merged, desiredState };
  if (document.state !== 'shown' || base.state !== 'shown') return { ...local, slot, publication: next };
  const patch: CardPatch = changedElsewhere(base.content, document.content, publishedContent(local.card));
  const isPhotoChangedThere = document.photo?.hash !== base.photo?.hash;
  if (isPhotoChangedThere && (await publishedPhotoOf(context, local.card)).photo?.hash === base.photo?.hash)
    patch.photoId = await downloadPhoto(context, publication.address, document);
  if (Object.keys(patch).length > 0) await context.cards.apply(local.card.id, patch);
  return {
    card: { ...local.card, ...patch },
    region: document.region === base.region ? local.region : document.region,
    slot,
    publication: next,
  };
}

/** Whether two documents differ by `updatedAtMs` alone: each device writes a merged change at a time of its own. */
export const isSameDocument = (one: string, other: string) => withoutTime(one) === withoutTime(other);
// Inside a JSON string every quote is escaped: the pattern cannot match somebody's text.
const withoutTime = (text: string) => text.replace(/"updatedAtMs":\d+/, '');

export const withoutRev = ({ rev: _, ...document }: CardDocument) => document;

const isOpenIn = (document: CardDocument) => (document.state === 'shown' ? document.mailbox !== null : null);

/** Three-way merge: a decision of this device that the server does not have yet wins over another device's. */
function mergeDesiredState(theirs: CardDocument, base: CardDocument, own: DesiredState): DesiredState {
  const [theirOpen, baseOpen] = [isOpenIn(theirs), isOpenIn(base)];
  const takesState = own.state === base.state && theirs.state !== base.state;
  const takesOpen = theirOpen !== null && baseOpen !== null && own.isOpen === baseOpen;
  return {
    ...own,
    ...(takesState && { state: theirs.state, movedTo: theirs.state === 'moved' ? theirs.to : null }),
    ...(takesOpen && { isOpen: theirOpen }),
  };
}

async function withSecretsOf(context: ExchangeContext, slot: SlotRecord, document: CardDocument): Promise<SlotRecord> {
  const mailbox = document.state === 'shown' ? document.mailbox : null;
  if (mailbox === null) return slot;
  if (mailbox.epoch > (slot.secrets.at(-1)?.epoch ?? 0) + EPOCHS_AHEAD_MAX) throw new ExchangeError('exchange.refused');
  let next = slot;
  for (;;) {
    const current = next.secrets.at(-1);
    if (current?.generation !== mailbox.generation || current.epoch >= mailbox.epoch) break;
    next = await withNextSecret(next);
  }
  if (next !== slot) {
    const { secrets } = next;
    await changeSlot(context, slot.index, (record) => ({ ...record, secrets }));
  }
  return next;
}
