import { readLocal, writeLocal } from '@/lib/browser/storage/local-storage';
import { STORAGE_KEYS } from '@/lib/browser/storage/storage-keys';

/** The text typed on the first screen, before a card exists. */
export type FirstRunDraft = { name: string; phone: string; email: string };

const EMPTY_DRAFT: FirstRunDraft = { name: '', phone: '', email: '' };

export function readDraft(): FirstRunDraft {
  try {
    const draft = JSON.parse(readLocal(STORAGE_KEYS.firstRun) ?? '{}') as Partial<FirstRunDraft>;
    return { ...EMPTY_DRAFT, ...draft };
  } catch {
    return EMPTY_DRAFT;
  }
}

export const saveDraft = (draft: FirstRunDraft) => writeLocal(STORAGE_KEYS.firstRun, JSON.stringify(draft));
export const clearDraft = () => writeLocal(STORAGE_KEYS.firstRun, null);
