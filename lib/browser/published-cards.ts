import type { CardAddress } from '../exchange/card-address';
import { isCardAddress } from '../exchange/card-address';
import { readLocal, writeLocal } from './local-value';
import { STORAGE_KEYS } from './storage-keys';

const listeners = new Set<() => void>();

function readAll(text = publishedVersion()): Record<string, string> {
  try {
    const read: unknown = JSON.parse(text === '' ? '{}' : text);
    return typeof read === 'object' && read !== null ? (read as Record<string, string>) : {};
  } catch {
    return {};
  }
}

/** The short link's address of a card that has one: known before the database is read. */
export function publishedAddress(cardId: string, published = publishedVersion()): CardAddress | null {
  const address = readAll(published)[cardId];
  return typeof address === 'string' && isCardAddress(address) ? address : null;
}

/** All of them, for the print engine. */
export const publishedAddresses = (): Record<string, CardAddress> =>
  Object.fromEntries(
    Object.entries(readAll()).filter((entry): entry is [string, CardAddress] => isCardAddress(entry[1])),
  );

/** Changes with what is published, in this tab or in another; '' where nothing ever was. */
export const publishedVersion = (): string => readLocal(STORAGE_KEYS.published) ?? '';

/** `''`: published, and not shown at the moment; `null`: no more. */
export function rememberPublished(cardId: string, address: CardAddress | '' | null): void {
  const { [cardId]: _, ...others } = readAll();
  const next = address === null ? others : { ...others, [cardId]: address };
  const text = Object.keys(next).length === 0 ? null : JSON.stringify(next);
  if ((text ?? '') === publishedVersion()) return;
  writeLocal(STORAGE_KEYS.published, text);
  for (const listener of listeners) listener();
}

export function subscribePublished(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
