import type { Storage } from './port';

type Engine = Storage['engine'];
type Migration = (engine: Engine) => string[];

const bytesOf = (engine: Engine) => (engine === 'sqlite' ? 'BLOB' : 'BYTEA');

/**
 * Migrations, one per schema version; a released one is never changed. Times are milliseconds since 1970. Every primary
 * key starts with `card_id`, so that a distributed engine can keep a card's rows together.
 */
export const MIGRATIONS: readonly Migration[] = [
  (engine) => [
    `CREATE TABLE IF NOT EXISTS card (
      card_id TEXT PRIMARY KEY,
      owner_key TEXT NOT NULL,
      generation BIGINT NOT NULL,
      rev BIGINT NOT NULL,
      etag TEXT NOT NULL,
      state TEXT NOT NULL,
      document TEXT NOT NULL,
      signature TEXT NOT NULL,
      credential TEXT NOT NULL,
      created_at BIGINT NOT NULL,
      updated_at BIGINT NOT NULL
    )`,
    `CREATE TABLE IF NOT EXISTS photo (
      card_id TEXT NOT NULL,
      hash TEXT NOT NULL,
      media_type TEXT NOT NULL,
      bytes ${bytesOf(engine)} NOT NULL,
      stored_at BIGINT NOT NULL,
      PRIMARY KEY (card_id, hash)
    )`,
    `CREATE TABLE IF NOT EXISTS reply (
      card_id TEXT NOT NULL,
      reply_id TEXT NOT NULL,
      envelope ${bytesOf(engine)},
      digest TEXT NOT NULL,
      receipt TEXT NOT NULL,
      received_at BIGINT NOT NULL,
      acknowledged_at BIGINT,
      state TEXT NOT NULL,
      PRIMARY KEY (card_id, reply_id)
    )`,
    `CREATE TABLE IF NOT EXISTS acknowledgement (
      card_id TEXT NOT NULL,
      reply_id TEXT NOT NULL,
      device TEXT NOT NULL,
      at BIGINT NOT NULL,
      PRIMARY KEY (card_id, reply_id, device)
    )`,
    `CREATE TABLE IF NOT EXISTS device (
      card_id TEXT NOT NULL,
      device TEXT NOT NULL,
      generation BIGINT NOT NULL,
      first_seen_at BIGINT NOT NULL,
      PRIMARY KEY (card_id, device)
    )`,
    `CREATE TABLE IF NOT EXISTS visit (
      card_id TEXT NOT NULL,
      day TEXT NOT NULL,
      channel TEXT NOT NULL,
      visits BIGINT NOT NULL,
      PRIMARY KEY (card_id, day, channel)
    )`,
    `CREATE TABLE IF NOT EXISTS event_token (
      card_id TEXT NOT NULL,
      digest TEXT NOT NULL,
      until BIGINT NOT NULL,
      PRIMARY KEY (card_id, digest)
    )`,
    `CREATE TABLE IF NOT EXISTS device_link (
      card_id TEXT NOT NULL,
      link_id TEXT NOT NULL,
      side TEXT NOT NULL,
      message TEXT NOT NULL,
      expires_at BIGINT NOT NULL,
      PRIMARY KEY (card_id, link_id, side)
    )`,
  ],
  // A card's waiting replies are counted before each new one is stored.
  () => [
    `CREATE INDEX IF NOT EXISTS reply_waiting ON reply (card_id) WHERE envelope IS NOT NULL AND acknowledged_at IS NULL`,
  ],
  () => [
    `CREATE TABLE IF NOT EXISTS push_subscription (
      card_id TEXT NOT NULL,
      device TEXT NOT NULL,
      generation BIGINT NOT NULL,
      endpoint TEXT NOT NULL,
      p256dh TEXT NOT NULL,
      auth TEXT NOT NULL,
      locale TEXT NOT NULL,
      updated_at BIGINT NOT NULL,
      PRIMARY KEY (card_id, device)
    )`,
  ],
];

/** Current tables with their primary keys. */
export const TABLES = {
  card: ['card_id'],
  photo: ['card_id', 'hash'],
  reply: ['card_id', 'reply_id'],
  acknowledgement: ['card_id', 'reply_id', 'device'],
  device: ['card_id', 'device'],
  visit: ['card_id', 'day', 'channel'],
  event_token: ['card_id', 'digest'],
  device_link: ['card_id', 'link_id', 'side'],
  push_subscription: ['card_id', 'device'],
} as const;

export const SCHEMA_VERSION = MIGRATIONS.length;
