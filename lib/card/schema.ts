import * as z from 'zod/mini';
import { DRAWING_MAX_CHARACTERS, LIMITS } from './limits';
import { PHONE_KINDS, PLACE_KINDS } from './phone-kinds';

const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));
const id = z.string().check(z.minLength(1), z.maxLength(64));

/** The name that a person gave to one of their numbers or addresses: «Réception», «Chalet». */
const label = z.optional(text(LIMITS.line));

/** A telephone number: E.164 when it could be parsed ("+15142859286"), otherwise exactly as typed. */
export const phoneSchema = z.object({
  id,
  kind: z.enum(PHONE_KINDS),
  label,
  number: text(LIMITS.line),
  extension: text(LIMITS.extension),
});

export const emailSchema = z.object({ id, kind: z.enum(PLACE_KINDS), label, address: text(LIMITS.line) });

/** The person's page on another site. */
export const profileSchema = z.object({ id, label, url: text(LIMITS.url) });

/** RFC 6350 §6.3.1, the components people fill in. Without a kind, it is a work address. */
export const addressSchema = z.object({
  kind: z.optional(z.enum(PLACE_KINDS)),
  label,
  streetAddress: text(LIMITS.line),
  extendedAddress: text(LIMITS.line),
  locality: text(LIMITS.line),
  region: text(LIMITS.line),
  postalCode: text(LIMITS.line),
  countryName: text(LIMITS.line),
});

/** Colours are "#rrggbb", or '' for the usual one; what a screen does not know it draws as usual. */
const lookSchema = z.object({ design: text(20), accent: text(7), tint: text(7), typeface: text(20) });

/** The single source of the card's shape and limits. Version 1. */
export const cardSchema = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  schemaVersion: z.literal(1),
  /** Incremented with each stored change; lets two tabs detect each other's changes. */
  rev: z.int().check(z.minimum(0)),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
  label: text(LIMITS.label),
  honorificPrefixes: text(LIMITS.line),
  givenNames: text(LIMITS.line),
  familyNames: text(LIMITS.line),
  honorificSuffixes: text(LIMITS.line),
  pronouns: text(LIMITS.line),
  title: text(LIMITS.line),
  organisation: text(LIMITS.line),
  unit: text(LIMITS.line),
  phones: z.array(phoneSchema).check(z.maxLength(LIMITS.entries)),
  emails: z.array(emailSchema).check(z.maxLength(LIMITS.entries)),
  website: text(LIMITS.url),
  profiles: z.array(profileSchema).check(z.maxLength(LIMITS.entries)),
  address: addressSchema,
  headline: text(LIMITS.line),
  note: text(LIMITS.note),
  /** BCP 47 language tags, in the order chosen. */
  languages: z.array(text(LIMITS.label)).check(z.maxLength(LIMITS.languages)),
  preferredContact: z.enum(['', 'phone', 'email', 'message']),
  photoId: z.union([id, z.null()]),
  logoId: z.union([id, z.null()]),
  /** How the card looks wherever it appears; a card without one has the first design and colour. */
  look: z.optional(lookSchema),
});

/** A picture of a card, already cropped, resized and stripped of its metadata. */
export const pictureSchema = z.object({
  id,
  schemaVersion: z.literal(1),
  createdAtMs: z.number(),
  mediaType: z.enum(['image/jpeg', 'image/png']),
  bytes: z.instanceof(Uint8Array),
  widthPx: z.int(),
  heightPx: z.int(),
  /** The shapes of a logo that is a drawing, as an SVG file of paths and colours alone, in pixels of the picture. */
  drawing: z.optional(text(DRAWING_MAX_CHARACTERS)),
  /** Of a contact, not of a card: encrypted if the owner has set a lock. */
  isPrivate: z.optional(z.boolean()),
});
