/** Scripts that are written together (UTS 39 §5.1, "Highly Restrictive"). Anything else in one label is a mix. */
const TOGETHER: readonly (readonly string[])[] = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];
const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Thai',
  'Georgian',
  'Cherokee',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Bopomofo',
] as const;
const PATTERNS = SCRIPTS.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const);

/** Cyrillic, Greek and Armenian letters that are drawn like Latin ones (UTS 39, confusables.txt): `аррӏе` reads "apple". */
const LIKE_LATIN = /^[аеорсухіјѕһԁԛԝӏвкмнтгпьբοαρντυικχωѵղսհոօզա0-9-]+$/u;

function isSuspicious(label: string): boolean {
  const scripts = PATTERNS.filter(([, pattern]) => pattern.test(label)).map(([script]) => script);
  if (scripts.length > 1) return !TOGETHER.some((group) => scripts.every((script) => group.includes(script)));
  return scripts[0] !== 'Latin' && LIKE_LATIN.test(label) && /\p{L}/u.test(label);
}

/** The host of a web or email address, as written; '' if there is none. */
function hostOf(address: string): string {
  const afterScheme = address.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const authority = afterScheme.split(/[/?#]/, 1)[0] ?? '';
  return (authority.split('@').at(-1) ?? '').replace(/:\d*$/, '');
}

/** The ASCII form of a host (RFC 5890): `xn--…`; `null` if it has none. */
function asciiHost(host: string): string | null {
  try {
    return new URL(`https://${host}`).hostname;
  } catch {
    return null;
  }
}

/**
 * Returns the real host of an address that imitates another one with letters of another script (a homograph, UTS 39 §4); `null`
 * for any other address.
 */
export function homographHost(address: string): string | null {
  const host = hostOf(address).normalize('NFKC').toLowerCase();
  return /[^\0-\x7f]/.test(host) && host.split('.').some(isSuspicious) ? asciiHost(host) : null;
}

/** The address as displayed: followed by its real host if it imitates another one. */
export function revealedAddress(address: string): string {
  const host = homographHost(address);
  return host === null ? address : `${address} (${host})`;
}
