/** Writes pauses as `,` and waits as `;`, one between two steps, and removes spaces and hyphens. */
export const normalizeSteps = (code: string): string =>
  code
    .replace(/[\s-]+/g, '')
    .replace(/[,p]+/gi, ',')
    .replace(/[;w]+/gi, ';')
    .replace(/[,;]{2,}/g, ',');

/** Returns what is dialled for an extension as its owner typed it: digits, `*`, `#`, pauses and waits. */
export const dialledExtension = (extension: string): string =>
  normalizeSteps(extension.replace(/[^0-9*#,;]/g, '')).replace(/^[,;]+|[,;]+$/g, '');

/** Returns a number followed, after a pause, by its extension: `+15142859286,150`. */
export function dialString(number: string, extension: string): string {
  const dialled = dialledExtension(extension);
  return dialled === '' ? number : `${number},${dialled}`;
}

/**
 * Returns a `tel:` link that dials the number, then its extension after a pause. In a `tel:` URI a semicolon starts a
 * parameter (RFC 3966 §3): a wait is dialled as a pause.
 */
export const telHref = (number: string, extension: string): string =>
  `tel:${dialString(number, extension).replaceAll(';', ',').replaceAll('#', '%23')}`;
