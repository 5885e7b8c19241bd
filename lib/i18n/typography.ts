import type { RegionProfile } from './locales';

const NBSP = '\u00a0';
const NARROW_NBSP = '\u202f';

/**
 * Applies the region's spaces to an interface sentence. English is returned as is. French has U+00A0 before a colon and inside « », and in France U+202F before ; ! ? (Québec uses none on screen:
 * Office québécois de la langue française). The source has a plain space before a colon and none before ; ! ?
 * (scripts/check/messages.mjs checks it). Colons inside hours and addresses have no space before them in the source and are
 * left alone.
 */
export function typeset(sentence: string, region: RegionProfile): string {
  if (region === 'en-CA' || region === 'en-US') return sentence;
  const common = sentence.replace(/ :/g, `${NBSP}:`).replace(/«\s?/g, `«${NBSP}`).replace(/\s?»/g, `${NBSP}»`);
  return region === 'fr-FR' ? common.replace(/(?<=[\p{L}\p{N})»…])([;!?])/gu, `${NARROW_NBSP}$1`) : common;
}
