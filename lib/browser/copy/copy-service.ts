import Dexie, { type IntervalTree, type ObservabilitySet, RangeSet } from 'dexie';
import { openCopyFiles } from '../storage/copy-files';
import { writeCopiedKeys } from '../storage/copy-keys';
import { readManifests } from '../storage/copy-manifest';
import { database } from '../storage/database';
import { storedEpoch } from '../storage/erasure-epoch';
import { localEntries, readLocal, writeLocal } from '../storage/local-storage';
import { sealRecord } from '../storage/lock/sealed-tables';
import { isLocked, subscribeLock } from '../storage/lock/sealing';
import { lossState } from '../storage/loss-state';
import { isLossUnsettled } from '../storage/lost-data';
import type { Identity } from '../storage/records';
import { withCopyLock } from '../storage/second-copy';
import { DATABASE_NAME, STORAGE_KEYS } from '../storage/storage-keys';
import { type DueParts, EVERYTHING_DUE, shardOf, writeCopy } from './write-copy';

// Keeps the second copy up to date: writes what changed a few seconds after the last change, in one tab at a time.

/** After the last change, and at most after the first one. */
const DELAY_MS = 3_000;
const MAX_DELAY_MS = 10_000;

/** Settings that the owner chose, or that take work to find again. The others are derived, or last a moment. */
const COPIED_SETTINGS: readonly string[] = [
  STORAGE_KEYS.theme,
  STORAGE_KEYS.profile,
  STORAGE_KEYS.locale,
  STORAGE_KEYS.currentCard,
  STORAGE_KEYS.paper,
  STORAGE_KEYS.published,
];
const copiedSettings = (): Record<string, string> =>
  Object.fromEntries(
    localEntries('poignee.').filter(
      ([key]) => COPIED_SETTINGS.includes(key) || key.startsWith(STORAGE_KEYS.printOptions),
    ),
  );

let due: { isRest: boolean; shards: Set<string> | 'all' } | null = null;
let dueSinceMs = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isStarted = false;

/** Starts the copy, once. */
export function startCopying(): void {
  if (isStarted) return;
  isStarted = true;
  Dexie.on('storagemutated', onMutation);
  // The lock has opened, or how records are encrypted has changed.
  subscribeLock(() => readLocal(STORAGE_KEYS.copyDue) !== null && setDue(EVERYTHING_DUE));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void writeDue();
  });
  void isCopyBehind().then(
    (isBehind) => isBehind && setDue(EVERYTHING_DUE),
    () => undefined,
  );
}

/** Whether changes were left uncopied by a tab that closed, or nothing was ever copied. */
async function isCopyBehind(): Promise<boolean> {
  if (readLocal(STORAGE_KEYS.copyDue) !== null) return true;
  const files = await openCopyFiles();
  const [manifest] = files === null ? [] : await readManifests(files);
  if (files === null) return false;
  const { cards, contacts, evenings } = database;
  const [cardCount, contactCount, eventCount] = await Promise.all([cards.count(), contacts.count(), evenings.count()]);
  if (manifest === undefined) return cardCount + contactCount + eventCount > 0;
  const { counts, epoch, lock = null } = manifest;
  const current = await database.meta.get('lock');
  const isSameLock = (lock?.wrap.key ?? null) === (current?.id === 'lock' ? current.wrap.key : null);
  if (epoch !== (await storedEpoch()) || !isSameLock) return true;
  return cardCount !== counts.cards || contactCount !== counts.contacts || eventCount !== counts.events;
}

/** Tables that the copy does not hold: they last a moment, or are undone by a later start. */
const NOT_COPIED = new Set([
  'imports',
  'pieces',
  'staged',
  'journal',
  'changes',
  'written',
  'meta',
  'removals',
  'apart',
  'decisions',
  'unopened',
]);

/** Dexie reports the changes of every tab and worker, as ranges of keys by table: `idb://poignee/contacts/`. */
function onMutation(changed: ObservabilitySet): void {
  const prefix = `idb://${DATABASE_NAME}/`;
  for (const [part, ranges] of Object.entries(changed)) {
    const [table, index] = part.startsWith(prefix) ? part.slice(prefix.length).split('/') : [];
    if (table === undefined || index !== '' || NOT_COPIED.has(table)) continue;
    if (table !== 'contacts') setDue({ isRest: true, shards: new Set() });
    else setDue({ isRest: false, shards: shardsIn(ranges) });
  }
}

function shardsIn(ranges: IntervalTree): Set<string> | 'all' {
  const shards = new Set<string>();
  for (const range of new RangeSet().add(ranges)) {
    if (typeof range.from !== 'string' || range.from !== range.to) return 'all';
    shards.add(shardOf(range.from));
  }
  return shards;
}

function setDue(parts: DueParts): void {
  if (due === null) {
    due = { isRest: false, shards: new Set() };
    dueSinceMs = Date.now();
    writeLocal(STORAGE_KEYS.copyDue, '1');
  }
  due.isRest ||= parts.isRest;
  due.shards = due.shards === 'all' || parts.shards === 'all' ? 'all' : new Set([...due.shards, ...parts.shards]);
  clearTimeout(timer);
  const elapsedMs = Date.now() - dueSinceMs;
  timer = setTimeout(() => void writeDue(), Math.max(0, Math.min(DELAY_MS, MAX_DELAY_MS - elapsedMs)));
}

async function writeDue(): Promise<void> {
  clearTimeout(timer);
  // A lost database must not replace the copy that can restore it.
  if (due === null || lossState() !== null || isLocked()) return;
  const parts = due;
  due = null;
  try {
    await withCopyLock(async () => {
      // Another tab, or an earlier start, may have found that the data was lost.
      if (await isLossUnsettled()) return;
      const files = await openCopyFiles();
      if (files === null) return;
      await writeCopy({ database, files, settings: copiedSettings, epoch: storedEpoch, now: Date.now }, parts);
      const [identity, publications] = [await database.identity.get('own'), await database.publications.toArray()];
      await writeCopiedKeys({
        identity: identity === undefined ? null : (sealRecord('identity', identity) as Identity),
        publications,
      });
    });
    if (due === null) writeLocal(STORAGE_KEYS.copyDue, null);
  } catch {
    // No room, or refused. The next change, or the next start, tries again with these parts.
    const { isRest, shards } = (due ?? { isRest: false, shards: new Set<string>() }) as DueParts;
    const all = shards === 'all' || parts.shards === 'all';
    due = { isRest: isRest || parts.isRest, shards: all ? 'all' : new Set([...shards, ...parts.shards]) };
  }
}
