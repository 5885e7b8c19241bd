import type { RegionProfile } from '../locales';
import type { fr } from './fr';
import { REGION_WORDS } from './regions';

/** French is the catalogue every other language is checked against. */
export type Messages = typeof fr;
export type MessageKey = keyof Messages;

/** A language's sentences with its region's own words in place. */
export function withRegionWords<Key extends MessageKey>(
  messages: Record<Key, string>,
  profile: RegionProfile,
): Record<Key, string> {
  return { ...messages, ...REGION_WORDS[profile] };
}
