import type { BackupContent } from '../../book/backup';
import {
  type BlockedAddress,
  blockedAddressSchema,
  type ReceivedReply,
  receivedReplySchema,
} from '../../book/received-reply';
import type { Card, Picture } from '../../card/card';
import type { BookEvent, Contact } from '../../card/contact';
import { contactSchema, eventSchema } from '../../card/contact-schema';
import { cardSchema, pictureSchema } from '../../card/schema';
import { restoreContent } from '../book/backup';
import { rememberShortAddress } from '../exchange/publication-store';
import type { CopyFiles } from '../storage/copy-files';
import { readCopiedKeys } from '../storage/copy-keys';
import { type CopyManifest, readManifests } from '../storage/copy-manifest';
import { database } from '../storage/database';
import { readLocal, writeLocal } from '../storage/local-storage';
import { finishChange } from '../storage/lock/lock-change';
import type { LockRecord } from '../storage/lock/lock-record';
import { announceLockState } from '../storage/lock/lock-session';
import { openRecord } from '../storage/lock/sealed-tables';
import { lossState } from '../storage/loss-state';
import { markInstalled } from '../storage/lost-data';
import { type Identity, toPublication } from '../storage/records';
import { withCopyLock } from '../storage/second-copy';
import { opened, sha256, unpacked } from './pack';

type CopyContent = Omit<BackupContent, 'pictures'> & { stored: Picture[]; settings: Record<string, string> };
type Found = { content: CopyContent /** Parts that could not be read. */; damaged: number };

/** Reads the copy. A part that the newest manifest names and that is damaged is taken from the previous one. */
export async function readCopy(files: CopyFiles): Promise<Found | null> {
  const manifests = await readManifests(files);
  const [newest] = manifests;
  if (newest === undefined) return null;
  const content: CopyContent = {
    cards: [],
    contacts: [],
    evenings: [],
    batches: [],
    printers: [],
    stored: [],
    replies: [],
    blocked: [],
    settings: {},
  };
  let damaged = 0;
  const earlier = manifests.filter(
    ({ epoch, lock }) => epoch === newest.epoch && lock?.wrap.key === newest.lock?.wrap.key,
  );
  for (const name of Object.keys(newest.parts)) {
    const part = await firstWhole(files, earlier, name).catch(() => null);
    if (part === null) damaged += 1;
    else addPart(content, name, part);
  }
  return { content, damaged };
}

async function firstWhole(files: CopyFiles, manifests: readonly CopyManifest[], name: string) {
  for (const { parts, lock } of manifests) {
    const part = parts[name];
    const bytes = part === undefined ? null : await files.read(part.file).catch(() => null);
    if (bytes === null || part === undefined || (await sha256(bytes)) !== part.sha256) continue;
    return unpacked(lock ? opened(name, bytes) : bytes);
  }
  return null;
}

type Schema = { safeParse(value: unknown): { success: boolean } };
const validIn = <Record>(schema: Schema, value: unknown): Record[] =>
  (Array.isArray(value) ? value : []).filter((record) => schema.safeParse(record).success);

function addPart(content: CopyContent, name: string, { value, bytes }: Awaited<ReturnType<typeof unpacked>>): void {
  const list = Array.isArray(value) ? value : [];
  if (name === 'cards') content.cards.push(...validIn<Card>(cardSchema, value));
  else if (name === 'events') content.evenings.push(...validIn<BookEvent>(eventSchema, value));
  else if (name === 'replies') content.replies.push(...validIn<ReceivedReply>(receivedReplySchema, value));
  else if (name === 'blocked') content.blocked.push(...validIn<BlockedAddress>(blockedAddressSchema, value));
  else if (name === 'batches') content.batches.push(...list);
  else if (name === 'printers') content.printers.push(...list);
  else if (name === 'settings') Object.assign(content.settings, value);
  else if (name.startsWith('contacts-')) content.contacts.push(...validIn<Contact>(contactSchema, value));
  else if (name.startsWith('picture-'))
    content.stored.push(...validIn<Picture>(pictureSchema, [{ ...(value as object), bytes }]));
}

export type Restored = {
  cards: number;
  contacts: number;
  damaged: number;
  /** Published cards whose keys are lost: the twelve words bring them back. */
  needsWords: boolean;
};

/**
 * Puts the copy back into the database, whatever it holds by now: nothing that was added since is lost. A database that the
 * browser cannot open is deleted first. A copy that is encrypted needs its lock to be open.
 *
 * @throws Error `copy.missing`, or the browser's own
 */
export const restoreCopy = (files: CopyFiles, nowMs: number): Promise<Restored> =>
  withCopyLock(async () => {
    const found = await readCopy(files);
    if (found === null) throw new Error('copy.missing');
    if (lossState()?.reason === 'unreadable') {
      // It may have become readable since.
      await database.open().catch(() => database.delete({ disableAutoOpen: false }));
    }
    await database.open();
    const [manifest] = await readManifests(files);
    // Before anything is written: what comes back is encrypted again.
    const lock: LockRecord | null = manifest?.lock ? { ...manifest.lock, phase: 'adding' } : null;
    if (lock !== null) await database.meta.put(lock);
    const { content, damaged } = found;
    const keys = await readCopiedKeys();
    const { identity, publications } = database;
    await database.transaction('rw', identity, publications, async () => {
      if (keys?.identity == null || (await identity.get('own')) !== undefined) return;
      await identity.put(openRecord('identity', keys.identity) as Identity);
      await publications.bulkPut(keys.publications);
    });
    await restoreContent(content, nowMs);
    // What was added since the loss is not encrypted yet.
    const hooks = { announce: announceLockState, settle: () => Promise.resolve() };
    if (lock !== null) await finishChange(lock, hooks, () => undefined);
    for (const record of await publications.toArray()) rememberShortAddress(toPublication(record));
    const wasPublished = readLocal('poignee.published') !== null || content.settings['poignee.published'] !== undefined;
    for (const [key, value] of Object.entries(content.settings)) if (readLocal(key) === null) writeLocal(key, value);
    await markInstalled();
    return {
      cards: content.cards.length,
      contacts: content.contacts.length,
      damaged,
      needsWords: wasPublished && (await identity.count()) === 0,
    };
  });
