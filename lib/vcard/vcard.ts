/** One parameter of a content line, values unquoted: `TYPE=home,work` has two. RFC 6350 §3.3. */
export type VcardParameter = { readonly name: string; readonly values: readonly string[] };

/**
 * A content line as read: unfolded, its transfer encoding (quoted-printable, CHARSET) undone, its value still escaped
 * by the rules of its version. Names keep their original case; comparisons ignore it.
 */
export type VcardProperty = {
  readonly group: string;
  readonly name: string;
  readonly parameters: readonly VcardParameter[];
  readonly value: string;
  /** Cards nested inside this one, under AGENT (vCard 2.1). */
  readonly nested?: readonly Vcard[];
};

export type Vcard = {
  /** The value of VERSION; '' when the card has none. */
  version: string;
  /** Every property except BEGIN, VERSION and END, in the order read. */
  properties: VcardProperty[];
};

export type VcardProblemCode =
  | 'vcard.missing_begin'
  | 'vcard.missing_end'
  | 'vcard.nested_card'
  | 'vcard.not_a_property'
  | 'vcard.unknown_charset'
  | 'vcard.too_many_problems';

/** A problem found while reading, and its line in the file (from 1); `text` is the beginning of the line. */
export type VcardProblem = { code: VcardProblemCode; line: number; text: string };

/** Returns the properties named `name` (upper case), in order. RFC 6350 §3.3: names are not case-sensitive. */
export function propertiesOf(card: Vcard, name: string): VcardProperty[] {
  return card.properties.filter((property) => isNamed(property, name));
}

export const isNamed = (property: VcardProperty, name: string) =>
  property.name.length === name.length && property.name.toUpperCase() === name;

/** Returns every value of a parameter (name in upper case), whether it is repeated or lists several values. */
export function parameterValues(property: VcardProperty, name: string): string[] {
  return property.parameters
    .filter((parameter) => parameter.name.toUpperCase() === name)
    .flatMap((parameter) => parameter.values);
}

/**
 * Returns the TYPE values in lower case: `TYPE="voice,home"`, `TYPE=voice;TYPE=home` and 2.1's bare `VOICE;HOME` are
 * equivalent.
 */
export function typesOf(property: VcardProperty): string[] {
  const values = parameterValues(property, 'TYPE').flatMap((value) => value.split(','));
  return values.map((value) => value.trim().toLowerCase()).filter(Boolean);
}
