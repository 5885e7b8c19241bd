import type { Card } from '../card/card';
import { fullNameOf, isTelephone, organisationOf } from '../card/card';
import { displayWebAddress } from '../card/problems';
import { formatAddress } from '../i18n/address';
import type { RegionProfile } from '../i18n/locales';
import { formatPhone } from '../i18n/phone';

/** The properties that can be printed besides the name: who the person is, then how to reach them. */
export const WHO_ROLES = ['pronouns', 'title', 'organisation', 'headline'] as const;
export const REACH_ROLES = ['phone', 'email', 'website', 'address'] as const;
export type LineRole = (typeof WHO_ROLES)[number] | (typeof REACH_ROLES)[number];

/** One entry of the card as printed; an address has several lines. `key` stays the same when the text changes. */
export type CardLine = { key: string; role: LineRole; text: string };

/** A card's entries, formatted for one region, in print order. */
export type CardLines = { name: string; entries: CardLine[] };

/** The owner's choice of printed entries, as keys or roles; entries in `order` come first. */
type LineSelection = {
  leftOut: readonly string[];
  order: readonly string[];
};

/** Texts that the back of a bilingual card prints instead of the front's. */
export type OtherSideText = { title: string; organisation: string; headline: string };
const NO_OTHER_TEXT: OtherSideText = { title: '', organisation: '', headline: '' };

/** Returns the other side's text if there is one, else the card's own; '' when the card leaves the property empty. */
const chooseSideText = (own: string, other: string): string => (own.trim() === '' ? '' : other.trim() || own);

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
    { key: 'address', role: 'address', text: formatAddress(card.address, region).join('\n') },
  ];
  return all.map((entry) => ({ ...entry, text: entry.text.trim() })).filter(({ text }) => text !== '');
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
  return { name: fullNameOf(card), entries: entries.toSorted((a, b) => rank(a) - rank(b)) };
}
