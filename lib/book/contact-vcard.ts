import { isBlankAddress, type Phone, type Picture } from '../card/card';
import type { Contact, ContactPatch } from '../card/contact';
import { CONTACT_LIMITS } from '../card/contact-limits';
import { dialledExtension } from '../card/dial';
import { LIMITS } from '../card/limits';
import { valueHead, valueLength } from '../vcard/base64';
import { newGroups, noteLines, revision, textLine } from '../vcard/contact-file';
import { type OriginField, originValue } from '../vcard/origins';
import { CONTACT_ID_PROPERTY, EXTENSION_PARAMETER, PREFERRED_PROPERTY } from '../vcard/own-parameters';
import {
  addressLine,
  emailLine,
  labelled,
  nameLines,
  organisationLine,
  phoneLine,
  pictureLine,
  profileLine,
  property,
  websiteLine,
} from '../vcard/properties';
import { escapeText } from '../vcard/text';
import { binaryOf, firstText, listOf, textOf } from '../vcard/values';
import { isNamed, propertiesOf, upperName, type Vcard, type VcardProperty } from '../vcard/vcard';
import { type CardReading, readVcard } from '../vcard/vcard-content';
import { converted, serializeProperties, type VcardVersion } from '../vcard/write';
import { serializeVcard21 } from '../vcard/write-21';
import { fingerprintOf } from './fingerprint';
import { Originals, packOriginals } from './originals';
import { groupsIn } from './packed-originals';
import { isOwnUid, ownSource, ownUid, uidSource } from './sources';

const READING_LIMITS = {
  entries: CONTACT_LIMITS.entries,
  note: CONTACT_LIMITS.note,
  languages: CONTACT_LIMITS.entries,
};

/** Google's label for all contacts, which carries no information. */
const NO_TAG = /^\*?\s*my\s?contacts$/i;
/** A picture, sound or key longer than this, in base64, is not kept with the contact. */
const KEPT_BINARY_MAX = 300_000;
const KEPT_TEXT_MAX = 1_000_000;
const BINARY = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);

/** A contact read from a file: its whole content, and its photo as received. */
export type FoundContact = {
  content: ContactPatch;
  photo: Uint8Array<ArrayBuffer> | null;
  /** Properties truncated to a contact's limits. */
  clipped: string[];
};

/**
 * Reads a vCard of any version as a contact. The properties of each field are kept in `originals`, those without a
 * field in `otherProperties`; both are exported with the contact. Unsafe values (a `javascript:` address) are kept as
 * text.
 */
export function contactFromVcard(vcard: Vcard, reading: CardReading): FoundContact {
  const { content, origins, others, unsafeUrls, clipped } = readVcard(vcard, reading, READING_LIMITS);
  const patch: ContactPatch = content;
  const sources = [`w:${fingerprintOfVcard(vcard)}`];
  const categories: VcardProperty[] = [];
  const otherProperties: Contact['otherProperties'] = [];
  let photo: Uint8Array<ArrayBuffer> | null = null;
  let hasUid = false;
  for (const other of others) {
    const name = upperName(other.name);
    if (name === 'REV' || name === 'PRODID' || name === 'VERSION') continue;
    if (name === 'PHOTO' && photo === null) {
      photo = photoIn(other, vcard.version);
      if (photo !== null) continue;
    }
    if (valueLength(other) > (BINARY.has(name) ? KEPT_BINARY_MAX : KEPT_TEXT_MAX)) {
      clipped.push(name.toLowerCase());
      continue;
    }
    const value = other.value.trim();
    if (value === '' && other.nested === undefined) continue;
    if (name === 'CATEGORIES') categories.push(other);
    else if (name === CONTACT_ID_PROPERTY) sources.push(ownSource(textOf(other, vcard.version).trim()));
    else if (name === 'UID' && !hasUid) {
      hasUid = true;
      const uid = textOf(other, vcard.version).trim();
      sources.push(uidSource(uid));
      if (!isOwnUid(uid)) origins.push({ field: 'uid', value: '', properties: [other] });
    } else otherProperties.push(toOtherProperty(other, vcard.version));
  }
  patch.tags = tagsIn(categories);
  if (categories.length > 0)
    origins.push({ field: 'tags', value: originValue.list(patch.tags), properties: categories });
  patch.otherProperties = otherProperties;
  patch.originals = packOriginals(origins, vcard);
  patch.alternates = unsafeUrls.map((value) => ({ property: 'website', value }));
  patch.sources = sources;
  return { content: patch, photo, clipped };
}

