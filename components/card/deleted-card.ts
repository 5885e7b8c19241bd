import { cardStore } from '@/lib/browser/card/card-store';
import type { CardId } from '@/lib/card/card';

/** The last card deleted in this tab, while it can be restored. */
let last: { name: string; restore: () => void } | null = null;
const listeners = new Set<() => void>();
const publish = (next: typeof last) => {
  last = next;
  for (const listener of listeners) listener();
};

export const lastDeleted = () => last;
export function subscribeDeleted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function deleteCard(id: CardId, name: string): void {
  publish({ name, restore: cardStore.remove(id) });
}
export function restoreDeleted(): void {
  last?.restore();
  publish(null);
}
export const clearDeleted = () => publish(null);
