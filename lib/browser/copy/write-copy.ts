import type { Contact } from '../../card/contact';
import { readBlocked } from '../book/reply-database';
import type { CopyFiles } from '../storage/copy-files';
import {
  type CopyManifest,
  type CopyPart,
  MANIFEST_NAMES,
  readManifests,
  writeManifest,
} from '../storage/copy-manifest';
import type { PoigneeDatabase } from '../storage/database';
import type { LockRecord } from '../storage/lock/lock-record';
import { writingCipher } from '../storage/lock/sealing';
import { packed, sealed, sha256 } from './pack';

/** The largest copy, in bytes: as much again as the database takes on a phone must not fill it. */
const MAX_BYTES = 128 * 1024 * 1024;

/** The first characters of the identifiers of contacts. Contacts are copied in as many parts, rewritten one by one. */
const SHARDS = [...'0123456789abcdefghijklmnopqrstuvwxyz'];
const OTHER_SHARD = 'other';
export const shardOf = (contactId: string): string =>
  SHARDS.includes(contactId[0] ?? '') ? (contactId[0] ?? '') : OTHER_SHARD;

/** Which parts of the copy may be out of date. */
export type DueParts = { isRest: boolean; shards: ReadonlySet<string> | 'all' };
export const EVERYTHING_DUE: DueParts = { isRest: true, shards: 'all' };

export type CopySource = {
  database: PoigneeDatabase;
  files: CopyFiles;
  settings(): Record<string, string>;
  epoch(): Promise<string | null>;
  now(): number;
};

/**
 * Brings the copy up to date. A part is written under a name of its own, read again and compared; then the manifest names it.
 * A crash at any moment leaves the previous copy whole. Resolves with the new manifest.
 *
 * @throws Error `copy.not_written`, `copy.erased`, or the browser's own, if the copy could not be written
 */
export async function writeCopy(source: CopySource, due: DueParts): Promise<CopyManifest> {
  const { database, files, now } = source;
  const epoch = await source.epoch();
  const lock = writingCipher() === null ? null : await lockIn(database);
  const [stored] = await readManifests(files);
  // A copy from before an erasure, encrypted otherwise, or none: everything is due.
  const isSameLock = (stored?.lock?.wrap.key ?? null) === (lock?.wrap.key ?? null);
  const before = stored?.epoch === epoch && isSameLock ? stored : undefined;
  const isAllDue = before === undefined || due.shards === 'all';
  const parts: Record<string, CopyPart> = { ...before?.parts };
  let isPartial = false;

  async function put(name: string, content: () => Promise<Uint8Array<ArrayBuffer>>): Promise<void> {
    const bytes = await sealed(name, await content());
    const digest = await sha256(bytes);
    const { [name]: current, ...others } = parts;
    if (current?.sha256 === digest) return;
    const isPicture = name.startsWith('picture-');
    const sizeOf = (all: Record<string, CopyPart>) => Object.values(all).reduce((sum, part) => sum + part.bytes, 0);
    // Pictures make room for cards and contacts.
    const pictures = Object.keys(others).filter((other) => !isPicture && other.startsWith('picture-'));
    while (sizeOf(others) + bytes.length > MAX_BYTES && pictures.length > 0) {
      const dropped = pictures.pop() ?? '';
      delete parts[dropped];
      delete others[dropped];
      isPartial = true;
    }
    if (sizeOf(others) + bytes.length > MAX_BYTES) {
      delete parts[name];
      isPartial = true;
      return;
    }
    parts[name] = { ...(await writePart(files, name, bytes, digest)), bytes: bytes.length };
  }
  const putRecords = (name: string, records: unknown[]) => put(name, () => packed(records));

  if (due.isRest || before === undefined) {
    const { cards, evenings, batches, printers, replies } = database;
    await putRecords('cards', await cards.toArray());
    await putRecords('events', await evenings.toArray());
    await putRecords('batches', await batches.toArray());
    await putRecords('printers', await printers.toArray());
    await putRecords('replies', await replies.toArray());
    await putRecords('blocked', await readBlocked(database));
    await put('settings', () => packed(source.settings()));
  }
  const shards = isAllDue ? [...SHARDS, OTHER_SHARD] : [...(due.shards as ReadonlySet<string>)];
  for (const shard of shards) {
    const contacts = await contactsOf(database, shard);
    if (contacts.length === 0) delete parts[`contacts-${shard}`];
    else await putRecords(`contacts-${shard}`, contacts);
  }
  if (due.isRest || before === undefined || isAllDue) await putPictures(database, parts, put);

  if ((await source.epoch()) !== epoch) throw new Error('copy.erased');
  const counts = {
    cards: await database.cards.count(),
    contacts: await database.contacts.count(),
    events: await database.evenings.count(),
  };
  const manifest: CopyManifest = {
    v: 1,
    seq: (stored?.seq ?? 0) + 1,
    atMs: now(),
    epoch,
    counts,
    lock,
    parts,
    // Pictures left out stay out until everything is copied again.
    isPartial: isPartial || (before?.isPartial === true && !isAllDue),
  };
  await writeManifest(files, manifest);
  await removeUnused(files, [manifest, ...(before === undefined ? [] : [before])]);
  return manifest;
}

