import type { Picture, PictureId } from '../../card/card';
import type { Pictures } from '../../print/designs/design';
import { pictureFromRgba } from '../../print/pictures';
import type { PrintPicture } from '../../print/scene';
import { cardStore } from '../card/card-store';

const decoded = new Map<PictureId, PrintPicture>();

/**
 * Decodes the pictures of a card into pixels for the print engine. A picture that cannot be decoded is treated as
 * absent.
 */
export async function loadPictures({
  photoId,
  logoId,
}: {
  photoId: PictureId | null;
  logoId: PictureId | null;
}): Promise<Pictures> {
  const [photo, logo] = await Promise.all([loadPicture(photoId), loadPicture(logoId)]);
  return { photo, logo };
}

async function loadPicture(id: PictureId | null): Promise<PrintPicture | null> {
  if (id === null) return null;
  const cached = decoded.get(id);
  if (cached !== undefined) return cached;
  const picture = await cardStore.picture(id);
  if (picture === null) return null;
  const url = URL.createObjectURL(new Blob([picture.bytes], { type: picture.mediaType }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const pixels = pixelsOf(image, id);
    const printPicture = pixels === null ? null : { ...pixels, ...(await shapesOf(picture)) };
    if (printPicture !== null) decoded.set(id, printPicture);
    return printPicture;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The shapes of a logo stored with its drawing. */
async function shapesOf({ drawing, ...size }: Picture): Promise<Pick<PrintPicture, 'shapes'>> {
  if (drawing === undefined) return {};
  const { readSvgShapes } = await import('../../print/svg-shapes');
  const shapes = readSvgShapes(drawing, size);
  return shapes === null ? {} : { shapes };
}

/** Reads the pixels, with their transparency; an opaque picture comes as a JPEG too, which a PDF holds as it is. */
function pixelsOf(image: HTMLImageElement, id: PictureId): PrintPicture | null {
  const canvas = document.createElement('canvas');
  const [width, height] = [image.naturalWidth, image.naturalHeight];
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(image, 0, 0);
  const pixels = pictureFromRgba(context.getImageData(0, 0, width, height).data, width, height);
  if (pixels.alpha !== undefined) return { id, ...pixels, dataUrl: canvas.toDataURL('image/png') };
  const dataUrl = canvas.toDataURL('image/jpeg', 0.9);
  const jpeg = dataUrl.startsWith('data:image/jpeg;base64,')
    ? Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (character) => character.charCodeAt(0))
    : undefined;
  return { id, ...pixels, dataUrl, ...(jpeg === undefined ? {} : { jpeg }) };
}
