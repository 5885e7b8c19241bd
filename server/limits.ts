import { createHmac, randomBytes } from 'node:crypto';
import { networkOf } from './http/client-network';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Token bucket of `capacity` tokens; one is restored every `refillMs`. */
export type Bucket = { capacity: number; refillMs: number };

/** docs/protocol.md, "Limits". */
export const LIMITS = {
  /** Replies from one network without a proof of work: five at once, then one per minute. */
  reply: { capacity: 5, refillMs: 60_000 },
  /** Further replies, with a proof of work: sixty at once, then one every ten seconds. */
  workedReply: { capacity: 60, refillMs: 10_000 },
  /** All replies and forms received, with or without a proof of work: allows for a room behind one address. */
  post: { capacity: 600, refillMs: 200 },
  /** Public pages and their files. */
  read: { capacity: 2000, refillMs: 20 },
  /** `/readyz`, which writes to the database. */
  ready: { capacity: 30, refillMs: 500 },
  /** Documents, photos and deletions of cards. */
  publish: { capacity: 60, refillMs: 2_000 },
  /** New cards. */
  create: { capacity: 20, refillMs: 10 * 60_000 },
  /** A device polling for replies, every few seconds while it shows its code. */
  pull: { capacity: 600, refillMs: 100 },
  /** Everything else under /api. */
  other: { capacity: 120, refillMs: 1_000 },
} as const satisfies Record<string, Bucket>;
export type LimitName = keyof typeof LIMITS;

/** Replies to one card; beyond this, a reply needs a proof of work or an event token. */
const BREAKER: Bucket = { capacity: 120, refillMs: 30_000 };

/** Replies with one event token: a full room at once, and no more than that. */
const EVENT: Bucket = { capacity: 240, refillMs: 5_000 };

/** Maximum number of buckets in memory; the oldest are evicted first. */
const BUCKETS_MAX = 100_000;

/**
 * One IPv6 subscriber can use thousands of /64s, and an organisation a whole /48: these factors multiply the limit of
 * one /64 to give that of a /48 and that of all IPv6 addresses together.
 */
const SITE_FACTOR = 16;
const IPV6_FACTOR = 256;

const scaleBucket = ({ capacity, refillMs }: Bucket, factor: number): Bucket => ({
  capacity: capacity * factor,
  refillMs: refillMs / factor,
});

/**
 * Creates token buckets in memory. A network is identified by a keyed hash whose key changes daily and is never stored,
 * so that callers cannot be identified afterwards.
 */
export function createLimits(now: () => number, random: (bytes: number) => Uint8Array = randomBytes) {
  const levels = new Map<string, { tokens: number; atMs: number }>();
  let salt = random(32);
  let saltDay = Math.floor(now() / DAY_MS);

  function take(key: string, { capacity, refillMs }: Bucket): boolean {
    const nowMs = now();
    const level = levels.get(key);
    // A clock set back does not empty a bucket.
    const elapsed = level === undefined ? 0 : Math.max(0, nowMs - level.atMs);
    const tokens = Math.min(capacity, (level?.tokens ?? capacity) + elapsed / refillMs);
    levels.delete(key);
    levels.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: nowMs });
    if (levels.size > BUCKETS_MAX) {
      const oldest = levels.keys().next().value;
      if (oldest !== undefined) levels.delete(oldest);
    }
    return tokens >= 1;
  }

  const hashOf = (network: string) => createHmac('sha256', salt).update(network).digest('base64url').slice(0, 22);

  return {
    /**
     * Counts a request and returns whether the network of `address` is within the limit. A request refused for a /64
     * does not count against its /48.
     */
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
        take(`${limit} /48 ${hashOf(site)}`, scaleBucket(bucket, SITE_FACTOR)) &&
        take(`${limit} IPv6`, scaleBucket(bucket, IPV6_FACTOR))
      );
    },
    /** Counts a reply to the card; returns false beyond `BREAKER`. */
    allowCard: (card: string): boolean => take(`card ${card}`, BREAKER),
    /** Counts a reply with the event token; returns false beyond `EVENT`. */
    allowToken: (card: string, token: string): boolean => take(`token ${card} ${token}`, EVENT),
  };
}

export type Limits = ReturnType<typeof createLimits>;
