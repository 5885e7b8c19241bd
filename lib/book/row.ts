import { fullNameOf, organisationOf } from '../card/card';
import {
  type Channel,
  type Contact,
  type ContactId,
  type FollowUp,
  type FollowUpWay,
  lastMeeting,
} from '../card/contact';
import { foldText } from '../card/fold-text';
import { type ContactMethod, contactMethodsOf, dialledAddress } from './contact-methods';

/** What lists show of a contact. The whole book is held in memory as rows, never as contacts. */
export type Row = {
  id: ContactId;
  name: string;
  organisation: string;
  reach: ContactMethod;
  /** The number or address for each way to reach them. */
  at: Partial<Record<FollowUpWay, string>>;
  metAtMs: number;
  createdAtMs: number;
  /** The events they were met at, most recent last. */
  eventIds: readonly string[];
  /** How they were first met. */
  channel: Channel;
  followUp: FollowUp | null;
  followedUp: boolean;
  isClient: boolean;
  retainUntil: string;
  haystack: string;
};

/** Builds a contact's row. `events` maps ids to names, so that «la Chambre» finds everyone who was met there. */
export function rowOf(contact: Contact, events: ReadonlyMap<string, string>): Row {
  const [name, organisation] = [fullNameOf(contact), organisationOf(contact)];
  const eventIds = contact.meetings.map(({ eventId }) => eventId).filter((id) => id !== null);
  const ways = contactMethodsOf(contact);
  const texts = [
    name,
    organisation,
    contact.title,
    ...contact.tags,
    ...eventIds.map((id) => events.get(id) ?? ''),
    ...contact.emails.map(({ address }) => address),
    ...contact.phones.map(({ number }) => number.replace(/\D/g, '')),
    contact.introducedBy,
    contact.address.locality,
    contact.remarks.slice(0, HAYSTACK_NOTE),
    contact.note.slice(0, HAYSTACK_NOTE),
  ];
  return {
    id: contact.id,
    name,
    organisation: organisation === name ? '' : organisation,
    reach: ways[0] ?? '',
    at: Object.fromEntries(ways.map((way) => [way, dialledAddress(way, contact)])),
    metAtMs: lastMeeting(contact)?.atMs ?? contact.createdAtMs,
    createdAtMs: contact.createdAtMs,
    eventIds,
    channel: contact.meetings[0]?.channel ?? 'file',
    followUp: contact.followUp,
    followedUp: contact.followedUpAtMs !== null,
    isClient: contact.clientSinceMs !== null,
    retainUntil: contact.retainUntil,
    haystack: foldText(texts.filter(Boolean).join(' ')),
  };
}

/** How many characters of a note are searchable: ten thousand whole notes would fill a phone's memory. */
const HAYSTACK_NOTE = 2000;

/** Sorts by last meeting, most recent first, then by name. */
export const byMeeting = (one: Row, other: Row) =>
  other.metAtMs - one.metAtMs || compareNames(one, other) || (one.id < other.id ? -1 : 1);

const collator = new Intl.Collator(['fr', 'en'], { sensitivity: 'base' });
const compareNames = (one: Row, other: Row) => collator.compare(one.name, other.name);
