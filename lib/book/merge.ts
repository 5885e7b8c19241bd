import { ADDRESS_PARTS, fullNameOf, isBlankAddress, type PostalAddress } from '../card/card';
import type { Contact, ContactContent } from '../card/contact';
import { CONTACT_LIMITS } from '../card/contact-limits';
import { foldText } from '../card/fold-text';
import { groupsIn, uniteOriginals } from './packed-originals';

/** The properties with a single value, on which two contacts may disagree; the whole name is one property. */
export const SINGLE_PROPERTIES = [
  'name',
  'pronouns',
  'title',
  'organisation',
  'website',
  'address',
  'headline',
  'preferredContact',
  'comfort',
  'introducedBy',
  'callWhen',
  'retainUntil',
  'followUp',
  'photoId',
  'logoId',
] as const;
export type SingleProperty = (typeof SINGLE_PROPERTIES)[number];
/** Which of the two contacts a property is taken from. */
export type MergeChoices = Partial<Record<SingleProperty, 'one' | 'other'>>;

/** The contact's fields that form one property: a name or an organisation is taken as a whole. */
const FIELDS: Record<SingleProperty, readonly (keyof ContactContent)[]> = {
  name: ['honorificPrefixes', 'givenNames', 'familyNames', 'honorificSuffixes', 'formattedName'],
  pronouns: ['pronouns'],
  title: ['title'],
  organisation: ['organisation', 'unit'],
  website: ['website'],
  address: ['address'],
  headline: ['headline'],
  preferredContact: ['preferredContact'],
  comfort: ['comfort'],
  introducedBy: ['introducedBy'],
  callWhen: ['callWhen'],
  retainUntil: ['retainUntil'],
  followUp: ['followUp'],
  photoId: ['photoId'],
  logoId: ['logoId'],
};

const PICTURES: ReadonlySet<SingleProperty> = new Set(['photoId', 'logoId']);

type Alternate = Contact['alternates'][number];

const valuesOf = (contact: Contact, property: SingleProperty) => FIELDS[property].map((field) => contact[field] ?? '');

/** Returns a property's value on one line; '' when it is empty. */
export function displayValue(contact: Contact, property: SingleProperty): string {
  if (property === 'name') return fullNameOf({ ...contact, organisation: '' });
  if (property === 'address') return addressText(contact.address);
  const texts = valuesOf(contact, property).flatMap((value) =>
    typeof value === 'object' && value !== null
      ? Object.values(value).map(String)
      : [value === null ? '' : String(value)],
  );
  return texts
    .map((text) => text.trim())
    .filter(Boolean)
    .join(', ');
}

const addressText = (address: PostalAddress) =>
  ADDRESS_PARTS.map((part) => address[part].trim())
    .filter(Boolean)
    .join(', ');

const differs = (one: Contact, other: Contact, property: SingleProperty) =>
  property === 'address'
    ? addressText(one.address) !== addressText(other.address)
    : JSON.stringify(valuesOf(one, property)) !== JSON.stringify(valuesOf(other, property));

/** Returns the properties for which the owner must choose: both contacts have a value, and the values differ. */
export const conflictsOf = (one: Contact, other: Contact): SingleProperty[] =>
  SINGLE_PROPERTIES.filter(
    (property) =>
      displayValue(one, property) !== '' && displayValue(other, property) !== '' && differs(one, other, property),
  );

/** Sorts by last change, oldest first; the identifier breaks ties. */
const byAge = (one: Contact, other: Contact) =>
  one.updatedAtMs - other.updatedAtMs ||
  compare(one.id, other.id) ||
  compare(JSON.stringify(one), JSON.stringify(other));

/**
 * Merges two contacts. Lists are united. A property that only one of them has is kept; where the two differ, the value
 * named by `choices` is kept, else that of the contact changed last, and the other value goes into `alternates`, so
 * that nothing is lost. The argument order does not matter, provided `choices` are swapped with the arguments; merging
 * a contact with itself returns the same contact. The contact created first gives its identifier.
 */