/** Returns the tags of CATEGORIES, without repetitions, in linear time. */
function tagsIn(categories: readonly VcardProperty[]): string[] {
  if (categories.length === 0) return [];
  const tags = new Set<string>();
  for (const tag of categories.flatMap(listOf)) {
    const trimmed = tag.trim().slice(0, LIMITS.label);
    if (trimmed !== '' && !NO_TAG.test(trimmed)) tags.add(trimmed);
  }
  return [...tags].slice(0, CONTACT_LIMITS.entries);
}

/** Identifies the card, whatever the file says about itself: reading the same card again gives the same text. */
function fingerprintOfVcard({ properties }: Vcard): string {
  const parts: string[] = [];
  for (const property of properties) {
    const name = upperName(property.name);
    if (name === 'REV' || name === 'PRODID') continue;
    parts.push(name);
    for (const parameter of property.parameters) parts.push(';', parameter.name, '=', parameter.values.join(','));
    // A picture is told by its size and its beginning: unfolding it whole would take longer than reading the card.
    const length = valueLength(property);
    if (length > PICTURE_LENGTH) parts.push(':', String(length), ':', valueHead(property, PICTURE_LENGTH), '\n');
    else parts.push(':', property.value, '\n');
  }
  return fingerprintOf(parts.join(''));
}

/** A value longer than this is a picture. */
const PICTURE_LENGTH = 20_000;

function toOtherProperty(other: VcardProperty, version: string): Contact['otherProperties'][number] {
  const { group, name, parameters, value } = converted(other, version, '3.0');
  return { group, name, parameters: parameters.map((one) => ({ name: one.name, values: [...one.values] })), value };
}

function photoIn(property: VcardProperty, version: string): Uint8Array<ArrayBuffer> | null {
  const binary = binaryOf(property, version);
  return 'bytes' in binary && binary.bytes.length > 0 ? binary.bytes.slice() : null;
}

/** Whether a card describes a person or an organisation, a list of other cards (RFC 6350 §6.1.4), or nothing. */
export function kindOfVcard(vcard: Vcard): 'contact' | 'group' | 'empty' {
  const isGroup = vcard.properties.some(
    (one) =>
      (isNamed(one, 'KIND') || isNamed(one, 'X-ADDRESSBOOKSERVER-KIND')) && one.value.trim().toLowerCase() === 'group',
  );
  if (isGroup) return 'group';
  const isEmpty = vcard.properties.every(
    (one) => NOT_CONTACT.has(upperName(one.name)) || /^x-ab/i.test(one.name) || !/[^\s;,]/.test(one.value),
  );
  return isEmpty ? 'empty' : 'contact';
}

/** Properties that say nothing about anybody when they are alone. */
const NOT_CONTACT = new Set(
  'UID REV PRODID VERSION CATEGORIES KIND CLASS SOURCE PROFILE MAILER NAME SORT-STRING'.split(' '),
);

/** Returns a group's name and the UIDs of its members, without `urn:uuid:`. */
export function groupOf(vcard: Vcard): { name: string; members: string[] } {
  const members = [...propertiesOf(vcard, 'MEMBER'), ...propertiesOf(vcard, 'X-ADDRESSBOOKSERVER-MEMBER')];
  return {
    name: firstText(vcard, 'FN').slice(0, LIMITS.label),
    members: members.map((member) => memberId(textOf(member, vcard.version))),
  };
}

/** The form in which a member refers to a UID. */
export const memberId = (uid: string) =>
  uid
    .trim()
    .replace(/^urn:uuid:/i, '')
    .toLowerCase();

export type ContactPictures = { photo?: Picture | null; logo?: Picture | null };

/**
 * Serialises a whole contact as a vCard. A field that has not changed since it was read is written as it was; so are
 * the properties that have no field. The owner's remarks follow the note. The contact's own identifier is in
 * X-POIGNEE-ID, or in UID if it had none, so that the file is recognised when it is imported again.
 */
export function serializeContact(contact: Contact, pictures: ContactPictures, version: VcardVersion): string {
  return serializeProperties(contactProperties(contact, pictures, version), version);
}

/** Serialises a contact for Outlook on Windows, which reads one contact per file (lib/vcard/write-21.ts). */
export const serializeForOutlook = (contact: Contact, pictures: ContactPictures): string =>
  serializeVcard21(contactProperties(contact, pictures, '3.0'));

