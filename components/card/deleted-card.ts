import { cardStore } from '@/lib/browser/card/card-store';
import type { CardId } from '@/lib/card/card';

/** The last card deleted in this tab, while it can be restored. */
let deletedCard: { name: string; restore: () => void } | null = null;
const listeners = new Set<() => void>();
const setDeletedCard = (next: typeof deletedCard) => {
  deletedCard = next;
  for (const listener of listeners) listener();
};

export const lastDeleted = () => deletedCard;
export function subscribeDeleted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function deleteCard(id: CardId, name: string): void {
  setDeletedCard({ name, restore: cardStore.remove(id) });
}
export function restoreDeleted(): void {
  deletedCard?.restore();
  setDeletedCard(null);
}
export const clearDeleted = () => setDeletedCard(null);
