import type { RegionProfile } from './locales';

const NBSP = '\u00a0';
const NARROW_NBSP = '\u202f';

/** Units that stay on the line of their number, whether the number is in the sentence or in a placeholder. */
const UNIT = String.raw`(?:%|×|°|mm|cm|km|kB|MB|GB|ko|Ko|Mo|Go|ppi|dpi|pt|po|in|h|min|s)(?![\p{L}\p{N}])`;
const NUMBER_AND_UNIT = new RegExp(String.raw`(?<=[\p{N}}]) (?=${UNIT})`, 'gu');
/** A number and the word that it counts: "90 days", "8 cartes". */
const NUMBER_AND_WORD = /(?<=(?:^|[^\p{L}\p{N}])[\p{N}½]+) (?=\p{Ll})/gu;

/**
 * Applies the region's spaces to an interface sentence. A number never separates from its unit or from the word that it
 * counts. French has U+00A0 before a colon and inside « », and in France U+202F before ; ! ? (Québec uses none on screen:
 * Office québécois de la langue française). The source has a plain space before a colon and none before ; ! ?
 * (scripts/check/messages.mjs checks it). Colons inside hours and addresses have no space before them in the source and are
 * left alone.
 */
export function typeset(sentence: string, region: RegionProfile): string {
  const bound = sentence.replace(NUMBER_AND_UNIT, NBSP).replace(NUMBER_AND_WORD, NBSP);
  if (region === 'en-CA' || region === 'en-US') return bound;
  const common = bound.replace(/ :/g, `${NBSP}:`).replace(/«\s?/g, `«${NBSP}`).replace(/\s?»/g, `${NBSP}»`);
  return region === 'fr-FR' ? common.replace(/(?<=[\p{L}\p{N})»…])([;!?])/gu, `${NARROW_NBSP}$1`) : common;
}
