import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import {
  type BackupContent,
  BackupError,
  backupDocument,
  combineContacts,
  inOrder,
  laterCard,
  laterEvent,
  type PictureEntry,
  planRestore,
  type RestorePlan,
  readBackupDocument,
} from '../../book/backup';
import { serializeContact } from '../../book/contact-vcard';
import type { BlockedAddress, ReceivedReply } from '../../book/received-reply';
import type { Picture } from '../../card/card';
import type { Contact } from '../../card/contact';
import { isBatch, isPrinter } from '../../print/records';
import { database } from '../storage/database';
import { refuseIfErased } from '../storage/erasure-epoch';
import { decryptBackup, digestOf, encryptBackup } from './backup-encryption';
import type { BackupSummary, BookJobs, RestoreCounts } from './book-protocol';
import { vcardsOf } from './export';
import { readBlocked, writeBlocked } from './reply-database';
import { writeJournal } from './undo-journal';

const DOCUMENT = 'poignee.json';
const CONTACTS = 'contacts.vcf';
const SUMS = 'sha256.txt';
const MANIFEST = 'poignee-sealed.json';
const SEALED = 'sealed.bin';
/** Maximum unpacked size of a restored archive: room for a hundred thousand contacts with photos. */
const UNPACKED_MAX_BYTES = 1024 * 1024 * 1024;

type OnProgress = (share: number, count: number) => void;

async function contentOfDatabase(): Promise<Omit<BackupContent, 'pictures'> & { stored: Picture[] }> {
  const { cards, contacts, evenings, batches, printers, pictures, replies, blocked } = database;
  const tables = [cards, contacts, evenings, batches, printers, pictures, replies, blocked];
  return database.transaction('r', tables, async () => ({
    cards: await cards.toArray(),
    contacts: await contacts.toArray(),
    evenings: await evenings.toArray(),
    batches: await batches.toArray(),
    printers: await printers.toArray(),
    stored: await pictures.toArray(),
    replies: await replies.toArray(),
    blocked: await readBlocked(database),
  }));
}

/**
 * Writes everything into one ZIP archive: JSON, the contacts as .vcf, and photos. Encrypts it if a passphrase is given.
 */
export async function makeBackup(
  { passphrase, nowMs }: BookJobs['backup']['job'],
  onProgress: OnProgress,
): Promise<BookJobs['backup']['result']> {
  const { stored, ...content } = await contentOfDatabase();
  const fileOf = ({ id, mediaType }: Picture) => `photos/${id}.${mediaType === 'image/png' ? 'png' : 'jpg'}`;
  const pictures = stored.map((picture): PictureEntry => {
    const { id, createdAtMs, mediaType, widthPx, heightPx, drawing } = picture;
    const entry = { id, createdAtMs, mediaType, widthPx, heightPx, file: fileOf(picture) };
    return drawing === undefined ? entry : { ...entry, drawing };
  });
  const photoBytes = stored.reduce((sum, { bytes }) => sum + bytes.length, 0);
  // Each photo is stored twice: as a file, and in base64 in its contact's vCard.
  if (photoBytes * 2.5 > UNPACKED_MAX_BYTES) throw new BackupError('backup.too_large');
  const vcf = await vcardsOf(
    inOrder(content.contacts),
    (contact, pictures) => serializeContact(contact, pictures, '3.0'),
    (share, count) => onProgress(share * 0.6, count),
  );
  const files: Record<string, Uint8Array> = {
    [DOCUMENT]: strToU8(backupDocument({ ...content, pictures }, nowMs)),
    [CONTACTS]: new Uint8Array(await vcf.arrayBuffer()),
    ...Object.fromEntries(stored.map((picture) => [fileOf(picture), picture.bytes])),
  };
  // The format that sha256sum(1) writes and checks.
  const sums = Object.entries(files).map(([name, bytes]) => `${digestOf(bytes)}  ${name}\n`);
  const zippable: Zippable = Object.fromEntries(
    [...Object.entries(files), [SUMS, strToU8(sums.join(''))] as const].map(([name, bytes]) => [
      name,
      [bytes, { level: name.startsWith('photos/') ? 0 : 6 }],
    ]),
  );
  const archive = zipSync(zippable, { mtime: nowMs });
  onProgress(0.8, content.contacts.length);
  const sealed = passphrase === '' ? archive : await sealedArchive(archive, passphrase, nowMs);
  return { blob: new Blob([new Uint8Array(sealed)], { type: 'application/zip' }), contacts: content.contacts.length };
}

