/** One parameter of a content line, values unquoted: `TYPE=home,work` has two. RFC 6350 §3.3. */
export type VcardParameter = { readonly name: string; readonly values: readonly string[] };

/**
 * One content line as it was read: unfolded, its transfer encoding (quoted-printable, CHARSET) undone, its value still
 * escaped as its version escapes it. Names keep the case they were written in; they are compared without it.
 */
export type VcardProperty = {
  readonly group: string;
  readonly name: string;
  readonly parameters: readonly VcardParameter[];
  readonly value: string;
  /** The cards that were inside this one, under AGENT (vCard 2.1). */
  readonly nested?: readonly Vcard[];
};

export type Vcard = {
  /** What VERSION said; '' when the card does not have one. */
  version: string;
  /** Every property but BEGIN, VERSION and END, in the order read. */
  properties: VcardProperty[];
};

export type VcardProblemCode =
  | 'vcard.missing_begin'
  | 'vcard.missing_end'
  | 'vcard.nested_card'
  | 'vcard.not_a_property'
  | 'vcard.unknown_charset'
  | 'vcard.too_many_problems';

/** What was not understood, and on which line of the file (from 1); `text` is the line's beginning. */
export type VcardProblem = { code: VcardProblemCode; line: number; text: string };

/** The properties of one name, in order. RFC 6350 §3.3: names are not case-sensitive. */
export function propertiesOf(card: Vcard, name: string): VcardProperty[] {
  return card.properties.filter((property) => isNamed(property, name));
}

export const isNamed = (property: VcardProperty, name: string) =>
  property.name.length === name.length && property.name.toUpperCase() === name;

/** Every value of one parameter, whether the parameter is repeated, listed, or listed in one quoted string. */
export function parameterValues(property: VcardProperty, name: string): string[] {
  return property.parameters
    .filter((parameter) => parameter.name.toUpperCase() === name)
    .flatMap((parameter) => parameter.values);
}

/** TYPE values in lower case: `TYPE="voice,home"`, `TYPE=voice;TYPE=home` and 2.1's bare `VOICE;HOME` are the same. */
export function typesOf(property: VcardProperty): string[] {
  const values = parameterValues(property, 'TYPE').flatMap((value) => value.split(','));
  return values.map((value) => value.trim().toLowerCase()).filter(Boolean);
}
