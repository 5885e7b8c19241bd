import type { CardAddress, LinkChannel } from '../lib/exchange/card-address';
import type { Log } from './log';
import { isStorageError, type Storage } from './storage/port';

const FLUSH_MS = 5000;
/** Concurrent writes share a commit. */
const WRITTEN_AT_ONCE = 50;
/** Maximum number of counters in memory per process, between two flushes. */
const HELD_MAX = 10_000;

export type VisitCount = { day: string; channel: LinkChannel | 'none'; visits: number };

/** Calendar day in UTC, as RFC 3339 `full-date`. */
const dayOf = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);

/**
 * Counts visits of published cards: per card, day and channel, and nothing else. Counts are accumulated in memory and
 * written every few seconds: a crash loses a few of them, and opening a page never waits for the disk.
 */
export function createVisits(storage: Storage, now: () => number, log: Log) {
  let pendingCounts = new Map<string, number>();
  let isFlushScheduled = false;

  async function write(key: string, visits: number): Promise<void> {
    const [card = '', day = '', channel = ''] = key.split(' ');
    try {
      // Only cards shown here count: a proxy (visit-listener.ts) also reports the page of a moved card, which is not a
      // visit.
      const storedCard = await storage.readOne('SELECT state FROM card WHERE card_id = ?', [card]);
      if (storedCard?.state !== 'shown') return;
      await storage.write(
        `INSERT INTO visit (card_id, day, channel, visits) VALUES (?, ?, ?, ?)
         ON CONFLICT (card_id, day, channel) DO UPDATE SET visits = visit.visits + excluded.visits`,
        [card, day, channel, visits],
      );
    } catch (error) {
      log('visits.lost', { code: isStorageError(error) ? error.code : 'unknown', visits });
    }
  }

  let flushing: Promise<void> = Promise.resolve();
  /** Resolves once everything counted so far is written. */
  function flush(): Promise<void> {
    flushing = flushing.then(writeAll);
    return flushing;
  }

  async function writeAll(): Promise<void> {
    isFlushScheduled = false;
    const counts = [...pendingCounts];
    pendingCounts = new Map();
    for (let from = 0; from < counts.length; from += WRITTEN_AT_ONCE)
      await Promise.all(counts.slice(from, from + WRITTEN_AT_ONCE).map(([key, visits]) => write(key, visits)));
  }

  return {
    count(card: CardAddress, channel: LinkChannel | null): void {
      const key = `${card} ${dayOf(now())} ${channel ?? 'none'}`;
      if (pendingCounts.size >= HELD_MAX && !pendingCounts.has(key)) return;
      pendingCounts.set(key, (pendingCounts.get(key) ?? 0) + 1);
      if (isFlushScheduled) return;
      isFlushScheduled = true;
      setTimeout(() => void flush(), FLUSH_MS).unref();
    },
    flush,
    async read(card: CardAddress): Promise<VisitCount[]> {
      await flush();
      const rows = await storage.read(
        'SELECT day, channel, visits FROM visit WHERE card_id = ? ORDER BY day, channel',
        [card],
      );
      return rows.map(({ day, channel, visits }) => ({
        day: String(day),
        channel: String(channel) as VisitCount['channel'],
        visits: Number(visits),
      }));
    },
  };
}

export type Visits = ReturnType<typeof createVisits>;
