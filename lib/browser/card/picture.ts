import type { PictureContent } from '../../card/card';
import { PHOTO_MAX_BYTES, PHOTO_SIDE_PX, PICTURE_FILE_MAX_BYTES } from '../../card/limits';

export type PictureProblem = 'picture.too_large' | 'picture.not_a_picture' | 'picture.not_loaded';
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
    const canvas = drawArea(image, area, Math.min(side, area.width), Math.min(side, area.height), '#ffffff');
    for (const quality of [0.86, 0.74, 0.6]) {
      const picture = await encodeCanvas(canvas, 'image/jpeg', quality);
      if (picture !== null && picture.bytes.length <= PHOTO_MAX_BYTES) return picture;
    }
  }
  return null;
}

/** Draws an area of a picture at a size, on `background` if there is one. */
export function drawArea(
  image: HTMLImageElement,
  area: CropArea,
  width: number,
  height: number,
  background: string | null,
) {
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

/** Encodes a canvas; `null` when the browser cannot. */
export async function encodeCanvas(
  canvas: HTMLCanvasElement,
  mediaType: PictureContent['mediaType'],
  quality: number,
): Promise<PictureContent | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, mediaType, quality));
  if (blob === null || blob.type !== mediaType) return null;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { mediaType, bytes, widthPx: canvas.width, heightPx: canvas.height };
}
