import { fullNameOf } from '../card/card';
import type { Contact } from '../card/contact';

export const CALENDAR_MEDIA_TYPE = 'text/calendar;charset=utf-8';

/** RFC 5545 §3.3.11: escapes backslash, semicolon and comma, writes line breaks as `\n`, removes other controls. */
const escapeText = (text: string) =>
  text
    .replace(/\r\n|\r/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\n/g, '\\n');

const utf8 = new TextEncoder();

/** RFC 5545 §3.1: folds a line at 75 octets, never inside a character. */
function foldLine(line: string): string {
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = utf8.encode(character).length;
    if (octets + size > 75) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}

const toBasicDate = (day: string) => day.replace(/-/g, '');
const toTimestamp = (atMs: number) => new Date(atMs).toISOString().replace(/[-:]|\.\d+/g, '');

/**
 * Serialises follow-ups as a calendar (RFC 5545): one all-day event each, independent of the time zone, with a reminder
 * at nine that morning. The same contact and day have the same UID, so that importing the file twice adds no
 * duplicates. `titleOf` returns the event's title in the owner's language.
 */
export function serializeCalendar(
  contacts: readonly Contact[],
  titleOf: (contact: Contact, name: string) => string,
): string {
  const events = contacts.flatMap((contact) => {
    const { followUp } = contact;
    if (followUp === null || followUp.day === '') return [];
    const end = new Date(Date.parse(`${followUp.day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    const details = [
      followUp.promise,
      ...contact.phones.map(({ number }) => number),
      ...contact.emails.map(({ address }) => address),
    ];
    return [
      'BEGIN:VEVENT',
      `UID:${contact.id}-${toBasicDate(followUp.day)}@poignee`,
      `DTSTAMP:${toTimestamp(contact.updatedAtMs)}`,
      `DTSTART;VALUE=DATE:${toBasicDate(followUp.day)}`,
      `DTEND;VALUE=DATE:${toBasicDate(end)}`,
      `SUMMARY:${escapeText(titleOf(contact, fullNameOf(contact)))}`,
      `DESCRIPTION:${escapeText(details.filter((text) => text.trim() !== '').join('\n'))}`,
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:PT9H',
      `DESCRIPTION:${escapeText(titleOf(contact, fullNameOf(contact)))}`,
      'END:VALARM',
      'END:VEVENT',
    ];
  });
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Poignee//Poignee//FR', ...events, 'END:VCALENDAR'];
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}
