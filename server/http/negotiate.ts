import Negotiator from 'negotiator';
import {
  DEFAULT_LOCALE,
  guessRegionProfile,
  isLocale,
  type Locale,
  localeOf,
  type RegionProfile,
} from '../../lib/i18n/locales';
import { BoundedCache } from '../bounded-cache';

export type Encoding = 'br' | 'gzip';

/** Browsers send a few hundred different values of these headers: each is parsed once. */
const MEMO_BYTES = 256 * 1024;

function memoized<Value>(parse: (header: string) => Value): (header: string | undefined) => Value {
  const known = new BoundedCache<Value>(MEMO_BYTES);
  return (header = '') => {
    const found = known.get(header);
    if (found !== undefined) return found;
    const value = parse(header);
    known.set(header, value, 2 * header.length + 100);
    return value;
  };
}

/** The better of the encodings a request accepts; `identity` when it names neither, or refuses both with `q=0`. RFC 9110 §12.5.3 */
export const encodingFor = memoized<Encoding | 'identity'>((header) => {
  if (header === '') return 'identity';
  const accepted = new Negotiator({ headers: { 'accept-encoding': header } }).encodings(['br', 'gzip']);
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : 'identity';
});

/** Language tags by weight, those with `q=0` left out. RFC 9110 §12.5.4 */
const languagesOf = memoized<readonly string[]>((header) =>
  header === '' ? [] : new Negotiator({ headers: { 'accept-language': header } }).languages(),
);

const localeOfTag = (tag: string) => tag.toLowerCase().split('-')[0] ?? '';

/** The first of our languages that a request accepts, else French. */
export const localeFor = (acceptLanguage: string | undefined): Locale =>
  languagesOf(acceptLanguage).map(localeOfTag).find(isLocale) ?? DEFAULT_LOCALE;

/** How a visitor reads: the language asked for by `?l=`, else the browser's; in the owner's region where it is the same language. */
export function regionFor(
  acceptLanguage: string | undefined,
  chosen: string | undefined,
  owners: RegionProfile | null,
): RegionProfile {
  const locale = chosen !== undefined && isLocale(chosen) ? chosen : localeFor(acceptLanguage);
  if (owners !== null && localeOf(owners) === locale) return owners;
  return guessRegionProfile(locale, languagesOf(acceptLanguage));
}
