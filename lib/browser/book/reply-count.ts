import { announceLocal, readLocal, subscribeLocal, writeLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';

/** The number of replies that the owner has not decided on, as last stored: the first screens do not read the database. */
export const replyCount = (): number => Number(readLocal(STORAGE_KEYS.replies)) || 0;

export const subscribeReplyCount = subscribeLocal;

export function writeReplyCount(count: number): void {
  if (count === replyCount()) return;
  writeLocal(STORAGE_KEYS.replies, count === 0 ? null : String(count));
  announceLocal();
}
