import type { CardAddress, EventToken } from '../exchange/card-address';
import * as published from '../exchange/published';
import { publishedVersion, writePublished } from './published-version';

/** The short link's address of a card that has one: known before the database is read. */
export const publishedAddress = (cardId: string, text = publishedVersion()): CardAddress | null =>
  published.publishedAddress(cardId, text);

/** The token that a code held out tonight has, where its owner wants one. */
export const passFor = (cardId: string, text = publishedVersion()): EventToken | null =>
  published.passFor(cardId, text, Date.now());

const readAll = () => published.readPublished(publishedVersion());
const writeAll = (links: Record<string, published.PublishedLink>) =>
  writePublished(Object.keys(links).length === 0 ? null : published.writtenLinks(links));

/** `''`: published, and not shown at the moment; `null`: no more. */
export function rememberPublished(cardId: string, address: CardAddress | '' | null): void {
  const { [cardId]: before, ...others } = readAll();
  if (address === null) writeAll(others);
  else writeAll({ ...others, [cardId]: { address, pass: address === before?.address ? before.pass : null } });
}

export function rememberPass(cardId: string, pass: published.EventPass | null): void {
  const { [cardId]: link, ...others } = readAll();
  if (link !== undefined) writeAll({ ...others, [cardId]: { ...link, pass } });
}
