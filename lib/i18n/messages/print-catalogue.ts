import type { Locale, RegionProfile } from '../locales';
import type { printFr } from './print-fr';

export type PrintMessages = typeof printFr;
export type PrintMessageKey = keyof PrintMessages;

/** What a region says otherwise on the print screens. */
export const PRINT_REGION_WORDS: Partial<Record<RegionProfile, Partial<Record<PrintMessageKey, string>>>> = {
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

/** One language's sentences, fetched when a print screen is opened. */
export async function loadPrintMessages(locale: Locale): Promise<Record<PrintMessageKey, string>> {
  return locale === 'fr' ? (await import('./print-fr')).printFr : (await import('./print-en')).printEn;
}
