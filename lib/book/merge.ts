import { fullNameOf } from '../card/card';
import type { Contact, ContactContent } from '../card/contact';
import { foldText } from '../card/fold-text';
import { CONTACT_LIMITS } from '../card/limits';

/** The properties that hold one value, for which two contacts may disagree; the name is one, whole. */
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
/** Which of the two a property is taken from. */
export type MergeChoices = Partial<Record<SingleProperty, 'one' | 'other'>>;

/** The contact's fields that make one property: a name or an organisation is taken whole. */
const FIELDS: Record<SingleProperty, readonly (keyof ContactContent)[]> = {
  name: ['honorificPrefixes', 'givenNames', 'familyNames', 'honorificSuffixes'],
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

const valuesOf = (contact: Contact, property: SingleProperty) => FIELDS[property].map((field) => contact[field]);

/** What a property says, as one line; '' when it says nothing. */
export function displayValue(contact: Contact, property: SingleProperty): string {
  if (property === 'name') return fullNameOf({ ...contact, organisation: '' });
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

const differs = (one: Contact, other: Contact, property: SingleProperty) =>
  JSON.stringify(valuesOf(one, property)) !== JSON.stringify(valuesOf(other, property));

/** The properties of which the owner has to choose one: both say something, and not the same. */
export const conflictsOf = (one: Contact, other: Contact): SingleProperty[] =>
  SINGLE_PROPERTIES.filter(
    (property) =>
      displayValue(one, property) !== '' && displayValue(other, property) !== '' && differs(one, other, property),
  );

/** The older change first; the identifier decides between two of one instant. */
const byAge = (one: Contact, other: Contact) =>
  one.updatedAtMs - other.updatedAtMs ||
  compare(one.id, other.id) ||
  compare(JSON.stringify(one), JSON.stringify(other));

/**
 * Two contacts as one. Lists are united; a property that only one of them says is kept; of two that disagree the one
 * `choices` names is kept, else the one changed last, and what gives way goes into `alternates`, so that nothing is
 * lost. The same whichever is given first, where `choices` are turned with them; a contact with itself is itself. The
 * one that was in the book first gives its identifier.
 */
export function mergeContacts(one: Contact, other: Contact, choices: MergeChoices = {}): Contact {
  const [older = one, newer = other] = [one, other].toSorted(byAge);
  const [survivor = one] = [one, other].toSorted((a, b) => a.createdAtMs - b.createdAtMs || compare(a.id, b.id));
  const chosen = { one, other };
  const gaveWay: Alternate[] = [];
  const kept: Partial<Record<keyof ContactContent, unknown>> = {};
  for (const property of SINGLE_PROPERTIES) {
    const choice = choices[property];
    const preferred = choice === undefined ? newer : chosen[choice];
    const rejected = preferred === one ? other : one;
    const winner = displayValue(preferred, property) === '' ? rejected : preferred;
    const loser = winner === one ? other : one;
    for (const field of FIELDS[property]) kept[field] = winner[field];
    const lost = displayValue(loser, property);
    // Of two pictures one is kept: an identifier is no picture.
    if (lost !== '' && !PICTURES.has(property) && differs(winner, loser, property))
      gaveWay.push({ property, value: lost });
  }
  const lists = unitedLists(older, newer);
  const alternates = unionBy(
    [...older.alternates, ...newer.alternates, ...gaveWay, ...lists.overflow],
    ({ property, value }) => `${property}:${value}`,
  ).toSorted((a, b) => compare(`${a.property}:${a.value}`, `${b.property}:${b.value}`));
  const merged: Contact = {
    ...survivor,
    ...(kept as Partial<Contact>),
    ...lists.united,
    label: older.label || newer.label,
    followedUpAtMs: latest(one.followedUpAtMs, other.followedUpAtMs),
    clientSinceMs: earliest(one.clientSinceMs, other.clientSinceMs),
    rev: Math.max(one.rev, other.rev),
    createdAtMs: Math.min(one.createdAtMs, other.createdAtMs),
    updatedAtMs: Math.max(one.updatedAtMs, other.updatedAtMs),
  };
  // What once gave way and now holds again is not its own alternate.
  const holds = ({ property, value }: Alternate) => isSingle(property) && displayValue(merged, property) === value;
  return { ...merged, alternates: alternates.filter((alternate) => !holds(alternate)) };
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

/** The older text whole, then the lines of the newer one that it does not have. */
function joinedText(older: string, newer: string): string {
  const known = new Set(older.split('\n').map((line) => line.trim()));
  const added = newer.split('\n').filter((line) => !known.has(line.trim()));
  return [older, added.join('\n').trim()].filter((text) => text !== '').join('\n');
}

/** When a consent was last given or taken back: the last of an address's holds. */
const lastWord = ({ atMs, withdrawnAtMs }: Contact['consents'][number]) => Math.max(atMs, withdrawnAtMs ?? 0);

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
  | 'sources'
  | 'note'
  | 'remarks'
>;

/** Each list with what is in either, once, the older's first; what is over a limit goes to the alternates. */
function unitedLists(older: Contact, newer: Contact): { united: Lists; overflow: Alternate[] } {
  const overflow: Alternate[] = [];
  function within<Item>(property: string, items: Item[], limit: number, textOf: (item: Item) => string): Item[] {
    overflow.push(...items.slice(limit).map((item) => ({ property, value: textOf(item) })));
    return items.slice(0, limit);
  }
  const { entries, note } = CONTACT_LIMITS;
  const phoneText = ({ number, extension }: Contact['phones'][number]) =>
    [number, extension].filter(Boolean).join(' # ');
  const emailText = ({ address }: Contact['emails'][number]) => address.trim().toLowerCase();
  const lines = (property: 'note' | 'remarks') => {
    const text = joinedText(older[property], newer[property]);
    if (text.length > note) overflow.push({ property, value: text.slice(note) });
    return text.slice(0, note);
  };
  const united: Lists = {
    phones: within('phones', withOwnIds(unionBy([...older.phones, ...newer.phones], phoneText)), entries, phoneText),
    emails: within('emails', withOwnIds(unionBy([...older.emails, ...newer.emails], emailText)), entries, emailText),
    profiles: within(
      'profiles',
      withOwnIds(unionBy([...older.profiles, ...newer.profiles], ({ url }) => url.trim().toLowerCase())),
      entries,
      ({ url }) => url,
    ),
    languages: within(
      'languages',
      unionBy([...older.languages, ...newer.languages], (tag) => tag.toLowerCase()),
      entries,
      String,
    ),
    tags: within('tags', unionBy([...older.tags, ...newer.tags], foldText), entries, String),
    meetings: unionBy([...older.meetings, ...newer.meetings], (meeting) => JSON.stringify(meeting)).toSorted(
      (a, b) => a.atMs - b.atMs || compare(JSON.stringify(a), JSON.stringify(b)),
    ),
    consents: unionBy([...older.consents, ...newer.consents], (consent) => JSON.stringify(consent)).toSorted(
      (a, b) => lastWord(a) - lastWord(b) || compare(JSON.stringify(a), JSON.stringify(b)),
    ),
    otherProperties: unionBy([...older.otherProperties, ...newer.otherProperties], (other) => JSON.stringify(other)),
    sources: unionBy([...older.sources, ...newer.sources], String).toSorted(),
    note: lines('note'),
    remarks: lines('remarks'),
  };
  return { united, overflow };
}

/** Entries of two contacts may bear the same identifier. */
function withOwnIds<Entry extends { id: string }>(entries: Entry[]): Entry[] {
  const taken = new Set<string>();
  return entries.map((entry) => {
    let id = entry.id;
    for (let turn = 2; taken.has(id); turn += 1) id = `${entry.id}-${turn}`;
    taken.add(id);
    return id === entry.id ? entry : { ...entry, id };
  });
}
