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
  | 'vcard.other_object'
  | 'vcard.unknown_charset'
  | 'vcard.too_many_problems';

/** A problem found while reading, and its line in the file (from 1); `text` is the beginning of the line. */
export type VcardProblem = { code: VcardProblemCode; line: number; text: string };

/** Returns the properties named `name` (upper case), in order. RFC 6350 §3.3: names are not case-sensitive. */
export function propertiesOf(card: Vcard, name: string): VcardProperty[] {
  return card.properties.filter((property) => isNamed(property, name));
}

export const isNamed = (property: VcardProperty, name: string) =>
  property.name.length === name.length && upperName(property.name) === name;

const upperNames = new Map<string, string>();
const UPPER_NAMES_MAX = 2000;

/** Returns a property name in upper case, in which names are compared; files repeat the same few. */
export function upperName(name: string): string {
  const known = upperNames.get(name);
  if (known !== undefined) return known;
  if (upperNames.size >= UPPER_NAMES_MAX) upperNames.clear();
  const upper = name.toUpperCase();
  upperNames.set(name, upper);
  return upper;
}

/** Returns every value of a parameter (name in upper case), whether it is repeated or lists several values. */
export function parameterValues(property: VcardProperty, name: string): string[] {
  const values: string[] = [];
  for (const parameter of property.parameters) if (upperName(parameter.name) === name) values.push(...parameter.values);
  return values;
}

/**
 * Returns the TYPE values in lower case: `TYPE="voice,home"`, `TYPE=voice;TYPE=home` and 2.1's bare `VOICE;HOME` are
 * equivalent.
 */
export function typesOf({ parameters }: VcardProperty): readonly string[] {
  const known = typesByParameters.get(parameters);
  if (known !== undefined) return known;
  const types = parameters
    .filter(({ name }) => upperName(name) === 'TYPE')
    .flatMap(({ values }) => values)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim().toLowerCase())
    .filter(Boolean);
  typesByParameters.set(parameters, types);
  return types;
}

/** Properties whose headers are the same share their parameters. */
const typesByParameters = new WeakMap<readonly VcardParameter[], readonly string[]>();
