import type { CardAddress } from '../exchange/card-address';
import { digestText } from '../exchange/signature';
import type { Storage } from './storage/port';

const digestOf = (token: string) => digestText(new TextEncoder().encode(token));

/** An evening's token: a code that holds it is let in while a card is being flooded. Its owner can end it at any time. */
export async function putEventToken(
  storage: Storage,
  card: CardAddress,
  token: string,
  untilMs: number,
): Promise<void> {
  await storage.write(
    `INSERT INTO event_token (card_id, digest, until) VALUES (?, ?, ?)
     ON CONFLICT (card_id, digest) DO UPDATE SET until = excluded.until`,
    [card, await digestOf(token), untilMs],
  );
}

export async function isEventToken(
  storage: Storage,
  card: CardAddress,
  token: string | undefined,
  nowMs: number,
): Promise<boolean> {
  if (token === undefined) return false;
  const [row] = await storage.read('SELECT until FROM event_token WHERE card_id = ? AND digest = ?', [
    card,
    await digestOf(token),
  ]);
  return row !== undefined && Number(row.until) > nowMs;
}