function contactProperties(contact: Contact, pictures: ContactPictures, version: VcardVersion): VcardProperty[] {
  const originals = new Originals(contact.originals);
  const others = contact.otherProperties.map((other) => converted(other, '3.0', version));
  const group = newGroups(
    new Set([...groupsIn(contact.originals), ...others.map((other) => other.group.toLowerCase())]),
  );
  /** Returns the properties as they were read if the value has not changed, else those that `generate` writes. */
  const write = (field: OriginField, value: string, generate: () => readonly VcardProperty[]) =>
    originals.take(field, value, version) ?? generate().map((one) => converted(one, '3.0', version));

  const written = { ...contact, note: noteOf(contact) };
  const isNoteAsRead = written.note === contact.note.trim() && contact.headline.trim() === '';
  const hasExtension = contact.phones.some(({ extension }) => extension.trim() !== '');
  const addresses = [contact.address, ...(contact.otherAddresses ?? [])].filter((one) => !isBlankAddress(one));
  const isFresh = (contact.originals ?? '') === '';
  return [
    ...write('name', originValue.name(contact), () => nameLines(contact)),
    ...write('pronouns', originValue.text(contact.pronouns), () => textLine('PRONOUNS', contact.pronouns)),
    ...write('organisation', originValue.organisation(contact), () => organisationLine(contact)),
    ...write('title', originValue.text(contact.title), () => textLine('TITLE', contact.title)),
    ...contact.phones
      .filter(({ number }) => number.trim() !== '')
      .flatMap((phone, index) => {
        const generate = () => labelled(phoneLine(phone, isFresh && index === 0), phone.label, group);
        if (phone.extension.trim() === '') return write('phones', originValue.phone(phone), generate);
        const asRead =
          originals.take('phones', originValue.phone(phone), version) ??
          originals.take('phones', originValue.phone({ ...phone, extension: '' }), version);
        return asRead?.map((one) => withoutExtension(one, phone)) ?? generate();
      }),
    ...contact.emails
      .filter(({ address }) => address.trim() !== '')
      .flatMap((email, index) =>
        write('emails', originValue.email(email), () =>
          labelled(emailLine(email, isFresh && index === 0), email.label, group),
        ),
      ),
    ...addresses.flatMap((address) =>
      write('addresses', originValue.address(address), () =>
        addressLine(address).flatMap((line) => labelled(line, address.label, group)),
      ),
    ),
    ...write('website', originValue.text(contact.website), () => websiteLine(contact.website)),
    ...contact.profiles.flatMap((profile) =>
      write('profiles', originValue.profile(profile), () => profileLine(profile, group)),
    ),
    ...write('languages', originValue.list(contact.languages), () =>
      contact.languages.flatMap((tag) => textLine('LANG', tag)),
    ),
    ...write('preferredContact', contact.preferredContact, () =>
      textLine(PREFERRED_PROPERTY, contact.preferredContact),
    ),
    ...(isNoteAsRead && !hasExtension
      ? write('note', originValue.text(contact.note), () => noteLines(written, undefined, version))
      : noteLines(written, undefined, version).map((one) => converted(one, '3.0', version))),
    ...write('tags', originValue.list(contact.tags), () =>
      contact.tags.length === 0 ? [] : [property('CATEGORIES', contact.tags.map(escapeText).join(','))],
    ),
    ...(pictures.photo ? [converted(pictureLine('PHOTO', pictures.photo), '3.0', version)] : []),
    ...(pictures.logo ? [converted(pictureLine('LOGO', pictures.logo), '3.0', version)] : []),
    property('REV', revision(contact.updatedAtMs, version)),
    ...identity(contact.id, originals.take('uid', '', version)),
    ...others,
  ];
}

/** The owner's remarks are below the contact's note. */
function noteOf({ note, remarks, callWhen }: Contact): string {
  const own = [remarks, callWhen].map((line) => line.trim()).filter(Boolean);
  return [note.trim(), ...own].filter(Boolean).join('\n');
}

function identity(id: string, uid: VcardProperty[] | null): VcardProperty[] {
  return uid === null
    ? [property('UID', escapeText(ownUid(id)))]
    : [...uid, property(CONTACT_ID_PROPERTY, escapeText(id))];
}

/** Writes the plain number in a TEL that was read with its extension: `noteLines` writes the extension. */
function withoutExtension(line: VcardProperty, { number, extension }: Phone): VcardProperty {
  if (!isNamed(line, 'TEL')) return line;
  const kept = line.parameters.filter(({ name }) => !/^(?:VALUE|X-EXTENSION)$/i.test(name));
  const parameters = [...kept, { name: EXTENSION_PARAMETER, values: [dialledExtension(extension)] }];
  return { ...line, parameters, value: escapeText(number) };
}
