import { createHmac, randomBytes } from 'node:crypto';
import { networkOf } from './http/client-network';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A bucket of `capacity` tokens, one coming back every `refillMs`. */
export type Bucket = { capacity: number; refillMs: number };

/** docs/protocol.md, "Limits". */
export const LIMITS = {
  /** Replies from one network: five at once, then one a minute, freely. */
  reply: { capacity: 5, refillMs: 60_000 },
  /** Beyond, with a proof of work: sixty at once, then one every ten seconds. */
  workedReply: { capacity: 60, refillMs: 10_000 },
  /** Replies and forms as they arrive, whatever is then asked of them: a room behind one address. */
  post: { capacity: 600, refillMs: 200 },
  /** Public pages and what is beside them. */
  read: { capacity: 2000, refillMs: 20 },
  /** `/readyz`, which makes the database write. */
  ready: { capacity: 30, refillMs: 500 },
  /** Documents, photos and deletions of cards. */
  publish: { capacity: 60, refillMs: 2_000 },
  /** New cards. */
  create: { capacity: 20, refillMs: 10 * 60_000 },
  /** A device asking for its replies, every few seconds while its code is shown. */
  pull: { capacity: 600, refillMs: 100 },
  /** Everything else under /api. */
  other: { capacity: 120, refillMs: 1_000 },
} as const satisfies Record<string, Bucket>;
export type LimitName = keyof typeof LIMITS;

/** Replies to one card: beyond, only those with a proof of work, or with an event's token, are taken. */
const BREAKER: Bucket = { capacity: 120, refillMs: 30_000 };

/** Replies with an event's token: a full room at once, and no more than that. */
const EVENT: Bucket = { capacity: 240, refillMs: 5_000 };

/** Addresses remembered at a time: the oldest go first. */
const REMEMBERED_MAX = 100_000;

/**
 * One IPv6 subscriber can call from thousands of /64s, and an organisation from a whole /48: what a /48 and all of IPv6
 * together may do is this many times what one /64 may.
 */
const SITE_FACTOR = 16;
const IPV6_FACTOR = 256;

const times = ({ capacity, refillMs }: Bucket, factor: number): Bucket => ({
  capacity: capacity * factor,
  refillMs: refillMs / factor,
});

/**
 * Token buckets in memory. A network is known by a keyed hash whose key is drawn anew each day and never stored: nobody can
 * say afterwards who called.
 */
export function createLimits(now: () => number, random: (bytes: number) => Uint8Array = randomBytes) {
  const levels = new Map<string, { tokens: number; atMs: number }>();
  let salt = random(32);
  let saltDay = Math.floor(now() / DAY_MS);

  function take(key: string, { capacity, refillMs }: Bucket): boolean {
    const nowMs = now();
    const known = levels.get(key);
    // A clock set back does not empty a bucket.
    const elapsed = known === undefined ? 0 : Math.max(0, nowMs - known.atMs);
    const tokens = Math.min(capacity, (known?.tokens ?? capacity) + elapsed / refillMs);
    levels.delete(key);
    levels.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: nowMs });
    if (levels.size > REMEMBERED_MAX) {
      const oldest = levels.keys().next().value;
      if (oldest !== undefined) levels.delete(oldest);
    }
    return tokens >= 1;
  }

  const hashOf = (network: string) => createHmac('sha256', salt).update(network).digest('base64url').slice(0, 22);

  return {
    /** May the network of `address` do this once more? What one /64 is refused takes nothing from its /48. */
    allow(limit: LimitName, address: string): boolean {
      const day = Math.floor(now() / DAY_MS);
      if (day !== saltDay) {
        salt = random(32);
        saltDay = day;
        levels.clear();
      }
      const { host, site } = networkOf(address);
      const bucket = LIMITS[limit];
      if (!take(`${limit} ${hashOf(host)}`, bucket)) return false;
      if (site === null) return true;
      return (
        take(`${limit} /48 ${hashOf(site)}`, times(bucket, SITE_FACTOR)) &&
        take(`${limit} IPv6`, times(bucket, IPV6_FACTOR))
      );
    },
    /** Is this card taking replies as usual? */
    allowCard: (card: string): boolean => take(`card ${card}`, BREAKER),
    /** And this event's token? */
    allowToken: (card: string, token: string): boolean => take(`token ${card} ${token}`, EVENT),
  };
}

export type Limits = ReturnType<typeof createLimits>;
