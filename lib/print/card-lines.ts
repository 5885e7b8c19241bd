import type { Card } from '../card/card';
import { fullNameOf, organisationOf } from '../card/card';
import { displayWebAddress } from '../card/problems';
import { formatAddress } from '../i18n/address';
import type { RegionProfile } from '../i18n/locales';
import { formatPhone } from '../i18n/phone';

/** The properties a card may say on paper beside the name: who this is, then how to reach them. */
export const WHO_ROLES = ['pronouns', 'title', 'organisation', 'headline'] as const;
export const REACH_ROLES = ['phone', 'email', 'website', 'address'] as const;
export type LineRole = (typeof WHO_ROLES)[number] | (typeof REACH_ROLES)[number];

/** One entry of the card as its paper says it; an address is several lines. `key` stays the same while its text changes. */
export type CardLine = { key: string; role: LineRole; text: string };

/** A card's entries in one region's words, in the order they are wanted. */
export type CardLines = { name: string; entries: CardLine[] };

/** What a person said about which entries are printed. Keys or roles, the wanted order first. */
type LineSelection = {
  leftOut: readonly string[];
  order: readonly string[];
};

/** Words the back of a bilingual card says otherwise than its front. */
export type OtherSideText = { title: string; organisation: string; headline: string };
const NO_OTHER_TEXT: OtherSideText = { title: '', organisation: '', headline: '' };

/** The other side's words for something, as long as the card says it at all. */
const said = (own: string, other: string): string => (own.trim() === '' ? '' : other.trim() || own);

/** Everything the card could say, as `region` writes it. */
export function cardLines(card: Card, region: RegionProfile, other: OtherSideText = NO_OTHER_TEXT): CardLine[] {
  const name = fullNameOf(card);
  const organisation = organisationOf(card);
  const all: CardLine[] = [
    { key: 'pronouns', role: 'pronouns', text: card.pronouns },
    { key: 'title', role: 'title', text: said(card.title, other.title) },
    {
      key: 'organisation',
      role: 'organisation',
      text: organisation === name ? '' : said(organisation, other.organisation),
    },
    { key: 'headline', role: 'headline', text: said(card.headline, other.headline) },
    ...card.phones.map(({ id, number, extension }): CardLine => {
      const text = number.trim() === '' ? '' : formatPhone(number, extension, region);
      return { key: `phone:${id}`, role: 'phone', text };
    }),
    ...card.emails.map(({ id, address }): CardLine => ({ key: `email:${id}`, role: 'email', text: address })),
    { key: 'website', role: 'website', text: displayWebAddress(card.website) },
    { key: 'address', role: 'address', text: formatAddress(card.address, region).join('\n') },
  ];
  return all.map((entry) => ({ ...entry, text: entry.text.trim() })).filter(({ text }) => text !== '');
}

/** The name and the entries that are wanted, in the wanted order. */
export function selectedLines(
  card: Card,
  region: RegionProfile,
  { leftOut, order }: LineSelection,
  other: OtherSideText = NO_OTHER_TEXT,
): CardLines {
  const isOut = ({ key, role }: CardLine) => leftOut.includes(key) || leftOut.includes(role);
  const rank = ({ key, role }: CardLine) => {
    const found = order.findIndex((wanted) => wanted === key || wanted === role);
    return found < 0 ? order.length : found;
  };
  const entries = cardLines(card, region, other).filter((entry) => !isOut(entry));
  return { name: fullNameOf(card), entries: entries.toSorted((a, b) => rank(a) - rank(b)) };
}