export function mergeContacts(one: Contact, other: Contact, choices: MergeChoices = {}): Contact {
  const [older = one, newer = other] = [one, other].toSorted(byAge);
  const [survivor = one] = [one, other].toSorted((a, b) => a.createdAtMs - b.createdAtMs || compare(a.id, b.id));
  const contacts = { one, other };
  const rejectedValues: Alternate[] = [];
  const mergedFields: Partial<Record<keyof ContactContent, unknown>> = {};
  for (const property of SINGLE_PROPERTIES) {
    const choice = choices[property];
    const preferred = choice === undefined ? newer : contacts[choice];
    const rejected = preferred === one ? other : one;
    const winner = displayValue(preferred, property) === '' ? rejected : preferred;
    const loser = winner === one ? other : one;
    for (const field of FIELDS[property]) mergedFields[field] = winner[field];
    const lostValue = displayValue(loser, property);
    // The rejected picture is not kept: an alternate would hold only its identifier. An address has a list of others.
    if (lostValue !== '' && !PICTURES.has(property) && property !== 'address' && differs(winner, loser, property))
      rejectedValues.push({ property, value: lostValue });
  }
  const lists = uniteLists(older, newer);
  const alternates = unionBy(
    [...older.alternates, ...newer.alternates, ...rejectedValues, ...lists.overflow],
    ({ property, value }) => `${property}:${value}`,
  ).toSorted((a, b) => compare(`${a.property}:${a.value}`, `${b.property}:${b.value}`));
  const merged: Contact = {
    ...survivor,
    ...(mergedFields as Partial<Contact>),
    ...lists.united,
    ...addressesOf(older, newer, mergedFields.address as PostalAddress | undefined),
    label: older.label || newer.label,
    followedUpAtMs: latest(one.followedUpAtMs, other.followedUpAtMs),
    clientSinceMs: earliest(one.clientSinceMs, other.clientSinceMs),
    rev: Math.max(one.rev, other.rev),
    createdAtMs: Math.min(one.createdAtMs, other.createdAtMs),
    updatedAtMs: Math.max(one.updatedAtMs, other.updatedAtMs),
  };
  // An earlier alternate that is now the current value is no longer an alternate.
  const isCurrent = ({ property, value }: Alternate) => isSingle(property) && displayValue(merged, property) === value;
  return { ...merged, alternates: alternates.filter((alternate) => !isCurrent(alternate)) };
}

const isSingle = (property: string): property is SingleProperty =>
  (SINGLE_PROPERTIES as readonly string[]).includes(property);

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const latest = (one: number | null, other: number | null) =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);
const earliest = (one: number | null, other: number | null) =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

function unionBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    return !seen.has(key) && seen.add(key);
  });
}

/** Returns the whole older text, then the lines that only the newer one has. */
function joinTexts(older: string, newer: string): string {
  const olderLines = new Set(older.split('\n').map((line) => line.trim()));
  const added = newer.split('\n').filter((line) => !olderLines.has(line.trim()));
  return [older, added.join('\n').trim()].filter((text) => text !== '').join('\n');
}

/** When a consent was last given or withdrawn: for each address, the latest one applies. */
const lastChangeMs = ({ atMs, withdrawnAtMs }: Contact['consents'][number]) => Math.max(atMs, withdrawnAtMs ?? 0);

type Lists = Pick<
  Contact,
  | 'phones'
  | 'emails'
  | 'profiles'
  | 'languages'
  | 'tags'
  | 'meetings'
  | 'consents'
  | 'otherProperties'
  | 'originals'
  | 'sources'
  | 'note'
  | 'remarks'
>;

