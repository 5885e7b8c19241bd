import { escapeComponents, escapeText } from './text';
import type { Vcard, VcardParameter, VcardProperty } from './vcard';

type Json = Record<string, unknown>;
type Group = () => string;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const entriesOf = (value: unknown): Json[] => (isObject(value) ? Object.values(value).filter(isObject) : []);
const keysOf = (value: unknown): string[] =>
  isObject(value) ? Object.keys(value).filter((key) => value[key] === true || isObject(value[key])) : [];

/**
 * Reads JSContact cards (RFC 9553): one, a list, or the cards of a group. The result is in vCard 4.0 syntax, by the
 * mapping of RFC 9555; what it has no property for is kept as JSPROP (§3.2.1).
 */
export function parseJscontacts(json: unknown): Vcard[] {
  if (Array.isArray(json)) return json.flatMap(parseJscontacts);
  if (!isObject(json)) return [];
  if (Array.isArray(json.cards)) return json.cards.flatMap(parseJscontacts);
  if (textOf(json['@type']) !== 'Card' && !isObject(json.name) && !isObject(json.emails) && !isObject(json.phones))
    return [];
  return [{ version: '4.0', properties: propertiesOf(json) }];
}

const READ = new Set(
  '@type version uid kind name nicknames organizations titles emails phones addresses onlineServices links notes keywords preferredLanguages anniversaries speakToAs members prodId created updated language'.split(
    ' ',
  ),
);

function propertiesOf(card: Json): VcardProperty[] {
  let groups = 0;
  const group: Group = () => {
    groups += 1;
    return `item${groups}`;
  };
  return [
    ...text('UID', textOf(card.uid)),
    ...(textOf(card.kind) === '' || card.kind === 'individual' ? [] : text('KIND', textOf(card.kind))),
    ...keysOf(card.members).flatMap((member) => text('MEMBER', member)),
    ...nameOf(card.name),
    ...entriesOf(card.nicknames).flatMap(({ name }) => text('NICKNAME', textOf(name))),
    ...entriesOf(card.organizations).flatMap(({ name, units }) => {
      const parts = [
        textOf(name),
        ...(Array.isArray(units) ? units.filter(isObject).map((unit) => textOf(unit.name)) : []),
      ];
      return parts.some(Boolean) ? [line('ORG', escapeComponents(parts))] : [];
    }),
    ...entriesOf(card.titles).flatMap(({ name, kind }) => text(kind === 'role' ? 'ROLE' : 'TITLE', textOf(name))),
    ...entriesOf(card.phones).flatMap((phone) => labelled(phoneOf(phone), phone.label, group)),
    ...entriesOf(card.emails).flatMap((email) =>
      labelled(text('EMAIL', textOf(email.address), contextsOf(email)), email.label, group),
    ),
    ...entriesOf(card.addresses).flatMap((address) => labelled(addressOf(address), address.label, group)),
    ...[...entriesOf(card.links), ...entriesOf(card.onlineServices)].flatMap((link) => {
      const uri = textOf(link.uri);
      const words = textOf(link.label) || textOf(link.service);
      if (uri === '') return labelled(text('IMPP', textOf(link.user)), words, group);
      return labelled([line(/^https?:/i.test(uri) ? 'URL' : 'IMPP', uri, contextsOf(link))], words, group);
    }),
    ...entriesOf(card.notes).flatMap(({ note }) => text('NOTE', textOf(note))),
    ...(keysOf(card.keywords).length === 0
      ? []
      : [line('CATEGORIES', keysOf(card.keywords).map(escapeText).join(','))]),
    ...entriesOf(card.preferredLanguages).flatMap(({ language, pref }) => text('LANG', textOf(language), prefOf(pref))),
    ...entriesOf(isObject(card.speakToAs) ? card.speakToAs.pronouns : null).flatMap(({ pronouns }) =>
      text('PRONOUNS', textOf(pronouns)),
    ),
    ...entriesOf(card.anniversaries).flatMap(({ kind, date }) => {
      const name = kind === 'birth' ? 'BDAY' : kind === 'wedding' ? 'ANNIVERSARY' : kind === 'death' ? 'DEATHDATE' : '';
      return name === '' ? [] : text(name, dateOf(date));
    }),
    ...Object.entries(card)
      .filter(([key]) => !READ.has(key))
      .map(([key, value]) => line('JSPROP', escapeText(JSON.stringify(value)), [{ name: 'JSPTR', values: [key] }])),
  ];
}