async function sealedArchive(archive: Uint8Array, passphrase: string, nowMs: number): Promise<Uint8Array> {
  const { manifest, sealed } = await encryptBackup(archive, passphrase);
  return zipSync({ [MANIFEST]: strToU8(manifest), [SEALED]: [sealed, { level: 0 }] }, { mtime: nowMs });
}

/** What a backup or the second copy holds. */
type Restorable = Omit<BackupContent, 'pictures'> & { stored: Picture[] };
type Opened = Restorable & { madeAt: string; unreadable: number };
type Plan = Restorable & {
  cardPlan: RestorePlan<BackupContent['cards'][number]>;
  contactPlan: RestorePlan<Contact>;
  eventPlan: RestorePlan<BackupContent['evenings'][number]>;
};

/** Summarises what restoring a backup would change, without changing anything. */
export const openBackup = ({ file, passphrase }: BookJobs['inspect']['job']): Promise<BookJobs['inspect']['result']> =>
  orProblem(async () => {
    const opened = await unpack(file, passphrase);
    return { ...summaryOf(await planOf(opened)), madeAt: opened.madeAt, unreadable: opened.unreadable };
  });

/** Restores a backup. */
export const restoreBackup = ({
  file,
  passphrase,
  nowMs,
}: BookJobs['restore']['job']): Promise<BookJobs['restore']['result']> =>
  orProblem(async () => {
    const opened = await unpack(file, passphrase);
    return { ...summaryOf(await restoreContent(opened, nowMs)), madeAt: opened.madeAt, unreadable: opened.unreadable };
  });

/**
 * Adds content to the database in one transaction: nothing that is there is lost. Changes to contacts can be undone for a
 * day.
 */
export function restoreContent(content: Restorable, nowMs: number): Promise<Plan> {
  const { cards, contacts, evenings, batches, printers, pictures, journal, changes, replies, blocked } = database;
  return database.transaction(
    'rw',
    [
      ...[cards, contacts, evenings, batches, printers, pictures, journal, changes, replies, blocked],
      ...[database.decisions, database.meta],
    ],
    async () => {
      await refuseIfErased();
      const plan = await planOf(content);
      const { added, changed } = plan.contactPlan;
      const before = await contacts.bulkGet(changed.map(({ id }) => id));
      const steps = changed.map((after, index) => ({ before: before[index] ?? null, after }));
      await writeJournal(
        'restore',
        nowMs,
        added.map(({ id }) => id),
        steps,
      );
      await pictures.bulkPut(privatePictures(plan));
      await cards.bulkPut([...plan.cardPlan.added, ...plan.cardPlan.changed]);
      await contacts.bulkPut([...plan.contactPlan.added, ...plan.contactPlan.changed]);
      await evenings.bulkPut([...plan.eventPlan.added, ...plan.eventPlan.changed]);
      await batches.bulkPut(plan.batches.filter(isBatch));
      await printers.bulkPut(plan.printers.filter(isPrinter));
      await replies.bulkPut(await undecided(plan.replies));
      await writeBlocked(database, combineBlocked(await readBlocked(database), plan.blocked));
      return plan;
    },
  );
}

