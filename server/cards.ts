import { decodeBase64url } from '../lib/exchange/base64url';
import type { CardAddress } from '../lib/exchange/card-address';
import { addressOf, type Credential, deviceOf, isCredentialValid, revocationText } from '../lib/exchange/credential';
import { type CardDocument, DOCUMENT_MAX_BYTES, PHOTO_MAX_BYTES, parseDocument } from '../lib/exchange/document';
import type { PublishRequest, RevokeRequest } from '../lib/exchange/requests';
import { digestText, verify } from '../lib/exchange/signature';
import type { BoundedCache } from './bounded-cache';
import { TABLES } from './storage/migrations';
import type { Row, Storage } from './storage/port';

/** Columns of a card's row, without its document. */
export type CardHead = {
  address: CardAddress;
  owner: string;
  generation: number;
  rev: number;
  etag: string;
  updatedAtMs: number;
};
/** The document is shared by all readers of this revision: never mutate it. */
export type StoredCard = CardHead & { document: CardDocument };
/** What a device or another server needs to verify the document independently. */
export type SignedCard = {
  generation: number;
  etag: string;
  text: string;
  signature: string;
  credential: Credential;
};
/** A `deleted` card stays deleted: its address is never reassigned. */
export type Reading<Card> = { state: 'none' } | { state: 'deleted' } | { state: 'there'; card: Card };

/** Parsed documents by address and entity tag, so that each revision is parsed and validated once. */
export type DocumentCache = BoundedCache<CardDocument>;

/** Outcome of a publication: the responses of docs/protocol.md, "Publishing". */
export type PublishOutcome =
  | { status: 'created' | 'updated' | 'unchanged'; etag: string }
  | { status: 'stale'; etag: string | null }
  | { status: 'other_owner' | 'deleted' | 'revoked' | 'refused' };

/** Approximate size of one document character once parsed into objects and strings. */
const BYTES_PER_CHARACTER = 4;
const HEAD_COLUMNS = 'owner_key, generation, rev, etag, state, updated_at';

const headOf = (address: CardAddress, row: Row): CardHead => ({
  address,
  owner: String(row.owner_key),
  generation: Number(row.generation),
  rev: Number(row.rev),
  etag: String(row.etag),
  updatedAtMs: Number(row.updated_at),
});

export async function readHead(storage: Storage, address: CardAddress): Promise<Reading<CardHead>> {
  const row = await storage.readOne(`SELECT ${HEAD_COLUMNS} FROM card WHERE card_id = ?`, [address]);
  if (row === undefined) return { state: 'none' };
  return row.state === 'deleted' ? { state: 'deleted' } : { state: 'there', card: headOf(address, row) };
}

/** Reads a card with its document, from `documents` if this revision is cached. */
export async function readCard(
  storage: Storage,
  address: CardAddress,
  documents: DocumentCache,
): Promise<Reading<StoredCard>> {
  const head = await readHead(storage, address);
  if (head.state !== 'there') return head;
  const cachedDocument = documents.get(`${address} ${head.card.etag}`);
  if (cachedDocument !== undefined) return { state: 'there', card: { ...head.card, document: cachedDocument } };
  // Read the head again with the document: the card may have changed in between.
  const row = await storage.readOne(`SELECT ${HEAD_COLUMNS}, document FROM card WHERE card_id = ?`, [address]);
  if (row === undefined) return { state: 'none' };
  if (row.state === 'deleted') return { state: 'deleted' };
  const text = String(row.document);
  const document = parseDocument(text);
  if (document === null) return { state: 'none' };
  const card = { ...headOf(address, row), document };
  documents.set(`${address} ${card.etag}`, document, text.length * BYTES_PER_CHARACTER);
  return { state: 'there', card };
}

export async function readSignedCard(storage: Storage, address: CardAddress): Promise<Reading<SignedCard>> {
  const row = await storage.readOne(
    'SELECT generation, etag, state, document, signature, credential FROM card WHERE card_id = ?',
    [address],
  );
  if (row === undefined) return { state: 'none' };
  if (row.state === 'deleted') return { state: 'deleted' };
  return {
    state: 'there',
    card: {
      generation: Number(row.generation),
      etag: String(row.etag),
      text: String(row.document),
      signature: String(row.signature),
      credential: JSON.parse(String(row.credential)) as Credential,
    },
  };
}

/**
 * Strong entity tag (RFC 9110 §8.8.3) derived from the document alone: the same document has the same tag everywhere.
 */
const etagOf = async (text: string) => `"${(await digestText(new TextEncoder().encode(text))).slice(0, 22)}"`;

/**
 * Returns the document if it is for this card on this server and signed by a device its owner authorized; else `null`.
 */
