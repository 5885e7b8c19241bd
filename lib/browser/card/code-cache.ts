import { readLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';

/** The drawn codes of a card, painted by the Show screen before the app has loaded or when storage fails. */
export type CachedCodes = {
  id: string;
  name: string;
  /** The colour of the card, "#rrggbb". */
  accent?: string;
  /** «Sans Internet»: the card itself. `dropped` lists the properties that did not fit. */
  offline: DrawnCode & { dropped: string[] };
  /** «Avec Internet»: the link that carries the whole card. */
  link: DrawnCode & { dropped: string[] };
};

/** `size`: modules per side. `path`: the dark modules as the `d` attribute of an SVG path, one unit per module. */
type DrawnCode = { size: number; path: string };

export type CodeKind = 'offline' | 'link';

/** Returns the kind of code to show first: if this device is offline, the other person probably is too. */
export const codeForConnection = (online: boolean): CodeKind => (online ? 'link' : 'offline');

export function readCachedCodes(): CachedCodes[] {
  try {
    const entries = JSON.parse(readLocal(STORAGE_KEYS.show) ?? '[]') as Partial<CachedCodes>[];
    // Entries written by an earlier version hold a single code.
    return entries.filter(
      (snapshot): snapshot is CachedCodes => snapshot.offline !== undefined && snapshot.link !== undefined,
    );
  } catch {
    return [];
  }
}
