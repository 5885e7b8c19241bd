import {
  type CardAddress,
  type EventToken,
  isCardAddress,
  isEventToken,
  newEventToken,
} from '../../exchange/card-address';
import { activeTokenIn, parseShortLinks } from '../../exchange/short-links';
import { shortLinkVersion } from '../card/short-link-version';
import { ENDED_TOKEN_PREFIX, setEventToken } from '../card/short-links';
import { localEntries, writeLocal } from '../storage/local-storage';
import { askerFor, readIdentity, slotFor } from './identity';
import { isShown, readPublications } from './publisher';
import { askServer, ExchangeError } from './server-api';

/** an event that nobody ends: its codes let replies in no longer than this. */
const LASTS_MS = 18 * 60 * 60 * 1000;

/** Do the codes held out have a token? From `shortLinkVersion()`. */
export const isEventTokenActive = (published: string, nowMs: number = Date.now()): boolean =>
  Object.keys(parseShortLinks(published)).some((cardId) => activeTokenIn(published, cardId, nowMs) !== null);

/** Is there a card whose code could have one? */
export const canHaveEventToken = (published: string): boolean =>
  Object.values(parseShortLinks(published)).some(({ address }) => address !== '');

async function tellToken(address: CardAddress, token: EventToken, forMs: number): Promise<void> {
  const identity = await readIdentity();
  const slot = identity === null ? undefined : slotFor(identity, address);
  if (slot === undefined) return;
  const body = JSON.stringify({ token, forMs });
  await askServer({ method: 'PUT', address, path: '/tokens', body, asker: askerFor(slot) });
}

/**
 * From now on the codes held out have a token that lets replies in while many come at once, until `endEventToken`, or by itself.
 * Throws `ExchangeError`; a code has its token only once the server knows it.
 */
export async function startEventToken(nowMs: number = Date.now()): Promise<void> {
  await endEventToken();
  for (const publication of await readPublications()) {
    if (!isShown(publication)) continue;
    const token = newEventToken(crypto.getRandomValues(new Uint8Array(5)));
    await tellToken(publication.address, token, LASTS_MS);
    setEventToken(publication.cardId, { token, untilMs: nowMs + LASTS_MS });
  }
}

/** The next code held out has no token; the server is told at once, or as soon as it answers (`tellEnded`). */
export async function endEventToken(): Promise<void> {
  for (const [cardId, { token }] of Object.entries(parseShortLinks(shortLinkVersion()))) {
    if (token === null) continue;
    setEventToken(cardId, null);
  }
  await tellEnded();
}

/** Tells the server which tokens are over. What it does not answer is told again later; what ended by itself is not. */
export async function tellEnded(nowMs: number = Date.now()): Promise<void> {
  for (const [key, untilMs] of localEntries(ENDED_TOKEN_PREFIX)) {
    const [address = '', token = ''] = key.slice(ENDED_TOKEN_PREFIX.length).split('.');
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