const combineBlocked = (existing: readonly BlockedAddress[], restored: readonly BlockedAddress[]): BlockedAddress[] => [
  ...new Map([...restored, ...existing].map((one) => [one.address, one])).values(),
];

/** Pictures of cards are shown without the owner's lock; those of contacts are not. */
function privatePictures({ stored, cards }: Restorable): Picture[] {
  const ofCards = new Set<string | null>(cards.flatMap(({ photoId, logoId }) => [photoId, logoId]));
  return stored.map(({ isPrivate: _, ...picture }) =>
    ofCards.has(picture.id) ? picture : { ...picture, isPrivate: true },
  );
}

/** The replies that the owner has not decided on here. */
async function undecided(restored: readonly ReceivedReply[]): Promise<ReceivedReply[]> {
  const { contacts, decisions } = database;
  const ids = restored.map(({ id }) => id);
  const [decided, accepted] = [
    await decisions.bulkGet(ids),
    await contacts.bulkGet(restored.map((one) => one.contact.id)),
  ];
  return restored.filter((_, index) => decided[index] === undefined && accepted[index] === undefined);
}

async function orProblem<Result>(
  work: () => Promise<Result>,
): Promise<Result | { problem: BackupError['problem']; sealed: boolean }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackupError)
      return { problem: error.problem, sealed: error.problem === 'backup.wrong_passphrase' };
    throw error;
  }
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  const [p, k] = bytes;
  if (p !== 0x50 || k !== 0x4b) throw new BackupError('backup.not_an_archive');
  let unpacked = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        if (unpacked > UNPACKED_MAX_BYTES) throw new BackupError('backup.too_large');
        return true;
      },
    });
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError('backup.truncated');
  }
}

async function unpack(file: Blob, passphrase: string): Promise<Opened> {
  if (file.size > UNPACKED_MAX_BYTES) throw new BackupError('backup.too_large');
  let files = unzip(new Uint8Array(await file.arrayBuffer()));
  const [manifest, sealed] = [files[MANIFEST], files[SEALED]];
  if (manifest !== undefined && sealed !== undefined)
    files = unzip(await decryptBackup(strFromU8(manifest), sealed, passphrase));
  const document = files[DOCUMENT];
  if (document === undefined) throw new BackupError('backup.foreign');
  const content = readBackupDocument(strFromU8(document));
  for (const line of strFromU8(files[SUMS] ?? new Uint8Array()).split('\n')) {
    const [, sum, name = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    const bytes = files[name];
    if (sum !== undefined && (bytes === undefined || digestOf(bytes) !== sum)) throw new BackupError('backup.damaged');
  }
  const stored = content.pictures.flatMap(({ file: name, ...picture }): Picture[] => {
    const bytes = files[name];
    return bytes === undefined
      ? []
      : [{ ...picture, id: picture.id as Picture['id'], schemaVersion: 1, bytes: new Uint8Array(bytes) }];
  });
  return { ...content, stored };
}

async function planOf(opened: Restorable): Promise<Plan> {
  const { cards, contacts, evenings } = database;
  const storedContacts = await contacts.bulkGet(opened.contacts.map(({ id }) => id));
  return {
    ...opened,
    cardPlan: planRestore(await cards.toArray(), opened.cards, laterCard),
    contactPlan: planRestore(
      storedContacts.filter((contact) => contact !== undefined),
      opened.contacts,
      combineContacts,
    ),
    eventPlan: planRestore(await evenings.toArray(), opened.evenings, laterEvent),
  };
}

const countsOf = ({ added, changed, same }: RestorePlan<unknown>): RestoreCounts => ({
  added: added.length,
  changed: changed.length,
  same,
});

const summaryOf = (plan: Plan): Omit<BackupSummary, 'madeAt' | 'unreadable'> => ({
  cards: countsOf(plan.cardPlan),
  contacts: countsOf(plan.contactPlan),
  evenings: countsOf(plan.eventPlan),
  pictures: plan.stored.length,
});
