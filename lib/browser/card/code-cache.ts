import { readLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';

/** A code already drawn: what the Show screen paints before anything of the app has loaded, or when storage fails. */
export type CachedCodes = {
  id: string;
  name: string;
  /** «Sans Internet»: the card itself, and what the code had no room for. */
  offline: DrawnCode & { dropped: string[] };
  /** «Avec Internet»: the link that carries the whole card. */
  link: DrawnCode & { dropped: string[] };
};

/** `size` modules a side; the dark ones, one unit a module, as the `d` of an SVG path. */
export type DrawnCode = { size: number; path: string };

export type CodeKind = 'offline' | 'link';

/** The code that fits the moment: without a network here there is likely none for the other person either. */
export const codeForConnection = (online: boolean): CodeKind => (online ? 'link' : 'offline');

export function readCachedCodes(): CachedCodes[] {
  try {
    const kept = JSON.parse(readLocal(STORAGE_KEYS.show) ?? '[]') as Partial<CachedCodes>[];
    // An earlier version kept one code only.
    return kept.filter(
      (snapshot): snapshot is CachedCodes => snapshot.offline !== undefined && snapshot.link !== undefined,
    );
  } catch {
    return [];
  }
}
