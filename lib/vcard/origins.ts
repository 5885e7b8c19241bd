import { ADDRESS_PARTS, type CardContent, type Email, type Phone, type PostalAddress } from '../card/card';
import type { VcardProperty } from './vcard';

/** The fields of a contact that are read from properties. `name` is N and FN; `addresses` are all of them. */
export type OriginField =
  | 'name'
  | 'pronouns'
  | 'organisation'
  | 'title'
  | 'phones'
  | 'emails'
  | 'website'
  | 'profiles'
  | 'addresses'
  | 'note'
  | 'headline'
  | 'languages'
  | 'preferredContact'
  | 'tags'
  | 'uid';

/**
 * The properties that a field, or one entry of a list, was read from. As long as the field still has that `value`, its
 * properties are written back as they were.
 */
export type Origin = { field: OriginField; value: string; properties: readonly VcardProperty[] };

/** The parts of a value; a unit separator (U+001F) cannot occur in them. */
const partsOf = (...parts: readonly (string | undefined)[]) => parts.map((part) => part ?? '').join('\u001f');

type NameFields = Pick<CardContent, 'honorificPrefixes' | 'givenNames' | 'familyNames' | 'honorificSuffixes'> & {
  formattedName?: string | undefined;
};

/** Returns the value of a field, or of an entry, as it is compared with what was read. */
export const originValue = {
  name: (name: NameFields) =>
    partsOf(
      name.honorificPrefixes,
      name.givenNames,
      name.familyNames,
      name.honorificSuffixes,
      name.formattedName?.trim(),
    ),
  organisation: (content: Pick<CardContent, 'organisation' | 'unit'>) => partsOf(content.organisation, content.unit),
  phone: ({ kind, label, number, extension }: Omit<Phone, 'id'>) => partsOf(kind, label, number, extension),
  email: ({ kind, label, address }: Omit<Email, 'id'>) => partsOf(kind, label, address),
  profile: ({ label, url }: { label?: string | undefined; url: string }) => partsOf(label, url),
  address: (address: PostalAddress) =>
    partsOf(address.kind, address.label, ...ADDRESS_PARTS.map((part) => address[part])),
  list: (values: readonly string[]) => partsOf(...values),
  text: (text: string) => text.trim(),
};
