import { EMPTY_ADDRESS, fullNameOf, isBlankAddress, isTelephone, type Phone } from '../card/card';
import type { Contact } from '../card/contact';
import { addressesOf, type Column, maxOf, repeatColumns, streetOf, tableOf } from './csv-write';

/** The columns of the complete table; a numbered title is repeated for each entry. */
const FULL_TITLES = [
  'givenNames',
  'familyNames',
  'honorificPrefixes',
  'honorificSuffixes',
  'fullName',
  'pronouns',
  'organisation',
  'unit',
  'title',
  'phone',
  'phoneKind',
  'phoneExtension',
  'email',
  'emailKind',
  'address',
  'addressKind',
  'locality',
  'region',
  'postalCode',
  'country',
  'website',
  'profiles',
  'languages',
  'note',
  'remarks',
  'tags',
  'comfort',
  'callWhen',
  'introducedBy',
  'channel',
  'event',
  'met',
  'consents',
  'followUpDay',
  'followUpWay',
  'followUpPromise',
  'followedUp',
  'clientSince',
  'retainUntil',
  'others',
] as const;
type FullTitle = (typeof FULL_TITLES)[number];

/** The words of the complete table, in the owner's language. */
export type FullTableTexts = {
  titles: Record<FullTitle, string>;
  channel: Record<Contact['meetings'][number]['channel'], string>;
  comfort: Record<Contact['comfort'], string>;
  way: Record<NonNullable<Contact['followUp']>['way'], string>;
  basis: Record<Contact['consents'][number]['basis'], string>;
  form: Record<Contact['consents'][number]['form'], string>;
  withdrawn: string;
  phoneKind: Record<Phone['kind'], string>;
  emailKind: Record<'work' | 'home' | 'other', string>;
};

const dayOf = (atMs: number | null | undefined) =>
  typeof atMs === 'number' && Number.isFinite(atMs) ? new Date(atMs).toISOString().slice(0, 10) : '';

/** Every field of a contact: who they are, how they were met, what they agreed to, and what was promised. */
function fullColumns(
  contacts: readonly Contact[],
  texts: FullTableTexts,
  eventNames: ReadonlyMap<string, string>,
): Column[] {
  const title = (name: FullTitle, n = 1) => (n === 1 ? texts.titles[name] : `${texts.titles[name]} ${n}`);
  const plain = (name: FullTitle & keyof Contact): Column => [title(name), (c) => String(c[name] ?? '')];
  const lastOf = ({ meetings }: Contact) => meetings.at(-1);
  return [
    plain('givenNames'),
    plain('familyNames'),
    plain('honorificPrefixes'),
    plain('honorificSuffixes'),
    [title('fullName'), fullNameOf],
    plain('pronouns'),
    plain('organisation'),
    plain('unit'),
    plain('title'),
    ...repeatColumns(
      maxOf(contacts, (c) => c.phones),
      (index) => [
        [title('phone', index + 1), (c) => c.phones[index]?.number ?? ''],
        [
          title('phoneKind', index + 1),
          ({ phones: { [index]: phone } }) => (phone === undefined ? '' : phoneLabel(phone, texts)),
        ],
        [title('phoneExtension', index + 1), (c) => c.phones[index]?.extension ?? ''],
      ],
    ),
    ...repeatColumns(
      maxOf(contacts, (c) => c.emails),
      (index) => [
        [title('email', index + 1), (c) => c.emails[index]?.address ?? ''],
        [
          title('emailKind', index + 1),
          ({ emails: { [index]: email } }) => (email === undefined ? '' : email.label || texts.emailKind[email.kind]),
        ],
      ],
    ),
    ...repeatColumns(maxOf(contacts, addressesOf), (index) => [
      [title('address', index + 1), (c) => streetOf(addressesOf(c)[index] ?? EMPTY_ADDRESS)],
      [
        title('addressKind', index + 1),
        (c) => {
          const address = addressesOf(c)[index];
          return address === undefined || isBlankAddress(address)
            ? ''
            : address.label || texts.emailKind[address.kind ?? 'work'];
        },
      ],
      [title('locality', index + 1), (c) => addressesOf(c)[index]?.locality ?? ''],
      [title('region', index + 1), (c) => addressesOf(c)[index]?.region ?? ''],
      [title('postalCode', index + 1), (c) => addressesOf(c)[index]?.postalCode ?? ''],
      [title('country', index + 1), (c) => addressesOf(c)[index]?.countryName ?? ''],
    ]),
    plain('website'),
    [title('profiles'), (c) => c.profiles.map(({ url }) => url).join('\n')],
    [title('languages'), (c) => c.languages.join(', ')],
    plain('note'),
    plain('remarks'),
    [title('tags'), (c) => c.tags.join('; ')],
    [title('comfort'), (c) => texts.comfort[c.comfort]],
    plain('callWhen'),
    plain('introducedBy'),
    [title('channel'), ({ meetings: [first] }) => (first === undefined ? '' : texts.channel[first.channel])],
    [title('event'), (c) => eventNames.get(lastOf(c)?.eventId ?? '') ?? ''],
    [title('met'), (c) => dayOf(lastOf(c)?.atMs)],
    [title('consents'), (c) => c.consents.map((consent) => consentText(consent, texts)).join('\n')],
    [title('followUpDay'), (c) => c.followUp?.day ?? ''],
    [title('followUpWay'), (c) => (c.followUp === null ? '' : texts.way[c.followUp.way])],
    [title('followUpPromise'), (c) => c.followUp?.promise ?? ''],
    [title('followedUp'), (c) => dayOf(c.followedUpAtMs)],
    [title('clientSince'), (c) => dayOf(c.clientSinceMs)],
    [title('retainUntil'), (c) => c.retainUntil],
    [
      title('others'),
      (c) =>
        [
          ...c.otherProperties.map(({ name, value }) => `${name}: ${value.slice(0, 500)}`),
          ...c.alternates.map(({ property, value }) => `${property}: ${value}`),
        ].join('\n'),
    ],
  ];
}

/** The person's own words for a number; a fax or a pager says that it is one. */
function phoneLabel({ kind, label = '' }: Phone, texts: FullTableTexts): string {
  if (label === '') return texts.phoneKind[kind];
  return isTelephone({ kind }) ? label : `${texts.phoneKind[kind]} (${label})`;
}

/** One consent on one line: the address, what was agreed to and how, its origin, its date, and the sentence read. */
function consentText(consent: Contact['consents'][number], texts: FullTableTexts): string {
  const { address, basis, form, source, wording, atMs, withdrawnAtMs } = consent;
  return [
    address,
    texts.basis[basis],
    texts.form[form],
    source,
    dayOf(atMs),
    withdrawnAtMs === null ? '' : `${texts.withdrawn} ${dayOf(withdrawnAtMs)}`,
    wording === '' ? '' : `« ${wording} »`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Serialises everything the book knows about the contacts, one row each. */
export const serializeFullCsv = (
  contacts: readonly Contact[],
  texts: FullTableTexts,
  eventNames: ReadonlyMap<string, string>,
): string => tableOf(fullColumns(contacts, texts, eventNames), contacts);
