import type { CardAddress, EventToken } from '../lib/exchange/card-address';
import { digestText } from '../lib/exchange/signature';
import type { Storage } from './storage/port';

const digestOf = (token: EventToken) => digestText(new TextEncoder().encode(token));

/**
 * Stores an event token, valid until `untilMs`: it admits replies while many arrive at once. The owner can end it at
 * any time.
 */
export async function putEventToken(
  storage: Storage,
  card: CardAddress,
  token: EventToken,
  untilMs: number,
): Promise<void> {
  await storage.write(
    `INSERT INTO event_token (card_id, digest, until) VALUES (?, ?, ?)
     ON CONFLICT (card_id, digest) DO UPDATE SET until = excluded.until`,
    [card, await digestOf(token), untilMs],
  );
}

export async function isTokenGood(
  storage: Storage,
  card: CardAddress,
  token: EventToken,
  nowMs: number,
): Promise<boolean> {
  const row = await storage.readOne('SELECT until FROM event_token WHERE card_id = ? AND digest = ?', [
    card,
    await digestOf(token),
  ]);
  return row !== undefined && Number(row.until) > nowMs;
}
