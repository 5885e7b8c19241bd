import { announceLocal, readLocal, subscribeLocal, writeLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';

/**
 * Returns the stored short links as text, '' if no card was ever published. The text differs after every change, in any
 * tab.
 */
export const shortLinkVersion = (): string => readLocal(STORAGE_KEYS.published) ?? '';

export const subscribeShortLinks = subscribeLocal;

export function writeShortLinks(text: string | null): void {
  if ((text ?? '') === shortLinkVersion()) return;
  writeLocal(STORAGE_KEYS.published, text);
  announceLocal();
}
