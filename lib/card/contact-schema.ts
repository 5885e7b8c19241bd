import * as z from 'zod/mini';
import { CONTACT_LIMITS } from './contact-limits';
import { LIMITS } from './limits';
import { addressSchema, cardSchema, emailSchema, phoneSchema, profileSchema } from './schema';

const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));
const id = z.string().check(z.minLength(1), z.maxLength(64));
const idOrNull = z.union([id, z.null()]);
const atMs = z.number();
const atMsOrNull = z.union([atMs, z.null()]);
/** A calendar day in the owner's own time zone: RFC 3339 `full-date`; '' when none. */
const day = z.string().check(z.regex(/^(?:\d{4}-\d{2}-\d{2})?$/));

/** How a contact's details were added to the book. */
export const CHANNELS = ['code', 'link', 'paper', 'slip', 'typed', 'file', 'device'] as const;

/** The media a contact may be most at ease with; each puts a different way of sending first. */
export const PREFERRED_MEDIA = ['', 'paper', 'phone', 'email', 'mobile'] as const;

export const FOLLOW_UP_WAYS = ['phone', 'message', 'email', 'post'] as const;

/** How the owner gives their card: shown as a code, sent as a link or a file, or on paper. */
export const GIVEN_WAYS = ['code', 'link', 'file', 'paper'] as const;

/** An event where contacts are met: a 5 à 7, a fair, a breakfast. Version 1. */
export const eventSchema = z.object({
  id,
  schemaVersion: z.literal(1),
  name: text(LIMITS.line),
  place: text(LIMITS.line),
  host: text(LIMITS.line),
  day,
  startedAtMs: atMs,
  /** `null` while the event is in progress. */
  endedAtMs: atMsOrNull,
  reviewedAtMs: atMsOrNull,
  /** How many times the owner gave their card, by way. */
  given: z.record(z.enum(GIVEN_WAYS), z.int().check(z.minimum(0))),
});

/** A meeting with the contact, and the owner's printed batch that led to it. */
export const meetingSchema = z.object({
  channel: z.enum(CHANNELS),
  atMs,
  eventId: idOrNull,
  batch: text(LIMITS.label),
});

/**
 * The consent to write to one address, and its origin (CASL s. 10 and 13: whoever claims consent must prove it;
 * Québec's Law 25: explicit, specific, for a stated purpose).
 */
export const consentSchema = z.object({
  /** The telephone number, e-mail address or postal address concerned, as stored. */
  address: text(LIMITS.line),
  basis: z.enum(['express', 'implied']),
  form: z.enum(['verbal', 'written']),
  /** Where the address was given: "5 à 7 de la Chambre", "carte papier". */
  source: text(LIMITS.line),
  /** The sentence that was read aloud or shown. */
  wording: text(CONTACT_LIMITS.wording),
  atMs,
  withdrawnAtMs: atMsOrNull,
});

export const followUpSchema = z.object({
  day,
  way: z.enum(FOLLOW_UP_WAYS),
  promise: text(LIMITS.note),
});

/** A vCard property that a contact has no field for; exported unchanged. */
const otherPropertySchema = z.object({
  group: z.string(),
  name: z.string(),
  parameters: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  value: z.string(),
});

/** A value that a merge could not keep because its field already had another one. */
const alternateSchema = z.object({ property: z.string(), value: text(CONTACT_LIMITS.note) });

/** A contact in the owner's book: the content of a card, and what only the owner knows. Version 1. */
export const contactSchema = z.extend(cardSchema, {
  phones: z.array(phoneSchema).check(z.maxLength(CONTACT_LIMITS.entries)),
  emails: z.array(emailSchema).check(z.maxLength(CONTACT_LIMITS.entries)),
  profiles: z.array(profileSchema).check(z.maxLength(CONTACT_LIMITS.entries)),
  /** The name as its card writes it (RFC 6350 §6.2.1, FN), when it is not the given names and the family names. */
  formattedName: z.optional(text(LIMITS.line)),
  /** Addresses after `address`, such as the home of a person whose work address is known. */
  otherAddresses: z.optional(z.array(addressSchema).check(z.maxLength(CONTACT_LIMITS.entries))),
  note: text(CONTACT_LIMITS.note),
  languages: z.array(text(LIMITS.label)).check(z.maxLength(CONTACT_LIMITS.entries)),
  /** Oldest first; never empty: the first records how the contact was met. */
  meetings: z.array(meetingSchema).check(z.minLength(1)),
  introducedBy: text(LIMITS.line),
  /** The owner's own remarks; `note` is the contact's. */
  remarks: text(CONTACT_LIMITS.note),
  tags: z.array(text(LIMITS.label)).check(z.maxLength(CONTACT_LIMITS.entries)),
  comfort: z.enum(PREFERRED_MEDIA),
  callWhen: text(LIMITS.line),
  consents: z.array(consentSchema),
  /** After this day, the owner is asked whether to keep the contact. */
  retainUntil: day,
  followUp: z.union([followUpSchema, z.null()]),
  followedUpAtMs: atMsOrNull,
  clientSinceMs: atMsOrNull,
  alternates: z.array(alternateSchema),
  otherProperties: z.array(otherPropertySchema),
  /** The vCard properties that the fields were read from (lib/book/originals.ts). */
  originals: z.optional(z.string()),
  /** Hashes of what the contact was created from: importing the same file again changes nothing. */
  sources: z.array(text(LIMITS.line)),
});
