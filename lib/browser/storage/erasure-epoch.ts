import { database, type PoigneeDatabase } from './database';

/** The last erasure that this tab has obeyed. */
let obeyedEpoch: string | null = null;

export function setObeyedEpoch(epoch: string | null): void {
  obeyedEpoch = epoch;
}

export const currentEpoch = (): string | null => obeyedEpoch;

export async function storedEpoch({ meta }: Pick<PoigneeDatabase, 'meta'> = database): Promise<string | null> {
  const erasure = await meta.get('erasure');
  return erasure?.id === 'erasure' ? erasure.epoch : null;
}

/**
 * Rejects with `Error('storage.erased')` if everything was erased in another tab and this one has not heard of it yet.
 * Part of the caller's transaction, which must include `meta`.
 */
export async function refuseIfErased(source: Pick<PoigneeDatabase, 'meta'> = database): Promise<void> {
  if ((await storedEpoch(source)) !== obeyedEpoch) throw new Error('storage.erased');
}
