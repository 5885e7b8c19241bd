import type { PictureContent } from '../../card/card';
import { PHOTO_MAX_BYTES, PHOTO_SIDE_PX, PICTURE_FILE_MAX_BYTES } from '../../card/limits';

/**
 * Crops a contact's photo to its central square and returns a JPEG of at most 224 KB. The image is redrawn, so no
 * metadata remains. Returns `null` if the bytes are not a picture this browser can decode, or are too large.
 */
export async function shrinkPhoto(bytes: Uint8Array<ArrayBuffer>): Promise<PictureContent | null> {
  if (bytes.length > PICTURE_FILE_MAX_BYTES || typeof OffscreenCanvas === 'undefined') return null;
  try {
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const side = Math.min(bitmap.width, bitmap.height);
    for (const target of [PHOTO_SIDE_PX, 320]) {
      const size = Math.max(1, Math.min(side, target));
      const canvas = new OffscreenCanvas(size, size);
      const context = canvas.getContext('2d');
      if (context === null) return null;
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, size, size);
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, (bitmap.width - side) / 2, (bitmap.height - side) / 2, side, side, 0, 0, size, size);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.82 });
      if (blob.size <= PHOTO_MAX_BYTES) {
        bitmap.close();
        return {
          mediaType: 'image/jpeg',
          bytes: new Uint8Array(await blob.arrayBuffer()),
          widthPx: size,
          heightPx: size,
        };
      }
    }
    bitmap.close();
  } catch {
    // Not a picture.
  }
  return null;
}
