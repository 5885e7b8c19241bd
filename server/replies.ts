import { encodeBase64url } from '../lib/exchange/base64url';
import type { CardAddress } from '../lib/exchange/card-address';
import { envelopeKey } from '../lib/exchange/envelope';
import type { WaitingReply } from '../lib/exchange/requests';
import { purgeDeleted, type StoredCard } from './cards';
import { sha256 } from './digest';
import { isStorageError, type Row, type Storage } from './storage/port';

const DAY_MS = 24 * 60 * 60 * 1000;
/** After one device has a reply, how long the others have to fetch it. */
export const GRACE_DAYS = 7;
/** What nobody fetched is destroyed. */
export const END_DAYS = 90;
/** More than any event leaves; beyond, the mailbox is being flooded. */
const WAITING_MAX = 1000;
/** The last of that room is for who has the token of an event: a flood before it leaves the event its mailbox. */
const RESERVED_FOR_TOKENS = 240;
const PAGE = 50;
/** The current key's, and the two before: as many as devices keep. */
const EPOCHS_HELD = [0, 1, 2];

/** `receipt`: SHA-256 of the receipt, which only the sender has. */
export type NewReply = { id: string; envelope: Uint8Array<ArrayBuffer>; receipt: string };
export type ReplyOutcome = 'stored' | 'already' | 'other' | 'no_mailbox' | 'other_key' | 'malformed' | 'full';

/**
 * Stores a sealed reply; resolves once it is on the disk. Its identifier is its sender's: the same again changes nothing
 * (`already`), other bytes under it are refused (`other`), and one that was read or withdrawn does not come back.
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
  // A key that devices still have: what they could not open would wait here for nobody.
  const isHeld = key.generation === mailbox.generation && EPOCHS_HELD.includes(mailbox.epoch - key.epoch);
  if (!isHeld) return 'other_key';
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
  const room = hasToken ? WAITING_MAX : WAITING_MAX - RESERVED_FOR_TOKENS;
  if (Number(waiting?.count ?? 0) >= room) return (await storedBefore()) ?? 'full';
  const inserted = await storage.write(
    `INSERT INTO reply (card_id, reply_id, envelope, digest, receipt, received_at, state)
     VALUES (?, ?, ?, ?, ?, ?, 'waiting') ON CONFLICT (card_id, reply_id) DO NOTHING`,
    // A clock that has forgotten the year does not make a reply old: it came after its card was last published.
    [card.address, id, envelope, digest, receipt, Math.max(nowMs, card.updatedAtMs)],
  );
  return inserted === 1 ? 'stored' : ((await storedBefore()) ?? 'other');
}

/** What `write` resolves to; `null` on a full disk, where reading goes on: an owner's replies are there all the same. */
async function unlessFull(write: () => Promise<number>): Promise<number | null> {
  try {
    return await write();
  } catch (error) {
    if (isStorageError(error) && error.code === 'storage.full') return null;
    throw error;
  }
}

/** Where the page before ended: when its last reply came, and which that was. */
export type After = { receivedAtMs: number; id: string };

/** What this device has not acknowledged, oldest first, fifty at a time; asking makes the device known. */
export async function waitingReplies(
  storage: Storage,
  card: StoredCard,
  device: string,
  after: After,
  nowMs: number,
): Promise<WaitingReply[]> {
  const known = await storage.readOne('SELECT generation FROM device WHERE card_id = ? AND device = ?', [
    card.address,
    device,
  ]);
  if (Number(known?.generation ?? -1) !== card.generation)
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
  // From here on it cannot be taken back: it may be in somebody's book already. One taken back meanwhile is not given.
  const given: Row[] = [];
  for (const row of rows) {
    const marked =
      row.state !== 'waiting'
        ? 1
        : await unlessFull(() =>
            storage.write(
              `UPDATE reply SET state = 'read' WHERE card_id = ? AND reply_id = ? AND state IN ('waiting', 'read')`,
              [card.address, row.reply_id ?? ''],
            ),
          );
    if (marked !== 0) given.push(row);
  }
  return given.map(({ reply_id, envelope, received_at }) => ({
    id: String(reply_id),
    envelope: encodeBase64url(envelope instanceof Uint8Array ? envelope : new Uint8Array()),
    receivedAtMs: Number(received_at),
  }));
}

/**
 * This device has these on its own disk. A reply is destroyed once every known device has it, or after the days of grace
 * (`sweepReplies`); until then it can no longer be taken back.
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

/** Where a reply is, for who has its receipt; `null` for anybody else. */
export async function receiptState(
  storage: Storage,
  card: CardAddress,
  id: string,
  receiptDigest: string,
): Promise<ReceiptState | null> {
  const row = await storage.readOne('SELECT state, receipt FROM reply WHERE card_id = ? AND reply_id = ?', [card, id]);
  return row === undefined || row.receipt !== receiptDigest ? null : (String(row.state) as ReceiptState);
}

/** Takes a reply back before its owner has it. `null` as `receiptState`; else where it now is. */
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

/** Deletes what is past its time, one row per statement, and rows whose content is long gone. Returns how many. */
export async function sweepReplies(storage: Storage, nowMs: number): Promise<number> {
  const ended = await storage.read(
    `SELECT card_id, reply_id FROM reply WHERE envelope IS NOT NULL AND (received_at < ? OR acknowledged_at < ?) LIMIT ${SWEEP_MAX}`,
    [nowMs - END_DAYS * DAY_MS, nowMs - GRACE_DAYS * DAY_MS],
  );
  for (const { card_id, reply_id } of ended)
    await storage.write(
      `UPDATE reply SET envelope = NULL, state = CASE WHEN acknowledged_at IS NULL THEN 'expired' ELSE state END WHERE card_id = ? AND reply_id = ?`,
      [card_id ?? '', reply_id ?? ''],
    );
  const forgotten = await storage.read(
    `SELECT card_id, reply_id FROM reply WHERE envelope IS NULL AND received_at < ? LIMIT ${SWEEP_MAX}`,
    [nowMs - 2 * END_DAYS * DAY_MS],
  );
  for (const { card_id, reply_id } of forgotten) {
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
  const deleted = await storage.read(
    `SELECT card_id FROM card WHERE state = 'deleted' AND updated_at > ? LIMIT ${SWEEP_MAX}`,
    [nowMs - 2 * DAY_MS],
  );
  let purged = 0;
  for (const { card_id } of deleted) purged += await purgeDeleted(storage, String(card_id));
  return ended.length + forgotten.length + links.length + tokens.length + purged;
}

/** Until nothing is left whose time is over. */
export async function sweepAll(storage: Storage, nowMs: number): Promise<number> {
  let total = 0;
  for (let swept = SWEEP_MAX; swept > 0; total += swept) swept = await sweepReplies(storage, nowMs);
  return total;
}
