import type { CardAddress, EventToken } from '../../exchange/card-address';
import {
  type ActiveToken,
  activeTokenIn,
  addressIn,
  parseShortLinks,
  type ShortLink,
  serializeShortLinks,
} from '../../exchange/short-links';
import { writeLocal } from '../storage/local-storage';
import { shortLinkVersion, writeShortLinks } from './short-link-version';

/** Returns the address of a card whose page is visible, without reading the database. */
export const shortAddressOf = (cardId: string, version = shortLinkVersion()): CardAddress | null =>
  addressIn(version, cardId);

/** Returns the token that a card's code carries during an event, if the owner turned it on. */
export const eventTokenOf = (cardId: string, version = shortLinkVersion()): EventToken | null =>
  activeTokenIn(version, cardId, Date.now());

/**
 * Prefix of the localStorage keys, not listed in storage-keys.ts, that name tokens whose end the server does not know
 * yet.
 */
export const ENDED_TOKEN_PREFIX = 'poignee.ending-token.';

const readAll = () => parseShortLinks(shortLinkVersion());
const writeAll = (links: Record<string, ShortLink>) =>
  writeShortLinks(Object.keys(links).length === 0 ? null : serializeShortLinks(links));

/** Records that the link's token has ended: another token, or none, replaces it. */
function endToken(link: ShortLink | undefined): void {
  if (link?.token != null && link.address !== '')
    writeLocal(`${ENDED_TOKEN_PREFIX}${link.address}.${link.token.token}`, String(link.token.untilMs));
}

/** Records the address of a card: `''` if its page is hidden, `null` if it is no longer published. */
export function setShortAddress(cardId: string, address: CardAddress | '' | null): void {
  const { [cardId]: before, ...others } = readAll();
  const isSame = address === before?.address;
  if (!isSame) endToken(before);
  if (address === null) writeAll(others);
  else writeAll({ ...others, [cardId]: { address, token: isSame ? (before?.token ?? null) : null } });
}

export function setEventToken(cardId: string, token: ActiveToken | null): void {
  const { [cardId]: link, ...others } = readAll();
  if (link === undefined) return;
  endToken(link);
  writeAll({ ...others, [cardId]: { ...link, token } });
}
