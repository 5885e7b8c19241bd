import { fitBlock, placeBlock } from '../fit-text';
import type { FontSet } from '../fonts';
import type { PrintMessages } from '../print-messages';
import { type CodeDrawing, inset, placeCode, quietBox } from '../printed-code';
import type { Box, ImageItem, PrintPicture, SceneItem, TextItem, Trim } from '../scene';
import { type DesignInput, MARGIN_MM } from './design';
import { nameBlock } from './text-styles';

/** The text beside a code: whether it needs a network, and how to scan it. */
function codeCaption(fonts: FontSet, messages: PrintMessages, code: CodeDrawing, box: Box): TextItem[] {
  const label = { key: '', role: 'caption', text: messages[code.kind], maxLines: 2, rule: 'words' } as const;
  const fittedBlocks = [
    { ...label, style: { weight: 'semibold', ink: 'accent', leading: 1.2 }, sizesPt: { max: 12, min: 8 } } as const,
    {
      ...label,
      text: messages.aim,
      maxLines: 6,
      style: { weight: 'regular', ink: 'text', leading: 1.25 },
      sizesPt: { max: 9, min: 7 },
    } as const,
  ].map((block) => fitBlock(fonts, block, box.widthMm));
  const height = fittedBlocks.reduce((sum, { heightMm }) => sum + heightMm + 1.5, -1.5);
  let topMm = box.yMm + Math.max(0, (box.heightMm - height) / 2);
  return fittedBlocks.flatMap((fitted) => {
    const items = placeBlock(fonts, fitted, { xMm: box.xMm, topMm, widthMm: box.widthMm });
    topMm += fitted.heightMm + 1.5;
    return items;
  });
}

/**
 * Lays out the back of a design whose text is all on the front: the code or, without one, the logo or the name. Returns
 * `null` for a one-sided card.
 */
export function backOf({ sides, code, fonts, trim, messages, content, pictures }: DesignInput): SceneItem[] | null {
  if (sides === 1) return null;
  return code === null ? plainBack(fonts, trim, content.name, pictures.logo) : codeBack(fonts, trim, code, messages);
}

/** A back with only the code, as large as is useful (modules of at most 1 mm), and its caption beside or under it. */
function codeBack(fonts: FontSet, trim: Trim, code: CodeDrawing, messages: PrintMessages): SceneItem[] {
  const box = inset(trim, MARGIN_MM);
  const isWide = trim.widthMm >= trim.heightMm;
  const sideMm = Math.min(box.widthMm, box.heightMm) - 2;
  const item = placeCode(
    code,
    box,
    isWide ? { sideMm, across: 0, down: 0.5, mostMm: 1 } : { sideMm, across: 0.5, down: 0.2, mostMm: 1 },
  );
  const quiet = quietBox(item);
  const caption = isWide
    ? { ...box, xMm: quiet.xMm + quiet.widthMm + 1, widthMm: box.xMm + box.widthMm - quiet.xMm - quiet.widthMm - 1 }
    : { ...box, yMm: quiet.yMm + quiet.heightMm, heightMm: box.yMm + box.heightMm - quiet.yMm - quiet.heightMm };
  return [item, ...codeCaption(fonts, messages, code, caption)];
}

/**
 * Places a picture in `box` at the largest size that keeps its proportions without cropping. `across` and `down` run
 * from 0 (left, top) to 1 (right, bottom).
 */
export function containedPicture(
  picture: PrintPicture,
  role: ImageItem['role'],
  box: Box,
  { across = 0, down = 0 }: { across?: number; down?: number },
): ImageItem {
  const scale = Math.min(box.widthMm / picture.widthPx, box.heightMm / picture.heightPx);
  const [widthMm, heightMm] = [picture.widthPx * scale, picture.heightPx * scale];
  const xMm = box.xMm + (box.widthMm - widthMm) * across;
  const yMm = box.yMm + (box.heightMm - heightMm) * down;
  return { kind: 'image', role, picture, xMm, yMm, widthMm, heightMm };
}

/** The back of a card without a code: the logo or, without one, the name, centred. */
function plainBack(fonts: FontSet, trim: Trim, name: string, logo: PrintPicture | null): SceneItem[] {
  const box = inset(trim, MARGIN_MM + 3);
  if (logo !== null) return [containedPicture(logo, 'logo', box, { across: 0.5, down: 0.5 })];
  const fitted = fitBlock(fonts, nameBlock(name, trim, 18, 'accent'), box.widthMm);
  const topMm = box.yMm + (box.heightMm - fitted.heightMm) / 2;
  return placeBlock(fonts, fitted, { xMm: box.xMm, topMm, widthMm: box.widthMm, align: 'centre' });
}
