import { binaryOf, COMPONENT_COUNTS, componentsOf, phoneOf, textOf, unitsOf } from './values';
import { upperName, type Vcard, type VcardProperty } from './vcard';

/** A value as `npm run vcard:json` prints it: text, components, units, or the length or URL of binary data. */
export type JsonValue = string | string[] | string[][] | { len: number } | { url: string };

const BINARY = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);

/**
 * Returns each property name of a card, in upper case, with the list of its values. Entries rather than an object,
 * since a name may be `__proto__`.
 */
export function cardEntries(card: Vcard): [name: string, values: JsonValue[]][] {
  const entries = new Map<string, JsonValue[]>();
  if (card.version !== '') entries.set('VERSION', [card.version]);
  for (const property of card.properties) {
    const name = upperName(property.name);
    const values = entries.get(name) ?? [];
    values.push(propertyValue(property, card.version));
    entries.set(name, values);
  }
  return [...entries];
}

/** Returns the JSON form of a property's value. */
export function propertyValue(property: VcardProperty, version: string): JsonValue {
  const name = upperName(property.name);
  if (name === 'N' || name === 'ADR') return padComponents(componentsOf(property, version), COMPONENT_COUNTS[name]);
  if (name === 'ORG') return unitsOf(property);
  if (name === 'TEL') return phoneOf(property, version);
  if (!BINARY.has(name)) return textOf(property, version);
  const binary = binaryOf(property, version);
  if ('text' in binary) return binary.text;
  return 'url' in binary ? { url: binary.url } : { len: binary.bytes.length };
}

function padComponents(components: string[][], count: number): string[][] {
  return components.length === count
    ? components
    : Array.from({ length: count }, (_, index) => components[index] ?? []);
}

/** Serializes a card's entries as one JSON object; built by hand so that no name can reach a prototype. */
export function cardJson(card: Vcard): string {
  const members = cardEntries(card).map(([name, values]) => `${JSON.stringify(name)}:${JSON.stringify(values)}`);
  return `{${members.join(',')}}`;
}
