import Papa from 'papaparse';
import { foldText } from '../card/fold-text';
import { type ColumnTarget, foldTitle, targetOfCells, targetOfTitle } from './csv-columns';
import { fingerprintOf } from './fingerprint';

/** `line` is the row's position in the file, from 1. */
type CsvProblem = { line: number; code: 'csv.bad_quotes' | 'csv.one_column' };

/**
 * A table whose columns are told apart. `firstRow` is the position of the first contact's row, from 1: the titles and
 * any lines above them come before. `key` identifies its titles, for which the owner's choices are remembered.
 */
export type CsvTable = {
  columns: string[];
  targets: ColumnTarget[];
  rows: string[][];
  firstRow: number;
  key: string;
  /** Whether the titles name nobody and no way to reach them: the owner says what the columns are. */
  needsMapping: boolean;
  problems: CsvProblem[];
};

const SEPARATORS = [',', ';', '\t', '|', '^'] as const;
const HEAD_CHARACTERS = 20_000;
/** LinkedIn and some spreadsheets put lines above the titles. */
const HEADER_ROWS_MAX = 20;
const SAMPLE_ROWS = 20;

type Header = { at: number; targets: (ColumnTarget | null)[]; known: number };

/** Parses a table with one of the usual separators, and quotes as in RFC 4180. */
export function parseCsv(text: string): CsvTable {
  const plain = text.replace(/^\ufeff/, '');
  const [, announced] = /^"?sep=(.)"?\r?\n/i.exec(plain) ?? [];
  const body = announced === undefined ? plain : plain.slice(plain.indexOf('\n') + 1);
  const delimiter = announced ?? separatorOf(body);
  const { data, errors } = Papa.parse<string[]>(body, { skipEmptyLines: 'greedy', delimiter });
  const header = headerOf(data);
  const skipped = announced === undefined ? 0 : 1;
  const titles = header === null ? [] : (data[header.at] ?? []);
  const rows = data.slice(header === null ? 0 : header.at + 1);
  const width = rows.reduce((max, row) => Math.max(max, row.length), titles.length);
  const columns = Array.from({ length: width }, (_, index) => (titles[index] ?? '').trim());
  const sample = rows.slice(0, SAMPLE_ROWS);
  const targets = columns.map(
    (title, index): ColumnTarget =>
      header?.targets[index] ??
      targetOfCells(
        title,
        sample.map((row) => row[index] ?? ''),
      ) ?? { to: 'text' },
  );
  const quoteProblems = errors
    .filter(({ type }) => type === 'Quotes')
    .map(({ row }) => ({ line: (row ?? 0) + 1 + skipped, code: 'csv.bad_quotes' as const }));
  return {
    columns,
    targets,
    rows,
    firstRow: (header === null ? 1 : header.at + 2) + skipped,
    // Without titles, the choices are for this very table.
    key: fingerprintOf((header === null ? rows.flat() : columns.map(foldText)).join('\u001f')),
    // A number told by its cells alone does not say who has it.
    needsMapping: header === null || !namesSomebody(header.targets),
    problems: quoteProblems.slice(0, 100),
  };
}

/** Whether a text is a table: its first lines have titles, or the same number of cells. */
export function isTable(text: string): boolean {
  const head = text.replace(/^\ufeff/, '').slice(0, HEAD_CHARACTERS);
  if (/^"?sep=."?\r?\n/i.test(head)) return true;
  const separator = separatorOf(head);
  const rows = rowsOf(head, separator);
  if (rows.length < 2) return false;
  const header = headerOf(rows);
  // «Téléphone» above numbers is a table of one column.
  if (header !== null && header.known >= ((rows[header.at]?.length ?? 0) > 1 ? 2 : 1)) return true;
  // Unknown titles: every line has as many cells. A comma makes two of them in any sentence.
  const [first = []] = rows;
  const isRegular = rows.slice(0, HEADER_ROWS_MAX).every((row) => row.length === first.length);
  const isSpreadsheet = separator === ';' || separator === '\t';
  // A signature may have a bar on each of its lines: a table without known titles has more of them.
  return isRegular && first.length >= (separator === ',' ? 3 : 2) && (isSpreadsheet || rows.length > 2);
}

const rowsOf = (text: string, delimiter: string, preview = HEADER_ROWS_MAX * 2) =>
  Papa.parse<string[]>(text, { skipEmptyLines: 'greedy', delimiter, preview }).data;

/**
 * Returns the separator that makes a row of titles with the most known ones; failing that, the one that splits the
 * lines into the same number of cells. Counting separators would let one long note decide.
 */
function separatorOf(text: string): string {
  const head = text.slice(0, HEAD_CHARACTERS);
  const scored = SEPARATORS.map((separator) => {
    const rows = rowsOf(head, separator);
    const widths = rows.map((row) => row.length);
    const commonest = widths.toSorted(
      (one, other) => widths.filter((width) => width === other).length - widths.filter((width) => width === one).length,
    )[0];
    const regular = (commonest ?? 1) > 1 ? widths.filter((width) => width === commonest).length / widths.length : 0;
    return { separator, known: headerOf(rows)?.known ?? 0, regular };
  });
  const [best] = scored.toSorted((one, other) => other.known - one.known || other.regular - one.regular);
  return best?.separator ?? ',';
}

/** Finds the row of titles: the first with two known ones, or a single column with a known title. */
function headerOf(rows: readonly string[][]): Header | null {
  for (const [at, row] of rows.slice(0, HEADER_ROWS_MAX).entries()) {
    const below = rows.slice(at + 1, at + 1 + SAMPLE_ROWS);
    const all = new Set(row.map(foldTitle));
    const targets = row.map((title, index) =>
      looksLikeValue(title)
        ? null
        : targetOfTitle(
            title,
            all,
            below.map((cells) => cells[index] ?? ''),
          ),
    );
    const known = targets.filter((target, index) => target !== null && (row[index] ?? '').trim() !== '').length;
    const isSingle = at === 0 && known === 1 && below.length > 0 && rows.every((cells) => cells.length === 1);
    if (known >= 2 || isSingle) return { at, targets, known };
  }
  // Unknown titles: the first row, if it holds no value itself.
  const [first = []] = rows;
  const hasTitles = first.length > 1 && rows.length > 1 && first.every((title) => !looksLikeValue(title));
  if (!hasTitles) return null;
  const all = new Set(first.map(foldTitle));
  const sample = rows.slice(1, 1 + SAMPLE_ROWS);
  const targets = first.map((title, index) =>
    targetOfTitle(
      title,
      all,
      sample.map((cells) => cells[index] ?? ''),
    ),
  );
  return { at: 0, targets, known: targets.filter((target) => target !== null && target.to !== 'nothing').length };
}

const looksLikeValue = (text: string) => /\S@\S+\.\S|^\+?[\d\s().-]{7,}$|^https?:/i.test(text.trim());

const REACHES = new Set<ColumnTarget['to']>([
  'given',
  'family',
  'name',
  'nameLastFirst',
  'organisation',
  'phone',
  'email',
]);
const namesSomebody = (targets: readonly (ColumnTarget | null)[]) =>
  targets.some((target) => target !== null && REACHES.has(target.to));
