import type { PictureContent } from '../../card/card';
import { PHOTO_MAX_BYTES, PHOTO_SIDE_PX, PICTURE_FILE_MAX_BYTES } from '../../card/limits';

/**
 * The middle square of a contact's photo as a JPEG of at most 224 KB, drawn again so that nothing of its metadata is
 * left. `null` when it is no picture, or one this browser cannot read.
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
