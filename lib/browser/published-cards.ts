import type { CardAddress, EventToken } from '../exchange/card-address';
import * as published from '../exchange/published';
import { publishedVersion } from './published-version';

/** The short link's address of a card that has one: known before the database is read. */
export const publishedAddress = (cardId: string, text = publishedVersion()): CardAddress | null =>
  published.publishedAddress(cardId, text);

/** The token that a code held out tonight has, where its owner wants one. */
export const passFor = (cardId: string, text = publishedVersion()): EventToken | null =>
  published.passFor(cardId, text, Date.now());
