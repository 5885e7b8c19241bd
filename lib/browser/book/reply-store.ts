import type { BlockedAddress, ReceivedReply } from '../../book/received-reply';
import { database } from '../storage/database';
import { isLocked, subscribeLock } from '../storage/lock/sealing';
import { openDatabase } from '../storage/open-database';
import { type StorageStatus, storageStatusOf } from '../storage/storage-status';
import { createStoreState } from '../storage/store-state';
import { bookStore } from './book-store';
import { writeReplyCount } from './reply-count';
import { acceptReplies, type ReplyOutcome, readReplies, refuseReplies, unblock, undoDecision } from './reply-database';

export type RepliesState = {
  status: 'loading' | 'ready';
  /** Newest first. */
  replies: readonly ReceivedReply[];
  blocked: readonly BlockedAddress[];
  storage: StorageStatus;
};

export const LOADING_REPLIES: RepliesState = { status: 'loading', replies: [], blocked: [], storage: 'kept' };

const state = createStoreState(LOADING_REPLIES);
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('poignee-replies');
let isOpened = false;

async function read(): Promise<void> {
  const [replies, blocked] = await readReplies(database);
  writeReplyCount(replies.length);
  state.update({ status: 'ready', replies, blocked, storage: 'kept' });
}

async function changed(): Promise<void> {
  channel?.postMessage('changed');
  await read();
}

/** The replies that wait for the owner's decision, for the screens. */
export const replyStore = {
  getState: state.get,
  subscribe: state.subscribe,

  open(): void {
    if (isOpened) return;
    isOpened = true;
    if (channel !== null) channel.onmessage = () => void (isLocked() ? undefined : read().catch(() => undefined));
    subscribeLock(() => {
      if (isLocked()) state.update({ ...LOADING_REPLIES });
      else void read().catch(() => undefined);
    });
    openDatabase(() => state.update({ replies: [], blocked: [] }))
      .then(() => (isLocked() ? undefined : read()))
      .catch((error: unknown) => state.update({ status: 'ready', storage: storageStatusOf(error) }));
  },

  async accept(ids: readonly string[]): Promise<ReplyOutcome> {
    const outcome = await acceptReplies(database, ids, Date.now());
    await changed();
    await bookStore.reload();
    return outcome;
  },

  async refuse(id: string, isBlocking: boolean): Promise<ReplyOutcome> {
    const outcome = await refuseReplies(database, [id], isBlocking, Date.now());
    await changed();
    return outcome;
  },

  async undo(outcome: ReplyOutcome): Promise<void> {
    await undoDecision(database, outcome);
    await changed();
    if (outcome.kind === 'accepted') await bookStore.reload();
  },

  async unblock(address: string): Promise<void> {
    await unblock(database, [address]);
    await changed();
  },

  /** Reads the replies again, in every tab, after the exchange has stored some. */
  async reload(): Promise<void> {
    channel?.postMessage('changed');
    if (isOpened) await read();
    else writeReplyCount(await database.replies.count());
  },
};
