import { deleteCopyFiles } from './copy-files';
import { deleteCopiedKeys } from './copy-keys';
import { withLock } from './web-locks';

/** One tab at a time writes, restores or deletes the second copy. */
export const withCopyLock = <Result>(work: () => Promise<Result>): Promise<Result> => withLock('poignee-copy', work);

/** How long a deletion waits for another tab: the browser may have suspended it. */
const DELETION_LIMIT_MS = 5_000;

/**
 * Deletes the second copy. What a browser refuses to delete it has refused to write. A copy that could not be deleted in time
 * is from before the erasure: it is never offered, and the next start deletes it.
 */
export async function deleteSecondCopy(): Promise<void> {
  const deletion = withCopyLock(async () => {
    await deleteCopyFiles().catch(() => undefined);
    await deleteCopiedKeys().catch(() => undefined);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([deletion, new Promise((resolve) => (timer = setTimeout(resolve, DELETION_LIMIT_MS)))]);
  clearTimeout(timer);
}
