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
import { isLocked } from '../storage/lock/sealing';
import type { ExchangeContext } from './context';
import { readIdentity, signerFor, slotFor } from './identity';
import { isShown, readPublications } from './publication-store';
import { ExchangeError } from './server-api';

/** The token of an event that nobody ends expires by itself. */
const TOKEN_LIFETIME_MS = 18 * 60 * 60 * 1000;

/** Whether the codes carry a token now. `version` is `shortLinkVersion()`. */
export const isEventTokenActive = (version: string, nowMs: number = Date.now()): boolean =>
  Object.keys(parseShortLinks(version)).some((cardId) => activeTokenIn(version, cardId, nowMs) !== null);

/** Whether a card has a visible page, whose code could carry a token. */
export const canHaveEventToken = (version: string): boolean =>
  Object.values(parseShortLinks(version)).some(({ address }) => address !== '');

async function registerToken(
  context: ExchangeContext,
  address: CardAddress,
  token: EventToken,
  forMs: number,
): Promise<void> {
  const identity = await readIdentity(context);
  const slot = identity === null ? undefined : slotFor(identity, address);
  if (slot === undefined) return;
  const body = JSON.stringify({ token, forMs });
  await context.server.request({ method: 'PUT', address, path: '/tokens', body, signer: signerFor(slot) });
}

/**
 * Puts a token in the codes, which lets replies in while many arrive at once, until `endEventToken` or its expiry. A code gets
 * its token once the server knows it.
 *
 * @throws ExchangeError
 */
export async function startEventToken(context: ExchangeContext): Promise<void> {
  await endEventToken(context);
  for (const publication of await readPublications(context)) {
    if (!isShown(publication)) continue;
    const token = newEventToken(crypto.getRandomValues(new Uint8Array(5)));
    await registerToken(context, publication.address, token, TOKEN_LIFETIME_MS);
    setEventToken(publication.cardId, { token, untilMs: context.now() + TOKEN_LIFETIME_MS });
  }
}

/** Removes the token from the codes. The server is told now, or by a later `sendEndedTokens`. */
export async function endEventToken(context: ExchangeContext): Promise<void> {
  for (const [cardId, { token }] of Object.entries(parseShortLinks(shortLinkVersion())))
    if (token !== null) setEventToken(cardId, null);
  await sendEndedTokens(context);
}

/** Tells the server which tokens ended. Requests without an answer are repeated by the next call; expired tokens are not sent. */
export async function sendEndedTokens(context: ExchangeContext): Promise<void> {
  for (const [key, untilMs] of localEntries(ENDED_TOKEN_PREFIX)) {
    const [address = '', token = ''] = key.slice(ENDED_TOKEN_PREFIX.length).split('.');
    try {
      if (Number(untilMs) > context.now() && isCardAddress(address) && isEventToken(token))
        await registerToken(context, address, token, 0);
      writeLocal(key, null);
    } catch (error) {
      const canRetry =
        isLocked() ||
        (error instanceof ExchangeError &&
          /^(?:exchange\.offline|server\.|storage\.|request\.too_many)/.test(error.code));
      if (!canRetry) writeLocal(key, null);
    }
  }
}
