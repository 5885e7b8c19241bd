import type { Card } from '../card/card';
import type { BookEvent, Contact } from '../card/contact';
import { contactSchema, eventSchema } from '../card/contact-schema';
import { cardSchema } from '../card/schema';
import { mergeContacts } from './merge';
import { type BlockedAddress, blockedAddressSchema, type ReceivedReply, receivedReplySchema } from './received-reply';

/** Everything except the pictures' bytes, which are separate files. The caller validates batches and printers. */
export type BackupContent = {
  cards: Card[];
  contacts: Contact[];
  evenings: BookEvent[];
  batches: unknown[];
  printers: unknown[];
  pictures: PictureEntry[];
  replies: ReceivedReply[];
  blocked: BlockedAddress[];
};
/** Where a picture's bytes are in the archive. */
export type PictureEntry = {
  id: string;
  createdAtMs: number;
  mediaType: 'image/jpeg' | 'image/png';
  widthPx: number;
  heightPx: number;
  /** The shapes of a logo (SVG). */
  drawing?: string;
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

/** Returns contacts in export order, so that two exports of the same book are identical. */
export const inOrder = (contacts: readonly Contact[]) => byAge(contacts, ({ createdAtMs }) => createdAtMs);

/** Serialises the archive's readable part: indented JSON, the same bytes for the same content and time. */
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
    replies: byAge(content.replies, ({ receivedAtMs }) => receivedAtMs),
    blocked: content.blocked,
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

/** Parses a backup document; throws `BackupError`. Invalid records are skipped and counted, not fatal to the others. */
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
  const readList = (key: string, isOptional = false): unknown[] => {
    const value = document[key] ?? (isOptional ? [] : undefined);
    if (!Array.isArray(value)) throw new BackupError('backup.damaged');
    return value;
  };
  const readRecords = <Record>(
    key: string,
    schema: { safeParse: (value: unknown) => { success: boolean } },
    isOptional = false,
  ): Record[] => {
    const records = readList(key, isOptional);
    const read = records.filter((record) => schema.safeParse(record).success);
    unreadable += records.length - read.length;
    return read as Record[];
  };
  const content = {
    madeAt: typeof document.madeAt === 'string' ? document.madeAt : '',
    cards: readRecords<Card>('cards', cardSchema),
    contacts: readRecords<Contact>('contacts', contactSchema),
    evenings: readRecords<BookEvent>('evenings', eventSchema),
    batches: readList('batches'),
    printers: readList('printers'),
    pictures: readList('pictures').filter(isPictureEntry),
    // Absent in backups of earlier releases.
    replies: readRecords<ReceivedReply>('replies', receivedReplySchema, true),
    blocked: readRecords<BlockedAddress>('blocked', blockedAddressSchema, true),
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
    (entry.drawing === undefined || typeof entry.drawing === 'string') &&
    (entry.mediaType === 'image/jpeg' || entry.mediaType === 'image/png')
  );
};

export type RestorePlan<Kept> = { added: Kept[]; changed: Kept[]; same: number };

/**
 * Compares restored records of one kind with the existing ones: which to add, which to change, how many are the same.
 */
export function planRestore<Kept extends { id: string }>(
  existing: readonly Kept[],
  restored: readonly Kept[],
  combine: (existing: Kept, restored: Kept) => Kept,
): RestorePlan<Kept> {
  const existingById = new Map(existing.map((record) => [record.id, record]));
  const plan: RestorePlan<Kept> = { added: [], changed: [], same: 0 };
  for (const record of restored) {
    const current = existingById.get(record.id);
    const next = current === undefined ? record : combine(current, record);
    if (current === undefined) plan.added.push(record);
    else if (JSON.stringify(next) === JSON.stringify(current)) plan.same += 1;
    else plan.changed.push(next);
  }
  return plan;
}

const haveSameContent = (one: Contact, other: Contact) =>
  JSON.stringify({ ...one, rev: 0 }) === JSON.stringify({ ...other, rev: 0 });

/** Combines a contact that is in both: nothing of either is lost. */
export const combineContacts = (existing: Contact, restored: Contact): Contact =>
  haveSameContent(existing, restored) ? existing : mergeContacts(existing, restored);

/** For a card or an event that is in both, returns the version changed last. */
export const laterCard = (existing: Card, restored: Card): Card =>
  restored.updatedAtMs > existing.updatedAtMs ? restored : existing;
export const laterEvent = (existing: BookEvent, restored: BookEvent): BookEvent =>
  (restored.reviewedAtMs ?? restored.endedAtMs ?? 0) > (existing.reviewedAtMs ?? existing.endedAtMs ?? 0)
    ? restored
    : existing;
