import type { PictureContent } from '../../card/card';
import { DRAWING_MAX_CHARACTERS, LOGO_SIDE_PX, PHOTO_MAX_BYTES } from '../../card/limits';
import { looksAlike } from '../../print/pictures';
import { readSvgShapes, svgOfShapes } from '../../print/svg-shapes';
import { drawArea, encodeCanvas, type OpenedPicture, openPicture } from './picture';

/** The drawing of a longer file is not read. */
const DRAWING_FILE_MAX_BYTES = 1024 * 1024;

/**
 * Renders the whole logo, scaled down, or up if it is a drawing, whose shapes are kept too. A PNG keeps its transparency
 * if it is at most 224 KB; otherwise the result is a JPEG on white.
 */
export async function renderLogo({ image, file }: OpenedPicture): Promise<PictureContent | null> {
  const isDrawing = file.type === 'image/svg+xml';
  const scale = Math.min(isDrawing ? 1000 : 1, LOGO_SIDE_PX / Math.max(image.naturalWidth, image.naturalHeight));
  const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
  const canvas = drawWhole(image, width, height, null);
  const png = await encodeCanvas(canvas, 'image/png', 1);
  const isSmall = png !== null && png.bytes.length <= PHOTO_MAX_BYTES;
  const content = isSmall ? png : await encodeCanvas(drawWhole(image, width, height, '#ffffff'), 'image/jpeg', 0.85);
  if (content === null || !isDrawing || file.size > DRAWING_FILE_MAX_BYTES) return content;
  const drawing = readDrawing(await file.text(), content);
  return drawing !== null && (await isFaithful(drawing, canvas)) ? { ...content, drawing } : content;
}

const drawWhole = (image: HTMLImageElement, width: number, height: number, background: string | null) =>
  drawArea(image, { x: 0, y: 0, width: image.naturalWidth, height: image.naturalHeight }, width, height, background);

/** Does the browser draw the kept shapes as it draws the file? */
async function isFaithful(drawing: string, canvas: HTMLCanvasElement): Promise<boolean> {
  const opened = await openPicture(new Blob([drawing], { type: 'image/svg+xml' }));
  if ('problem' in opened) return false;
  const redrawn = drawWhole(opened.image, canvas.width, canvas.height, null);
  URL.revokeObjectURL(opened.url);
  const [before, after] = [canvas, redrawn].map((one) =>
    one.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height),
  );
  return before !== undefined && after !== undefined && looksAlike(before.data, after.data);
}

/**
 * Returns a logo's shapes as an SVG file of paths and colours alone, in pixels of the rendered picture; `null` when it
 * has anything else to show, or too much.
 */
function readDrawing(svg: string, size: { widthPx: number; heightPx: number }): string | null {
  const shapes = readSvgShapes(svg, size);
  const drawing = shapes === null ? null : svgOfShapes(shapes, size);
  return drawing === null || drawing.length > DRAWING_MAX_CHARACTERS ? null : drawing;
}
