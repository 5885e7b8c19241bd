import type * as z from 'zod/mini';
import type { addressSchema, cardSchema, emailSchema, phoneSchema, pictureSchema, profileSchema } from './schema';

export type CardId = string & { readonly brand: 'CardId' };
export type PictureId = string & { readonly brand: 'PictureId' };

export type Phone = z.infer<typeof phoneSchema>;
export type Email = z.infer<typeof emailSchema>;
export type Profile = z.infer<typeof profileSchema>;
export type PostalAddress = z.infer<typeof addressSchema>;

/** The owner's card. Property names follow RFC 6350. */
export type Card = Omit<z.infer<typeof cardSchema>, 'id' | 'photoId' | 'logoId'> & {
  id: CardId;
  photoId: PictureId | null;
  logoId: PictureId | null;
};
export type CardLook = NonNullable<Card['look']>;
export type Picture = Omit<z.infer<typeof pictureSchema>, 'id' | 'bytes'> & {
  id: PictureId;
  bytes: Uint8Array<ArrayBuffer>;
};

/** A picture before it is stored. */
export type PictureContent = Omit<Picture, 'id' | 'schemaVersion' | 'createdAtMs'>;

/** The properties that the owner can change. */
export type CardContent = Omit<Card, 'id' | 'schemaVersion' | 'rev' | 'createdAtMs' | 'updatedAtMs'>;
export type CardPatch = Partial<CardContent>;

export type PhoneKind = Phone['kind'];
export type EmailKind = Email['kind'];

export const EMPTY_ADDRESS: Record<AddressPart, string> = {
  streetAddress: '',
  extendedAddress: '',
  locality: '',
  region: '',
  postalCode: '',
  countryName: '',
};

export const EMPTY_CONTENT: CardContent = {
  label: '',
  honorificPrefixes: '',
  givenNames: '',
  familyNames: '',
  honorificSuffixes: '',
  pronouns: '',
  title: '',
  organisation: '',
  unit: '',
  phones: [],
  emails: [],
  website: '',
  profiles: [],
  address: EMPTY_ADDRESS,
  headline: '',
  note: '',
  languages: [],
  preferredContact: '',
  photoId: null,
  logoId: null,
};

/** Creates a card; the caller supplies the clock and the identifier. */
export function newCard(id: CardId, nowMs: number, content: CardPatch = {}): Card {
  return { ...EMPTY_CONTENT, ...content, id, schemaVersion: 1, rev: 0, createdAtMs: nowMs, updatedAtMs: nowMs };
}

/** Returns the organisation and its unit, separated by a comma. */
export function organisationOf(card: CardContent): string {
  return joinParts([card.organisation, card.unit], ', ');
}

const joinParts = (parts: readonly string[], separator: string) =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(separator);

export type AddressPart = Exclude<keyof PostalAddress, 'kind' | 'label'>;

/** The parts of an address that have text. */
export const ADDRESS_PARTS = Object.keys(EMPTY_ADDRESS) as AddressPart[];

export const isBlankAddress = (address: PostalAddress): boolean =>
  ADDRESS_PARTS.every((part) => address[part].trim() === '');

/** Whether the number can be called: a fax or a pager cannot. */
export const isTelephone = ({ kind }: Pick<Phone, 'kind'>): boolean => !/Fax|pager/.test(kind);

/**
 * Returns the formatted name (RFC 6350 §6.2.1, FN), as a contact's own card writes it, or the organisation's name when
 * nobody is named.
 */
export function fullNameOf(card: CardContent & { formattedName?: string | undefined }): string {
  return card.formattedName?.trim() || formattedNameOf(card) || card.organisation.trim();
}

/** Returns the formatted name that the parts of a name make; '' when nobody is named. */
export function formattedNameOf(
  card: Pick<CardContent, 'honorificPrefixes' | 'givenNames' | 'familyNames' | 'honorificSuffixes'>,
): string {
  const name = joinParts([card.honorificPrefixes, card.givenNames, card.familyNames], ' ');
  return name && joinParts([name, card.honorificSuffixes], ', ');
}
