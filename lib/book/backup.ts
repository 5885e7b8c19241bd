import type { Card } from '../card/card';
import type { BookEvent, Contact } from '../card/contact';
import { contactSchema, eventSchema } from '../card/contact-schema';
import { cardSchema } from '../card/schema';
import { mergeContacts } from './merge';

/** Everything but the pictures' bytes, which are files of their own. Batches and printers are the caller's to check. */
export type BackupContent = {
  cards: Card[];
  contacts: Contact[];
  evenings: BookEvent[];
  batches: unknown[];
  printers: unknown[];
  pictures: PictureEntry[];
};
/** Where a picture's bytes are in the archive. */
export type PictureEntry = {
  id: string;
  createdAtMs: number;
  mediaType: 'image/jpeg' | 'image/png';
  widthPx: number;
  heightPx: number;
  file: string;
};

const FORMAT = 'poignee-backup';
const VERSION = 1;

export type BackupProblem =
  | 'backup.not_an_archive'
  | 'backup.truncated'
  | 'backup.foreign'
  | 'backup.newer'
  | 'backup.damaged'
  | 'backup.too_large'
  | 'backup.wrong_passphrase';

export class BackupError extends Error {
  constructor(readonly problem: BackupProblem) {
    super(problem);
  }
}

const byAge = <Record extends { id: string }>(records: readonly Record[], atMs: (record: Record) => number) =>
  records.toSorted((one, other) => atMs(one) - atMs(other) || (one.id < other.id ? -1 : 1));

/** The order in which everything leaves the book, so that two exports of one book are the same bytes. */
export const inOrder = (contacts: readonly Contact[]) => byAge(contacts, ({ createdAtMs }) => createdAtMs);

/** The archive's readable half: JSON, indented, the same bytes for the same content and instant. */
export function backupDocument(content: BackupContent, madeAtMs: number): string {
  const document = {
    format: FORMAT,
    version: VERSION,
    madeAt: new Date(madeAtMs).toISOString(),
    cards: byAge(content.cards, ({ createdAtMs }) => createdAtMs),
    contacts: inOrder(content.contacts),
    evenings: byAge(content.evenings, ({ startedAtMs }) => startedAtMs),
    batches: content.batches,
    printers: content.printers,
    pictures: byAge(content.pictures, ({ createdAtMs }) => createdAtMs),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

/** Reads it back; throws BackupError. Records that cannot be read are left out and counted: one must not cost the others. */
export function readBackupDocument(text: string): BackupContent & { madeAt: string; unreadable: number } {
  let unreadable = 0;
  let document: Partial<Record<string, unknown>>;
  try {
    document = JSON.parse(text) as typeof document;
  } catch {
    throw new BackupError('backup.damaged');
  }
  if (document === null || typeof document !== 'object' || document.format !== FORMAT)
    throw new BackupError('backup.foreign');
  if (typeof document.version !== 'number' || document.version > VERSION) throw new BackupError('backup.newer');
  const list = (key: string): unknown[] => {
    const value = document[key];
    if (!Array.isArray(value)) throw new BackupError('backup.damaged');
    return value;
  };
  const all = <Record>(key: string, schema: { safeParse: (value: unknown) => { success: boolean } }): Record[] => {
    const records = list(key);
    const read = records.filter((record) => schema.safeParse(record).success);
    unreadable += records.length - read.length;
    return read as Record[];
  };
  const content = {
    madeAt: typeof document.madeAt === 'string' ? document.madeAt : '',
    cards: all<Card>('cards', cardSchema),
    contacts: all<Contact>('contacts', contactSchema),
    evenings: all<BookEvent>('evenings', eventSchema),
    batches: list('batches'),
    printers: list('printers'),
    pictures: list('pictures').filter(isPictureEntry),
  };
  return { ...content, unreadable };
}

const isPictureEntry = (value: unknown): value is PictureEntry => {
  const entry = value as Partial<PictureEntry> | null;
  return (
    typeof entry?.id === 'string' &&
    typeof entry.file === 'string' &&
    typeof entry.widthPx === 'number' &&
    typeof entry.heightPx === 'number' &&
    typeof entry.createdAtMs === 'number' &&
    (entry.mediaType === 'image/jpeg' || entry.mediaType === 'image/png')
  );
};

export type RestorePlan<Kept> = { added: Kept[]; changed: Kept[]; same: number };

/** Records of one kind beside those there are: the new ones, those whose newer state is in the backup. */
export function planRestore<Kept extends { id: string }>(
  kept: readonly Kept[],
  restored: readonly Kept[],
  combine: (kept: Kept, restored: Kept) => Kept,
): RestorePlan<Kept> {
  const known = new Map(kept.map((record) => [record.id, record]));
  const plan: RestorePlan<Kept> = { added: [], changed: [], same: 0 };
  for (const record of restored) {
    const before = known.get(record.id);
    const next = before === undefined ? record : combine(before, record);
    if (before === undefined) plan.added.push(record);
    else if (JSON.stringify(next) === JSON.stringify(before)) plan.same += 1;
    else plan.changed.push(next);
  }
  return plan;
}

const haveSameContent = (one: Contact, other: Contact) =>
  JSON.stringify({ ...one, rev: 0 }) === JSON.stringify({ ...other, rev: 0 });

/** A contact that is in both: nothing of either is lost. */
export const combineContacts = (kept: Contact, restored: Contact): Contact =>
  haveSameContent(kept, restored) ? kept : mergeContacts(kept, restored);

/** A card or an evening that is in both: the one that was changed last. */
export const laterCard = (kept: Card, restored: Card): Card =>
  restored.updatedAtMs > kept.updatedAtMs ? restored : kept;
export const laterEvent = (kept: BookEvent, restored: BookEvent): BookEvent =>
  (restored.reviewedAtMs ?? restored.endedAtMs ?? 0) > (kept.reviewedAtMs ?? kept.endedAtMs ?? 0) ? restored : kept;