async function readSigned(address: CardAddress, host: string, request: PublishRequest): Promise<CardDocument | null> {
  const { document: text, signature, credential } = request;
  const document = parseDocument(text);
  if (document === null || document.card !== address || document.host !== host) return null;
  // A card moved to its own server would redirect to itself.
  if (document.state === 'moved' && new URL(document.to).host === host) return null;
  if (document.state === 'shown' && document.mailbox !== null && !(await isPoint(document.mailbox.key))) return null;
  if (new TextEncoder().encode(text).length > DOCUMENT_MAX_BYTES) return null;
  const isAuthentic =
    (await isCredentialValid(credential, address)) && (await verify(deviceOf(credential), 'card', text, signature));
  return isAuthentic ? document : null;
}

/**
 * Replaces the document whose entity tag is `ifMatch` with a signed one; `ifMatch` is `null` for the first document. Of
 * several concurrent requests, one succeeds: the row changes only while its tag matches (RFC 9110 §13.1.1).
 */
export async function publishCard(
  storage: Storage,
  address: CardAddress,
  request: PublishRequest,
  ifMatch: string | null,
  { host, nowMs }: { host: string; nowMs: number },
): Promise<PublishOutcome> {
  const document = await readSigned(address, host, request);
  if (document === null) return { status: 'refused' };
  const etag = await etagOf(request.document);
  const { owner, generation } = request.credential;
  const columnValues = [
    generation,
    document.rev,
    etag,
    document.state,
    request.document,
    request.signature,
    JSON.stringify(request.credential),
    nowMs,
  ];
  const before = await readHead(storage, address);
  if (before.state === 'none') {
    if ((await addressOf(owner)) !== address) return { status: 'refused' };
    if (document.rev !== 1 || ifMatch !== null) return { status: 'stale', etag: null };
    const inserted = await storage.write(
      `INSERT INTO card (generation, rev, etag, state, document, signature, credential, created_at, updated_at, card_id, owner_key)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (card_id) DO NOTHING`,
      [...columnValues, nowMs, address, owner],
    );
    if (inserted === 1) return { status: 'created', etag };
    return outcomeAgainst(await readHead(storage, address), request, etag) ?? { status: 'stale', etag: null };
  }
  const outcome = outcomeAgainst(before, request, etag);
  if (outcome !== null) return outcome;
  if (before.state !== 'there') return { status: 'deleted' };
  if (ifMatch !== before.card.etag || document.rev !== before.card.rev + 1)
    return { status: 'stale', etag: before.card.etag };
  const updated = await storage.write(
    `UPDATE card SET generation = ?, rev = ?, etag = ?, state = ?, document = ?, signature = ?, credential = ?, updated_at = ?
     WHERE card_id = ? AND etag = ? AND generation = ? AND state <> 'deleted'`,
    [...columnValues, address, ifMatch, generation],
  );
  if (updated === 1) {
    if (document.state === 'shown' && document.photo === null) await dropPhotos(storage, address);
    return { status: 'updated', etag };
  }
  const after = await readHead(storage, address);
  return (
    outcomeAgainst(after, request, etag) ?? { status: 'stale', etag: after.state === 'there' ? after.card.etag : null }
  );
}

/** Deletes the card's photos when its owner has removed the photo. */
async function dropPhotos(storage: Storage, address: CardAddress): Promise<void> {
  const rows = await storage.read('SELECT hash FROM photo WHERE card_id = ?', [address]);
  for (const { hash } of rows)
    await storage.write('DELETE FROM photo WHERE card_id = ? AND hash = ?', [address, hash ?? '']);
}

/** Returns the outcome if the stored card alone decides it; `null` if it depends on the entity tags. */
function outcomeAgainst(
  stored: Reading<CardHead>,
  { credential }: PublishRequest,
  etag: string,
): PublishOutcome | null {
  if (stored.state === 'deleted') return { status: 'deleted' };
  if (stored.state === 'none') return null;
  if (stored.card.owner !== credential.owner) return { status: 'other_owner' };
  if (stored.card.generation !== credential.generation) return { status: 'revoked' };
  return stored.card.etag === etag ? { status: 'unchanged', etag } : null;
}

/** Checks that a credential belongs to the card's owner and to the current generation. */
export function authorize(card: CardHead, credential: Credential): 'yes' | 'other_owner' | 'revoked' {
  if (card.owner !== credential.owner) return 'other_owner';
  return card.generation === credential.generation ? 'yes' : 'revoked';
}

