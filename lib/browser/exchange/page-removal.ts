import type { CardDocument } from '../../exchange/document';
import { sign } from '../../exchange/signature';
import { writePendingRemovals } from '../storage/pending-removals';
import type { PageRemoval, Publication, SlotRecord } from '../storage/records';
import type { ExchangeContext } from './context';
import { slotFor } from './identity';
import { isConfirmed, readPublications } from './publication-store';
import { fetchDocument } from './reconcile';
import { ExchangeError } from './server-api';

/** What becomes of the public pages. `online`: the owner has them on another device. */
export type PagesWish = PageRemoval['wish'] | 'online';

/** Answers that no later attempt changes. */
const FINAL_REFUSALS = new Set([
  'card.revoked',
  'card.refused',
  'card.other_owner',
  'request.malformed',
  'exchange.refused',
  'exchange.no_server',
]);

/** How often another device may publish between two attempts to hide the page. */
const MAX_ATTEMPTS = 4;

/** A page that the server has, or may have. `slot` is `null` if this device has no right to change it any more. */
export type OnlinePage = { publication: Publication; slot: SlotRecord | null };

/** Every page of this device's cards that the server may have. A page that moved away only leads to the other server. */
export async function onlinePages(context: ExchangeContext): Promise<OnlinePage[]> {
  // Whether the owner's lock is open or not: this takes the signing keys, and no mailbox secret.
  const identity = (await context.database.identity.get('own')) ?? null;
  const publications = await readPublications(context);
  return publications
    .filter(({ rev, isPending, desiredState }) => (rev > 0 || isPending) && desiredState.state !== 'moved')
    .map((publication) => {
      const slot = identity === null ? undefined : slotFor(identity, publication.address);
      return { publication, slot: publication.isRevoked ? null : (slot ?? null) };
    });
}

/** What is needed to remove the pages after this device has forgotten everything else. */
export const removalsOf = (pages: readonly OnlinePage[], wish: PagesWish, nowMs: number): PageRemoval[] =>
  pages.flatMap(({ publication, slot }) => {
    const { address, rev, etag } = publication;
    const own = wishFor(publication, wish);
    return slot === null || own === null
      ? []
      : [
          {
            address,
            schemaVersion: 1,
            wish: own,
            key: slot.key,
            credential: slot.credential,
            revocation: slot.revocation,
            rev,
            etag,
            isRefused: false,
            requestedAtMs: nowMs,
          },
        ];
  });

/** A deletion, or a page hidden, that the server has not confirmed yet is finished whatever becomes of the other pages. */
function wishFor(publication: Publication, wish: PagesWish): PageRemoval['wish'] | null {
  if (publication.isDeletionRequested === true) return 'deleted';
  if (wish !== 'online') return wish;
  return publication.desiredState.state === 'hidden' && !isConfirmed(publication) ? 'hidden' : null;
}

/**
 * Removes or hides the pages that an erasure left to remove. A page that the server does not answer for stays for the next
 * call. Resolves with the pages that remain.
 */
export function finishRemovals(context: ExchangeContext): Promise<PageRemoval[]> {
  return context.withLock('poignee-removals', async () => {
    const { removals } = context.database;
    for (const removal of await removals.toArray()) {
      if (removal.isRefused) continue;
      try {
        await (removal.wish === 'deleted' ? deletePage(context, removal) : hidePage(context, removal));
        await removals.delete(removal.address);
      } catch (error) {
        // The next page is tried all the same.
        const isFinal = error instanceof ExchangeError && FINAL_REFUSALS.has(error.code);
        if (isFinal) await removals.put({ ...removal, isRefused: true });
      }
    }
    const remaining = await removals.toArray();
    writePendingRemovals(remaining);
    return remaining;
  });
}

/** Forgets the pages that this device may not remove, once the owner knows. */
export async function forgetRefusedRemovals(context: ExchangeContext): Promise<void> {
  const { removals } = context.database;
  await removals.bulkDelete((await removals.toArray()).filter((one) => one.isRefused).map(({ address }) => address));
  writePendingRemovals(await removals.toArray());
}

/** The page is not there, or no longer. */
const isGone = (error: unknown) =>
  error instanceof ExchangeError && (error.code === 'card.deleted' || error.code === 'card.unknown');

/** Sends a request; once, if a revoked device published first, revokes it and sends the request again. */
async function withRevocation(context: ExchangeContext, removal: PageRemoval, send: () => Promise<unknown>) {
  try {
    await send();
  } catch (error) {
    const { address, credential, revocation } = removal;
    if (!(error instanceof ExchangeError) || error.code !== 'card.revoked' || revocation === null) throw error;
    const body = JSON.stringify({ credential, signature: revocation });
    await context.server.request({ method: 'PUT', address, path: '/generation', body });
    await send();
  }
}

async function deletePage(context: ExchangeContext, removal: PageRemoval): Promise<void> {
  const { address, key, credential } = removal;
  const signer = { key, credential };
  await withRevocation(context, removal, () => context.server.request({ method: 'DELETE', address, signer })).catch(
    (error: unknown) => {
      if (!isGone(error)) throw error;
    },
  );
}

async function hidePage(context: ExchangeContext, removal: PageRemoval): Promise<void> {
  const { address, key, credential } = removal;
  let { rev, etag } = removal;
  for (let attempt = 1; ; attempt += 1) {
    const document: CardDocument = { v: 1, card: address, host: context.host, state: 'hidden', rev: rev + 1 };
    const text = JSON.stringify(document);
    const body = JSON.stringify({ document: text, signature: await sign(key, 'card', text), credential });
    const headers: Record<string, string> = etag === null ? { 'If-None-Match': '*' } : { 'If-Match': etag };
    const request = { method: 'PUT', address, body, headers } as const;
    try {
      return await withRevocation(context, removal, () => context.server.request(request));
    } catch (error) {
      if (isGone(error)) return;
      if (!(error instanceof ExchangeError) || error.code !== 'card.stale' || attempt >= MAX_ATTEMPTS) throw error;
    }
    const stored = await fetchDocument(context, address);
    if (stored === null || stored.document.state === 'hidden') return;
    [rev, etag] = [stored.document.rev, stored.etag];
  }
}