async function contactsOf({ contacts }: PoigneeDatabase, shard: string): Promise<Contact[]> {
  if (shard !== OTHER_SHARD) return contacts.where('id').startsWith(shard).toArray();
  const ids = await contacts.toCollection().primaryKeys();
  const found = await contacts.bulkGet(ids.filter((id) => shardOf(id) === OTHER_SHARD));
  return found.filter((contact) => contact !== undefined);
}

async function lockIn({ meta }: PoigneeDatabase): Promise<LockRecord | null> {
  const record = await meta.get('lock');
  return record?.id === 'lock' ? { ...record, phase: 'on' } : null;
}

/** A picture never changes: only new ones are written. Those of cards come first, in case not all fit. */
async function putPictures(
  { pictures, cards }: PoigneeDatabase,
  parts: Record<string, CopyPart>,
  put: (name: string, content: () => Promise<Uint8Array<ArrayBuffer>>) => Promise<void>,
): Promise<void> {
  const ids = await pictures.toCollection().primaryKeys();
  const names = new Set(ids.map((id) => `picture-${id}`));
  for (const name of Object.keys(parts)) if (name.startsWith('picture-') && !names.has(name)) delete parts[name];
  const ofCards = new Set((await cards.toArray()).flatMap(({ photoId, logoId }) => [photoId, logoId]));
  for (const id of ids.toSorted((a, b) => Number(ofCards.has(b)) - Number(ofCards.has(a)))) {
    if (parts[`picture-${id}`] !== undefined) continue;
    const picture = await pictures.get(id);
    if (picture === undefined) continue;
    const { bytes, ...rest } = picture;
    await put(`picture-${id}`, () => packed(rest, bytes));
  }
}

/** Writes a part and reads it again. */
async function writePart(
  files: CopyFiles,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  digest: string,
): Promise<Omit<CopyPart, 'bytes'>> {
  const file = `${name}.${digest.slice(0, 16)}`;
  const existing = await files.read(file);
  if (existing === null || (await sha256(existing)) !== digest) {
    await files.write(file, bytes);
    const written = await files.read(file);
    if (written === null || (await sha256(written)) !== digest) throw new Error('copy.not_written');
  }
  return { file, sha256: digest };
}

/** Deletes the files that no manifest names. */
async function removeUnused(files: CopyFiles, manifests: readonly CopyManifest[]): Promise<void> {
  const used = new Set(manifests.flatMap(({ parts }) => Object.values(parts).map(({ file }) => file)));
  for (const name of await files.list())
    if (!used.has(name) && !MANIFEST_NAMES.includes(name)) await files.remove(name);
}
