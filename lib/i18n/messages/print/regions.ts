import type { RegionProfile } from '../../locales';
import type { printFr } from './fr';

/** Messages whose wording differs by region. */
export const printRegionMessages: Partial<Record<RegionProfile, Partial<Record<keyof typeof printFr, string>>>> = {
  'fr-FR': {
    'print.documentTitle': 'Carte de visite de {name}',
    'print.paper.Letter': 'Format Letter américain, 216 × 279 mm',
    'paper.plain.Letter': 'Papier ordinaire, format Letter américain',
    'accent.burgundy': 'Bordeaux',
    'finding.code_missing': 'Il manque un téléphone ou un e-mail pour faire un code.',
  },
  'en-US': {
    'look.accent': 'Color',
    'ink.full': 'Full color',
    'preset.shop-x1a-icc': 'PDF/X-1a, 3 mm, color profile in the file',
  },
};
