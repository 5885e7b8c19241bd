import { type PhoneReading, splitExtension } from './extension';
import { foldText } from './fold-text';

/**
 * Countries whose national numbers have as many digits as North America's, without a zero before them (ITU-T E.164
 * national plans), in French, English and their own language.
 */
const TEN_DIGITS = new Set(
  'china,chine,pr china,p r china,cn,india,inde,bharat,in,brazil,bresil,brasil,br,mexico,mexique,mx,russia,russie,russian federation,ru,turkey,turquie,turkiye,tr,colombia,colombie,co,argentina,argentine,ar,philippines,ph,venezuela,ve,pakistan,pk,iran,ir,kazakhstan,kz,bangladesh,bd,nigeria,ng'.split(
    ',',
  ),
);
const NORTH_AMERICA = /^(?:canada|ca|usa|us|u s a|united states(?: of america)?|etats unis(?: d amerique)?)$/;

/**
 * Reads numbers beside an address: a national number of that country is kept as typed, not given +1. Digits written
 * with a country code are read as ever.
 *
 * @param countries the country names of the person's addresses, as written
 */
export function phoneReaderBeside(
  countries: readonly string[],
  readPhone: (typed: string) => PhoneReading,
): (typed: string) => PhoneReading {
  const folded = countries.map(foldText).filter(Boolean);
  const isElsewhere =
    folded.some((country) => TEN_DIGITS.has(country)) && !folded.some((country) => NORTH_AMERICA.test(country));
  if (!isElsewhere) return readPhone;
  return (typed) => {
    const read = readPhone(typed);
    const isNational = read.number.startsWith('+1') && !/^[\s(]*(?:\+|00|1[\s.-])/.test(typed);
    return isNational ? splitExtension(typed) : read;
  };
}
