import { readLocal, writeLocal } from '@/lib/browser/storage/local-storage';
import { STORAGE_KEYS } from '@/lib/browser/storage/storage-keys';
import type { ReplyOrigin } from '@/lib/print/products/reply-fragment';

export const NOTE_STEPS = ['name', 'phone', 'when', 'consent'] as const;
export type NoteStep = (typeof NOTE_STEPS)[number];

/** What has been dictated so far. */
export type NoteDraft = { step: NoteStep; name: string; phone: string; when: string; origin: ReplyOrigin | null };

export const EMPTY_NOTE: NoteDraft = { step: 'name', name: '', phone: '', when: '', origin: null };

/** Kept at each keystroke: a call, a reload or an empty battery loses nothing of what somebody said. */
export const keepNote = (draft: NoteDraft) => writeLocal(STORAGE_KEYS.noting, JSON.stringify(draft));
export const forgetNote = () => writeLocal(STORAGE_KEYS.noting, null);

export function keptNote(): NoteDraft | null {
  try {
    const read = JSON.parse(readLocal(STORAGE_KEYS.noting) ?? 'null') as Partial<NoteDraft> | null;
    if (read === null || !NOTE_STEPS.some((step) => step === read.step)) return null;
    const draft = { ...EMPTY_NOTE, ...read };
    const isText = [draft.name, draft.phone, draft.when].every((text) => typeof text === 'string');
    return isText && [draft.name, draft.phone, draft.when].some((text) => text !== '') ? draft : null;
  } catch {
    return null;
  }
}
