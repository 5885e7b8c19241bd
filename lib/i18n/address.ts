import type { PostalAddress } from '../card/card';
import type { RegionProfile } from './locales';

/** Canada Post's two-letter codes and what each province is called in an address in French. */
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
/** Those whose English name is not the French one without its accents. */
const PROVINCES_EN: Record<string, string> = {
  BC: 'British Columbia',
  NB: 'New Brunswick',
  NL: 'Newfoundland and Labrador',
  NS: 'Nova Scotia',
  NT: 'Northwest Territories',
  PE: 'Prince Edward Island',
};
const CODES: Record<string, string> = Object.fromEntries(
  [...Object.entries(PROVINCES_FR), ...Object.entries(PROVINCES_EN)].map(([code, name]) => [plain(name), code]),
);

/**
 * An address as its country's post office and its region's language write it, a line an item, empty lines left out.
 * Québec: `Montréal (Québec)  H3G 1M8`; English Canada: `Montréal QC  H3G 1M8`; France: `75002 Paris` (NF Z10-011,
 * softened: no capitals on a card); United States: `Albany, NY 12207`. The country's own rules win over the owner's
 * region when it is said; the country itself is written only when it is said.
 */
export function formatAddress(address: PostalAddress, region: RegionProfile): string[] {
  const { streetAddress, extendedAddress, countryName } = trimmed(address);
  const lines = [
    streetAddress,
    extendedAddress,
    placeLine(trimmed(address), rulesFor(region, countryName)),
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
      const name = PROVINCES_FR[CODES[plain(region)] ?? region.toUpperCase()] ?? region;
      return spaced([locality, name === '' ? '' : `(${name})`], postalCode);
    }
    case 'en-CA':
      return spaced([locality, CODES[plain(region)] ?? region], postalCode);
  }
}

/** Two spaces before a Canadian postal code; the first does not break, the pair does not collapse. */
function spaced(place: string[], postalCode: string): string {
  const said = place.filter(Boolean).join(' ');
  return [said, postalCode].filter(Boolean).join('\u00a0\u00a0');
}

function rulesFor(region: RegionProfile, countryName: string): RegionProfile {
  const country = plain(countryName);
  if (country === 'france') return 'fr-FR';
  if (country === 'canada') return region.startsWith('fr') ? 'fr-CA' : 'en-CA';
  if (['usa', 'us', 'etats-unis', 'united states', 'united states of america'].includes(country)) return 'en-US';
  return region;
}

function trimmed(address: PostalAddress): PostalAddress {
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

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
