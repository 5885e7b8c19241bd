import {
  type CardAddress,
  type EventToken,
  isCardAddress,
  isEventToken,
  newEventToken,
} from '../exchange/card-address';
import { passFor as passAt, readPublished } from '../exchange/published';
import { askServer, ExchangeError } from './exchange-api';
import { askerFor, readIdentity, slotFor } from './identity';
import { localEntries, writeLocal } from './local-value';
import { publishedVersion } from './published-version';
import { isShown, readPublications } from './publisher';
import { ENDING, rememberPass } from './remember-published';

/** An evening that nobody ends: its codes let replies in no longer than this. */
const LASTS_MS = 18 * 60 * 60 * 1000;

/** Do the codes held out have a token? From `publishedVersion()`. */
export const isPassOn = (published: string, nowMs: number = Date.now()): boolean =>
  Object.keys(readPublished(published)).some((cardId) => passAt(cardId, published, nowMs) !== null);

/** Is there a card whose code could have one? */
export const mayHavePass = (published: string): boolean =>
  Object.values(readPublished(published)).some(({ address }) => address !== '');

async function tellToken(address: CardAddress, token: EventToken, forMs: number): Promise<void> {
  const identity = await readIdentity();
  const slot = identity === null ? undefined : slotFor(identity, address);
  if (slot === undefined) return;
  const body = JSON.stringify({ token, forMs });
  await askServer({ method: 'PUT', address, path: '/tokens', body, asker: askerFor(slot) });
}

/**
 * From now on the codes held out have a token that lets replies in while many come at once, until `endPass`, or by itself.
 * Throws `ExchangeError`; a code has its token only once the server knows it.
 */
export async function beginPass(nowMs: number = Date.now()): Promise<void> {
  await endPass();
  for (const publication of await readPublications()) {
    if (!isShown(publication)) continue;
    const token = newEventToken(crypto.getRandomValues(new Uint8Array(5)));
    await tellToken(publication.address, token, LASTS_MS);
    rememberPass(publication.cardId, { token, untilMs: nowMs + LASTS_MS });
  }
}

/** The next code held out has no token; the server is told at once, or as soon as it answers (`tellEnded`). */
export async function endPass(): Promise<void> {
  for (const [cardId, { pass }] of Object.entries(readPublished(publishedVersion()))) {
    if (pass === null) continue;
    rememberPass(cardId, null);
  }
  await tellEnded();
}

/** Tells the server which tokens are over. What it does not answer is told again later; what ended by itself is not. */
export async function tellEnded(nowMs: number = Date.now()): Promise<void> {
  for (const [key, untilMs] of localEntries(ENDING)) {
    const [address = '', token = ''] = key.slice(ENDING.length).split('.');
    try {
      if (Number(untilMs) > nowMs && isCardAddress(address) && isEventToken(token)) await tellToken(address, token, 0);
      writeLocal(key, null);
    } catch (error) {
      const isLater =
        error instanceof ExchangeError &&
        /^(?:exchange\.offline|server\.|storage\.|request\.too_many)/.test(error.code);
      if (!isLater) writeLocal(key, null);
    }
  }
}
