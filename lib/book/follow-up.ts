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

const TEMPLATES: Record<'fr' | 'en', MessageTemplates> = {
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

const fillTemplate = (sentence: string, values: Record<string, string>) =>
  sentence.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');

const isFrench = (region: RegionProfile) => region.startsWith('fr');

/** The name in a greeting: given and family names, since the honorific («Madame Côté») is unknown. */
const salutationName = (contact: Contact) =>
  [contact.givenNames, contact.familyNames]
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ');

/**
 * Drafts an e-mail in the language of `region`, in the formal register ("vous"). It names the sender and their
 * organisation, and offers an unsubscribe mechanism (CASL s. 6(2) requires both in every commercial message; the reply
 * address is the message's own).
 */
export function followUpDraft(contact: Contact, sender: Card | null, event: string, region: RegionProfile): Draft {
  const templates = TEMPLATES[isFrench(region) ? 'fr' : 'en'];
  const fill = (sentence: string, values: Record<string, string> = {}) =>
    fillTemplate(typeset(sentence, region), values);
  const promise = contact.followUp?.promise.trim() ?? '';
  const name = salutationName(contact);
  const body = [
    name === '' ? fill(templates.hello, { name: '' }).replace(' ,', ',') : fill(templates.hello, { name }),
    event === '' ? fill(templates.met) : fill(templates.metAt, { event }),
    ...(promise === '' ? [] : [fill(templates.promise, { promise })]),
    [fill(templates.regards), ...signatureOf(sender)].join('\n'),
    fill(templates.out),
  ].join('\n\n');
  return { subject: fill(templates.subject), body };
}

/** Drafts the same as a short text message. */
export function followUpMessage(contact: Contact, sender: Card | null, region: RegionProfile): string {
  const templates = TEMPLATES[isFrench(region) ? 'fr' : 'en'];
  const fill = (sentence: string, values: Record<string, string> = {}) =>
    fillTemplate(typeset(sentence, region), values);
  const [who = '', organisation = ''] = signatureOf(sender);
  const promise = contact.followUp?.promise.trim() ?? '';
  const message = fill(templates.short, {
    name: salutationName(contact),
    who: organisation === '' ? who : `${who} (${organisation})`,
    promise: promise === '' ? fill(templates.met) : fill(templates.promise, { promise }),
  }).trim();
  return `${/[.!?…]$/.test(message) ? message : `${message}.`} ${fill(templates.outShort)}`;
}

function signatureOf(sender: Card | null): string[] {
  if (sender === null) return [];
  const [name, organisation] = [fullNameOf(sender), organisationOf(sender)];
  return [name, organisation === name ? '' : organisation].filter(Boolean);
}

export type Todo = { row: Row; followUp: FollowUp; when: 'late' | 'today' | 'soon' | 'later' };

/** Returns the planned follow-ups, earliest day first. `today` is the owner's local date, RFC 3339 `full-date`. */
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

/** Returns the owner's local date of an instant; `offsetMinutes` is the result of Date's getTimezoneOffset. */
export const dayOf = (atMs: number, offsetMinutes: number): string =>
  new Date(atMs - offsetMinutes * 60_000).toISOString().slice(0, 10);

/** Returns the calendar date `count` days after `day`, unaffected by daylight saving time. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
