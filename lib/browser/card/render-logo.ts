import type { PictureContent } from '../../card/card';
import { DRAWING_MAX_CHARACTERS, LOGO_SIDE_PX, PHOTO_MAX_BYTES } from '../../card/limits';
import { readSvgShapes, svgOfShapes } from '../../print/svg-shapes';
import { drawArea, encodeCanvas, type OpenedPicture } from './picture';

/**
 * Renders the whole logo, scaled down, or up if it is a drawing, whose shapes are kept too. A PNG keeps its transparency
 * if it is at most 224 KB; otherwise the result is a JPEG on white.
 */
export async function renderLogo({ image, file }: OpenedPicture): Promise<PictureContent | null> {
  const isDrawing = file.type === 'image/svg+xml';
  const scale = Math.min(isDrawing ? 1000 : 1, LOGO_SIDE_PX / Math.max(image.naturalWidth, image.naturalHeight));
  const content = await renderWhole(image, scale);
  if (content === null || !isDrawing) return content;
  const drawing = readDrawing(await file.text(), content);
  return drawing === null ? content : { ...content, drawing };
}

async function renderWhole(image: HTMLImageElement, scale: number): Promise<PictureContent | null> {
  const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
  const area = { x: 0, y: 0, width: image.naturalWidth, height: image.naturalHeight };
  const png = await encodeCanvas(drawArea(image, area, width, height, null), 'image/png', 1);
  if (png !== null && png.bytes.length <= PHOTO_MAX_BYTES) return png;
  return encodeCanvas(drawArea(image, area, width, height, '#ffffff'), 'image/jpeg', 0.85);
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
