import * as z from 'zod/mini';
import { type CardContent, EMPTY_CONTENT } from '../card/card';
import { cardSchema } from '../card/schema';
import { REGION_PROFILES } from '../i18n/locales';
import { type CardAddress, isCardAddress } from './card-address';
import { publicKeySchema } from './credential';

/** A card with every field full is about 14 KB. */
export const DOCUMENT_MAX_BYTES = 24 * 1024;
/** The photo of a published page is a file named after its SHA-256. */
export const PHOTO_MAX_BYTES = 64 * 1024;

const cardAddressSchema = z.custom<CardAddress>((value) => typeof value === 'string' && isCardAddress(value));
export const photoHashSchema = z.string().check(z.regex(/^[\w-]{43}$/));

const base = {
  v: z.literal(1),
  card: cardAddressSchema,
  /** The server the document is for: no other server accepts it. */
  host: z.string().check(z.minLength(1), z.maxLength(255)),
  rev: z.int().check(z.minimum(1)),
};

const contentSchema = z.omit(cardSchema, {
  id: true,
  schemaVersion: true,
  rev: true,
  createdAtMs: true,
  label: true,
  photoId: true,
  logoId: true,
});

const mailboxSchema = z.object({
  generation: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  /** Two bytes in the envelope header. */
  epoch: z.int().check(z.minimum(0), z.maximum(0xffff)),
  key: publicKeySchema,
});

function isUrl(text: string): boolean {
  try {
    new URL(text);
    return true;
  } catch {
    return false;
  }
}

/** A short link on another server, without channel or token; http only for a server on the same machine. */
const movedToSchema = z.string().check(
  z.maxLength(200),
  z.regex(/^(?:https:\/\/[a-z0-9.-]+|http:\/\/(?:localhost|127\.0\.0\.1))(?::\d{1,5})?\/[0-9A-HJKMNP-TV-Z]{12}$/),
  // The pattern admits ports above 65535 and empty labels, which no browser can follow.
  z.refine(isUrl),
);

/** The document that the owner's device signs. Version 1. */
const documentSchema = z.discriminatedUnion('state', [
  z.object({
    ...base,
    state: z.literal('shown'),
    region: z.enum(REGION_PROFILES),
    content: contentSchema,
    photo: z.union([z.object({ hash: photoHashSchema, mediaType: z.enum(['image/jpeg', 'image/png']) }), z.null()]),
    /** The public key replies are sealed to; `null` if the owner accepts none. */
    mailbox: z.union([mailboxSchema, z.null()]),
  }),
  z.object({ ...base, state: z.literal('hidden') }),
  z.object({ ...base, state: z.literal('moved'), to: movedToSchema }),
]);
export type CardDocument = z.infer<typeof documentSchema>;
export type ShownDocument = Extract<CardDocument, { state: 'shown' }>;
export type MailboxKey = z.infer<typeof mailboxSchema>;

/** Parses a document of this version. Returns `null` for anything else. */
export function parseDocument(text: string): CardDocument | null {
  try {
    const parsed = documentSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Returns the published content of a card, without the owner's label or this device's identifiers. */
export function publishedContent(card: CardContent & { updatedAtMs: number }): ShownDocument['content'] {
  const parsed = contentSchema.parse(card);
  return {
    ...parsed,
    phones: parsed.phones.filter(({ number }) => number.trim() !== '').map((phone, at) => ({ ...phone, id: `${at}` })),
    emails: parsed.emails
      .filter(({ address }) => address.trim() !== '')
      .map((email, at) => ({ ...email, id: `${at}` })),
    profiles: parsed.profiles
      .filter(({ url }) => url.trim() !== '')
      .map((profile, at) => ({ ...profile, id: `${at}` })),
  };
}

type Content = ShownDocument['content'];

/**
 * Returns the fields that another device has changed since `base` and that this device, whose content is `ours`, has
 * not. A field changed on both devices keeps the value it has here, where somebody has just edited it.
 */
export function changedElsewhere(base: Content, theirs: Content, ours: Content): Partial<Content> {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const remoteChanges = Object.entries(theirs).filter(([name, value]) => {
    const field = name as keyof Content;
    return field !== 'updatedAtMs' && isSame(ours[field], base[field]) && !isSame(value, base[field]);
  });
  return Object.fromEntries(remoteChanges) as Partial<Content>;
}

/** Returns the content of a published card with every field present. */
export const cardContentOf = ({ content }: ShownDocument): CardContent & { updatedAtMs: number } => ({
  ...EMPTY_CONTENT,
  ...content,
});
