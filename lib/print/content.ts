import type { Card } from '../card/card';
import { fullNameOf, organisationOf } from '../card/card';
import { displayWebAddress } from '../card/problems';
import { formatAddress } from '../i18n/address';
import type { RegionProfile } from '../i18n/locales';
import { formatPhone } from '../i18n/phone';

/** A card's properties as its paper says them: one region's phones, address and order. */
export type PaperContent = {
  name: string;
  pronouns: string;
  title: string;
  organisation: string;
  headline: string;
  phones: string[];
  emails: string[];
  website: string;
  address: string[];
};

export function paperContent(card: Card, profile: RegionProfile): PaperContent {
  const name = fullNameOf(card);
  const organisation = organisationOf(card);
  return {
    name,
    pronouns: card.pronouns.trim(),
    title: card.title.trim(),
    organisation: organisation === name ? '' : organisation,
    headline: card.headline.trim(),
    phones: card.phones.filter((p) => p.number.trim() !== '').map((p) => formatPhone(p.number, p.extension, profile)),
    emails: card.emails.map((email) => email.address.trim()).filter(Boolean),
    website: displayWebAddress(card.website),
    address: formatAddress(card.address, profile),
  };
}
