import type { GivenWay } from '../../card/contact';
import { readLocal, writeLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';

/** What the first screens need of the evening that is going on, without the database. */
export type EveningTag = { id: string; name: string; received: number };

export function currentEvening(): EveningTag | null {
  try {
    const read = JSON.parse(readLocal(STORAGE_KEYS.evening) ?? 'null') as Partial<EveningTag> | null;
    if (typeof read?.id !== 'string' || typeof read.name !== 'string') return null;
    return { id: read.id, name: read.name, received: Number(read.received) || 0 };
  } catch {
    return null;
  }
}

/** Keeps the evening that is going on, and how many it has brought, for the screens that do not read the database. */
export function rememberEvening(evening: Pick<EveningTag, 'id' | 'name'> | null, received = 0): void {
  const written = evening === null ? null : JSON.stringify({ id: evening.id, name: evening.name, received });
  if (written !== readLocal(STORAGE_KEYS.evening)) writeLocal(STORAGE_KEYS.evening, written);
}

type Given = Record<GivenWay, number>;
const NOTHING: Given = { code: 0, link: 0, file: 0, paper: 0 };

/** How often the card was held out since the evening began. */
export function givenTonight(): Given {
  try {
    return { ...NOTHING, ...(JSON.parse(readLocal(STORAGE_KEYS.given) ?? '{}') as Partial<Given>) };
  } catch {
    return NOTHING;
  }
}

/** The owner's card was held out; counted only while an evening is going on. */
export function noteGiven(way: GivenWay): void {
  if (currentEvening() === null) return;
  const given = givenTonight();
  writeLocal(STORAGE_KEYS.given, JSON.stringify({ ...given, [way]: given[way] + 1 }));
}

export const forgetGiven = () => writeLocal(STORAGE_KEYS.given, null);

/** The days on which something is to be done, as last known: for the first screen, before the book is read. */
export function agendaDays(): string[] {
  try {
    const days: unknown = JSON.parse(readLocal(STORAGE_KEYS.agenda) ?? '[]');
    return Array.isArray(days) ? days.filter((day) => typeof day === 'string') : [];
  } catch {
    return [];
  }
}
