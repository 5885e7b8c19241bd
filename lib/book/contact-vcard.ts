import type { Picture } from '../card/card';
import type { Contact, ContactPatch } from '../card/contact';
import { CONTACT_LIMITS, LIMITS } from '../card/limits';
import { readWebAddress } from '../card/problems';
import { type CardReading, cardFromVcard } from '../vcard/card-from-vcard';
import { serializeContactFile } from '../vcard/contact-file';
import { escapeText } from '../vcard/text';
import { binaryOf, firstText, listOf, phoneOf, textOf } from '../vcard/values';
import { propertiesOf, type Vcard, type VcardProperty } from '../vcard/vcard';
import { converted, serializeVcard, type VcardVersion } from '../vcard/write';
import { fingerprintOf } from './fingerprint';

const READING_LIMITS = {
  entries: CONTACT_LIMITS.entries,
  note: CONTACT_LIMITS.note,
  languages: CONTACT_LIMITS.entries,
};

/** Properties held by the contact's own fields, besides the first ADR. */
const TAKEN = new Set(
  'N FN ORG TITLE TEL EMAIL URL NOTE LANG PRONOUNS CATEGORIES UID REV PRODID VERSION X-PREFERRED-CONTACT'.split(' '),
);
const PICTURES = new Set(['PHOTO', 'LOGO']);
/** Google's label for all contacts, which carries no information. */
const NO_TAG = /^\*?\s*my\s?contacts$/i;
const UID_PREFIX = 'poignee-';

/** A contact read from a file: its whole content, and its photo as received. */
export type FoundContact = {
  content: ContactPatch;
  photo: Uint8Array<ArrayBuffer> | null;
  /** Properties truncated to a contact's limits. */
  clipped: string[];
};

/**
 * Reads a vCard of any version as a contact. Properties without a field in the book are kept in `otherProperties`, in
 * vCard 3.0 form, and exported with the contact; unsafe values (a `javascript:` address) are kept as text.
 */
export function contactFromVcard(vcard: Vcard, reading: CardReading): FoundContact {
  const content = cardFromVcard(vcard, reading, READING_LIMITS);
  const [address, ...otherAddresses] = propertiesOf(vcard, 'ADR').filter(({ value }) => /[^;\s]/.test(value));
  const others = vcard.properties.filter((property) => {
    const name = property.name.toUpperCase();
    if (PICTURES.has(name)) return !('bytes' in binaryOf(property, vcard.version));
    if (name === 'X-ABLABEL') return !property.value.startsWith('_$!<');
    return !TAKEN.has(name) && property !== address && (name !== 'ADR' || otherAddresses.includes(property));
  });
  const otherProperties = others
    .filter(({ value }) => value.trim() !== '')
    .map((property) => toOtherProperty(property, vcard.version));
  const tags = propertiesOf(vcard, 'CATEGORIES')
    .flatMap(listOf)
    .map((tag) => tag.trim().slice(0, LIMITS.label))
    .filter((tag, index, all) => tag !== '' && !NO_TAG.test(tag) && all.indexOf(tag) === index);
  const uid = firstText(vcard, 'UID');
  const withoutRevision = vcard.properties.filter(({ name }) => !/^(?:REV|PRODID)$/i.test(name));
  const noteLength = propertiesOf(vcard, 'NOTE').reduce(
    (sum, property) => sum + textOf(property, vcard.version).length,
    0,
  );
  return {
    content: {
      ...content,
      tags: tags.slice(0, CONTACT_LIMITS.entries),
      otherProperties,
      alternates: overflowOf(vcard),
      sources: [
        `v:${fingerprintOf(serializeVcard({ version: vcard.version, properties: withoutRevision }, '3.0'))}`,
        ...(uid === '' ? [] : [uidSource(uid)]),
      ],
    },
    photo: photoOf(vcard),
    clipped: noteLength > CONTACT_LIMITS.note ? ['note'] : [],
  };
}

/** The source of a card that has a UID; in our own files, the UID is the contact's identifier. */
const uidSource = (uid: string) => `u:${uid.length > LIMITS.line - 2 ? fingerprintOf(uid) : uid}`;
/** The source that identifies a contact of this book when its exported file is imported again. */
export const ownSource = (id: string) => uidSource(UID_PREFIX + id);

function toOtherProperty(property: VcardProperty, version: string): Contact['otherProperties'][number] {
  const { group, name, parameters, value } = converted(property, version, '3.0');
  return { group, name, parameters: parameters.map((one) => ({ name: one.name, values: [...one.values] })), value };
}

/** Returns, as text, the values beyond a contact's limits and the URLs that must not be opened. */
function overflowOf(vcard: Vcard): Contact['alternates'] {
  const clip = (value: string) => value.trim().slice(0, CONTACT_LIMITS.note);
  const beyondLimit = (property: string, values: readonly string[]) =>
    values.slice(CONTACT_LIMITS.entries).map((value) => ({ property, value: clip(value) }));
  const urls = propertiesOf(vcard, 'URL').map((property) => textOf(property, vcard.version).trim());
  const unsafeUrls = urls.filter((url) => /^[a-z][a-z0-9+.-]*:/i.test(url) && readWebAddress(url) === null);
  return [
    ...beyondLimit(
      'phones',
      propertiesOf(vcard, 'TEL').map((property) => phoneOf(property, vcard.version)),
    ),
    ...beyondLimit(
      'emails',
      propertiesOf(vcard, 'EMAIL').map((property) => textOf(property, vcard.version)),
    ),
    ...unsafeUrls.map((url) => ({ property: 'website', value: clip(url) })),
  ].filter(({ value }) => value !== '');
}

function photoOf(vcard: Vcard): Uint8Array<ArrayBuffer> | null {
  const [property] = propertiesOf(vcard, 'PHOTO');
  const binary = property === undefined ? null : binaryOf(property, vcard.version);
  return binary !== null && 'bytes' in binary && binary.bytes.length > 0 ? binary.bytes.slice() : null;
}

export type ContactPictures = { photo?: Picture | null; logo?: Picture | null };

/**
 * Serialises a whole contact as a vCard: the properties it was imported with, its tags as CATEGORIES, the owner's
 * remarks below its note. Its UID is the book's, so that the file is recognised when it is imported again.
 */
export function serializeContact(contact: Contact, pictures: ContactPictures, version: VcardVersion): string {
  const text = (name: string, value: string): VcardProperty => ({
    group: '',
    name,
    parameters: [],
    value: escapeText(value),
  });
  const remarks = [contact.remarks, contact.callWhen].map((line) => line.trim()).filter(Boolean);
  const note = [contact.note.trim(), ...remarks].filter(Boolean).join('\n');
  return serializeContactFile(
    { ...contact, note },
    {
      ...pictures,
      others: [
        ...(contact.tags.length === 0
          ? []
          : [{ ...text('CATEGORIES', ''), value: contact.tags.map(escapeText).join(',') }]),
        text('UID', UID_PREFIX + contact.id),
        // Its group must not collide with one of ours.
        ...contact.otherProperties.map((other) => ({
          ...other,
          group: other.group === '' ? '' : `x-${other.group.replace(/^(?:x-)+/, '')}`,
        })),
      ],
    },
    version,
  );
}
