import type { PostalAddress } from '../card/card';
import type { RegionProfile } from './locales';

/** Canada Post's two-letter codes and the name of each province in a French address. */
const PROVINCES_FR: Record<string, string> = {
  AB: 'Alberta',
  BC: 'Colombie-Britannique',
  MB: 'Manitoba',
  NB: 'Nouveau-Brunswick',
  NL: 'Terre-Neuve-et-Labrador',
  NS: 'Nouvelle-Écosse',
  NT: 'Territoires du Nord-Ouest',
  NU: 'Nunavut',
  ON: 'Ontario',
  PE: 'Île-du-Prince-Édouard',
  QC: 'Québec',
  SK: 'Saskatchewan',
  YT: 'Yukon',
};
/** Provinces whose English name is not the French one without its accents. */
const PROVINCES_EN: Record<string, string> = {
  BC: 'British Columbia',
  NB: 'New Brunswick',
  NL: 'Newfoundland and Labrador',
  NS: 'Nova Scotia',
  NT: 'Northwest Territories',
  PE: 'Prince Edward Island',
};
const CODES: Record<string, string> = Object.fromEntries(
  [...Object.entries(PROVINCES_FR), ...Object.entries(PROVINCES_EN)].map(([code, name]) => [normalizeName(name), code]),
);

/**
 * Formats an address by the rules of its country's post office and its region's language, one line per item, without
 * empty lines. Québec: `Montréal (Québec)  H3G 1M8`; English Canada: `Montréal QC  H3G 1M8`; France: `75002 Paris` (NF
 * Z10-011, relaxed: no capitals on a card); United States: `Albany, NY 12207`. The rules of the country, when it is
 * given, override the owner's region; the country itself is written only when it is given.
 */
export function formatAddress(address: PostalAddress, region: RegionProfile): string[] {
  const { streetAddress, extendedAddress, countryName } = trimAddress(address);
  const lines = [
    streetAddress,
    extendedAddress,
    placeLine(trimAddress(address), rulesFor(region, countryName)),
    countryName,
  ];
  return lines.filter((line) => line !== '');
}

function placeLine({ locality, region, postalCode }: PostalAddress, rules: RegionProfile): string {
  switch (rules) {
    case 'fr-FR':
      return [postalCode, locality].filter(Boolean).join(' ');
    case 'en-US':
      return [[locality, region].filter(Boolean).join(', '), postalCode].filter(Boolean).join(' ');
    case 'fr-CA': {
      const name = PROVINCES_FR[CODES[normalizeName(region)] ?? region.toUpperCase()] ?? region;
      return joinPostalCode([locality, name === '' ? '' : `(${name})`], postalCode);
    }
    case 'en-CA':
      return joinPostalCode([locality, CODES[normalizeName(region)] ?? region], postalCode);
  }
}

/** Puts two non-breaking spaces before a Canadian postal code: they neither break nor collapse. */
function joinPostalCode(place: string[], postalCode: string): string {
  const placeText = place.filter(Boolean).join(' ');
  return [placeText, postalCode].filter(Boolean).join('\u00a0\u00a0');
}

function rulesFor(region: RegionProfile, countryName: string): RegionProfile {
  const country = normalizeName(countryName);
  if (country === 'france') return 'fr-FR';
  if (country === 'canada') return region.startsWith('fr') ? 'fr-CA' : 'en-CA';
  if (['usa', 'us', 'etats-unis', 'united states', 'united states of america'].includes(country)) return 'en-US';
  return region;
}

function trimAddress(address: PostalAddress): PostalAddress {
  const { streetAddress, extendedAddress, locality, region, postalCode, countryName } = address;
  return {
    streetAddress: streetAddress.trim(),
    extendedAddress: extendedAddress.trim(),
    locality: locality.trim(),
    region: region.trim(),
    postalCode: postalCode.trim(),
    countryName: countryName.trim(),
  };
}

function normalizeName(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
