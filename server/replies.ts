import { encodeBase64url } from '../lib/exchange/base64url';
import type { CardAddress } from '../lib/exchange/card-address';
import { envelopeKey } from '../lib/exchange/envelope';
import type { WaitingReply } from '../lib/exchange/requests';
import { purgeDeleted, type StoredCard } from './cards';
import { sha256 } from './digest';
import { SUBSCRIPTION_LIFETIME_MS } from './push';
import { isStorageError, type Row, type Storage } from './storage/port';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How many days the other devices have to fetch a reply after the first one has acknowledged it. */
export const GRACE_DAYS = 7;
/** A reply that no device has fetched is deleted after this many days. */
export const END_DAYS = 90;
/** More than any event produces; beyond this, the mailbox is being flooded. */
const WAITING_MAX = 1000;
/** Part of the mailbox reserved for replies with an event token, so that a flood before the event cannot fill it. */
const RESERVED_FOR_TOKENS = 240;
const PAGE = 50;
/** Ages in epochs of the mailbox keys that devices keep: the current key and the two before it. */
const EPOCHS_HELD = [0, 1, 2];

/** `receipt`: SHA-256 of the receipt, which only the sender has. */
export type NewReply = { id: string; envelope: Uint8Array<ArrayBuffer>; receipt: string };
export type ReplyOutcome = 'stored' | 'already' | 'other' | 'no_mailbox' | 'other_key' | 'malformed' | 'full';

/**
 * Stores a sealed reply; resolves once it is on disk. The sender chooses the identifier: the same reply again changes
 * nothing (`already`), other bytes with the same identifier are refused (`other`), and a reply that was read or
 * withdrawn is not restored.
 */
export async function storeReply(
  storage: Storage,
  card: StoredCard,
  { id, envelope, receipt }: NewReply,
  nowMs: number,
  hasToken = false,
): Promise<ReplyOutcome> {
  const key = envelopeKey(envelope);
  if (key === null) return 'malformed';
  const mailbox = card.document.state === 'shown' ? card.document.mailbox : null;
  if (mailbox === null) return 'no_mailbox';
  // Only keys that devices still have: no device could open other replies.
  const isKeyHeld = key.generation === mailbox.generation && EPOCHS_HELD.includes(mailbox.epoch - key.epoch);
  if (!isKeyHeld) return 'other_key';
  const digest = sha256(envelope);
  const storedBefore = async () => {
    const row = await storage.readOne('SELECT digest, receipt FROM reply WHERE card_id = ? AND reply_id = ?', [
      card.address,
      id,
    ]);
    if (row === undefined) return null;
    return row.digest === digest && row.receipt === receipt ? 'already' : 'other';
  };
  const waiting = await storage.readOne(
    `SELECT count(*) AS count FROM reply WHERE card_id = ? AND envelope IS NOT NULL AND acknowledged_at IS NULL`,
    [card.address],
  );
  const waitingMax = hasToken ? WAITING_MAX : WAITING_MAX - RESERVED_FOR_TOKENS;
  if (Number(waiting?.count ?? 0) >= waitingMax) return (await storedBefore()) ?? 'full';
  const inserted = await storage.write(
    `INSERT INTO reply (card_id, reply_id, envelope, digest, receipt, received_at, state)
     VALUES (?, ?, ?, ?, ?, ?, 'waiting') ON CONFLICT (card_id, reply_id) DO NOTHING`,
    // A server clock set too early must not make a reply old: it arrived after the card was last published.
    [card.address, id, envelope, digest, receipt, Math.max(nowMs, card.updatedAtMs)],
  );
  return inserted === 1 ? 'stored' : ((await storedBefore()) ?? 'other');
}

/** Resolves to the result of `write`, or to `null` on a full disk: owners must still be able to read their replies. */
async function unlessFull(write: () => Promise<number>): Promise<number | null> {
  try {
    return await write();
  } catch (error) {
    if (isStorageError(error) && error.code === 'storage.full') return null;
    throw error;
  }
}

/** Cursor: arrival time and identifier of the last reply of the previous page. */
export type After = { receivedAtMs: number; id: string };

