import type { CardAddress } from '../lib/exchange/card-address';
import type { Storage } from './storage/port';

/** How long two devices have to complete a link. */
const LINK_LASTS_MS = 10 * 60 * 1000;

/**
 * `open`: from the first device, which proves its ownership; `new`: from the new device; `reveal`: the first device's nonce;
 * `first`: its answer.
 */
export type LinkSide = 'open' | 'new' | 'reveal' | 'first';

/** Only one device is linked at a time; the margin allows for attempts that are started again. */
const OPEN_MAX = 5;
/** Maximum length of the new device's sealed keys. */
const NEW_MAX_CHARACTERS = 3000;

/** Stores one side's sealed message for the other. A stored message is never replaced: a different one is `taken`. */
export async function putLinkMessage(
  storage: Storage,
  card: CardAddress,
  link: string,
  side: LinkSide,
  message: string,
  nowMs: number,
): Promise<'stored' | 'taken' | 'too_many' | 'unknown'> {
  if (side === 'open') {
    const open = await storage.readOne(
      `SELECT count(*) AS count FROM device_link WHERE card_id = ? AND side = 'open' AND expires_at > ?`,
      [card, nowMs],
    );
    if (Number(open?.count ?? 0) >= OPEN_MAX) return 'too_many';
  } else if ((await readLinkMessage(storage, card, link, 'open', nowMs)) === null) return 'unknown';
  if (side !== 'first' && message.length > NEW_MAX_CHARACTERS) return 'too_many';
  const inserted = await storage.write(
    `INSERT INTO device_link (card_id, link_id, side, message, expires_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (card_id, link_id, side) DO NOTHING`,
    [card, link, side, message, nowMs + LINK_LASTS_MS],
  );
  if (inserted === 1) return 'stored';
  return (await readLinkMessage(storage, card, link, side, nowMs)) === message ? 'stored' : 'taken';
}

export async function readLinkMessage(
  storage: Storage,
  card: CardAddress,
  link: string,
  side: LinkSide,
  nowMs: number,
): Promise<string | null> {
  const row = await storage.readOne(
    'SELECT message FROM device_link WHERE card_id = ? AND link_id = ? AND side = ? AND expires_at > ?',
    [card, link, side, nowMs],
  );
  return row === undefined ? null : String(row.message);
}
