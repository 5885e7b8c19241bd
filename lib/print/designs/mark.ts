import { fitBlock, placeBlock, type TextStyle } from '../fit-text';
import type { Family } from '../fonts';
import { isLight } from '../pictures';
import type { Box, Ink, SceneItem } from '../scene';
import type { Side } from './design';
import { containedPicture } from './shapes';

type MarkLook = {
  family: Family;
  /** The ground that the mark is drawn on, and the ink of its letters. */
  groundInk: Ink;
  ink: Ink;
  maxPt: number;
  across?: number;
  down?: number;
  trackingEm?: number;
};

/**
 * Draws the logo or, without one, the initials. On a coloured ground the logo is reversed, in the ink of letters there;
 * a light logo keeps its own colours on a coloured ground and is drawn in ink on paper.
 */
export function mark(
  { content, fonts, pictures }: Pick<Side, 'content' | 'fonts' | 'pictures'>,
  box: Box,
  look: MarkLook,
): SceneItem[] {
  const { groundInk, ink, across = 0.5, down = 0.5 } = look;
  if (pictures.logo !== null) {
    const item = containedPicture(pictures.logo, 'logo', box, { across, down });
    const isColoured = groundInk === 'accent';
    const isReversed = isColoured !== isLight(pictures.logo);
    return [{ ...item, ground: groundInk, isReversed }];
  }
  return initials({ content, fonts }, box, { ...look, ink, across, down });
}

/** Draws the initials as large as the box and the design allow. */
export function initials(
  { content, fonts }: Pick<Side, 'content' | 'fonts'>,
  box: Box,
  { family, ink, maxPt, across = 0.5, down = 0.5, trackingEm = 0 }: Omit<MarkLook, 'groundInk'>,
): SceneItem[] {
  const style: TextStyle = { family, weight: 'semibold', ink, leading: 1, trackingEm };
  const block = {
    key: '',
    role: 'mark',
    text: content.initials,
    style,
    sizesPt: { max: maxPt, min: 8 },
    maxLines: 1,
    rule: 'words',
  } as const;
  const fitted = fitBlock(fonts, block, box.widthMm);
  const [item] = placeBlock(fonts, fitted, { xMm: box.xMm, topMm: box.yMm });
  if (item === undefined) return [];
  return [
    {
      ...item,
      xMm: box.xMm + (box.widthMm - item.widthMm) * across,
      baselineMm: box.yMm + item.capHeightMm + (box.heightMm - item.capHeightMm) * down,
    },
  ];
}
