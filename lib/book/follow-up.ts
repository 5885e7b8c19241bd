import { type Card, fullNameOf, organisationOf } from '../card/card';
import type { Contact, FollowUp } from '../card/contact';
import type { RegionProfile } from '../i18n/locales';
import { typeset } from '../i18n/typography';
import type { Row } from './row';

export type Draft = { subject: string; body: string };

type MessageTemplates = Record<
  'subject' | 'hello' | 'met' | 'metAt' | 'promise' | 'out' | 'outShort' | 'regards' | 'short',
  string
>;

const WORDS: Record<'fr' | 'en', MessageTemplates> = {
  fr: {
    subject: 'Suite à notre rencontre',
    hello: 'Bonjour {name},',
    met: 'Ce fut un plaisir de faire votre connaissance.',
    metAt: 'Ce fut un plaisir de faire votre connaissance ({event}).',
    promise: 'Comme convenu : {promise}',
    out: 'Si vous préférez ne plus recevoir de message de ma part, répondez simplement « non » : je n’écrirai plus.',
    outShort: 'Répondez NON pour ne plus recevoir de message.',
    regards: 'Au plaisir,',
    short: 'Bonjour {name}, c’est {who}. {promise}',
  },
  en: {
    subject: 'Following up on our meeting',
    hello: 'Hello {name},',
    met: 'It was a pleasure to meet you.',
    metAt: 'It was a pleasure to meet you ({event}).',
    promise: 'As agreed: {promise}',
    out: 'If you would rather not hear from me again, simply reply “no” and I will not write any more.',
    outShort: 'Reply NO to stop receiving messages.',
    regards: 'Best regards,',
    short: 'Hello {name}, this is {who}. {promise}',
  },
};

const filled = (sentence: string, values: Record<string, string>) =>
  sentence.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');

const isFrench = (region: RegionProfile) => region.startsWith('fr');

/** The name one says to somebody one has just met: «Madame Côté» is not known, so both names. */
const salutationName = (contact: Contact) =>
  [contact.givenNames, contact.familyNames]
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ');

/**
 * A draft in the language of `region`, said with "vous": who writes and for whom, and a way not to be written to again
 * (CASL s. 6(2) wants both in every commercial message; the address to answer is the message's own).
 */
export function followUpDraft(contact: Contact, sender: Card | null, event: string, region: RegionProfile): Draft {
  const words = WORDS[isFrench(region) ? 'fr' : 'en'];
  const say = (sentence: string, values: Record<string, string> = {}) => filled(typeset(sentence, region), values);
  const promise = contact.followUp?.promise.trim() ?? '';
  const name = salutationName(contact);
  const body = [
    name === '' ? say(words.hello, { name: '' }).replace(' ,', ',') : say(words.hello, { name }),
    event === '' ? say(words.met) : say(words.metAt, { event }),
    ...(promise === '' ? [] : [say(words.promise, { promise })]),
    [say(words.regards), ...signatureOf(sender)].join('\n'),
    say(words.out),
  ].join('\n\n');
  return { subject: say(words.subject), body };
}

/** The same for a telephone's screen. */
export function followUpMessage(contact: Contact, sender: Card | null, region: RegionProfile): string {
  const words = WORDS[isFrench(region) ? 'fr' : 'en'];
  const say = (sentence: string, values: Record<string, string> = {}) => filled(typeset(sentence, region), values);
  const [who = '', organisation = ''] = signatureOf(sender);
  const promise = contact.followUp?.promise.trim() ?? '';
  const said = say(words.short, {
    name: salutationName(contact),
    who: organisation === '' ? who : `${who} (${organisation})`,
    promise: promise === '' ? say(words.met) : say(words.promise, { promise }),
  }).trim();
  return `${/[.!?…]$/.test(said) ? said : `${said}.`} ${say(words.outShort)}`;
}

function signatureOf(sender: Card | null): string[] {
  if (sender === null) return [];
  const [name, organisation] = [fullNameOf(sender), organisationOf(sender)];
  return [name, organisation === name ? '' : organisation].filter(Boolean);
}

export type Todo = { row: Row; followUp: FollowUp; when: 'late' | 'today' | 'soon' | 'later' };

/** Who is to be written to or called, the earliest day first. `today` is the owner's own day, RFC 3339 `full-date`. */
export function todoOf(rows: readonly Row[], today: string): Todo[] {
  const week = addDays(today, 7);
  const when = (day: string) => (day < today ? 'late' : day === today ? 'today' : day <= week ? 'soon' : 'later');
  return rows
    .flatMap((row) =>
      row.followUp === null ? [] : [{ row, followUp: row.followUp, when: when(row.followUp.day) } as const],
    )
    .toSorted((a, b) => compare(a.followUp.day, b.followUp.day) || compare(a.row.name, b.row.name));
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** The owner's own day of an instant: `offsetMinutes` is what Date's getTimezoneOffset says. */
export const dayOf = (atMs: number, offsetMinutes: number): string =>
  new Date(atMs - offsetMinutes * 60_000).toISOString().slice(0, 10);

/** `count` days after `day`, in the calendar: no clock change moves it. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
