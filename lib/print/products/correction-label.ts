import type { FontSet } from '../fonts';
import type { SceneItem, Trim } from '../scene';
import { put, textBlock } from './product';

/** A strip that covers one line of a card, with a margin for the scissors. */
export const LABEL_TRIM: Trim = { widthMm: 60, heightMm: 14 };

/** Lays out a changed line at the size of a card's lines, to be stuck over the old one. */
export function layOutCorrectionLabel(entry: { key: string; role: string; text: string }, fonts: FontSet): SceneItem[] {
  const block = {
    ...textBlock(entry.text, { weight: 'semibold', max: 9.5, min: 7, maxLines: 2 }),
    key: entry.key,
    role: entry.role,
  };
  const widthMm = LABEL_TRIM.widthMm - 8.2;
  const { items, bottomMm } = put(fonts, block, { xMm: 4.1, topMm: 0, widthMm });
  const shift = (LABEL_TRIM.heightMm - bottomMm) / 2 + 0.5;
  return items.map((item) => ({ ...item, baselineMm: item.baselineMm + shift }));
}
