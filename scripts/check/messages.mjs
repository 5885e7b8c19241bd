// Checks the message catalogues: every key exists in both languages, is used, and has the same placeholders; French
// messages leave spacing to the typesetter.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { en } from '../../lib/i18n/messages/app/en.ts';
import { fr } from '../../lib/i18n/messages/app/fr.ts';
import { regionMessages } from '../../lib/i18n/messages/app/regions.ts';
import { bookEn } from '../../lib/i18n/messages/book/en.ts';
import { bookFr } from '../../lib/i18n/messages/book/fr.ts';
import { bookRegionMessages } from '../../lib/i18n/messages/book/regions.ts';
import { exchangeEn } from '../../lib/i18n/messages/exchange/en.ts';
import { exchangeFr } from '../../lib/i18n/messages/exchange/fr.ts';
import { exchangeRegionMessages } from '../../lib/i18n/messages/exchange/regions.ts';
import { printEn } from '../../lib/i18n/messages/print/en.ts';
import { printFr } from '../../lib/i18n/messages/print/fr.ts';
import { printRegionMessages } from '../../lib/i18n/messages/print/regions.ts';
import { SCREENS } from '../../lib/i18n/screens.ts';
import { ROOT } from '../run.mjs';

const placeholdersOf = (sentence) =>
  [...sentence.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)]
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
function unusedBuiltKeys(keys, sources) {
  const isBuilt = (key) => {
    const parts = key.split('.');
    return parts.some((_, count) => {
      const start = count === 0 ? '' : `${parts.slice(0, count).join('.')}.`;
      return start !== '' && sources.some((source) => source.includes(`\`${start}${'${'}`));
    });
  };
  return unusedKeys(keys, sources).filter((key) => !isBuilt(key));
}

/** Placeholders that hold a number. */
const NUMBERS =
  'added backDx backDy bleed cards changed clients contacts count dpi dx dy followedUp given height least line merged met most percent position received same side skipped width'.split(
    ' ',
  );

/** Messages in which a number is followed by a word without the forms of CLDR's plural rules: "{count} times". */
export function pluralProblems(messages, numbers = NUMBERS) {
  const unit = '(?:%|×|mm|cm|po|in|of|sur|out of|and|et)(?![\\p{L}\\p{N}])';
  const bare = new RegExp(`\\{(?:${numbers.join('|')})\\} (?!${unit})\\p{L}`, 'u');
  const forms = /\{\w+\|([^}]*)\}/g;
  return Object.entries(messages).flatMap(([key, sentence]) => {
    if (bare.test(sentence)) return `«${key}»: write {count|one form|other form} for a number before a word`;
    const wrong = [...sentence.matchAll(forms)].some(
      ([, text]) => text.split('|').length !== 2 || text.split('|').some((form) => form.trim() === ''),
    );
    return wrong ? `«${key}»: a plural has two forms, {count|one form|other form}` : [];
  });
}

/** The catalogues, and the folders whose sources may use each. */
const CATALOGUES = [
  { fr, en, regions: regionMessages, folders: ['app', 'components', 'lib'] },
  {
    fr: printFr,
    en: printEn,
    regions: printRegionMessages,
    folders: ['components/print', 'components/codes', 'components/send'],
  },
  {
    fr: bookFr,
    en: bookEn,
    regions: bookRegionMessages,
    folders: [
      'components/book',
      'components/recover',
      'components/lock',
      'components/open',
      'components/settings',
      'components/shell',
      'lib/book',
      'lib/browser',
    ],
  },
  {
    fr: exchangeFr,
    en: exchangeEn,
    regions: exchangeRegionMessages,
    folders: ['components/exchange', 'lib/browser', 'lib/exchange'],
  },
];

/** Keys built from a screen's name, in components/screens.tsx and app/screen-metadata.ts. */
const SCREEN_TITLES = new Set(SCREENS.map((screen) => `${screen}.title`));

export function checkMessages() {
  return CATALOGUES.flatMap((catalogue) => {
    const sources = catalogue.folders.flatMap((top) => [...sourcesUnder(top)]);
    const unused = unusedBuiltKeys(Object.keys(catalogue.fr), sources).filter((key) => !SCREEN_TITLES.has(key));
    return problemsOf(catalogue, unused);
  });
}

function problemsOf({ fr, en, regions }, unused) {
  const problems = [
    ...compareCatalogues(fr, en, 'en'),
    ...frenchSpacingProblems(fr),
    ...pluralProblems(fr),
    ...pluralProblems(en),
  ];
  for (const key of unused) problems.push(`«${key}» is not used`);
  for (const [region, words] of Object.entries(regions)) {
    const reference = region.startsWith('fr') ? fr : en;
    const commonMessages = Object.fromEntries(
      Object.keys(words)
        .filter((key) => key in reference)
        .map((key) => [key, reference[key]]),
    );
    problems.push(...compareCatalogues(commonMessages, words, region));
    if (region.startsWith('fr')) problems.push(...frenchSpacingProblems(words));
  }
  return problems;
}
