// Reads a contact file of any size in pieces, off the main thread, and keeps only what the list shows of each card. The
// card that the owner chooses is read again from the start of the file.

import { VcardReader } from '../../vcard/read';
import { binaryOf, componentsOf, firstText, phoneOf, unitsOf } from '../../vcard/values';
import { propertiesOf, type Vcard } from '../../vcard/vcard';
import { serializeVcard } from '../../vcard/write';
import type { ContactFileMessage, ContactFileRequest, FoundPerson } from './contact-file-protocol';

declare const self: DedicatedWorkerGlobalScope;

const PROGRESS_EVERY_MS = 80;
const send = (message: ContactFileMessage) => self.postMessage(message);

self.onmessage = ({ data }: MessageEvent<ContactFileRequest>) => {
  const work = data.kind === 'list' ? list(data.file) : take(data.file, data.index);
  work.catch(() => send({ kind: 'failed' }));
};

async function list(file: File): Promise<void> {
  let index = 0;
  let found: FoundPerson[] = [];
  const reader = new VcardReader((card) => {
    found.push(personOf(card, index));
    index += 1;
  });
  let readBytes = 0;
  let lastProgressAtMs = 0;
  await eachPiece(file, (piece) => {
    reader.push(piece);
    readBytes += piece.length;
    if (performance.now() - lastProgressAtMs < PROGRESS_EVERY_MS) return true;
    lastProgressAtMs = performance.now();
    send({ kind: 'progress', readBytes, people: found });
    found = [];
    return true;
  });
  reader.end();
  send({ kind: 'listed', people: found, problems: reader.problems });
}

async function take(file: File, wanted: number): Promise<void> {
  let index = 0;
  let taken: Vcard | null = null;
  const reader = new VcardReader((card) => {
    if (index === wanted) taken = card;
    index += 1;
  });
  await eachPiece(file, (piece) => {
    reader.push(piece);
    return taken === null;
  });
  if (taken === null) reader.end();
  if (taken === null) send({ kind: 'failed' });
  else send({ kind: 'taken', vcard: serializeVcard(withoutPictures(taken), '4.0'), photo: photoOf(taken) });
}

/** Passes the file to `onPiece` in pieces until it returns `false`. */
async function eachPiece(file: File, onPiece: (piece: Uint8Array) => boolean): Promise<void> {
  const stream = file.stream().getReader();
  for (;;) {
    const { done, value } = await stream.read();
    if (done) return;
    if (!onPiece(value)) {
      await stream.cancel();
      return;
    }
  }
}

function personOf(card: Vcard, index: number): FoundPerson {
  const [organisation = ''] = propertiesOf(card, 'ORG').flatMap((property) => unitsOf(property).slice(0, 1));
  const [phone = ''] = propertiesOf(card, 'TEL').map((property) => phoneOf(property, card.version));
  const name = firstText(card, 'FN') || structuredName(card) || organisation.trim();
  const detail = [organisation.trim(), phone.trim() || firstText(card, 'EMAIL')].filter(
    (text) => text !== '' && text !== name,
  );
  return { index, name: name.slice(0, 120), detail: detail.join(' · ').slice(0, 160) };
}

function structuredName(card: Vcard): string {
  const [property] = propertiesOf(card, 'N');
  const [family = [], given = []] = property === undefined ? [] : componentsOf(property, card.version);
  return [...given, ...family].join(' ').trim();
}

const isPicture = (name: string) => /^(?:photo|logo|sound|key)$/i.test(name);
const withoutPictures = (card: Vcard): Vcard => ({
  ...card,
  properties: card.properties.filter(({ name }) => !isPicture(name)),
});

function photoOf(card: Vcard): { bytes: Uint8Array<ArrayBuffer> } | null {
  const [property] = propertiesOf(card, 'PHOTO');
  const binary = property === undefined ? null : binaryOf(property, card.version);
  return binary !== null && 'bytes' in binary && binary.bytes.length > 0 ? { bytes: binary.bytes.slice() } : null;
}
