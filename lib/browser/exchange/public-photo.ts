import type { Picture } from '../../card/card';
import { PHOTO_MAX_BYTES } from '../../exchange/document';

/** The photo for a public page: at most 64 KiB, drawn smaller if it is larger. `null` if the browser cannot draw it. */
export async function publicPhoto(picture: Picture): Promise<Pick<Picture, 'bytes' | 'mediaType'> | null> {
  if (picture.bytes.length <= PHOTO_MAX_BYTES) return picture;
  try {
    const image = await createImageBitmap(new Blob([picture.bytes], { type: picture.mediaType }));
    for (const side of [480, 360, 240]) {
      const scale = Math.min(1, side / Math.max(image.width, image.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(image.width * scale));
      canvas.height = Math.max(1, Math.round(image.height * scale));
      canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
      for (const quality of [0.85, 0.7, 0.5]) {
        const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
        if (blob === null || blob.size > PHOTO_MAX_BYTES) continue;
        return { bytes: new Uint8Array(await blob.arrayBuffer()), mediaType: 'image/jpeg' };
      }
    }
  } catch {
    // The page is published without a photo.
  }
  return null;
}