/** Unites each list without duplicates, the older contact's entries first; entries over a limit become alternates. */
function uniteLists(older: Contact, newer: Contact): { united: Lists; overflow: Alternate[] } {
  const overflow: Alternate[] = [];
  function takeWithin<Item>(property: string, items: Item[], limit: number, textOf: (item: Item) => string): Item[] {
    overflow.push(...items.slice(limit).map((item) => ({ property, value: textOf(item) })));
    return items.slice(0, limit);
  }
  const { entries, note } = CONTACT_LIMITS;
  const phoneText = ({ number, extension }: Contact['phones'][number]) =>
    [number, extension].filter(Boolean).join(' # ');
  const emailText = ({ address }: Contact['emails'][number]) => address.trim().toLowerCase();
  const uniteText = (property: 'note' | 'remarks') => {
    const text = joinTexts(older[property], newer[property]);
    if (text.length > note) overflow.push({ property, value: text.slice(note) });
    return text.slice(0, note);
  };
  const united: Lists = {
    phones: takeWithin(
      'phones',
      withUniqueIds(unionBy([...older.phones, ...newer.phones], phoneText)),
      entries,
      phoneText,
    ),
    emails: takeWithin(
      'emails',
      withUniqueIds(unionBy([...older.emails, ...newer.emails], emailText)),
      entries,
      emailText,
    ),
    profiles: takeWithin(
      'profiles',
      withUniqueIds(unionBy([...older.profiles, ...newer.profiles], ({ url }) => url.trim().toLowerCase())),
      entries,
      ({ url }) => url,
    ),
    languages: takeWithin(
      'languages',
      unionBy([...older.languages, ...newer.languages], (tag) => tag.toLowerCase()),
      entries,
      String,
    ),
    tags: takeWithin('tags', unionBy([...older.tags, ...newer.tags], foldText), entries, String),
    meetings: unionBy([...older.meetings, ...newer.meetings], (meeting) => JSON.stringify(meeting)).toSorted(
      (a, b) => a.atMs - b.atMs || compare(JSON.stringify(a), JSON.stringify(b)),
    ),
    consents: unionBy([...older.consents, ...newer.consents], (consent) => JSON.stringify(consent)).toSorted(
      (a, b) => lastChangeMs(a) - lastChangeMs(b) || compare(JSON.stringify(a), JSON.stringify(b)),
    ),
    ...unitedProperties(older, newer),
    sources: unionBy([...older.sources, ...newer.sources], String).toSorted(),
    note: uniteText('note'),
    remarks: uniteText('remarks'),
  };
  return { united, overflow };
}

/** Unites the properties as read. A group that both contacts use is renamed in the newer one's. */
function unitedProperties(older: Contact, newer: Contact): Pick<Contact, 'otherProperties' | 'originals'> {
  const used = new Set([
    ...older.otherProperties.map(({ group }) => group.toLowerCase()),
    ...groupsIn(older.originals),
  ]);
  const rename = (group: string) => {
    let name = group;
    for (let suffix = 2; used.has(name.toLowerCase()); suffix += 1) name = `${group}-${suffix}`;
    return name;
  };
  const before = new Set(older.otherProperties.map((other) => JSON.stringify(other)));
  const added = newer.otherProperties
    .filter((other) => !before.has(JSON.stringify(other)))
    .map((other) => (other.group === '' ? other : { ...other, group: rename(other.group) }));
  const originals = uniteOriginals(older.originals, newer.originals, rename);
  return {
    otherProperties: unionBy([...older.otherProperties, ...added], (other) => JSON.stringify(other)),
    ...(originals !== undefined && { originals }),
  };
}

/** Returns every other address of the two contacts, once each. */
function addressesOf(older: Contact, newer: Contact, kept = older.address): Pick<Contact, 'otherAddresses'> {
  const all = [older, newer].flatMap((one) => [one.address, ...(one.otherAddresses ?? [])]);
  const others = unionBy(
    all.filter((address) => !isBlankAddress(address) && addressText(address) !== addressText(kept)),
    addressText,
  );
  if (others.length === 0 && older.otherAddresses === undefined && newer.otherAddresses === undefined) return {};
  return { otherAddresses: others.slice(0, CONTACT_LIMITS.entries) };
}

/** Makes identifiers unique: entries of two contacts may have the same one. */
function withUniqueIds<Entry extends { id: string }>(entries: Entry[]): Entry[] {
  const usedIds = new Set<string>();
  return entries.map((entry) => {
    let id = entry.id;
    for (let suffix = 2; usedIds.has(id); suffix += 1) id = `${entry.id}-${suffix}`;
    usedIds.add(id);
    return id === entry.id ? entry : { ...entry, id };
  });
}
