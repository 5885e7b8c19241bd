import type { FoundContact } from '../../book/contact-vcard';
import type { CsvTable } from '../../book/csv-table';
import { MatchIndex } from '../../book/duplicates';
import { combined, decideImport, type ImportDecision } from '../../book/import-plan';
import {
  CardContacts,
  namesByMember,
  readJsonCards,
  readRow,
  readTable,
  tagsFromGroups,
} from '../../book/read-contacts';
import { isExact, ownSource } from '../../book/sources';
import { decodeTable } from '../../book/table-text';
import { fullNameOf, type Picture, type PictureId } from '../../card/card';
import { type Contact, type ContactId, newContact } from '../../card/contact';
import type { RegionProfile } from '../../i18n/locales';
import { phoneReader } from '../../i18n/phone';
import { readPastedText } from '../../scan/pasted-text';
import { VcardReader } from '../../vcard/read';
import { newIdentifier } from '../platform/identifier';
import { database } from '../storage/database';
import type { ImportJob, ImportPart, ImportProblem, StagedPerson } from '../storage/import-records';
import { indexedSource } from '../storage/lock/sealing';
import { withLock } from '../storage/web-locks';
import { allMatchKeys, isContact } from './book-database';
import type { BookJobs, StageResult, TableQuestion } from './book-protocol';
import { shrinkPhoto } from './shrink-photo';
import { writeJournal } from './undo-journal';

type OnProgress = (share: number, count: number) => void;

/**
 * Contacts per transaction: few enough that little is read again after a crash, enough that the cost of a transaction
 * is negligible.
 */
const BATCH = 400;
const PROBLEMS_MAX = 500;
/** A table, or cards in JSON, are read into memory whole. No address book comes near this size. */
const WHOLE_FILE_MAX_BYTES = 128 * 1024 * 1024;
/** Keeps contacts of one import, created at the same instant, in file order. */
const INTERLEAVE_MS = 0.001;

/**
 * Reads a file into the staging table, resuming after a reload or a crash. Nothing enters the book before
 * `commitImport`. Rejects with `Error('import.gone')` if the import no longer exists.
 */
export function stageImport(job: BookJobs['stage']['job'], onProgress: OnProgress): Promise<StageResult> {
  return withLock(LOCK, () => stageJob(job, onProgress));
}

/** Prevents two tabs from reading the same import twice. */
const LOCK = 'poignee-import';

async function stageJob({ importId, region }: BookJobs['stage']['job'], onProgress: OnProgress): Promise<StageResult> {
  const job = await database.imports.get(importId);
  if (job === undefined) throw new Error('import.gone');
  const stage = await Stage.resume(job, region, onProgress);
  for (const part of job.parts) {
    const question = await stage.readPart(part);
    if (question !== null) return { people: stage.people, question };
  }
  await stage.flush();
  await stage.tagGroups();
  const problems = stage.problems.slice(0, PROBLEMS_MAX);
  await whileJobExists(importId, () => database.imports.put({ ...job, state: 'read', problems }));
  return { people: stage.people, question: null };
}

/** Returns the columns of a table of the import, for the owner to correct; `null` when it is no table. */
export async function columnsOf({ importId, at }: BookJobs['columns']['job']): Promise<TableQuestion | null> {
  const job = await database.imports.get(importId);
  const part = job?.parts[at];
  if (job === undefined || part?.kind !== 'table') return null;
  const { table } = await tableOf(job, part);
  return questionOf(job, part, table);
}

const SAMPLE_ROWS = 3;

const questionOf = (
  { parts }: ImportJob,
  part: ImportPart,
  { key, columns, targets, rows }: CsvTable,
): TableQuestion => ({
  name: part.name,
  at: parts.indexOf(part),
  key,
  columns: columns.map((title, index) => ({
    title,
    target: targets[index] ?? { to: 'text' },
    sample: rows.slice(0, SAMPLE_ROWS).map((row) => (row[index] ?? '').slice(0, 80)),
  })),
});

