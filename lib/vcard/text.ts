/** Escapes one TEXT value. RFC 2426 §4 / RFC 6350 §3.4: backslash, comma, semicolon; a line break becomes `\n`. */
export function escapeText(value: string): string {
  return stripControls(value)
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|\r|\n/g, '\\n');
}

/** Escapes a structured value: each component separately, joined by semicolons; empty ones at the end are kept. */
export function escapeComponents(components: readonly string[]): string {
  return components.map(escapeText).join(';');
}

/** Removes line breaks from a value that is not TEXT (URI, telephone): one could inject another property. */
export function singleLine(value: string): string {
  return stripControls(value)
    .replace(/[\r\n]+/g, ' ')
    .trim();
}

/** RFC 6350 §3.3: VALUE-CHAR excludes control characters except TAB; lone surrogates have no UTF-8 form. */
function stripControls(value: string): string {
  return value.replace(/(?![\t\r\n])\p{Cc}/gu, '').replace(/\p{Surrogate}/gu, '\ufffd');
}
