import { database } from './database';

/** How long a browser may take to open its database before its owner is told that nothing is being kept. */
const OPEN_LIMIT_MS = 8000;

/** Rejects when the browser refuses storage, or never answers: some private windows do either. */
export async function openDatabase(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('storage.open_timeout')), OPEN_LIMIT_MS);
  });
  try {
    await Promise.race([database.open(), limit]);
  } finally {
    clearTimeout(timer);
  }
}