/** Reads a table whole, with the columns that the owner has given to its titles, if any. */
async function tableOf(job: ImportJob, part: ImportPart) {
  const bytes = await bytesOf(job, part);
  const read = readTable(bytes);
  const remembered = await database.meta.get(`columns:${read.table.key}`);
  return remembered !== undefined && 'targets' in remembered ? readTable(bytes, remembered.targets) : read;
}

/** Rejects with `Error('import.too_large')` if the file does not fit in memory. */
async function bytesOf(job: ImportJob, part: ImportPart): Promise<Uint8Array> {
  if (part.sizeBytes > WHOLE_FILE_MAX_BYTES) throw new Error('import.too_large');
  const bytes = new Uint8Array(part.sizeBytes);
  let end = 0;
  for await (const piece of piecesOf(job, part)) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return bytes;
}

/**
 * Runs `write` in a transaction if the import still exists: another tab may have started another import or erased
 * everything. Rejects with `Error('import.gone')` otherwise.
 */
function whileJobExists(importId: string, write: () => Promise<unknown>): Promise<void> {
  const { imports, staged, pictures } = database;
  return database.transaction('rw', imports, staged, pictures, async () => {
    if ((await imports.get(importId)) === undefined) throw new Error('import.gone');
    await write();
  });
}

class Stage {
  people = 0;
  readonly problems: ImportProblem[] = [];
  #waiting: FoundContact[] = [];
  #done = 0;

  private constructor(
    readonly job: ImportJob,
    readonly region: RegionProfile,
    readonly index: MatchIndex,
    readonly seen: Map<string, ContactId>,
    readonly onProgress: OnProgress,
  ) {}

  static async resume(job: ImportJob, region: RegionProfile, onProgress: OnProgress): Promise<Stage> {
    const matchKeys = await allMatchKeys();
    const seen = new Map<string, ContactId>();
    const stage = new Stage(job, region, new MatchIndex(matchKeys), seen, onProgress);
    await database.staged
      .where('importId')
      .equals(job.id)
      .each(({ contact }) => {
        stage.#done += 1;
        for (const source of exactSources(contact)) seen.set(source, contact.id);
      });
    return stage;
  }

  readonly reading = {
    newId: newIdentifier,
    readPhone: (typed: string) => phoneReader(this.region)(typed),
  };
  readonly #found: FoundContact[] = [];
  readonly #cards = new CardContacts(this.reading, (found) => this.#found.push(found));
  #doneBytes = 0;

  /** Reads one file of the import. Returns a question if its columns have unknown titles and nobody was found. */
  async readPart(part: ImportPart): Promise<TableQuestion | null> {
    const from = this.problems.length;
    let question: TableQuestion | null = null;
    if (part.kind === 'vcard') await this.#readCards(part);
    else if (part.kind === 'table') question = await this.#readTable(part);
    else if (part.kind === 'jcard' || part.kind === 'jscontact') await this.#readJson(part, part.kind);
    else if (part.kind === 'text') await this.#readText(part);
    else this.problems.push({ code: `file.${part.kind}`, line: 0, text: part.name });
    this.problems.push(...this.#cards.problems.splice(0));
    if (this.job.parts.length > 1)
      for (let index = from; index < this.problems.length; index += 1) {
        const problem = this.problems[index];
        if (problem !== undefined) this.problems[index] = { ...problem, file: part.name };
      }
    this.#doneBytes += part.sizeBytes;
    return question;
  }

  #progress(readBytes: number): void {
    this.onProgress((this.#doneBytes + readBytes) / Math.max(1, this.job.sizeBytes), this.people);
  }

  /** Stages what has been found since the last time. People staged before a reload are not staged again. */
  async #stageFound(): Promise<void> {
    for (const found of this.#found.splice(0))
      if (this.people < this.#done) this.people += 1;
      else await this.#take(found);
  }

  async #readCards(part: ImportPart): Promise<void> {
    const reader = new VcardReader((card) => this.#cards.add(card));
    let readBytes = 0;
    for await (const piece of piecesOf(this.job, part)) {
      reader.push(piece);
      readBytes += piece.length;
      await this.#stageFound();
      this.#progress(readBytes);
    }
    reader.end();
    await this.#stageFound();
    this.problems.push(...reader.problems);
  }

  async #readTable(part: ImportPart): Promise<TableQuestion | null> {
    const { table, problems } = await tableOf(this.job, part);
    if (table.needsMapping) return questionOf(this.job, part, table);
    this.problems.push(...problems);
    for (const at of table.rows.keys()) {
      const row = readRow(table, at, this.reading);
      if (row.found !== null) this.#found.push(row.found);
      this.problems.push(...row.problems);
      await this.#stageFound();
      this.#progress(((at + 1) / table.rows.length) * part.sizeBytes);
    }
    return null;
  }

  async #readJson(part: ImportPart, kind: 'jcard' | 'jscontact'): Promise<void> {
    const { cards, problems } = readJsonCards(await bytesOf(this.job, part), kind);
    this.problems.push(...problems);
    for (const card of cards) {
      this.#cards.add(card);
      await this.#stageFound();
    }
    this.#progress(part.sizeBytes);
  }

  async #readText(part: ImportPart): Promise<void> {
    const contents = readPastedText(decodeTable(await bytesOf(this.job, part)).text, this.reading);
    if (contents.length === 0) this.problems.push({ code: 'file.no_contact', line: 0, text: part.name });
    this.#found.push(...contents.map((content) => ({ content, photo: null, clipped: [] })));
    await this.#stageFound();
  }

