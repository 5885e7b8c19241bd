import type { GivenWay } from '../../card/contact';
import { readLocal, writeLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';

/**
 * The event in progress, as the first screens need it before the database is read. `received` is how many contacts were
 * added there.
 */
export type CurrentEvent = { id: string; name: string; received: number };

export function currentEvent(): CurrentEvent | null {
  try {
    const stored = JSON.parse(readLocal(STORAGE_KEYS.evening) ?? 'null') as Partial<CurrentEvent> | null;
    if (typeof stored?.id !== 'string' || typeof stored.name !== 'string') return null;
    return { id: stored.id, name: stored.name, received: Number(stored.received) || 0 };
  } catch {
    return null;
  }
}

/**
 * Stores the event in progress and the number of contacts it has brought, for screens that do not read the database.
 */
export function setCurrentEvent(event: Pick<CurrentEvent, 'id' | 'name'> | null, received = 0): void {
  const serialized = event === null ? null : JSON.stringify({ id: event.id, name: event.name, received });
  if (serialized !== readLocal(STORAGE_KEYS.evening)) writeLocal(STORAGE_KEYS.evening, serialized);
}

type ShareCounts = Record<GivenWay, number>;
const NOTHING: ShareCounts = { code: 0, link: 0, file: 0, paper: 0 };

/** Returns how many times the card was shared in each way since the event began. */
export function shareCounts(): ShareCounts {
  try {
    return { ...NOTHING, ...(JSON.parse(readLocal(STORAGE_KEYS.given) ?? '{}') as Partial<ShareCounts>) };
  } catch {
    return NOTHING;
  }
}

/** Counts one share of the owner's card, if an event is in progress. */
export function countShare(way: GivenWay): void {
  if (currentEvent() === null) return;
  const counts = shareCounts();
  writeLocal(STORAGE_KEYS.given, JSON.stringify({ ...counts, [way]: counts[way] + 1 }));
}

export const clearShareCounts = () => writeLocal(STORAGE_KEYS.given, null);

/**
 * Returns the days (RFC 3339 `full-date`) that have a follow-up due, as last stored: the first screen shows them before
 * the book is read.
 */
export function followUpDays(): string[] {
  try {
    const days: unknown = JSON.parse(readLocal(STORAGE_KEYS.agenda) ?? '[]');
    return Array.isArray(days) ? days.filter((day) => typeof day === 'string') : [];
  } catch {
    return [];
  }
}
