import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { type PhoneReading, splitExtension } from '../card/extension';
import { isE164 } from '../card/problems';
import { COUNTRY_OF, type RegionProfile } from './locales';

/** North American Numbering Plan: area and exchange codes start with 2 to 9. Ten digits that do not are not its. */
const NORTH_AMERICAN = /^[2-9]\d{2}[2-9]\d{6}$/;
/** The only numbers of seven digits that can be dialled in Canada. */
const CANADIAN_310 = /^310\d{4}$/;
/** How North America groups ten digits, after an optional 1; France and Brazil group them otherwise. */
const NORTH_AMERICAN_GROUPS =
  /^(?:1 ?)?(?:\d{10}|\d{3} ?\d{7}|\d{6} ?\d{4}|\d{3} \d{3} (?:\d{4}|\d{2} \d{2})|\d(?: \d){9})$/;
const isInNorthAmericanGroups = (text: string) => NORTH_AMERICAN_GROUPS.test(text.replace(/[^\d]+/g, ' ').trim());

/** How many digits may precede the national number: an international prefix and a country code, or a trunk prefix. */
const PREFIX_DIGITS_MAX = 6;

/**
 * Parses a typed number by the conventions of the region: E.164 (ITU-T), and the extension after it («poste 150», "ext.
 * 150"). `null` when it is not a number that can be dialled. Canada's seven-digit 310 numbers have no E.164 form: they
 * are returned as `310-2355`.
 */
export function readPhone(typed: string, region: RegionProfile): PhoneReading | null {
  const { number: text, extension } = splitExtension(typed);
  const digits = text.replace(/\D/g, '');
  const country = COUNTRY_OF[region];
  if (country === 'CA' && CANADIAN_310.test(digits)) return { number: `310-${digits.slice(3)}`, extension };
  const parsed = parsePhoneNumberFromString(text, country);
  if (parsed === undefined || !parsed.isPossible()) return null;
  if (parsed.countryCallingCode === '1' && !NORTH_AMERICAN.test(parsed.nationalNumber)) return null;
  // In the groups of another country, the number is of that country.
  if (country !== 'FR' && !/^\D*\+/.test(text) && parsed.countryCallingCode === '1' && !isInNorthAmericanGroups(text))
    return null;
  // Everything typed must be in the number: letters that stand for digits, or a second number, are not.
  const withoutTrunkPrefix = digits.replace(/^(\d{1,5})0(?=\d{8})/, (all, code: string) =>
    code === parsed.countryCallingCode ? code : all,
  );
  const isWhole = [digits, withoutTrunkPrefix].some(
    (some) => some.endsWith(parsed.nationalNumber) && some.length - parsed.nationalNumber.length <= PREFIX_DIGITS_MAX,
  );
  return isWhole && parsed.ext === undefined ? { number: parsed.number, extension } : null;
}

/** Parses a typed phone number; text that is not a number that can be dialled is kept as typed, and its extension too. */
export function parsePhoneField(typed: string, region: RegionProfile): PhoneReading {
  if (isE164(typed)) return { number: typed, extension: '' };
  return readPhone(typed, region) ?? splitExtension(typed);
}

/** Returns the reader of the numbers in files, codes and photos. */
export const phoneReader =
  (region: RegionProfile) =>
  (typed: string): PhoneReading =>
    parsePhoneField(typed, region);

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
  // Only ten digits are written in groups: fewer are a mistake, which is shown as it is.
  if (national.length !== 10) return number;
  const [area, exchange, line] = [national.slice(0, 3), national.slice(3, 6), national.slice(6)];
  const isTollFree = TOLL_FREE.test(number);
  if (region === 'fr-CA') return `${isTollFree ? '1 ' : ''}${area} ${exchange}-${line}`;
  if (region === 'en-US' && !isTollFree) return `(${area}) ${exchange}-${line}`;
  return `${isTollFree ? '1-' : ''}${area}-${exchange}-${line}`;
}