  /** Gives their group's name as a tag to the members of each group, which may come before or after them. */
  async tagGroups(): Promise<void> {
    const groupNames = namesByMember(this.#cards.groups);
    if (groupNames.size === 0) return;
    await whileJobExists(this.job.id, () =>
      database.staged
        .where('importId')
        .equals(this.job.id)
        .modify((person) => {
          const tags = tagsFromGroups(person.contact, groupNames);
          if (tags !== null) person.contact = { ...person.contact, tags };
        }),
    );
  }

  async #take(found: FoundContact): Promise<void> {
    this.#waiting.push(found);
    this.people += 1;
    if (this.#waiting.length >= BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    const start = this.people - batch.length;
    const staged: StagedPerson[] = [];
    const pictures: Picture[] = [];
    for (const [offset, found] of batch.entries()) {
      const { person, picture } = await this.#stage(found, start + offset);
      if (isContact(person.contact)) staged.push(person);
      else
        this.problems.push({
          code: 'import.unreadable',
          line: start + offset + 1,
          text: fullNameOf(person.contact).slice(0, 80),
        });
      if (picture !== null) pictures.push(picture);
    }
    if (batch.length === 0) return;
    await whileJobExists(this.job.id, () =>
      Promise.all([database.staged.bulkPut(staged), database.pictures.bulkPut(pictures)]),
    );
  }

  async #stage(
    { content, photo, clipped }: FoundContact,
    place: number,
  ): Promise<{ person: StagedPerson; picture: Picture | null }> {
    const { id: importId, startedAtMs, eventId, channel } = this.job;
    const id = newIdentifier() as ContactId;
    const meeting = { channel, atMs: startedAtMs, eventId, batch: '' };
    const contact = newContact(id, startedAtMs + place * INTERLEAVE_MS, meeting, {
      ...content,
      sources: [...(content.sources ?? []), ownSource(id)],
    });
    const verdict = await this.#verdict(contact, photo !== null);
    // A contact that is already in the book keeps its own photo.
    const shrunk = photo === null || verdict.verdict === 'known' ? null : await shrinkPhoto(photo);
    const picture = shrunk && {
      ...shrunk,
      id: newIdentifier() as PictureId,
      schemaVersion: 1 as const,
      createdAtMs: Date.now(),
      isPrivate: true,
    };
    const droppedFields = photo !== null && verdict.verdict !== 'known' && picture === null ? ['photo'] : [];
    return {
      person: {
        importId,
        place,
        contact: { ...contact, photoId: picture?.id ?? null },
        verdict,
        clipped: [...clipped, ...droppedFields],
      },
      picture,
    };
  }

  async #verdict(contact: Contact, hasPhoto: boolean): Promise<ImportDecision> {
    const duplicateId = exactSources(contact)
      .map((source) => this.seen.get(source))
      .find((id) => id !== undefined);
    for (const source of exactSources(contact)) this.seen.set(source, duplicateId ?? contact.id);
    if (duplicateId !== undefined) return { verdict: 'known', id: duplicateId };
    return decideImport(contact, hasPhoto, this.index, (id) => database.contacts.get(id));
  }
}

