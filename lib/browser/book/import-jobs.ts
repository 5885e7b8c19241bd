import type { ImportDecision } from '../../book/import-plan';
import { fullNameOf, organisationOf } from '../../card/card';
import { newIdentifier } from '../platform/identifier';
import { database } from '../storage/database';
import type { ImportJob } from '../storage/import-records';
import { currentEvent } from './current-event';

/** Detects the kind of a file from its content, whatever its name. */
async function fileKindOf(file: Blob): Promise<ImportJob['kind']> {
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  // In UTF-16, every second byte of ASCII text is zero.
  const text = new TextDecoder('windows-1252').decode(head.filter((byte) => byte !== 0));
  return /BEGIN\s*:\s*VCARD/i.test(text) ? 'vcf' : 'csv';
}

/** Below 64 kB: Chromium stores larger values as separate files. */
const PIECE_BYTES = 48 * 1024;
const PIECES_AT_ONCE = 64;

/** Stores the file so that an import can resume after a reload. Replaces any pending import. */
export async function putJob(file: Blob, name: string, channel: ImportJob['channel'] = 'file'): Promise<ImportJob> {
  const job: ImportJob = {
    id: newIdentifier(),
    name,
    sizeBytes: file.size,
    kind: await fileKindOf(file),
    startedAtMs: Date.now(),
    channel,
    eventId: currentEvent()?.id ?? null,
    state: 'reading',
    problems: [],
  };
  const { imports, pieces, staged } = database;
  await database.transaction('rw', imports, pieces, staged, () =>
    Promise.all([imports.clear(), pieces.clear(), staged.clear()]),
  );
  const stride = PIECE_BYTES * PIECES_AT_ONCE;
  for (let start = 0; start < file.size; start += stride) {
    const bytes = new Uint8Array(await file.slice(start, start + stride).arrayBuffer());
    const count = Math.ceil(bytes.length / PIECE_BYTES);
    await pieces.bulkPut(
      Array.from({ length: count }, (_, index) => ({
        importId: job.id,
        at: start / PIECE_BYTES + index,
        bytes: bytes.slice(index * PIECE_BYTES, (index + 1) * PIECE_BYTES),
      })),
    );
  }
  // Written last: a job that exists has its whole file.
  await imports.put(job);
  return job;
}

/** Returns the import left pending by a reload or a crash. */
export const waitingJob = async (): Promise<ImportJob | null> =>
  (await database.imports.toCollection().first()) ?? null;
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
  detail: string;
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
      const contactDetail = contact.phones[0]?.number || contact.emails[0]?.address || '';
      rows.push({
        place,
        name,
        detail: [organisation === name ? '' : organisation, contactDetail].filter(Boolean).join(' · '),
        verdict,
        clipped,
      });
    });
  return rows.sort((one, other) => one.place - other.place);
}
