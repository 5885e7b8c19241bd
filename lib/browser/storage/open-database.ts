import { database } from './database';
import { obeyErasure } from './erasure';

/** How long the browser may take to open the database before the owner is told that nothing is being saved. */
const OPEN_LIMIT_MS = 8000;

/**
 * Opens the database. Rejects if the browser refuses storage or does not respond in time; some private windows do
 * either.
 */
export async function openDatabase(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('storage.open_timeout')), OPEN_LIMIT_MS);
  });
  try {
    await Promise.race([database.open().then(obeyErasure), limit]);
  } finally {
    clearTimeout(timer);
  }
}