/** Revokes every device of earlier generations. Idempotent. */
export async function revokeDevices(
  storage: Storage,
  address: CardAddress,
  host: string,
  { credential, signature }: RevokeRequest,
): Promise<'done' | 'other_owner' | 'refused' | 'stale' | 'none' | 'deleted'> {
  const stored = await readHead(storage, address);
  if (stored.state !== 'there') return stored.state;
  const { owner, generation } = credential;
  if (stored.card.owner !== owner) return 'other_owner';
  const isSignedByOwner =
    (await verify(owner, 'revoke', revocationText(host, address, generation), signature)) &&
    (await isCredentialValid(credential, address));
  if (!isSignedByOwner) return 'refused';
  if (stored.card.generation === generation) return 'done';
  if (stored.card.generation > generation) return 'stale';
  const changed = await storage.write(
    `UPDATE card SET generation = ? WHERE card_id = ? AND generation < ? AND state <> 'deleted'`,
    [generation, address, generation],
  );
  return changed === 1 ? 'done' : 'stale';
}

/** Deletes the card's content and everything stored for its owner; a tombstone stays permanently. */
export async function deleteCard(storage: Storage, address: CardAddress, nowMs: number): Promise<void> {
  await storage.write(
    `UPDATE card SET state = 'deleted', document = '', signature = '', credential = '', etag = '', updated_at = ? WHERE card_id = ?`,
    [nowMs, address],
  );
  await purgeDeleted(storage, address);
}

/**
 * Deletes a card's rows from the other tables, one statement per row, and returns how many. The sweep (`replies.ts`)
 * repeats it in case it was interrupted.
 */
export async function purgeDeleted(storage: Storage, address: string): Promise<number> {
  let purged = 0;
  for (const [table, [, ...keys]] of Object.entries(TABLES)) {
    if (keys.length === 0) continue;
    const rows = await storage.read(`SELECT ${keys.join(', ')} FROM ${table} WHERE card_id = ?`, [address]);
    for (const row of rows) {
      const where = keys.map((key) => `${key} = ?`).join(' AND ');
      await storage.write(`DELETE FROM ${table} WHERE card_id = ? AND ${where}`, [
        address,
        ...keys.map((key: string) => row[key] ?? ''),
      ]);
    }
    purged += rows.length;
  }
  return purged;
}

export type StoredPhoto = { bytes: Uint8Array<ArrayBuffer>; mediaType: string };

/** Stores a photo under the hash of its content, and deletes the card's other photos except the one it shows. */
export async function putPhoto(
  storage: Storage,
  address: CardAddress,
  hash: string,
  { bytes, mediaType }: StoredPhoto,
  documents: DocumentCache,
  nowMs: number,
): Promise<'stored' | 'refused'> {
  if (bytes.length > PHOTO_MAX_BYTES || mediaTypeOf(bytes) !== mediaType) return 'refused';
  if ((await digestText(bytes)) !== hash) return 'refused';
  const stored = await readCard(storage, address, documents);
  const shownPhoto =
    stored.state === 'there' && stored.card.document.state === 'shown' ? stored.card.document.photo : null;
  await storage.write(
    `INSERT INTO photo (card_id, hash, media_type, bytes, stored_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (card_id, hash) DO NOTHING`,
    [address, hash, mediaType, bytes, nowMs],
  );
  const others = await storage.read('SELECT hash FROM photo WHERE card_id = ? AND hash <> ? AND hash <> ?', [
    address,
    hash,
    shownPhoto?.hash ?? '',
  ]);
  for (const other of others)
    await storage.write('DELETE FROM photo WHERE card_id = ? AND hash = ?', [address, other.hash ?? '']);
  return 'stored';
}

export async function readPhoto(storage: Storage, address: CardAddress, hash: string): Promise<StoredPhoto | null> {
  const row = await storage.readOne('SELECT media_type, bytes FROM photo WHERE card_id = ? AND hash = ?', [
    address,
    hash,
  ]);
  return row?.bytes instanceof Uint8Array
    ? { bytes: new Uint8Array(row.bytes), mediaType: String(row.media_type) }
    : null;
}

/** Detects JPEG or PNG from the first bytes, regardless of the declared media type. */
function mediaTypeOf(bytes: Uint8Array): string | null {
  const startsWith = (...first: number[]) => first.every((byte, index) => bytes[index] === byte);
  if (startsWith(0xff, 0xd8, 0xff)) return 'image/jpeg';
  return startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ? 'image/png' : null;
}

/** Checks that the key is a point on P-256: otherwise no reply could be sealed to it. */
async function isPoint(key: string): Promise<boolean> {
  try {
    const bytes = decodeBase64url(key) ?? new Uint8Array();
    await crypto.subtle.importKey('raw', bytes, { name: 'ECDH', namedCurve: 'P-256' }, false, []);
    return true;
  } catch {
    return false;
  }
}
