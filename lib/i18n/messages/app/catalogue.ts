import type { RegionProfile } from '../../locales';
import type { fr } from './fr';
import { regionMessages } from './regions';

/** French is the catalogue every other language is checked against. */
export type Messages = typeof fr;
export type MessageKey = keyof Messages;

/** Messages of one language with the wording of its region. */
export function withRegionMessages<Key extends MessageKey>(
  messages: Record<Key, string>,
  region: RegionProfile,
): Record<Key, string> {
  return { ...messages, ...regionMessages[region] };
}
