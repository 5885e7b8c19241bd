/** A number and its extension, '' when it has none. */
export type PhoneReading = { number: string; extension: string };

/**
 * The marks that announce an extension: words in French and English, the characters of a dial string (`,` or `p` is a
 * pause, `;` or `w` a wait), `#`, and RFC 3966's `;ext=`.
 */
const WORD = String.raw`(?:poste|post|extension|extn?|ext|int(?:erne)?|loc(?:al)?|x|p)\.?\s*(?:n[o°]\.?)?\s*[:#=]*`;
const DIAL_MARK = '(?:[,;]+|[pw]+|#)';

const WITH_WORD = new RegExp(String.raw`^(.*?\d[^\da-z]*?)[\s,;(\[–-]*\b${WORD}\s*(\d{1,10}[#*]?)\s*[)\]]?\s*$`, 'iu');
/** `5142859286x123`: the word follows a digit, so that no word boundary precedes it. */
const GLUED_WORD = /^(.*\d)(?:x|p\.?|w|ext\.?|poste\.?)(\d{1,10}[#*]?)\s*$/iu;
const WITH_MARK = new RegExp(String.raw`^(.*\d)[\s)]*?\s*${DIAL_MARK}\s*(\d{1,6}[#*]?)\s*$`, 'iu');
/** Several pauses, or a final `#`, announce a longer code, such as a conference's. */
const WITH_PAUSES = /^(.*\d)\s*(?:[,;]{2,}|[,;](?=\d+#))\s*(\d{1,10}[#*]?)\s*$/u;
const PATTERNS = [WITH_WORD, GLUED_WORD, WITH_PAUSES, WITH_MARK];

/** Fewer digits before the mark are a service code (`#31#0612345678`), not a number that has an extension. */
const NUMBER_DIGITS_MIN = 7;

/**
 * Separates a telephone number from its extension, in any of the ways people and programs write it. The extension has
 * digits, and `*` or `#` at its end; '' when there is none.
 */
export function splitExtension(typed: string): PhoneReading {
  // Parameters after the extension of a `tel:` URI (RFC 3966 §3) say nothing that is dialled.
  const text = typed.trim().replace(/(;ext=[\d*#]+)(?:;[a-z-]+(?:=[^;]*)?)+$/i, '$1');
  for (const pattern of PATTERNS) {
    const [, before, extension] = pattern.exec(text) ?? [];
    if (before === undefined || extension === undefined) continue;
    const number = before.replace(/[\s,;([–-]+$/u, '');
    if (number.replace(/\D/g, '').length >= NUMBER_DIGITS_MIN && !number.startsWith('#') && !number.startsWith('*'))
      return { number, extension };
  }
  return { number: text, extension: '' };
}
