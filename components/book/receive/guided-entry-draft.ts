import { readLocal, writeLocal } from '@/lib/browser/storage/local-storage';
import { openText, sealText } from '@/lib/browser/storage/lock/sealed-text';
import { STORAGE_KEYS } from '@/lib/browser/storage/storage-keys';
import type { ReplyOrigin } from '@/lib/print/products/reply-fragment';

export const ENTRY_STEPS = ['name', 'phone', 'when', 'consent'] as const;
type EntryStep = (typeof ENTRY_STEPS)[number];

/** The answers entered so far. */
export type EntryDraft = { step: EntryStep; name: string; phone: string; when: string; origin: ReplyOrigin | null };

export const EMPTY_DRAFT: EntryDraft = { step: 'name', name: '', phone: '', when: '', origin: null };

/** Stores the draft. Called on every keystroke, so that a call, a reload or an empty battery loses nothing. */
export function saveDraft(draft: EntryDraft): void {
  const text = sealText(STORAGE_KEYS.noting, JSON.stringify(draft));
  if (text !== null) writeLocal(STORAGE_KEYS.noting, text);
}

export const clearDraft = () => writeLocal(STORAGE_KEYS.noting, null);

export function readDraft(): EntryDraft | null {
  try {
    const stored = JSON.parse(
      openText(STORAGE_KEYS.noting, readLocal(STORAGE_KEYS.noting) ?? 'null') ?? 'null',
    ) as Partial<EntryDraft> | null;
    if (stored === null || !ENTRY_STEPS.some((step) => step === stored.step)) return null;
    const draft = { ...EMPTY_DRAFT, ...stored };
    const isText = [draft.name, draft.phone, draft.when].every((text) => typeof text === 'string');
    return isText && [draft.name, draft.phone, draft.when].some((text) => text !== '') ? draft : null;
  } catch {
    return null;
  }
}
