const storage = () => (globalThis.navigator as { storage?: StorageManager } | undefined)?.storage;

/** Whether the browser keeps this site's data when it runs out of space; `null` if it does not say. */
export const isPersisted = (): Promise<boolean | null> => answered(() => storage()?.persisted?.());

/**
 * Asks the browser to keep this site's data when it runs out of space. Chromium and Safari decide alone; Firefox asks the
 * owner. Resolves with the answer; `null` if the browser has none.
 */
export async function requestPersistence(): Promise<boolean | null> {
  return (await isPersisted()) === true ? true : answered(() => storage()?.persist?.());
}

async function answered(ask: () => Promise<boolean> | undefined): Promise<boolean | null> {
  try {
    return (await ask()) ?? null;
  } catch {
    return null;
  }
}
