import type { CardAddress } from '../exchange/card-address';
import * as published from '../exchange/published';
import { publishedVersion, writePublished } from './published-version';

/** The short link's address of a card that has one: known before the database is read. */
export const publishedAddress = (cardId: string, text = publishedVersion()): CardAddress | null =>
  published.publishedAddress(cardId, text);

/** `''`: published, and not shown at the moment; `null`: no more. */
export function rememberPublished(cardId: string, address: CardAddress | '' | null): void {
  const { [cardId]: _, ...others } = published.readPublished(publishedVersion());
  const next = address === null ? others : { ...others, [cardId]: address };
  writePublished(Object.keys(next).length === 0 ? null : JSON.stringify(next));
}
