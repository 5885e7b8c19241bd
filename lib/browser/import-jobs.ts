import type { Verdict } from '../book/import-plan';
import { fullNameOf, organisationOf } from '../card/card';
import { currentEvening } from './evening-tag';
import { newIdentifier } from './identifier';
import type { ImportJob } from './import-protocol';
import { database } from './poignee-database';

/** What a file is: by what is in it, whatever its name says. */
export async function kindOf(file: Blob): Promise<ImportJob['kind']> {
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  // Every second byte of UTF-16 is zero.
  const text = new TextDecoder('windows-1252').decode(head.filter((byte) => byte !== 0));
  return /BEGIN\s*:\s*VCARD/i.test(text) ? 'vcf' : 'csv';
}

/** Puts the file where a reload finds it again. Any import that was waiting gives way to it. */
export async function putJob(file: Blob, name: string): Promise<ImportJob> {
  const job: ImportJob = {
    id: newIdentifier(),
    name,
    // Some systems take a chosen file away while it is read; its bytes are the job's own from here on.
    file: new Blob([await file.arrayBuffer()]),
    kind: await kindOf(file),
    startedAtMs: Date.now(),
    eventId: currentEvening()?.id ?? null,
    state: 'reading',
    problems: [],
  };
  await database.transaction('rw', database.imports, database.staged, async () => {
    await database.imports.clear();
    await database.staged.clear();
    await database.imports.put(job);
  });
  return job;
}

/** The import a reload or a crash left. */
export const waitingJob = async (): Promise<ImportJob | null> =>
  (await database.imports.toCollection().first()) ?? null;
export const getJob = async (id: string): Promise<ImportJob | null> => (await database.imports.get(id)) ?? null;

export async function dropJob(id: string): Promise<void> {
  await database.transaction('rw', database.imports, database.staged, async () => {
    await database.imports.delete(id);
    await database.staged.where('importId').equals(id).delete();
  });
}

/** One person of the preview. */
export type PreviewRow = { place: number; name: string; detail: string; verdict: Verdict; clipped: readonly string[] };

export async function previewRows(id: string): Promise<PreviewRow[]> {
  const rows: PreviewRow[] = [];
  await database.staged
    .where('importId')
    .equals(id)
    .each(({ place, contact, verdict, clipped }) => {
      const name = fullNameOf(contact);
      const organisation = organisationOf(contact);
      const reach = contact.phones[0]?.number || contact.emails[0]?.address || '';
      rows.push({
        place,
        name,
        detail: [organisation === name ? '' : organisation, reach].filter(Boolean).join(' · '),
        verdict,
        clipped,
      });
    });
  return rows.sort((one, other) => one.place - other.place);
}
