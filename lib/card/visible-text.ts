/** Format characters, which have no glyph: a pasted address may carry a zero-width space, and then bounces. */
const INVISIBLE = /\p{Cf}/gu;
const HAS_INVISIBLE = /\p{Cf}/u;

/** Removes invisible characters from an address, a number or a URL. Names keep theirs: some scripts need a joiner. */
export const withoutInvisible = (text: string): string =>
  HAS_INVISIBLE.test(text) ? text.replace(INVISIBLE, '') : text;

/** Zero-width space, word joiner, byte order mark: characters that no name needs. */
const USELESS = /[\u200b\u2060\ufeff]/g;
const NEEDS_TIDYING = /[\n\r\t\u200b\u2060\ufeff]|^\s|\s$/;

/** Returns a text for a field of one line: a line break or a tab, with the spaces around it, becomes one space. */
export const singleLineText = (text: string): string =>
  NEEDS_TIDYING.test(text)
    ? text
        .replace(USELESS, '')
        .replace(/\s*[\n\r\t]\s*/g, ' ')
        .trim()
    : text;
