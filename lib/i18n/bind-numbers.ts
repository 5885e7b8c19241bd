const NBSP = '\u00a0';

/** Units that stay on the line of their number, whether the number is in the sentence or in a placeholder. */
const UNIT = String.raw`(?:%|×|°|mm|cm|km|kB|MB|GB|ko|Ko|Mo|Go|ppi|dpi|pt|po|in|h|min|s)(?![\p{L}\p{N}])`;
const NUMBER_AND_UNIT = new RegExp(String.raw`(?<=[\p{N}}]) (?=${UNIT})`, 'gu');
/** A number and the word that it counts: "90 days", "8 cartes". */
const NUMBER_AND_WORD = /(?<=(?:^|[^\p{L}\p{N}])[\p{N}½]+) (?=\p{Ll})/gu;

/** Keeps a number on the line of its unit, or of the word that it counts. */
export const bindNumbers = (sentence: string): string =>
  sentence.replace(NUMBER_AND_UNIT, NBSP).replace(NUMBER_AND_WORD, NBSP);
