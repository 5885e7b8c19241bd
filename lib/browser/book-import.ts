import { contactFromVcard, type FoundContact, ownSource } from '../book/contact-vcard';
import { contactFromRow, parseCsv } from '../book/csv-read';
import { isExact, TraitIndex } from '../book/duplicates';
import { combined, sureEnough, type Verdict, verdictOn } from '../book/import-plan';
import { type Contact, type ContactId, newContact } from '../card/contact';
import { isE164 } from '../card/problems';
import type { RegionProfile } from '../i18n/locales';
import { readPhone } from '../i18n/phone';
import { decodeText, utf16Label } from '../vcard/charset';
import { VcardReader } from '../vcard/read';
import type { Vcard } from '../vcard/vcard';
import { everybodysTraits } from './book-database';
import type { BookJobs } from './book-protocol';
import { newIdentifier } from './identifier';
import type { ImportJob, ImportProblem, StagedPerson } from './import-protocol';
import { shrinkPhoto } from './photo-in-worker';
import { database, type JournalEntry } from './poignee-database';

type OnProgress = (share: number, count: number) => void;

/** Few enough that what a crash takes back is soon read again, many enough that a transaction each costs nothing. */
const BATCH = 400;
const PROBLEMS_MAX = 500;
/** A table is read whole; no address book's is near this. */
const CSV_MAX_BYTES = 128 * 1024 * 1024;
/** Keeps the order of the file among contacts of one instant. */
const PLACE_MS = 0.001;

/**
 * Reads a file into the staging table, from where it was left when a reload or a crash ended it. Nothing of it is in
 * the book before `commitImport`.
 */
export async function stageImport(
  { importId, profile }: BookJobs['stage']['job'],
  onProgress: OnProgress,
): Promise<{ people: number }> {
  const job = await database.imports.get(importId);
  if (job === undefined) throw new Error('import.gone');
  const stage = await Stage.resume(job, profile, onProgress);
  if (job.kind === 'csv') await stage.readTable(job.file);
  else await stage.readCards(job.file);
  await stage.flush();
  await database.imports.put({ ...job, state: 'read', problems: stage.problems.slice(0, PROBLEMS_MAX) });
  return { people: stage.people };
}

class Stage {
  people = 0;
  readonly problems: ImportProblem[] = [];
  #waiting: FoundContact[] = [];
  #done = 0;

  private constructor(
    readonly job: ImportJob,
    readonly profile: RegionProfile,
    readonly index: TraitIndex,
    readonly seen: Map<string, ContactId>,
    readonly onProgress: OnProgress,
  ) {}

  static async resume(job: ImportJob, profile: RegionProfile, onProgress: OnProgress): Promise<Stage> {
    const traits = await everybodysTraits();
    const seen = new Map<string, ContactId>();
    const stage = new Stage(job, profile, new TraitIndex(traits), seen, onProgress);
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
    readNumber: (typed: string) => (isE164(typed) ? typed : (readPhone(typed, this.profile)?.number ?? '')),
  };

