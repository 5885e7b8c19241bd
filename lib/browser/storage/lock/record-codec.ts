import type { DBCoreCursor } from 'dexie';
import type { Identity } from '../records';
import type { Cipher, StoredRecord } from './sealing';

/** The properties of sealed tables that stay readable: their keys and the values of their indexes. */
const READABLE: Record<string, readonly string[]> = {
  contacts: ['id', 'createdAtMs', 'photoId', 'logoId', 'sources'],
  pictures: ['id', 'isPrivate'],
  pieces: ['importId', 'at'],
  staged: ['importId', 'place'],
  changes: ['journalId', 'at'],
};
const ONLY_ID = ['id'];

const contextOf = (table: string, record: StoredRecord) =>
  [table, record.id ?? record.importId ?? record.journalId, record.at ?? record.place ?? ''].join(' ');

/** JSON after its length (four bytes, big-endian), then the bytes of a picture or a piece of a file. */
function encode({ bytes = new Uint8Array(), ...rest }: StoredRecord): Uint8Array {
  const binary = bytes as Uint8Array;
  const json = new TextEncoder().encode(JSON.stringify(rest));
  const encoded = new Uint8Array(4 + json.length + binary.length);
  new DataView(encoded.buffer).setUint32(0, json.length);
  encoded.set(json, 4);
  encoded.set(binary, 4 + json.length);
  return encoded;
}

function decode(encoded: Uint8Array<ArrayBuffer>): StoredRecord {
  const end = 4 + new DataView(encoded.buffer, encoded.byteOffset).getUint32(0);
  const record = JSON.parse(new TextDecoder().decode(encoded.subarray(4, end))) as StoredRecord;
  return end === encoded.length ? record : { ...record, bytes: encoded.slice(end) };
}

/** Keys cannot leave the browser's key store: of the identity, the mailbox secrets are sealed and the rest is not. */
function splitIdentity(identity: Identity): [readable: object, secrets: StoredRecord] {
  const slots = identity.slots.map((slot) => ({ ...slot, secrets: [] }));
  const secrets = identity.slots.map((slot) =>
    slot.secrets.map(({ secret, ...rest }) => ({ ...rest, secret: Array.from(secret) })),
  );
  return [{ ...identity, slots }, { secrets }];
}

function joinIdentity({ sealed: _, ...stored }: StoredRecord, { secrets }: StoredRecord): StoredRecord {
  const lists = secrets as { secret: number[] }[][];
  const slots = (stored as Partial<Identity>).slots?.map((slot, index) => ({
    ...slot,
    secrets: lists[index]?.map(({ secret, ...rest }) => ({ ...rest, secret: new Uint8Array(secret) })) ?? [],
  }));
  return { ...stored, slots };
}

type Primitives = Pick<Cipher, 'blind' | 'open' | 'seal'>;

/** A record of a sealed table as it is stored. */
export function sealRecord(cipher: Primitives, table: string, record: StoredRecord): StoredRecord {
  const context = contextOf(table, record);
  if (table === 'identity') {
    const [rest, secrets] = splitIdentity(record as Identity);
    return { ...rest, sealed: cipher.seal(context, encode(secrets)) };
  }
  const readable = READABLE[table] ?? ONLY_ID;
  const kept = Object.fromEntries(readable.flatMap((name) => (name in record ? [[name, record[name]]] : [])));
  if (Array.isArray(kept.sources)) kept.sources = kept.sources.map((source) => cipher.blind(String(source)));
  return { ...kept, sealed: cipher.seal(context, encode(record)) };
}

/** The record that `sealRecord` made `stored` of. */
export function openRecord(cipher: Primitives, table: string, stored: StoredRecord, sealed: Uint8Array): StoredRecord {
  try {
    const opened = decode(cipher.open(contextOf(table, stored), sealed));
    return table === 'identity' ? joinIdentity(stored, opened) : opened;
  } catch (error) {
    // Damaged: it is no valid contact, and is counted as unreadable. An identity without its secrets would close the mailbox.
    if (table === 'identity') throw error;
    return stored;
  }
}

/** A cursor whose values are opened. */
export function openCursor(cipher: Primitives, table: string, cursor: DBCoreCursor): DBCoreCursor {
  let last: StoredRecord | undefined;
  let opened: StoredRecord | undefined;
  return Object.create(cursor, {
    key: { get: () => cursor.key },
    primaryKey: { get: () => cursor.primaryKey },
    value: {
      get() {
        const stored = cursor.value as StoredRecord;
        if (last === stored) return opened;
        last = stored;
        opened = stored.sealed instanceof Uint8Array ? openRecord(cipher, table, stored, stored.sealed) : stored;
        return opened;
      },
    },
  }) as DBCoreCursor;
}
