import type { CardAddress } from '../exchange/card-address';
import * as published from '../exchange/published';
import { writeLocal } from './local-value';
import { publishedVersion, writePublished } from './published-version';

const readAll = () => published.readPublished(publishedVersion());
const writeAll = (links: Record<string, published.PublishedLink>) =>
  writePublished(Object.keys(links).length === 0 ? null : published.writtenLinks(links));

/** Tokens that are over here and that the server has still to be told of (`event-pass.ts`): a key each, beside `storage-keys.ts`. */
export const ENDING = 'poignee.ending-token.';

/** Another token, or none, in a card's codes: the one before is over. */
function withoutPass(link: published.PublishedLink | undefined): void {
  if (link?.pass != null && link.address !== '')
    writeLocal(`${ENDING}${link.address}.${link.pass.token}`, String(link.pass.untilMs));
}

/** `''`: published, and not shown at the moment; `null`: no more. */
export function rememberPublished(cardId: string, address: CardAddress | '' | null): void {
  const { [cardId]: before, ...others } = readAll();
  const stays = address === before?.address;
  if (!stays) withoutPass(before);
  if (address === null) writeAll(others);
  else writeAll({ ...others, [cardId]: { address, pass: stays ? (before?.pass ?? null) : null } });
}

export function rememberPass(cardId: string, pass: published.EventPass | null): void {
  const { [cardId]: link, ...others } = readAll();
  if (link === undefined) return;
  withoutPass(link);
  writeAll({ ...others, [cardId]: { ...link, pass } });
}
