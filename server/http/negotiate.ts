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
  const cache = new BoundedCache<Value>(MEMO_BYTES);
  return (header = '') => {
    const cached = cache.get(header);
    if (cached !== undefined) return cached;
    const value = parse(header);
    cache.set(header, value, 2 * header.length + 100);
    return value;
  };
}

/**
 * Returns the best encoding that the request accepts; `identity` if it names neither or refuses both with `q=0` (RFC
 * 9110 §12.5.3).
 */
export const encodingFor = memoized<Encoding | 'identity'>((header) => {
  if (header === '') return 'identity';
  const accepted = new Negotiator({ headers: { 'accept-encoding': header } }).encodings(['br', 'gzip']);
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : 'identity';
});

/** Language tags in order of weight, without those with `q=0` (RFC 9110 §12.5.4). */
const languagesOf = memoized<readonly string[]>((header) =>
  header === '' ? [] : new Negotiator({ headers: { 'accept-language': header } }).languages(),
);

const localeOfTag = (tag: string) => tag.toLowerCase().split('-')[0] ?? '';

/** Returns the first supported locale that the request accepts, else French. */
export const localeFor = (acceptLanguage: string | undefined): Locale =>
  languagesOf(acceptLanguage).map(localeOfTag).find(isLocale) ?? DEFAULT_LOCALE;

/**
 * Returns the visitor's region: for the language requested with `?l=`, else the browser's; the owner's region if it has
 * the same language.
 */
export function regionFor(
  acceptLanguage: string | undefined,
  requestedLocale: string | undefined,
  ownerRegion: RegionProfile | null,
): RegionProfile {
  const locale =
    requestedLocale !== undefined && isLocale(requestedLocale) ? requestedLocale : localeFor(acceptLanguage);
  if (ownerRegion !== null && localeOf(ownerRegion) === locale) return ownerRegion;
  return guessRegionProfile(locale, languagesOf(acceptLanguage));
}
