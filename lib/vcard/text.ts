/** Escapes one TEXT value. RFC 2426 §4 / RFC 6350 §3.4: backslash, comma, semicolon; a line break becomes `\n`. */
export function escapeText(value: string): string {
  return stripControls(value)
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|\r|\n/g, '\\n');
}

/** A structured value: components escaped one by one, joined by bare semicolons; empty ones at the end are kept. */
export function escapeComponents(components: readonly string[]): string {
  return components.map(escapeText).join(';');
}

/** For values that are not TEXT (URI, telephone): a line break in one would start a property of somebody else's making. */
export function singleLine(value: string): string {
  return stripControls(value)
    .replace(/[\r\n]+/g, ' ')
    .trim();
}

/** RFC 6350 §3.3 VALUE-CHAR has no control characters but TAB; lone surrogates have no UTF-8 form. */
function stripControls(value: string): string {
  return value.replace(/(?![\t\r\n])\p{Cc}/gu, '').replace(/\p{Surrogate}/gu, '\ufffd');
}
