import type { PictureContent } from '../../card/card';
import { LOGO_SIDE_PX, PHOTO_MAX_BYTES, PHOTO_SIDE_PX, PICTURE_FILE_MAX_BYTES } from '../../card/limits';

export type PictureProblem = 'picture.too_large' | 'picture.not_a_picture';
/** In pixels of the picture as displayed, after EXIF orientation. */
export type CropArea = { x: number; y: number; width: number; height: number };
export type OpenedPicture = { url: string; image: HTMLImageElement; file: Blob };

/** Decodes a file as a picture, whatever its name or type. The caller revokes `url`. */
export async function openPicture(file: Blob): Promise<OpenedPicture | { problem: PictureProblem }> {
  if (file.size > PICTURE_FILE_MAX_BYTES) return { problem: 'picture.too_large' };
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    if (image.naturalWidth > 0 && image.naturalHeight > 0) return { url, image, file };
  } catch {
    // Not a picture this browser can read.
  }
  URL.revokeObjectURL(url);
  return { problem: 'picture.not_a_picture' };
}

/**
 * Renders the cropped area as a JPEG of at most 224 KB, upright. The image is redrawn, so that none of the file's
 * metadata (place, time, camera) remains. Returns `null` if no size and quality fits.
 */
export async function renderPhoto(image: HTMLImageElement, area: CropArea): Promise<PictureContent | null> {
  for (const side of [PHOTO_SIDE_PX, 480, 320]) {
    const canvas = draw(image, area, Math.min(side, area.width), Math.min(side, area.height), '#ffffff');
    for (const quality of [0.86, 0.74, 0.6]) {
      const picture = await encode(canvas, 'image/jpeg', quality);
      if (picture !== null && picture.bytes.length <= PHOTO_MAX_BYTES) return picture;
    }
  }
  return null;
}

/**
 * Renders the whole logo, scaled down, or up if it is a drawing, whose shapes are kept too. A PNG keeps its transparency
 * if it is at most 224 KB; otherwise the result is a JPEG on white.
 */
export async function renderLogo({ image, file }: OpenedPicture): Promise<PictureContent | null> {
  const isDrawing = file.type === 'image/svg+xml';
  const scale = Math.min(isDrawing ? 1000 : 1, LOGO_SIDE_PX / Math.max(image.naturalWidth, image.naturalHeight));
  const content = await renderWhole(image, scale);
  if (content === null || !isDrawing) return content;
  const { readDrawing } = await import('./logo-drawing');
  const drawing = readDrawing(await file.text(), content);
  return drawing === null ? content : { ...content, drawing };
}

async function renderWhole(image: HTMLImageElement, scale: number): Promise<PictureContent | null> {
  const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
  const area = { x: 0, y: 0, width: image.naturalWidth, height: image.naturalHeight };
  const png = await encode(draw(image, area, width, height, null), 'image/png', 1);
  if (png !== null && png.bytes.length <= PHOTO_MAX_BYTES) return png;
  return encode(draw(image, area, width, height, '#ffffff'), 'image/jpeg', 0.85);
}

function draw(image: HTMLImageElement, area: CropArea, width: number, height: number, background: string | null) {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  if (background !== null) {
    context.fillStyle = background;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, area.x, area.y, area.width, area.height, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function encode(
  canvas: HTMLCanvasElement,
  mediaType: PictureContent['mediaType'],
  quality: number,
): Promise<PictureContent | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, mediaType, quality));
  if (blob === null || blob.type !== mediaType) return null;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { mediaType, bytes, widthPx: canvas.width, heightPx: canvas.height };
}