/** Returns up to fifty replies that this device has not acknowledged, oldest first. Registers the device. */
export async function waitingReplies(
  storage: Storage,
  card: StoredCard,
  device: string,
  after: After,
  nowMs: number,
): Promise<WaitingReply[]> {
  const registeredDevice = await storage.readOne('SELECT generation FROM device WHERE card_id = ? AND device = ?', [
    card.address,
    device,
  ]);
  if (Number(registeredDevice?.generation ?? -1) !== card.generation)
    await unlessFull(() =>
      storage.write(
        `INSERT INTO device (card_id, device, generation, first_seen_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (card_id, device) DO UPDATE SET generation = excluded.generation`,
        [card.address, device, card.generation, nowMs],
      ),
    );
  const rows = await storage.read(
    `SELECT r.reply_id, r.envelope, r.received_at, r.state FROM reply r
     WHERE r.card_id = ? AND (r.received_at > ? OR (r.received_at = ? AND r.reply_id > ?)) AND r.envelope IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM acknowledgement a WHERE a.card_id = r.card_id AND a.reply_id = r.reply_id AND a.device = ?)
     ORDER BY r.received_at, r.reply_id LIMIT ${PAGE}`,
    [card.address, after.receivedAtMs, after.receivedAtMs, after.id, device],
  );
  // From here on a reply cannot be withdrawn: it may already be among the owner's contacts. A reply withdrawn in the
  // meantime is left out.
  const delivered: Row[] = [];
  for (const row of rows) {
    const changedRows =
      row.state !== 'waiting'
        ? 1
        : await unlessFull(() =>
            storage.write(
              `UPDATE reply SET state = 'read' WHERE card_id = ? AND reply_id = ? AND state IN ('waiting', 'read')`,
              [card.address, row.reply_id ?? ''],
            ),
          );
    if (changedRows !== 0) delivered.push(row);
  }
  return delivered.map(({ reply_id, envelope, received_at }) => ({
    id: String(reply_id),
    envelope: encodeBase64url(envelope instanceof Uint8Array ? envelope : new Uint8Array()),
    receivedAtMs: Number(received_at),
  }));
}

/**
 * Records that this device has stored these replies. A reply's content is deleted once every known device has it, or
 * after the grace period (`sweepReplies`); it can no longer be withdrawn.
 */
export async function acknowledgeReplies(
  storage: Storage,
  card: StoredCard,
  device: string,
  ids: readonly string[],
  nowMs: number,
): Promise<void> {
  for (const id of ids) {
    const changed = await storage.write(
      `UPDATE reply SET acknowledged_at = COALESCE(acknowledged_at, ?), state = CASE WHEN state = 'waiting' THEN 'read' ELSE state END
       WHERE card_id = ? AND reply_id = ?`,
      [nowMs, card.address, id],
    );
    if (changed === 0) continue;
    await storage.write(
      `INSERT INTO acknowledgement (card_id, reply_id, device, at) VALUES (?, ?, ?, ?) ON CONFLICT (card_id, reply_id, device) DO NOTHING`,
      [card.address, id, device, nowMs],
    );
    await storage.write(
      `UPDATE reply SET envelope = NULL WHERE card_id = ? AND reply_id = ? AND NOT EXISTS (
         SELECT 1 FROM device d WHERE d.card_id = reply.card_id AND d.generation = ? AND NOT EXISTS (
           SELECT 1 FROM acknowledgement a WHERE a.card_id = d.card_id AND a.reply_id = reply.reply_id AND a.device = d.device))`,
      [card.address, id, card.generation],
    );
  }
}

export type ReceiptState = 'waiting' | 'read' | 'withdrawn' | 'expired';

/** Returns the state of a reply to the holder of its receipt; `null` for anyone else. */
export async function receiptState(
  storage: Storage,
  card: CardAddress,
  id: string,
  receiptDigest: string,
): Promise<ReceiptState | null> {
  const row = await storage.readOne('SELECT state, receipt FROM reply WHERE card_id = ? AND reply_id = ?', [card, id]);
  return row === undefined || row.receipt !== receiptDigest ? null : (String(row.state) as ReceiptState);
}

