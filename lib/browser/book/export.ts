import { inOrder } from '../../book/backup';
import { CALENDAR_MEDIA_TYPE, serializeCalendar } from '../../book/calendar';
import { type ContactPictures, serializeContact, serializeForOutlook } from '../../book/contact-vcard';
import { CSV_MEDIA_TYPE, serializeCsv } from '../../book/csv-write';
import { serializeFullCsv } from '../../book/full-csv';
import { FULL_TABLE_TEXTS } from '../../book/full-table-texts';
import type { Contact, FollowUpWay } from '../../card/contact';
import { isE164 } from '../../card/problems';
import { localeOf } from '../../i18n/locales';
import { formatPhone } from '../../i18n/phone';
import { CONTACT_FILE_MEDIA_TYPE } from '../../vcard/contact-file';
import { database } from '../storage/database';
import { eachContact, getContacts } from './book-database';
import type { BookJobs } from './book-protocol';

type OnProgress = (share: number, count: number) => void;

/** Returns the contacts of `ids`, or all contacts, in the order in which they were added to the book. */
async function contactsOf(ids: BookJobs['export']['job']['ids']): Promise<Contact[]> {
  if (ids !== null) return inOrder(await getContacts(ids));
  const all: Contact[] = [];
  await eachContact((contacts) => {
    all.push(...contacts);
  });
  return inOrder(all);
}

/** Exports the book, or the contacts of `ids`, as a file for another program. */
export async function exportContacts(
  { format, own, ids, region, titles }: BookJobs['export']['job'],
  onProgress: OnProgress,
): Promise<BookJobs['export']['result']> {
  const contacts = (await contactsOf(ids)).map((contact) => (own ? contact : withoutOwn(contact)));
  if (format === 'ics') {
    const titleOf = (contact: Contact, name: string) =>
      titles[contact.followUp?.way ?? ('email' satisfies FollowUpWay)].replace('{name}', () => name);
    const count = contacts.filter(({ followUp }) => followUp !== null && followUp.day !== '').length;
    return { blob: new Blob([serializeCalendar(contacts, titleOf)], { type: CALENDAR_MEDIA_TYPE }), count };
  }
  if (format === 'full') {
    const events = new Map((await database.evenings.toArray()).map(({ id, name }) => [id, name]));
    const text = serializeFullCsv(contacts, FULL_TABLE_TEXTS[localeOf(region)], events);
    return { blob: new Blob([text], { type: CSV_MEDIA_TYPE }), count: contacts.length };
  }
  if (format === 'google' || format === 'outlook' || format === 'hubspot') {
    const formatNumber = (number: string, extension: string) =>
      isE164(number)
        ? `${formatPhone(number, '', region)}${extension === '' ? '' : ` x${extension}`}`
        : [number, extension].filter(Boolean).join(' x');
    return {
      blob: new Blob([serializeCsv(contacts, format, formatNumber)], { type: CSV_MEDIA_TYPE }),
      count: contacts.length,
    };
  }
  const version = format === 'vcf3' ? '3.0' : '4.0';
  const serialize =
    format === 'vcf21'
      ? serializeForOutlook
      : (contact: Contact, pictures: ContactPictures) => serializeContact(contact, pictures, version);
  return { blob: await vcardsOf(contacts, serialize, onProgress), count: contacts.length };
}

/** Removes the owner's private fields: notes, when to call, tags. */
const withoutOwn = (contact: Contact): Contact => ({ ...contact, remarks: '', callWhen: '', tags: [] });

/** Serialises the contacts as consecutive vCards, with their pictures. */
export async function vcardsOf(
  contacts: readonly Contact[],
  serialize: (contact: Contact, pictures: ContactPictures) => string,
  onProgress: OnProgress,
): Promise<Blob> {
  const parts: string[] = [];
  for (const [index, contact] of contacts.entries()) {
    const [photo, logo] = await Promise.all(
      [contact.photoId, contact.logoId].map((id) => (id === null ? null : database.pictures.get(id))),
    );
    parts.push(serialize(contact, { photo: photo ?? null, logo: logo ?? null }));
    onProgress(index / contacts.length, index);
  }
  return new Blob(parts, { type: CONTACT_FILE_MEDIA_TYPE });
}