const line = (name: string, value: string, parameters: readonly VcardParameter[] = [], group = ''): VcardProperty => ({
  group,
  name,
  parameters,
  value,
});
const text = (name: string, value: string, parameters: readonly VcardParameter[] = []): VcardProperty[] =>
  value === '' ? [] : [line(name, escapeText(value), parameters)];

function labelled(properties: VcardProperty[], label: unknown, group: Group): VcardProperty[] {
  const words = textOf(label);
  if (words === '' || properties.length === 0) return properties;
  const name = group();
  return [...properties.map((one) => ({ ...one, group: name })), line('X-ABLabel', escapeText(words), [], name)];
}

const prefOf = (pref: unknown): VcardParameter[] =>
  typeof pref === 'number' ? [{ name: 'PREF', values: [String(pref)] }] : [];

/** Contexts `private` and `work` are the types `home` and `work`; features are types too. RFC 9555 §2.3. */
function contextsOf({ contexts, features, pref }: Json): VcardParameter[] {
  const types = [
    ...keysOf(contexts).map((context) => (context === 'private' ? 'home' : context)),
    ...keysOf(features).map((feature) =>
      feature === 'mobile' ? 'cell' : feature === 'main-number' ? 'main' : feature,
    ),
  ];
  return [...(types.length === 0 ? [] : [{ name: 'TYPE', values: types }]), ...prefOf(pref)];
}

function phoneOf(phone: Json): VcardProperty[] {
  const number = textOf(phone.number);
  if (number === '') return [];
  const parameters = contextsOf(phone);
  return /^tel:/i.test(number)
    ? [line('TEL', number, [...parameters, { name: 'VALUE', values: ['uri'] }])]
    : text('TEL', number, parameters);
}

type Component = { kind: string; value: string };
const componentsOf = (value: unknown): Component[] =>
  (isObject(value) && Array.isArray(value.components) ? value.components : [])
    .filter(isObject)
    .map((component) => ({ kind: textOf(component.kind), value: textOf(component.value) }));

function nameOf(name: unknown): VcardProperty[] {
  if (!isObject(name)) return [];
  const components = componentsOf(name);
  const values = (...kinds: readonly string[]) =>
    components
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ value }) => escapeText(value))
      .join(',');
  const n = [
    values('surname', 'surname2'),
    values('given'),
    values('given2'),
    values('title'),
    values('credential', 'generation'),
  ];
  const spoken = ['title', 'given', 'given2', 'surname', 'surname2'].flatMap((wanted) =>
    components.filter(({ kind }) => kind === wanted).map(({ value }) => value),
  );
  return [
    ...(n.every((part) => part === '') ? [] : [line('N', n.join(';'))]),
    ...text('FN', textOf(name.full) || spoken.join(' ')),
  ];
}

const ADDRESS_KINDS: readonly (readonly string[])[] = [
  ['postOfficeBox'],
  ['apartment', 'room', 'floor', 'building', 'block'],
  ['number', 'name', 'direction', 'landmark'],
  ['locality', 'district', 'subdistrict'],
  ['region'],
  ['postcode'],
  ['country'],
];

function addressOf(address: Json): VcardProperty[] {
  const components = componentsOf(address);
  const parts = ADDRESS_KINDS.map((kinds) =>
    components
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ value }) => value)
      .join(' '),
  );
  const [box = '', extended = '', street = '', locality = '', region = '', code = '', country = ''] = parts;
  const isBlank = parts.every((part) => part === '');
  const written = [
    box,
    extended,
    isBlank ? textOf(address.full) : street,
    locality,
    region,
    code,
    country || textOf(address.countryCode),
  ];
  return written.every((part) => part === '') ? [] : [line('ADR', escapeComponents(written), contextsOf(address))];
}

/** RFC 9553 §2.8.1: a timestamp, or a date of which parts may be missing; RFC 6350 §4.3.1 writes them `--MMDD`. */
function dateOf(date: unknown): string {
  if (!isObject(date)) return '';
  if (typeof date.utc === 'string') return date.utc;
  const part = (value: unknown, width: number, missing: string) =>
    typeof value === 'number' ? String(value).padStart(width, '0') : missing;
  const [year, month, day] = [part(date.year, 4, '--'), part(date.month, 2, '-'), part(date.day, 2, '')];
  if (year !== '--' && month !== '-' && day !== '') return `${year}-${month}-${day}`;
  return `${year}${month}${day}`;
}
