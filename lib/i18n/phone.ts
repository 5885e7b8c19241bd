import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isE164 } from '../card/problems';
import { COUNTRY_OF, type RegionProfile } from './locales';

export type PhoneReading = { number: string; extension: string };

const EXTENSION_WORDS = /[\s,]*\b(?:poste|p\.|ext\.?|extension|x|#)\s*[.:]?\s*(\d{1,10})\s*$/iu;

/**
 * Parses a typed number by the conventions of the region: E.164 (ITU-T), and the extension after it («poste 150», "ext.
 * 150"). `null` when it is not a number that can be dialled.
 */
export function readPhone(typed: string, region: RegionProfile): PhoneReading | null {
  const extension = EXTENSION_WORDS.exec(typed)?.[1] ?? '';
  const text = extension === '' ? typed : typed.replace(EXTENSION_WORDS, '');
  const parsed = parsePhoneNumberFromString(text, COUNTRY_OF[region]);
  if (parsed === undefined || !parsed.isPossible()) return null;
  return { number: parsed.number, extension: parsed.ext ?? extension };
}

/** Parses a typed phone number; text that is not a number that can be dialled is kept as typed. */
export const parsePhoneField = (typed: string, region: RegionProfile): PhoneReading =>
  readPhone(typed, region) ?? { number: typed.trim(), extension: '' };

/** Returns the reader of a contact file's numbers: E.164, or '' for text that is not a number. */
export const numberReader =
  (region: RegionProfile) =>
  (typed: string): string =>
    isE164(typed) ? typed : (readPhone(typed, region)?.number ?? '');

/** Toll-free area codes of the North American Numbering Plan, written with a leading 1. */
const TOLL_FREE = /^\+1(800|833|844|855|866|877|888)/;

/**
 * Formats a number for the region: `514 285-9286, poste 150` and `1 888 667-9980` in Québec (never dots), `01 23 45 67
 * 89` in France, `514-285-9286, ext. 150` in English Canada, `(514) 285-9286` in the United States. A number of another
 * plan gets the international format. Text that is not E.164 is returned as is.
 */
export function formatPhone(number: string, extension: string, region: RegionProfile): string {
  const parsed = parsePhoneNumberFromString(number);
  const formatted = parsed === undefined ? number : writeNumber(parsed, region);
  if (extension.trim() === '') return formatted;
  return `${formatted}, ${region.startsWith('fr') ? 'poste' : 'ext.'}\u00a0${extension.trim()}`;
}

function writeNumber(parsed: PhoneNumber, region: RegionProfile): string {
  const homeCountry = COUNTRY_OF[region];
  if (parsed.countryCallingCode === '1' && homeCountry !== 'FR')
    return writeNorthAmerican(parsed.nationalNumber, parsed.number, region);
  if (parsed.countryCallingCode === '33' && homeCountry === 'FR') return parsed.formatNational();
  return parsed.formatInternational();
}

function writeNorthAmerican(national: string, number: string, region: RegionProfile): string {
  const [area, exchange, line] = [national.slice(0, 3), national.slice(3, 6), national.slice(6)];
  const isTollFree = TOLL_FREE.test(number);
  if (region === 'fr-CA') return `${isTollFree ? '1 ' : ''}${area} ${exchange}-${line}`;
  if (region === 'en-US' && !isTollFree) return `(${area}) ${exchange}-${line}`;
  return `${isTollFree ? '1-' : ''}${area}-${exchange}-${line}`;
}