/** Yields the stored pieces of a file in order, read about three megabytes at a time. */
async function* piecesOf({ id, parts }: ImportJob, part: ImportPart): AsyncGenerator<Uint8Array> {
  const TOGETHER = 64;
  const end = parts[parts.indexOf(part) + 1]?.firstPiece ?? Number.POSITIVE_INFINITY;
  for (let at = part.firstPiece; at < end; at += TOGETHER) {
    const until = Math.min(end, at + TOGETHER);
    const pieces = await database.pieces.where('[importId+at]').between([id, at], [id, until], true, false).toArray();
    for (const { bytes } of pieces) yield bytes;
    if (pieces.length < until - at) return;
  }
}

const exactSources = ({ sources }: Contact) => sources.filter(isExact);

/**
 * Adds the staged contacts to the book in one transaction: if the browser is closed midway, nothing is added. `left`
 * lists the `place` of each contact that the owner excluded.
 */
export function commitImport(
  job: BookJobs['commit']['job'],
  onProgress: OnProgress,
): Promise<BookJobs['commit']['result']> {
  return withLock(LOCK, () => commitStaged(job, onProgress));
}

async function commitStaged(
  { importId, policy, left, nowMs }: BookJobs['commit']['job'],
  onProgress: OnProgress,
): Promise<BookJobs['commit']['result']> {
  const { contacts, imports, pieces, staged, journal, changes } = database;
  const unwanted = new Set(left);
  const added: ContactId[] = [];
  const before = new Map<ContactId, Contact>();
  const merged = new Map<ContactId, Contact>();
  let skipped = 0;
  return database.transaction('rw', [contacts, imports, pieces, staged, journal, changes], async () => {
    if ((await imports.get(importId)) === undefined) throw new Error('import.gone');
    const total = await staged.where('importId').equals(importId).count();
    let done = 0;
    for (let from = 0; ; ) {
      const people = await staged
        .where('[importId+place]')
        .between([importId, from], [importId, Number.POSITIVE_INFINITY])
        .limit(BATCH)
        .toArray();
      const last = people.at(-1);
      if (last === undefined) break;
      from = last.place + 1;
      const wanted = people.filter(({ place }) => !unwanted.has(place));
      const found: Contact[] = [];
      for (const { contact, verdict } of wanted) {
        const isSkipped = verdict.verdict === 'known' || (verdict.verdict === 'alike' && policy === 'skip');
        const isSeparate =
          verdict.verdict === 'new' || policy === 'apart' || (verdict.verdict === 'alike' && !verdict.isSure);
        if (isSkipped) continue;
        const existing = isSeparate ? undefined : (merged.get(verdict.id) ?? (await contacts.get(verdict.id)));
        if (existing === undefined) {
          found.push(contact);
          continue;
        }
        if (!before.has(existing.id)) before.set(existing.id, existing);
        merged.set(existing.id, {
          ...combined(existing, contact),
          id: existing.id,
          rev: existing.rev + 1,
          updatedAtMs: nowMs,
        });
      }
      // Another tab may have imported the same file since it was read here.
      const existingSources = new Set(
        (await contacts.where('sources').anyOf(found.flatMap(exactSources).map(indexedSource)).toArray()).flatMap(
          exactSources,
        ),
      );
      const newContacts = found.filter(
        (contact) => !exactSources(contact).some((source) => existingSources.has(source)),
      );
      await contacts.bulkAdd(newContacts);
      for (const { id } of newContacts) added.push(id);
      done += people.length;
      onProgress(done / total, added.length);
    }
    skipped = total - added.length - merged.size;
    await contacts.bulkPut([...merged.values()]);
    const steps = Array.from(before, ([id, contact]) => ({ before: contact, after: merged.get(id) ?? null }));
    const journalId = await writeJournal('import', nowMs, added, steps);
    await staged.where('importId').equals(importId).delete();
    await pieces.where('importId').equals(importId).delete();
    await imports.delete(importId);
    return { added: added.length, merged: merged.size, skipped, journalId };
  });
}
