import type { Card } from '../card/card';
import { fullNameOf, isTelephone, organisationOf } from '../card/card';
import { displayWebAddress } from '../card/problems';
import { formatAddress } from '../i18n/address';
import type { RegionProfile } from '../i18n/locales';
import { formatPhone } from '../i18n/phone';

/** The properties that can be printed besides the name: who the person is, then how to reach them. */
const WHO_ROLES = ['pronouns', 'title', 'organisation', 'headline'] as const;
const REACH_ROLES = ['phone', 'email', 'website', 'address'] as const;
export type LineRole = (typeof WHO_ROLES)[number] | (typeof REACH_ROLES)[number];

/** One entry of the card as printed; an address has several lines. `key` stays the same when the text changes. */
export type CardLine = { key: string; role: LineRole; text: string };

/**
 * A card's entries, formatted for one region, in print order. `givenNames` and `familyNames` are parts of `name`, empty
 * when nobody is named; `initials` are one or two capitals.
 */
export type CardLines = {
  name: string;
  givenNames: string;
  familyNames: string;
  initials: string;
  entries: CardLine[];
};

/** The owner's choice of printed entries, as keys or roles; entries in `order` come first. */
type LineSelection = {
  leftOut: readonly string[];
  order: readonly string[];
};

/** Texts that the back of a bilingual card prints instead of the front's. */
export type OtherSideText = { title: string; organisation: string; headline: string };

/** Texts that only some designs print: a licence number, services offered, and when an urgent call is answered. */
export type CardTexts = { licence: string; services: readonly string[]; urgent: string };

const NO_OTHER_TEXT: OtherSideText = { title: '', organisation: '', headline: '' };

/** Returns the other side's text if there is one, else the card's own; '' when the card leaves the property empty. */
const chooseSideText = (own: string, other: string): string => (own.trim() === '' ? '' : other.trim() || own);

const HOME_COUNTRIES: Record<RegionProfile, RegExp> = {
  'fr-CA': /^canada$/i,
  'en-CA': /^canada$/i,
  'fr-FR': /^france$/i,
  'en-US': /^(?:usa|u\.s\.a\.|us|u\.s\.|united states(?: of america)?|[ée]tats-unis(?: d[’']am[ée]rique)?)$/i,
};

/** The halves of a Canadian postal code stay together. */
const bindPostalCode = (text: string): string => text.replace(/\b([A-Z]\d[A-Z]) (\d[A-Z]\d)\b/gi, '$1\u00a0$2');

/** A card handed out at home does not say which country that is. */
const withoutHomeCountry = (address: Card['address'], region: RegionProfile): Card['address'] =>
  HOME_COUNTRIES[region].test(address.countryName.trim()) ? { ...address, countryName: '' } : address;

/** Returns every entry the card could print, formatted for `region`, without the empty ones. */
export function cardLines(card: Card, region: RegionProfile, other: OtherSideText = NO_OTHER_TEXT): CardLine[] {
  const name = fullNameOf(card);
  const organisation = organisationOf(card);
  const all: CardLine[] = [
    { key: 'pronouns', role: 'pronouns', text: card.pronouns },
    { key: 'title', role: 'title', text: chooseSideText(card.title, other.title) },
    {
      key: 'organisation',
      role: 'organisation',
      text: organisation === name ? '' : chooseSideText(organisation, other.organisation),
    },
    { key: 'headline', role: 'headline', text: chooseSideText(card.headline, other.headline) },
    ...card.phones.filter(isTelephone).map(({ id, number, extension }): CardLine => {
      const text = number.trim() === '' ? '' : formatPhone(number, extension, region);
      return { key: `phone:${id}`, role: 'phone', text };
    }),
    ...card.emails.map(({ id, address }): CardLine => ({ key: `email:${id}`, role: 'email', text: address })),
    { key: 'website', role: 'website', text: displayWebAddress(card.website) },
    {
      key: 'address',
      role: 'address',
      text: bindPostalCode(formatAddress(withoutHomeCountry(card.address, region), region).join('\n')),
    },
  ];
  return all
    .map((entry) => ({ ...entry, text: entry.text.replace(/[\t\v\f]+/g, ' ').trim() }))
    .filter(({ text }) => text !== '');
}

/** Returns the name and the entries to print, in the chosen order. */
export function selectedLines(
  card: Card,
  region: RegionProfile,
  { leftOut, order }: LineSelection,
  other: OtherSideText = NO_OTHER_TEXT,
): CardLines {
  const isLeftOut = ({ key, role }: CardLine) => leftOut.includes(key) || leftOut.includes(role);
  const rank = ({ key, role }: CardLine) => {
    const position = order.findIndex((wanted) => wanted === key || wanted === role);
    return position < 0 ? order.length : position;
  };
  const entries = cardLines(card, region, other).filter((entry) => !isLeftOut(entry));
  const name = fullNameOf(card);
  return {
    name,
    givenNames: card.givenNames.trim(),
    familyNames: card.familyNames.trim(),
    initials: initialsOf(card.givenNames, card.familyNames) || initialsOf(name, ''),
    entries: entries.toSorted((a, b) => rank(a) - rank(b)),
  };
}

const firstLetter = (word: string): string => {
  const letter = /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? '';
  return letter.toLocaleUpperCase('fr');
};

/**
 * Returns the first letters of the given and the family name, without a particle in lower case («de la Sablonnière» is
 * S, «De la Sablonnière» is D). Without a family name: the first letters of the first two words.
 */
function initialsOf(givenNames: string, familyNames: string): string {
  const [given = '', second = ''] = givenNames.trim().split(/[\s-]+/);
  const family = familyNames.trim().replace(/^(?:(?:d[eu]|des|la|le|les|van|von|den|der|el|al)\s+)+/u, '');
  const letters = (family === '' ? [given, second] : [given, family]).map(firstLetter);
  // Letters that are joined in writing are no initials: one stands alone.
  return letters.some((letter) => /\p{sc=Arabic}/u.test(letter)) ? (letters[0] ?? '') : letters.join('');
}
