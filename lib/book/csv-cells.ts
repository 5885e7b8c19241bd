import { CONTACT_LIMITS } from '../card/contact-limits';
import { foldText } from '../card/fold-text';
import { isE164 } from '../card/problems';
import { withoutInvisible } from '../card/visible-text';
import { placeKindOfWords } from '../vcard/labels';
import type { CardReading } from '../vcard/vcard-content';
import type { ColumnTarget } from './csv-columns';

/** A cell that is not empty; `at` is the position of its column. */
export type Cell = { title: string; value: string; target: ColumnTarget; at: number };
/** A value that is kept as text beside a contact. */
export type Text = { property: string; value: string };
/** The cells of the columns of labels, by their pair. */
export type Labels = ReadonlyMap<string, string>;
/** What is no number or no address in a column of them, and a number that a spreadsheet has rounded. */
export type RowDoubt = { code: 'csv.not_a_number' | 'csv.unclear_number' | 'csv.not_an_address'; text: string };

/** A number as a cell writes it, and the words beside it that name its line. */
export type CellNumber = { typed: string; words: string };
/** An address, and the words beside it: «(perso)», «Zoé Roy». */
export type CellMailbox = { address: string; words: string };

/** Undoes the apostrophe that protects a cell from being evaluated by a spreadsheet (csv-write.ts), and a link's formula. */
export const cleanCell = (cell: string): string =>
  withoutInvisible(cell.replace(/^'(?=[=+\-@\t\r])/, ''))
    .trim()
    .replace(/^=HYPERLINK\("(?:mailto:|tel:)?([^"]*)"[;,].*\)$/i, '$1');

/** What people and spreadsheets write for nothing. */
const PLACEHOLDER =
  /^(?:n\/?[ad]|anonymous|anonyme|s[./]?\s?o\.?|aucune?s?|neant|none|null|nil|nan|undefined|vide|sans|inconnue?|unknown|not? (?:applicable|available)|non (?:applicable|disponible|fourni|communique)|(?:pas|no) (?:de |d )?(?:courriel|email|e mail|mail|adresse|telephone|tel|phone|fax|cell|cellulaire|site|site web)|ref|value|name|div 0|xx*)$/;

/** Whether a cell of numbers, addresses or extensions says that there is none: `n/a`, `-`, «aucun». */
export const isPlaceholder = (cell: string): boolean => {
  if (cell.length > PLACEHOLDER_MAX) return false;
  const folded = foldText(cell);
  return folded === '' || PLACEHOLDER.test(folded) || PLACEHOLDER.test(cell.trim().toLowerCase());
};
const PLACEHOLDER_MAX = 40;

const IS_ASCII = /^[\x20-\x7e]*$/;
/** Spaces as one, digits of other scripts as ASCII, and without the `.0` that a spreadsheet adds to a number. */
const tidyNumber = (cell: string) =>
  (IS_ASCII.test(cell) ? cell : cell.slice(0, CONTACT_LIMITS.note).normalize('NFKC'))
    .slice(0, CONTACT_LIMITS.note)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/(?<=\d) ?[·•_] ?(?=\d)/g, ' ')
    .trim()
    .replace(/^(\d{7,15})\.0$/, '$1');

/** The longest text that is one number and the words beside it. */
const NUMBER_MAX = 120;

/** Separators between several values of one cell; Google's is ` ::: `. */
const BETWEEN_NUMBERS = /\s*(?::::|[;|\n]|\s\/\s|,\s|\/(?=\s*\(?\+?\d{3})|\b(?:ou|or|et|and)\b)\s*/i;

/** A whole number: of North America, of seven digits in two groups, international, or in pairs as in France. */
const WHOLE = String.raw`\+\d[\d\s().-]{7,17}\d|(?:1[\s.-]?)?\(?\d{3}\)?[\s./-]{0,2}\d{3}[\s.-]?\d{4}|\(?0\)?\d(?:[\s.-]?\d{2}){4}|(?<!\d[\s.-])\d{3}[\s.-]\d{4}(?![\s.-]?\d)`;
const EXTENSION = String.raw`(?:[\s,;(]*(?:poste|post|extension|ext|ex|x|p|local|loc|#)\.?\s*(?:n[o°º]\.?\s*)?[:#]?\s*\d{1,7}\)?(?!\d)|\s*,{1,3}\s*\d{3,10}#)?`;
const NUMBERS = new RegExp(String.raw`(?<![\d\p{L}])(?:${WHOLE})(?!\d)`, 'gu');
const NUMBERS_AND_EXTENSIONS = new RegExp(NUMBERS.source + EXTENSION, 'giu');

/** Returns the numbers in a text and the words beside each; none when it has no whole number. */
export const numbersAndWords = (text: string): CellNumber[] => {
  const found = [...text.matchAll(NUMBERS_AND_EXTENSIONS)];
  return wordsOfNumbers(text, found);
};

/** Splits a cell into its numbers. A cell that is none, or that holds a part of one, is returned whole. */
export function numbersIn(cell: string, readPhone: CardReading['readPhone']): CellNumber[] {
  const tidy = tidyNumber(cell);
  if (tidy.includes(':::'))
    return tidy
      .split(':::')
      .map((part) => ({ typed: part.trim(), words: '' }))
      .filter(({ typed }) => typed !== '');
  const isNumber = (typed: string) => typed.length <= NUMBER_MAX && isE164(readPhone(typed).number);
  if (isNumber(tidy)) return [{ typed: tidy, words: '' }];
  const parts = tidy
    .split(BETWEEN_NUMBERS)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length > 1 && parts.every(isNumber)) return parts.map((typed) => ({ typed, words: '' }));
  for (const pattern of [NUMBERS_AND_EXTENSIONS, NUMBERS]) {
    const found = [...tidy.matchAll(pattern)];
    const numbers = wordsOfNumbers(tidy, found);
    // Digits outside the numbers are an abbreviated number, «418 555-0101/0102»; an hour is words: «après 17 h».
    const hasMore = numbers.some(({ words }) => /(?<!\p{L}\s?)\d{3,}|^\W*\d+\W*$/u.test(words));
    const isPlain = numbers.length === 1 && numbers.every(({ typed, words }) => words === '' || !isNumber(typed));
    if (numbers.length > 0 && !hasMore && !isPlain) return numbers;
  }
  return [{ typed: tidy, words: '' }];
}

/**
 * Gives each number the words beside it: those before it when the cell begins with words, «bur 418…, cell 514…», or when
 * a colon follows them; else those after it.
 */
function wordsOfNumbers(cell: string, found: readonly RegExpExecArray[]): CellNumber[] {
  const starts = found.map(({ index }) => index);
  const ends = found.map(([typed], at) => (starts[at] ?? 0) + typed.length);
  const gaps = [...starts, cell.length].map((start, at) => cell.slice(at === 0 ? 0 : ends[at - 1], start));
  const [first = ''] = gaps;
  const areBefore = /\p{L}/u.test(first);
  return found.map(([typed], at) => {
    const before = gaps[at] ?? '';
    const after = gaps[at + 1] ?? '';
    const isLast = at === found.length - 1;
    const takesBefore = areBefore || (at > 0 && /:\s*$/.test(before));
    const takesAfter = isLast ? true : !areBefore && !/:\s*$/.test(after);
    const words = [takesBefore ? before : '', takesAfter ? after : ''].join(' ');
    return {
      typed: typed.trim(),
      words: words
        .replace(/^[\s,;:/|()[\]–-]+|[\s,;:/|()[\]–-]+$/gu, '')
        .replace(/^(?:ou|or|et|and)\b\s*|\s+(?:ou|or|et|and)$/gi, ''),
    };
  });
}

const MAILBOX = /[^\s@<>(),;:"|/[\]#?=~^]+@[^\s@<>(),;:"|[\]#?~^]+\.[^\s@<>(),;:".|/[\]#?~^]{2,}/gu;

/** Returns the addresses of a text: `Zoé Roy <zoe@exemple.ca>`, `mailto:`, several of them; other text as it is. */
export function addressesIn(text: string): string[] {
  const found = mailboxesIn(text).map(({ address }) => address);
  return found.length === 0 ? [text] : found;
}

/** Returns the addresses of a cell and the words beside each; none when the cell has no address. */
export function mailboxesIn(cell: string): CellMailbox[] {
  if (!cell.includes('@')) return [];
  const text = cell.slice(0, CONTACT_LIMITS.note);
  const found = [...text.matchAll(MAILBOX)].filter(
    ({ 0: address }, at, all) => all.findIndex((one) => one[0] === address) === at,
  );
  return found.map(({ 0: matched, index }, at) => {
    const address = matched.replace(/^['’]+|['’]+$/gu, '');
    const end = index + matched.length;
    const before = text.slice(at === 0 ? 0 : (found[at - 1]?.index ?? 0) + (found[at - 1]?.[0].length ?? 0), index);
    const after = text.slice(end, found[at + 1]?.index ?? text.length);
    // Brackets after an address name it; other words come before the next one.
    const [inBrackets = ''] = /^\s*\([^)]*\)/.exec(after) ?? [];
    const isLast = at === found.length - 1;
    const words = [at === 0 ? before : before.replace(/^\s*\([^)]*\)/, ''), isLast ? after : inBrackets].join(' ');
    return { address, words: mailboxWords(words) };
  });
}

/** The words beside an address, without its marks: `mailto:`, angle brackets, quotes, `?subject=`. */
const mailboxWords = (words: string) =>
  words
    .replace(MAILBOX, ' ')
    .replace(/\b(?:mailto|smtp):/gi, ' ')
    .replace(/\?\S*/g, ' ')
    .replace(/["“”<>[\]()#;|/]+|(?<=\s|^)['’]|['’](?=\s|$)|(?<=\s|^)[-–:](?=\s|$)|:(?=\s|$)/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.]+|[\s,]+$/g, '')
    .replace(/^(?:ou|or|et|and)$/i, '');

/** Tells a kind from the words beside an address, and keeps those that say more: «principal». */
export function placeBeside(words: string): { kind: 'work' | 'home' | undefined; label: string } {
  const kind = placeKindOfWords(words);
  const isPlain =
    /^(?:courriel|e ?mail|mail|adresse)?\s*(?:work|office|bureau|travail|pro|home|domicile|maison|perso|personnel|personal)$/.test(
      foldText(words),
    );
  return { kind: kind === 'other' ? undefined : kind, label: kind !== undefined && isPlain ? '' : words };
}
