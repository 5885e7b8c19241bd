import type { Config } from './config';
import { RequestProblem } from './http/problem';
import type { Storage } from './storage/port';

/** How long a count of the whole database is believed. */
const BELIEVED_MS = 5000;

/** What the operator of a server lets it grow to: cards, bytes, and whether new cards are taken at all. */
export function createCapacity(
  storage: Storage,
  { maxCards, maxBytes, registration }: Pick<Config, 'maxCards' | 'maxBytes' | 'registration'>,
  now: () => number,
) {
  const believed = (measure: () => Promise<number>) => {
    let value = 0;
    let measuredAtMs = Number.NEGATIVE_INFINITY;
    return async () => {
      if (Math.abs(now() - measuredAtMs) > BELIEVED_MS) {
        value = await measure();
        measuredAtMs = now();
      }
      return value;
    };
  };
  const countCards = async () => {
    const row = await storage.readOne(`SELECT count(*) AS cards FROM card WHERE state <> 'deleted'`, []);
    return Number(row?.cards ?? 0);
  };
  const bytes = believed(() => storage.size());

  return {
    /** Throws 507 when the database is as large as it may be. */
    async enforceRoom(): Promise<void> {
      if (maxBytes !== null && (await bytes()) >= maxBytes)
        throw new RequestProblem(507, 'storage.full', {}, { 'Retry-After': '300' });
    },
    /** Throws 403 when this server takes no new card. */
    async enforceRegistration(): Promise<void> {
      if (registration === 'closed') throw new RequestProblem(403, 'card.registration_closed');
      if (maxCards !== null && (await countCards()) >= maxCards)
        throw new RequestProblem(403, 'card.registration_full');
    },
  };
}

export type Capacity = ReturnType<typeof createCapacity>;
