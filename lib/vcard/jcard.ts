import { escapeText } from './text';
import type { Vcard, VcardParameter, VcardProperty } from './vcard';

/** Properties whose value has components (RFC 6350 §6.2.2, §6.3.1, §6.6.4, §6.2.7). */
const STRUCTURED = new Set(['N', 'ADR', 'ORG', 'GENDER', 'CLIENTPIDMAP']);
/** Types whose value is written as it is: RFC 6350 §3.4 escapes text only. */
const TEXT_TYPES = new Set(['text', 'unknown', 'language-tag']);

/**
 * Reads cards in JSON (RFC 7095): one card, or a list of them. The result is in vCard 4.0 syntax. Whatever is not a
 * card or a property is skipped.
 */
export function parseJcards(json: unknown): Vcard[] {
  if (!Array.isArray(json)) return [];
  const [first, ...rest] = json as unknown[];
  if (typeof first === 'string' && /^vcard(?:s|stream)$/i.test(first)) return rest.flatMap(parseJcards);
  if (typeof first !== 'string') return json.flatMap(parseJcards);
  const [properties] = rest;
  if (first.toLowerCase() !== 'vcard' || !Array.isArray(properties)) return [];
  const read = properties.map(propertyOf).filter((property) => property !== null);
  const version = read.find(({ name }) => name === 'VERSION')?.value ?? '4.0';
  return [{ version, properties: read.filter(({ name }) => name !== 'VERSION') }];
}

function propertyOf(json: unknown): VcardProperty | null {
  if (!Array.isArray(json)) return null;
  const [name, parameters, type, ...values] = json as unknown[];
  if (typeof name !== 'string' || name === '' || values.length === 0) return null;
  const upper = name.toUpperCase();
  const entries = typeof parameters === 'object' && parameters !== null ? Object.entries(parameters) : [];
  const group = entries.find(([key]) => key.toLowerCase() === 'group')?.[1];
  const isText = typeof type !== 'string' || TEXT_TYPES.has(type.toLowerCase());
  const write = (value: unknown) => (isText ? escapeText(textOf(value)) : textOf(value));
  const value = STRUCTURED.has(upper)
    ? [values[0]]
        .flat(1)
        .map((component) =>
          [component]
            .flat(1)
            .map((one) => escapeText(textOf(one)))
            .join(','),
        )
        .join(';')
    : values
        .flatMap((one) => [one].flat(1))
        .map(write)
        .join(',');
  return {
    group: typeof group === 'string' ? group : '',
    name: upper,
    parameters: [
      ...entries.filter(([key]) => key.toLowerCase() !== 'group').map(([key, one]) => parameterOf(key, one)),
      ...(typeof type === 'string' && type.toLowerCase() === 'uri' && upper === 'TEL'
        ? [{ name: 'VALUE', values: ['uri'] }]
        : []),
    ],
    value,
  };
}

const parameterOf = (name: string, value: unknown): VcardParameter => ({
  name: name.toUpperCase(),
  values: [value].flat(1).map(textOf),
});

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
