import type { CardId, CardPatch, PictureId } from '../../card/card';
import type { RegionProfile } from '../../i18n/locales';
import { phoneReader } from '../../i18n/phone';
import { type CardDraft, cardFromVcard, type PrivateDetails, withPrivateDetails } from '../../vcard/card-from-vcard';
import { parseVcards } from '../../vcard/read';
import { newIdentifier } from '../platform/identifier';
import { cardStore, setCurrentCard } from './card-store';
import { takePerson } from './contact-file-client';
import { openPicture, renderPhoto } from './picture';

/** A card started from a person of a contact file, not yet created, and their photo as received. */
export type FileDraft = CardDraft & { photo: Uint8Array<ArrayBuffer> | null };

/** Starts a card from a person of a contact file. Returns `null` if the file could not be read. */
export async function draftFromFile(file: File, index: number, region: RegionProfile): Promise<FileDraft | null> {
  const person = await takePerson(file, index);
  const [vcard] = person === null ? [] : parseVcards(new TextEncoder().encode(person.vcard)).cards;
  if (person === null || vcard === undefined) return null;
  const draft = cardFromVcard(vcard, { newId: newIdentifier, readPhone: phoneReader(region) });
  return { ...draft, photo: person.photo?.bytes ?? null };
}

/** Creates one of the owner's cards from a draft, with the private details that they chose. */
export async function createFromDraft({ content, photo }: FileDraft, chosen: PrivateDetails): Promise<CardId> {
  await cardStore.ready();
  const photoId = photo === null ? null : await storePhoto(photo);
  return create({ ...withPrivateDetails(content, chosen), photoId });
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
