import { readLocal } from './local-value';
import { STORAGE_KEYS } from './storage-keys';

/** A code already drawn: what the Show screen paints before anything of the app has loaded, or when storage fails. */
export type ShowSnapshot = {
  id: string;
  name: string;
  size: number;
  /** The dark modules, one unit a module, as the `d` of an SVG path. */
  path: string;
  dropped: string[];
};

export function readSnapshots(): ShowSnapshot[] {
  try {
    return JSON.parse(readLocal(STORAGE_KEYS.show) ?? '[]') as ShowSnapshot[];
  } catch {
    return [];
  }
}
