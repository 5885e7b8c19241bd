import type { CardId, CardPatch, PictureId } from '../../card/card';
import type { RegionProfile } from '../../i18n/locales';
import { numberReader } from '../../i18n/phone';
import { cardFromVcard } from '../../vcard/card-from-vcard';
import { parseVcards } from '../../vcard/read';
import { newIdentifier } from '../platform/identifier';
import { cardStore, setCurrentCard } from './card-store';
import { takePerson } from './contact-file-client';
import { openPicture, renderPhoto } from './picture';

/**
 * Creates one of the owner's cards from a person of a contact file, with their photo. Returns `null` if the file could
 * not be read.
 */
export async function makeCardFromFile(file: File, index: number, region: RegionProfile): Promise<CardId | null> {
  const person = await takePerson(file, index);
  const [vcard] = person === null ? [] : parseVcards(new TextEncoder().encode(person.vcard)).cards;
  if (person === null || vcard === undefined) return null;
  const content = cardFromVcard(vcard, {
    newId: newIdentifier,
    readNumber: numberReader(region),
  });
  await cardStore.ready();
  const photoId = person.photo === null ? null : await storePhoto(person.photo.bytes);
  return create({ ...content, photoId });
}

function create(content: CardPatch): CardId {
  const id = cardStore.create(content);
  setCurrentCard(id);
  return id;
}

/**
 * Stores the largest central square of the picture, the initial crop of the photo editor. Returns `null` if the bytes
 * are not a picture.
 */
async function storePhoto(bytes: Uint8Array<ArrayBuffer>): Promise<PictureId | null> {
  const opened = await openPicture(new Blob([bytes]));
  if ('problem' in opened) return null;
  const { image, url } = opened;
  const side = Math.min(image.naturalWidth, image.naturalHeight);
  const [x, y] = [(image.naturalWidth - side) / 2, (image.naturalHeight - side) / 2];
  const photo = await renderPhoto(image, { x, y, width: side, height: side });
  URL.revokeObjectURL(url);
  return photo === null ? null : cardStore.addPicture(photo);
}
