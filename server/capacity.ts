import type { Config } from './config';
import { RequestProblem } from './http/problem';
import type { Storage } from './storage/port';

/** How long the measured database size is cached. */
const CACHED_MS = 5000;

/** Enforces the operator's limits: number of cards, database size, and whether new cards are accepted. */
export function createCapacity(
  storage: Storage,
  { maxCards, maxBytes, registration }: Pick<Config, 'maxCards' | 'maxBytes' | 'registration'>,
  now: () => number,
) {
  const cached = (measure: () => Promise<number>) => {
    let value = 0;
    let measuredAtMs = Number.NEGATIVE_INFINITY;
    return async () => {
      if (Math.abs(now() - measuredAtMs) > CACHED_MS) {
        value = await measure();
        measuredAtMs = now();
      }
      return value;
    };
  };
  const bytes = cached(() => storage.size());
  /**
   * Upper bound of the number of cards. A count reads all cards, so it is repeated only when the bound reaches
   * `maxCards`.
   */
  let cards = Number.POSITIVE_INFINITY;
  const countCards = async () => {
    const row = await storage.readOne(`SELECT count(*) AS cards FROM card WHERE state <> 'deleted'`, []);
    return Number(row?.cards ?? 0);
  };

  return {
    /** Throws 507 when the database has reached `maxBytes`. */
    async enforceRoom(): Promise<void> {
      if (maxBytes !== null && (await bytes()) >= maxBytes)
        throw new RequestProblem(507, 'storage.full', {}, { 'Retry-After': '300' });
    },
    /** Counts a new card. Throws 403 when the server accepts no new cards. */
    async enforceRegistration(): Promise<void> {
      if (registration === 'closed') throw new RequestProblem(403, 'card.registration_closed');
      if (maxCards === null) return;
      if (cards >= maxCards) cards = await countCards();
      if (cards >= maxCards) throw new RequestProblem(403, 'card.registration_full');
      cards += 1;
    },
  };
}

export type Capacity = ReturnType<typeof createCapacity>;
