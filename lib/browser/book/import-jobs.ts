import type { ColumnTarget } from '../../book/csv-columns';
import { type FileKind, HEAD_BYTES } from '../../book/file-kind';
import type { ImportDecision } from '../../book/import-plan';
import { fullNameOf, isTelephone, organisationOf } from '../../card/card';
import { newIdentifier } from '../platform/identifier';
import { database } from '../storage/database';
import type { ImportJob, ImportPart } from '../storage/import-records';
import { currentEvent } from './current-event';

/** Below 64 kB: Chromium stores larger values as separate files. */
const PIECE_BYTES = 48 * 1024;
const PIECES_AT_ONCE = 64;
/** More than any address book, less than what a phone can hold in memory. */
const ZIP_MAX_BYTES = 256 * 1024 * 1024;
const ZIP_ENTRIES_MAX = 2000;

export type NamedFile = { name: string; blob: Blob };

/** Tells what a file holds from its content. What recognises tables is fetched with the first file. */
export async function kindOfBlob(blob: Blob): Promise<FileKind> {
  const { fileKindOf } = await import('../../book/detect-file');
  return fileKindOf(new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer()));
}

/**
 * Replaces each archive by the files in it. Rejects with `Error('import.too_large')` when they would not fit in memory.
 */
export async function unpackArchives(files: readonly NamedFile[]): Promise<NamedFile[]> {
  const unpacked: NamedFile[] = [];
  for (const file of files) {
    if ((await kindOfBlob(file.blob)) !== 'zip') unpacked.push(file);
    else unpacked.push(...(await filesInZip(file.blob)));
  }
  return unpacked;
}

async function filesInZip(zip: Blob): Promise<NamedFile[]> {
  const { unzipSync } = await import('fflate');
  let total = 0;
  let count = 0;
  const isOwn = (name: string) => !name.endsWith('/') && !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name);
  const entries = unzipSync(new Uint8Array(await zip.arrayBuffer()), {
    filter: ({ name, originalSize }) => {
      if (!isOwn(name)) return false;
      total += originalSize;
      count += 1;
      if (total > ZIP_MAX_BYTES || count > ZIP_ENTRIES_MAX) throw new Error('import.too_large');
      return true;
    },
  });
  return Object.entries(entries).map(([name, bytes]) => ({
    name: name.replace(/^.*\//, ''),
    blob: new Blob([bytes as Uint8Array<ArrayBuffer>]),
  }));
}

/**
 * Stores the files so that an import can resume after a reload. Replaces any pending import. `name` is how the import
 * is called on the screen.
 */
export async function putJob(
  files: readonly NamedFile[],
  name: string,
  channel: ImportJob['channel'] = 'file',
): Promise<ImportJob> {
  const { imports, pieces, staged } = database;
  await database.transaction('rw', imports, pieces, staged, () =>
    Promise.all([imports.clear(), pieces.clear(), staged.clear()]),
  );
  const id = newIdentifier();
  const parts: ImportPart[] = [];
  let nextPiece = 0;
  for (const { name: partName, blob } of files) {
    parts.push({ name: partName, kind: await kindOfBlob(blob), sizeBytes: blob.size, firstPiece: nextPiece });
    nextPiece += await storePieces(id, blob, nextPiece);
  }
  const job: ImportJob = {
    id,
    name,
    sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    parts,
    startedAtMs: Date.now(),
    channel,
    eventId: currentEvent()?.id ?? null,
    state: 'reading',
    problems: [],
  };
  // Written last: a job that exists has its whole files.
  await imports.put(job);
  return job;
}

/** Leaves one file of an import unread, and starts the reading of the others again. */
export async function skipPart(importId: string, at: number): Promise<void> {
  const { imports, staged } = database;
  await database.transaction('rw', imports, staged, async () => {
    const job = await imports.get(importId);
    if (job === undefined) throw new Error('import.gone');
    await staged.where('importId').equals(importId).delete();
    const parts = job.parts.map((part, index) => (index === at ? { ...part, kind: 'unknown' as const } : part));
    await imports.put({ ...job, parts, state: 'reading', problems: [] });
  });
}

/** Stores a file's bytes from the piece numbered `first` on. Returns the number of pieces. */
async function storePieces(importId: string, blob: Blob, first: number): Promise<number> {
  const stride = PIECE_BYTES * PIECES_AT_ONCE;
  let stored = 0;
  for (let start = 0; start < blob.size; start += stride) {
    const bytes = new Uint8Array(await blob.slice(start, start + stride).arrayBuffer());
    const count = Math.ceil(bytes.length / PIECE_BYTES);
    const rows = Array.from({ length: count }, (_, index) => ({
      importId,
      at: first + stored + index,
      bytes: bytes.slice(index * PIECE_BYTES, (index + 1) * PIECE_BYTES),
    }));
    await database.pieces.bulkPut(rows);
    stored += count;
  }
  return stored;
}

/** Remembers what the columns of a table with these titles are, and reads the import again. */
export async function rememberColumns(importId: string, key: string, targets: ColumnTarget[]): Promise<void> {
  const { imports, staged, meta } = database;
  await database.transaction('rw', imports, staged, meta, async () => {
    const job = await imports.get(importId);
    if (job === undefined) throw new Error('import.gone');
    await meta.put({ id: `columns:${key}`, targets, atMs: Date.now() });
    await staged.where('importId').equals(importId).delete();
    await imports.put({ ...job, state: 'reading', problems: [] });
  });
}

/** Returns the import left pending by a reload or a crash. */
export async function waitingJob(): Promise<ImportJob | null> {
  const job = await database.imports.toCollection().first();
  if (job === undefined || Array.isArray(job.parts)) return job ?? null;
  // An import begun by an earlier version has one file, whose kind was its own.
  const { kind } = job as ImportJob & { kind?: 'vcf' | 'csv' };
  const part: ImportPart = {
    name: job.name,
    kind: kind === 'csv' ? 'table' : 'vcard',
    sizeBytes: job.sizeBytes,
    firstPiece: 0,
  };
  const current = { ...job, parts: [part] };
  await database.imports.put(current);
  return current;
}
export const getJob = async (id: string): Promise<ImportJob | null> => (await database.imports.get(id)) ?? null;

export async function dropJob(id: string): Promise<void> {
  const { imports, pieces, staged } = database;
  await database.transaction('rw', imports, pieces, staged, async () => {
    await imports.delete(id);
    await pieces.where('importId').equals(id).delete();
    await staged.where('importId').equals(id).delete();
  });
}

/** One contact in the import preview. */
export type PreviewRow = {
  place: number;
  name: string;
  organisation: string;
  /** The first telephone, else the e-mail address. */
  phone: { number: string; extension: string } | null;
  email: string;
  verdict: ImportDecision;
  clipped: readonly string[];
};

export async function previewRows(id: string): Promise<PreviewRow[]> {
  const rows: PreviewRow[] = [];
  await database.staged
    .where('importId')
    .equals(id)
    .each(({ place, contact, verdict, clipped }) => {
      const name = fullNameOf(contact);
      const organisation = organisationOf(contact);
      const phone = contact.phones.find((one) => one.number !== '' && isTelephone(one)) ?? contact.phones[0];
      rows.push({
        place,
        name,
        organisation: organisation === name ? '' : organisation,
        phone: phone === undefined ? null : { number: phone.number, extension: phone.extension },
        email: contact.emails[0]?.address ?? '',
        verdict,
        clipped,
      });
    });
  return rows.sort((one, other) => one.place - other.place);
}
