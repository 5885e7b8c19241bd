// Checks the message catalogues: every key exists in both languages, is used, and has the same placeholders; French
// messages leave spacing to the typesetter.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { build } from 'esbuild';
import { ROOT } from '../run.mjs';

async function loadCatalogues() {
  const entry = `export { fr } from './lib/i18n/messages/fr'; export { en } from './lib/i18n/messages/en'; export { REGION_WORDS } from './lib/i18n/messages/regions'; export { printFr } from './lib/i18n/messages/print-fr'; export { printEn } from './lib/i18n/messages/print-en'; export { PRINT_REGION_WORDS } from './lib/i18n/messages/print-catalogue'; export { bookFr } from './lib/i18n/messages/book-fr'; export { bookEn } from './lib/i18n/messages/book-en'; export { BOOK_REGION_WORDS } from './lib/i18n/messages/book-catalogue'; export { exchangeFr } from './lib/i18n/messages/exchange-fr'; export { exchangeEn } from './lib/i18n/messages/exchange-en'; export { EXCHANGE_REGION_WORDS } from './lib/i18n/messages/exchange-catalogue';`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

const placeholdersOf = (sentence) =>
  [...sentence.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name)
    .sort()
    .join(' ');

/** Returns the problems of a catalogue compared with a reference catalogue. */
export function compareCatalogues(reference, other, name) {
  const problems = [];
  for (const key of Object.keys(reference)) {
    if (!(key in other)) problems.push(`${name} «${key}» is missing`);
    else if (placeholdersOf(reference[key]) !== placeholdersOf(other[key]))
      problems.push(
        `${name} «${key}» has different placeholders: {${placeholdersOf(other[key])}} instead of {${placeholdersOf(reference[key])}}`,
      );
    else if (other[key].trim() === '') problems.push(`${name} «${key}» is empty`);
  }
  for (const key of Object.keys(other))
    if (!(key in reference)) problems.push(`${name} «${key}» is not in the reference catalogue`);
  return problems;
}

/** Returns the keys that no source contains as a string. */
export function unusedKeys(keys, sources) {
  return keys.filter((key) => !sources.some((source) => source.includes(`'${key}'`)));
}

/** Returns the French messages whose spacing is not left to `typeset`. */
export function frenchSpacingProblems(messages) {
  return Object.entries(messages)
    .filter(
      ([, sentence]) => /[\u00a0\u202f]| [;!?]/.test(sentence) || /[\p{L})]:\s/u.test(sentence) || /'/.test(sentence),
    )
    .map(
      ([key]) =>
        `fr «${key}»: write a plain space before a colon, none before ; ! ?, no special space, and ’ for the apostrophe`,
    );
}

function* sourcesUnder(path) {
  if (!existsSync(ROOT + path)) return;
  for (const name of readdirSync(ROOT + path)) {
    const child = `${path}/${name}`;
    if (child === 'lib/i18n/messages') continue;
    if (statSync(ROOT + child).isDirectory()) yield* sourcesUnder(child);
    else if (/\.(ts|tsx)$/.test(name)) yield readFileSync(ROOT + child, 'utf8');
  }
}

/**
 * Returns the unused keys, counting a key built from parts (`design.` and a design's name) as used if a source contains
 * its prefix in a template literal.
 */
export function unusedBuiltKeys(keys, sources) {
  const isBuilt = (key) => {
    const parts = key.split('.');
    return parts.some((_, count) => {
      const start = count === 0 ? '' : `${parts.slice(0, count).join('.')}.`;
      return start !== '' && sources.some((source) => source.includes(`\`${start}${'${'}`));
    });
  };
  return unusedKeys(keys, sources).filter((key) => !isBuilt(key));
}

export async function checkMessages() {
  const {
    fr,
    en,
    REGION_WORDS,
    printFr,
    printEn,
    PRINT_REGION_WORDS,
    bookFr,
    bookEn,
    BOOK_REGION_WORDS,
    exchangeFr,
    exchangeEn,
    EXCHANGE_REGION_WORDS,
  } = await loadCatalogues();
  const sources = ['app', 'components', 'lib'].flatMap((top) => [...sourcesUnder(top)]);
  const printSources = [...sourcesUnder('components/print')];
  const bookSources = ['components/book', 'lib/book', 'lib/browser'].flatMap((top) => [...sourcesUnder(top)]);
  const exchangeSources = ['components/exchange', 'lib/browser', 'lib/exchange'].flatMap((top) => [
    ...sourcesUnder(top),
  ]);
  return [
    ...problemsOf({ fr, en, regions: REGION_WORDS }, unusedKeys(Object.keys(fr), sources)),
    ...problemsOf(
      { fr: printFr, en: printEn, regions: PRINT_REGION_WORDS },
      unusedBuiltKeys(Object.keys(printFr), printSources),
    ),
    ...problemsOf(
      { fr: bookFr, en: bookEn, regions: BOOK_REGION_WORDS },
      unusedBuiltKeys(Object.keys(bookFr), bookSources),
    ),
    ...problemsOf(
      { fr: exchangeFr, en: exchangeEn, regions: EXCHANGE_REGION_WORDS },
      unusedBuiltKeys(Object.keys(exchangeFr), exchangeSources),
    ),
  ];
}

function problemsOf({ fr, en, regions }, unused) {
  const problems = [...compareCatalogues(fr, en, 'en'), ...frenchSpacingProblems(fr)];
  for (const key of unused) problems.push(`«${key}» is not used`);
  for (const [region, words] of Object.entries(regions)) {
    const reference = region.startsWith('fr') ? fr : en;
    const same = Object.fromEntries(
      Object.keys(words)
        .filter((key) => key in reference)
        .map((key) => [key, reference[key]]),
    );
    problems.push(...compareCatalogues(same, words, region));
    if (region.startsWith('fr')) problems.push(...frenchSpacingProblems(words));
  }
  return problems;
}
