import type { Ink } from './scene';

/** On the screen's white card. */
export const SCREEN_INKS: Record<Ink, string> = { text: '#1C1B18', muted: '#5C584F', accent: '#0B5B6B' };

/** DeviceCMYK, percent. Text is black alone: four inks out of register blur small letters. */
export const PRESS_INKS: Record<Ink, [number, number, number, number]> = {
  text: [0, 0, 0, 100],
  muted: [0, 0, 0, 72],
  accent: [92, 35, 35, 40],
};
