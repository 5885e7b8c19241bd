import ICAL from 'ical.js';
import VcfReader from 'vcf';

export type ReadProperty = { name: string; types: string[]; value: string | string[] };

/** Reads a contact file with npm `ical.js`: values unescaped, structured ones as lists. */
export function readWithIcal(text: string): ReadProperty[] {
  const component = ICAL.Component.fromString(text);
  return component.getAllProperties().map((property) => {
    const values = (property.getValues() as (string | string[])[]).map(unescapeSemicolons);
    const types = [property.getParameter('type') ?? []].flat().map((type) => type.toUpperCase());
    return { name: property.name.toUpperCase(), types, value: values.length === 1 ? (values[0] ?? '') : values.flat() };
  });
}

/** ical.js leaves `\\;` in a TEXT value that has no components; RFC 2426 §4 says it is a semicolon. */
const unescapeSemicolons = (value: string | string[]) =>
  typeof value === 'string' ? value.replace(/\\;/g, ';') : value;

/** Reads a contact file with npm `vcf`, and unescapes the values, which that library does not do (RFC 2426 §4). */
export function readWithVcf(text: string): ReadProperty[] {
  const [card] = VcfReader.parse(text);
  const all = Object.values(card?.data ?? {}).flat();
  return all.map((property) => ({
    name: property._field.replace(/[A-Z]/g, (capital) => `-${capital}`).toUpperCase(),
    types: [property.type ?? []].flat().flatMap((type) => type.toUpperCase().split(',')),
    value: unescapeComponents(property.valueOf()),
  }));
}

/** Splits at unescaped semicolons and removes the escapes (RFC 2426 §4). A single component is returned as a string. */
export function unescapeComponents(value: string): string | string[] {
  const components = [''];
  for (const [piece = ''] of value.matchAll(/\\.|[^\\]/gsu)) {
    if (piece === ';') components.push('');
    else components[components.length - 1] += /^\\[nN]$/.test(piece) ? '\n' : piece.replace(/^\\(?=.)/su, '');
  }
  return components.length === 1 ? (components[0] ?? '') : components;
}

export const valuesOf = (properties: ReadProperty[], name: string) =>
  properties.filter((property) => property.name === name).map(({ value }) => value);
