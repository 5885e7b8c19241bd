import type { GivenWay } from '../card/contact';
import { readLocal, writeLocal } from './local-value';
import { STORAGE_KEYS } from './storage-keys';

/** What the first screens need of the evening that is going on, without the database. */
export type EveningTag = { id: string; name: string };

export function currentEvening(): EveningTag | null {
  try {
    const read = JSON.parse(readLocal(STORAGE_KEYS.evening) ?? 'null') as Partial<EveningTag> | null;
    return typeof read?.id === 'string' && typeof read.name === 'string' ? { id: read.id, name: read.name } : null;
  } catch {
    return null;
  }
}

export const rememberEvening = (evening: EveningTag | null) =>
  writeLocal(STORAGE_KEYS.evening, evening === null ? null : JSON.stringify({ id: evening.id, name: evening.name }));

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
