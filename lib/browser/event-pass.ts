import { newEventToken } from '../exchange/card-address';
import { passFor as passAt, readPublished } from '../exchange/published';
import { askServer } from './exchange-api';
import { askerFor, readIdentity, slotFor } from './identity';
import { rememberPass } from './published-cards';
import { isShown, readPublications } from './publisher';

/** An evening that nobody ends: its codes let replies in no longer than this. */
const LASTS_MS = 18 * 60 * 60 * 1000;

/** Do the codes held out have a token? From `publishedVersion()`. */
export const isPassOn = (published: string, nowMs: number = Date.now()): boolean =>
  Object.keys(readPublished(published)).some((cardId) => passAt(cardId, published, nowMs) !== null);

/** Is there a card whose code could have one? */
export const mayHavePass = (published: string): boolean =>
  Object.values(readPublished(published)).some(({ address }) => address !== '');

/**
 * From now on the codes held out have a token that lets replies in while many come at once, until `endPass`, or by itself.
 * Throws `ExchangeError`; a code has its token only once the server knows it.
 */
export async function beginPass(nowMs: number = Date.now()): Promise<void> {
  const identity = await readIdentity();
  for (const publication of await readPublications()) {
    const slot = identity === null ? undefined : slotFor(identity, publication.address);
    if (slot === undefined || !isShown(publication)) continue;
    const token = newEventToken(crypto.getRandomValues(new Uint8Array(5)));
    const body = JSON.stringify({ token, forMs: LASTS_MS });
    await askServer({ method: 'PUT', address: publication.address, path: '/tokens', body, asker: askerFor(slot) });
    rememberPass(publication.cardId, { token, untilMs: nowMs + LASTS_MS });
  }
}

/** The codes are as they were, and the token is worth nothing. Throws `ExchangeError`: it then still is, until it ends by itself. */
export async function endPass(published: string): Promise<void> {
  const identity = await readIdentity();
  for (const [cardId, { address, pass }] of Object.entries(readPublished(published))) {
    if (pass === null) continue;
    const slot = identity === null || address === '' ? undefined : slotFor(identity, address);
    const body = JSON.stringify({ token: pass.token, forMs: 0 });
    if (slot !== undefined && address !== '')
      await askServer({ method: 'PUT', address, path: '/tokens', body, asker: askerFor(slot) });
    rememberPass(cardId, null);
  }
}

/** The evening is over: whatever the server says, the next code has no token. */
export async function leavePass(published: string): Promise<void> {
  await endPass(published).catch(() => undefined);
  for (const cardId of Object.keys(readPublished(published))) rememberPass(cardId, null);
}