/** Withdraws a reply that the owner has not read. Returns its new state; `null` as `receiptState`. */
export async function withdrawReply(
  storage: Storage,
  card: CardAddress,
  id: string,
  receiptDigest: string,
): Promise<ReceiptState | null> {
  await storage.write(
    `UPDATE reply SET state = 'withdrawn', envelope = NULL WHERE card_id = ? AND reply_id = ? AND receipt = ? AND state = 'waiting'`,
    [card, id, receiptDigest],
  );
  return receiptState(storage, card, id, receiptDigest);
}

const SWEEP_MAX = 500;

/**
 * Deletes expired content, and rows whose content was deleted long ago, with one statement per row. Returns the number
 * of rows.
 */
export async function sweepReplies(storage: Storage, nowMs: number): Promise<number> {
  const expired = await storage.read(
    `SELECT card_id, reply_id FROM reply WHERE envelope IS NOT NULL AND (received_at < ? OR acknowledged_at < ?) LIMIT ${SWEEP_MAX}`,
    [nowMs - END_DAYS * DAY_MS, nowMs - GRACE_DAYS * DAY_MS],
  );
  for (const { card_id, reply_id } of expired)
    await storage.write(
      `UPDATE reply SET envelope = NULL, state = CASE WHEN acknowledged_at IS NULL THEN 'expired' ELSE state END WHERE card_id = ? AND reply_id = ?`,
      [card_id ?? '', reply_id ?? ''],
    );
  const obsolete = await storage.read(
    `SELECT card_id, reply_id FROM reply WHERE envelope IS NULL AND received_at < ? LIMIT ${SWEEP_MAX}`,
    [nowMs - 2 * END_DAYS * DAY_MS],
  );
  for (const { card_id, reply_id } of obsolete) {
    await storage.write('DELETE FROM acknowledgement WHERE card_id = ? AND reply_id = ?', [
      card_id ?? '',
      reply_id ?? '',
    ]);
    await storage.write('DELETE FROM reply WHERE card_id = ? AND reply_id = ?', [card_id ?? '', reply_id ?? '']);
  }
  const links = await storage.read(`SELECT card_id, link_id FROM device_link WHERE expires_at < ? LIMIT ${SWEEP_MAX}`, [
    nowMs,
  ]);
  for (const { card_id, link_id } of links)
    await storage.write('DELETE FROM device_link WHERE card_id = ? AND link_id = ?', [card_id ?? '', link_id ?? '']);
  const tokens = await storage.read(`SELECT card_id, digest FROM event_token WHERE until < ? LIMIT ${SWEEP_MAX}`, [
    nowMs,
  ]);
  for (const { card_id, digest } of tokens)
    await storage.write('DELETE FROM event_token WHERE card_id = ? AND digest = ?', [card_id ?? '', digest ?? '']);
  const subscriptions = await storage.read(
    `SELECT card_id, device FROM push_subscription WHERE updated_at < ? LIMIT ${SWEEP_MAX}`,
    [nowMs - SUBSCRIPTION_LIFETIME_MS],
  );
  for (const { card_id, device } of subscriptions)
    await storage.write('DELETE FROM push_subscription WHERE card_id = ? AND device = ?', [
      card_id ?? '',
      device ?? '',
    ]);
  const deleted = await storage.read(
    `SELECT card_id FROM card WHERE state = 'deleted' AND updated_at > ? LIMIT ${SWEEP_MAX}`,
    [nowMs - 2 * DAY_MS],
  );
  let purged = 0;
  for (const { card_id } of deleted) purged += await purgeDeleted(storage, String(card_id));
  return expired.length + obsolete.length + links.length + tokens.length + subscriptions.length + purged;
}

/** Sweeps until nothing expired is left. Returns the number of rows. */
export async function sweepAll(storage: Storage, nowMs: number): Promise<number> {
  let total = 0;
  for (let swept = SWEEP_MAX; swept > 0; total += swept) swept = await sweepReplies(storage, nowMs);
  return total;
}
