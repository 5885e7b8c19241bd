import type { RegionProfile } from '../../locales';
import type { fr } from './fr';
import { regionMessages } from './regions';

/** French is the reference catalogue: every other language is checked against it. */
export type Messages = typeof fr;
export type MessageKey = keyof Messages;

/** Returns messages with the wording of the region. */
export function withRegionMessages<Key extends MessageKey>(
  messages: Record<Key, string>,
  region: RegionProfile,
): Record<Key, string> {
  return { ...messages, ...regionMessages[region] };
}
