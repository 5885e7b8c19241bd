import { normalizeSteps } from './dial';

/** A number and its extension, '' when it has none. */
export type PhoneReading = { number: string; extension: string };

/**
 * The marks that announce an extension: words in French, English, Spanish and German, the characters of a dial string
 * (`,` or `p` is a pause, `;` or `w` a wait), `#`, and RFC 3966's `;ext=`.
 */
const LONG_WORDS = '(?:poste|post|extension|extensión|extn?|ext|durchwahl|anexo|int(?:erne|erno)?|loc(?:al)?)';
const WORD = String.raw`(?:${LONG_WORDS}|ex|x|p)\.?\s*(?:n(?:[o°º]|um[eé]ro)\.?)?\s*[:：#=]*`;
const DIAL_MARK = '(?:[,;]+|[pw]+|#)';

/** An extension in a text: its words and its digits. */
export const EXTENSION_WORDS = new RegExp(String.raw`(?<!\p{L})${WORD}\s*\d+`, 'giu');

/** What is dialled: digits, `*` and `#`, with a pause or a wait between the steps of a menu (`45,2`). */
const STEPS = String.raw`(?:\s*(?:[,;]+|[pw]+)\s*[*#]?\d{1,10}[#*]?)*`;
const AFTER_WORD = String.raw`(\d{1,10}[#*]?${STEPS}|\d{1,3}[ -]\d{3})`;
const AFTER_MARK = String.raw`(\d{1,6}[#*]?${STEPS})`;
/** Several pauses, or a final `#`, announce a longer code, such as a conference's. */
const AFTER_PAUSES = String.raw`(\d{1,10}[#*]?${STEPS})`;

/** Fewer digits before the mark are a service code (`#31#0612345678`), not a number that has an extension. */
const NUMBER = String.raw`^((?:\D*\d){7,}?`;
/** A closing bracket, a final point, and words in brackets that name the line: «poste 45 (bureau)». */
const END = String.raw`[\s.,;)\]]*(?:[([][^\d()[\]]{1,40}[)\]][\s.,;]*)?$`;

const PATTERNS = [
  new RegExp(
    String.raw`${NUMBER}[^\d\p{L}]*(?:[([][^\d()[\]]{1,40}[)\]])?)[^\d\p{L}]*(?:${WORD}|×|w)\s*${AFTER_WORD}${END}`,
    'iu',
  ),
  new RegExp(String.raw`${NUMBER})[\s)]*(?:[,;]{2,}|[,;](?=\d+#))\s*${AFTER_PAUSES}${END}`, 'iu'),
  new RegExp(String.raw`${NUMBER})[\s)]*${DIAL_MARK}+\s*${AFTER_MARK}${END}`, 'iu'),
];

/** The extension comes first: «Poste 45, 418 555-0122». Fewer than ten digits after it may be the end of one number. */
const EXTENSION_FIRST = new RegExp(
  String.raw`^[\s([]*${LONG_WORDS}\.?\s*(?:n[o°]\.?)?\s*[:#]*\s*(\d{1,6})\s*[)\]]?[\s,;:/–-]+((?:\D*\d){10,}\D*)$`,
  'iu',
);

/** A number without any mark: most of them. */
const PLAIN = /^\+?[\d\s().-]*$/;

/** RFC 3966 §3: of a number of any length. */
const EXTENSION_PARAMETER = /^(.*\d);ext=([\d*#-]*\d[*#]?)$/i;

/** Parameters of a `tel:` URI other than the extension (RFC 3966 §3) say nothing that is dialled. */
const OTHER_PARAMETERS = /;(?!ext=)[a-z-]+(?:=[^;]*)?(?=;|$)/gi;

/**
 * Separates a telephone number from its extension, in any of the ways people and programs write it. The extension has
 * digits, `*` and `#`, and `,` or `;` between the steps of a menu; '' when there is none.
 */
export function splitExtension(typed: string): PhoneReading {
  const trimmed = typed.trim();
  const text = /;ext=/i.test(trimmed) ? trimmed.replace(OTHER_PARAMETERS, '') : trimmed;
  if (PLAIN.test(text) || /^[#*]/.test(text)) return { number: text, extension: '' };
  const [, uri, parameter] = EXTENSION_PARAMETER.exec(text) ?? [];
  if (uri !== undefined && parameter !== undefined) return { number: uri, extension: normalizeSteps(parameter) };
  for (const pattern of PATTERNS) {
    const [, before, code] = pattern.exec(text) ?? [];
    if (before !== undefined && code !== undefined)
      return { number: before.replace(/[\s,;([–-]+$/u, ''), extension: normalizeSteps(code) };
  }
  const [, code, number] = EXTENSION_FIRST.exec(text) ?? [];
  return code === undefined || number === undefined
    ? { number: text, extension: '' }
    : { number: number.trim(), extension: code };
}

/** Reads a text that holds only an extension: `45`, «poste 45», `#45`; '' when it has no digit. */
export function extensionIn(text: string): string {
  const [code = ''] = new RegExp(String.raw`[*#]?\d{1,10}[#*]?${STEPS}`, 'iu').exec(text) ?? [];
  return normalizeSteps(code.replace(/^[#*](?=\d)/, ''));
}