  async readCards(file: Blob): Promise<void> {
    let cards: Vcard[] = [];
    const reader = new VcardReader((card) => cards.push(card));
    let readBytes = 0;
    const takeAll = async () => {
      const batch = cards;
      cards = [];
      for (const card of batch) {
        // What was staged before a reload is not made again.
        if (this.people < this.#done) this.people += 1;
        else await this.#take(contactFromVcard(card, this.reading));
      }
      this.onProgress(file.size === 0 ? 1 : readBytes / file.size, this.people);
    };
    const stream = file.stream().getReader();
    for (;;) {
      const { done, value } = await stream.read();
      if (done) break;
      reader.push(value);
      readBytes += value.length;
      await takeAll();
    }
    reader.end();
    await takeAll();
    this.problems.push(...reader.problems);
  }

  async readTable(file: Blob): Promise<void> {
    if (file.size > CSV_MAX_BYTES) throw new Error('import.too_large');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const table = parseCsv(decodeText(bytes, utf16Label(bytes) ?? '').text);
    this.problems.push(...table.problems.map(({ code, line }) => ({ code, line, text: '' })));
    for (const [at, row] of table.rows.entries()) {
      const content = contactFromRow(table, row, this.reading);
      if (content === null)
        this.problems.push({ code: 'import.nobody', line: at + 2, text: row.join(' · ').slice(0, 80) });
      else if (this.people < this.#done) this.people += 1;
      else await this.#take({ content, photo: null, clipped: [] });
      this.onProgress((at + 1) / table.rows.length, this.people);
    }
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
    for (const [offset, found] of batch.entries()) staged.push(await this.#stage(found, start + offset));
    if (staged.length > 0) await database.staged.bulkPut(staged);
  }

  async #stage({ content, photo, clipped }: FoundContact, place: number): Promise<StagedPerson> {
    const { id: importId, startedAtMs, eventId } = this.job;
    const id = newIdentifier() as ContactId;
    const picture = photo === null ? null : await shrinkPhoto(photo);
    const photoId = picture === null ? null : (newIdentifier() as Contact['photoId'] & string);
    if (picture !== null && photoId !== null)
      await database.pictures.put({ ...picture, id: photoId, schemaVersion: 1, createdAtMs: Date.now() });
    const contact = newContact(
      id,
      startedAtMs + place * PLACE_MS,
      { channel: 'file', atMs: startedAtMs, eventId, batch: '' },
      {
        ...content,
        photoId,
        sources: [...(content.sources ?? []), ownSource(id)],
      },
    );
    const lost = photo !== null && picture === null ? ['photo'] : [];
    return { importId, place, contact, verdict: await this.#verdict(contact), clipped: [...clipped, ...lost] };
  }

  async #verdict(contact: Contact): Promise<Verdict> {
    const twin = exactSources(contact)
      .map((source) => this.seen.get(source))
      .find((id) => id !== undefined);
    for (const source of exactSources(contact)) this.seen.set(source, twin ?? contact.id);
    if (twin !== undefined) return { verdict: 'known', id: twin };
    return verdictOn(contact, this.index, (id) => database.contacts.get(id));
  }
}

const exactSources = ({ sources }: Contact) => sources.filter(isExact);

/**
 * Puts what was staged into the book, in one transaction: all of it or nothing, whenever the browser ends. `left` are
 * the places of those the owner does not want.
 */
export async function commitImport(
  { importId, policy, left, nowMs }: BookJobs['commit']['job'],
  onProgress: OnProgress,
): Promise<BookJobs['commit']['result']> {
  const { contacts, imports, staged, journal } = database;
  const unwanted = new Set(left);
  const entry: JournalEntry = { id: newIdentifier(), kind: 'import', atMs: nowMs, added: [], before: [] };
  const merged = new Map<ContactId, Contact>();
  let skipped = 0;
  return database.transaction('rw', contacts, imports, staged, journal, async () => {
    if ((await imports.get(importId)) === undefined) throw new Error('import.gone');
    const total = await staged.where('importId').equals(importId).count();
    for (let start = 0; start < total; start += BATCH) {
      const people = await staged
        .where('[importId+place]')
        .between([importId, start], [importId, start + BATCH], true, false)
        .toArray();
      const wanted = people.filter(({ place }) => !unwanted.has(place));
      skipped += people.length - wanted.length;
      const added: Contact[] = [];
      for (const { contact, verdict } of wanted) {
        if (verdict.verdict === 'known' || (verdict.verdict === 'alike' && policy === 'skip')) skipped += 1;
        else if (verdict.verdict === 'new' || policy === 'apart' || !sureEnough(verdict.likeness)) added.push(contact);
        else {
          const known = merged.get(verdict.id) ?? (await contacts.get(verdict.id));
          if (known === undefined) added.push(contact);
          else {
            if (!merged.has(known.id)) entry.before.push(known);
            merged.set(known.id, { ...combined(known, contact), id: known.id, rev: known.rev + 1, updatedAtMs: nowMs });
          }
        }
      }
      // The same file may have come in by another tab since it was read here.
      const already = new Set(
        (await contacts.where('sources').anyOf(added.flatMap(exactSources)).toArray()).flatMap(exactSources),
      );
      const fresh = added.filter((contact) => !exactSources(contact).some((source) => already.has(source)));
      skipped += added.length - fresh.length;
      await contacts.bulkAdd(fresh);
      entry.added.push(...fresh.map(({ id }) => id));
      onProgress((start + people.length) / total, entry.added.length);
    }
    await contacts.bulkPut([...merged.values()]);
    await journal.put(entry);
    await staged.where('importId').equals(importId).delete();
    await imports.delete(importId);
    return { added: entry.added.length, merged: merged.size, skipped, journalId: entry.id };
  });
}
