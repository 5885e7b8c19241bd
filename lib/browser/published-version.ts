import { readLocal, writeLocal } from './local-value';
import { STORAGE_KEYS } from './storage-keys';

/** What is published, as it is kept; '' where nothing ever was. Changes with it, in this tab or in another. */
export const publishedVersion = (): string => readLocal(STORAGE_KEYS.published) ?? '';

export function subscribePublished(listener: () => void): () => void {
  window.addEventListener('storage', listener);
  return () => window.removeEventListener('storage', listener);
}

export function writePublished(text: string | null): void {
  if ((text ?? '') === publishedVersion()) return;
  writeLocal(STORAGE_KEYS.published, text);
  // Other tabs are told by the browser; this one is not.
  window.dispatchEvent(new Event('storage'));
}
