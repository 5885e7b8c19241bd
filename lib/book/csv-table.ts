import { foldText } from '../card/fold-text';
import { type ColumnTarget, foldTitle, placeOfTitle, targetOfCells, targetOfTitle } from './csv-columns';
import { arrangeColumns } from './csv-layout';
import { rowsOf } from './csv-rows';
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

const SEPARATORS = [',', ';', '\t', '|', '^', '~'] as const;
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
  const { rows: written, misquoted } = rowsOf(body, announced ?? separatorOf(body));
  const data = isVertical(written) ? transposed(written) : written;
  const header = headerOf(data);
  const skipped = announced === undefined ? 0 : 1;
  const titles = header === null ? [] : (data[header.at] ?? []);
  const { columns, rows } = alignSections(titles, data.slice(header === null ? 0 : header.at + 1));
  const sample = rows.slice(0, SAMPLE_ROWS);
  const all = new Set(columns.map(foldTitle));
  const groups = header === null ? [] : groupTitles(data[header.at - 1], columns.length);
  const targets = arrangeColumns(
    columns.map((title, index) => {
      const cells = sample.map((row) => row[index] ?? '');
      const known =
        index < titles.length || header === null ? (header?.targets[index] ?? null) : targetOfTitle(title, all, cells);
      const isKnown = known !== null && (known.to !== 'text' || known.pair !== undefined);
      const target = isKnown ? known : (targetOfCells(title, cells) ?? known ?? { to: 'text' });
      return { title, sample: cells, target: inGroup(target, title, groups[index] ?? '', all, cells) };
    }),
  );
  return {
    columns,
    targets,
    rows,
    firstRow: (header === null ? 1 : header.at + 2) + skipped,
    // Without titles, the choices are for this very table.
    key: fingerprintOf((header === null ? rows.flat() : columns.map(foldText)).join('\u001f')),
    // A number told by its cells alone does not say who has it.
    needsMapping: header === null || !namesSomebody(header.targets),
    problems: misquoted.slice(0, 100).map((row) => ({ line: row + 1 + skipped, code: 'csv.bad_quotes' as const })),
  };
}

/** Whether the titles are the first cells of the rows: «Nom;Zoé Roy» above «Téléphone;418 555-0122». */
function isVertical(rows: readonly string[][]): boolean {
  if (rows.length < 2 || rows.length > HEADER_ROWS_MAX || rows.some((row) => row.length < 2)) return false;
  const titles = rows.map(([title = '']) => title);
  const all = new Set(titles.map(foldTitle));
  if (all.size !== titles.length) return false;
  const areTitles = titles.every((title) => !looksLikeValue(title) && targetOfTitle(title, all) !== null);
  const [[, ...cells] = []] = rows;
  return areTitles && cells.every((cell) => targetOfTitle(cell, all) === null || looksLikeValue(cell));
}

const transposed = (rows: readonly string[][]): string[][] =>
  Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, index) => rows.map((row) => row[index] ?? ''));

/**
 * Puts the cells of every row under the first titles. Files that were joined repeat their titles, sometimes in another
 * order: such a row says where the cells below it belong. Titles that are new are columns of their own.
 */
function alignSections(titles: readonly string[], data: readonly string[][]): { columns: string[]; rows: string[][] } {
  const width = data.reduce((max, row) => Math.max(max, row.length), titles.length);
  const columns = Array.from({ length: width }, (_, index) => (titles[index] ?? '').trim());
  const known = new Set(columns.map((title) => title.toLowerCase()).filter(Boolean));
  const rows: string[][] = [];
  let places: number[] | null = null;
  for (const row of data) {
    if (known.size > 1 && isTitleRow(row, known)) {
      const isSame = row.every((cell, index) => cell.trim() === (columns[index] ?? ''));
      places = isSame ? null : placesOf(row, columns);
    } else if (places === null) rows.push(row);
    else {
      const aligned: string[] = [];
      for (const [index, cell] of row.entries()) aligned[places[index] ?? index] = cell;
      rows.push(Array.from(aligned, (cell) => cell ?? ''));
    }
  }
  return { columns, rows };
}

/** Whether a row among the contacts has titles: at least two cells, of which one is a title above, and no value. */
function isTitleRow(row: readonly string[], known: ReadonlySet<string>): boolean {
  if (!row.some((cell) => known.has(cell.trim().toLowerCase()))) return false;
  const cells = row.map((cell) => cell.trim()).filter(Boolean);
  if (cells.length < 2 || cells.some(looksLikeValue)) return false;
  const all = new Set(cells.map(foldTitle));
  return cells.every((cell) => known.has(cell.toLowerCase()) || targetOfTitle(cell, all) !== null);
}

/** Returns the column of each cell under other titles; a title that is not above becomes a new column. */
function placesOf(row: readonly string[], columns: string[]): number[] {
  const taken = new Set<number>();
  return row.map((cell) => {
    const title = cell.trim();
    const same = columns.findIndex((one, at) => !taken.has(at) && foldTitle(one) === foldTitle(title));
    const place = same === -1 ? columns.push(title) - 1 : same;
    taken.add(place);
    return place;
  });
}

/** The titles above the titles: «Domicile» over «Tél.» and «Courriel». A group goes on to the next one. */
function groupTitles(row: readonly string[] | undefined, width: number): string[] {
  if (row === undefined || !row.some((cell) => placeOfTitle(cell) !== undefined)) return [];
  let group = '';
  return Array.from({ length: width }, (_, index) => {
    group = (row[index] ?? '').trim() || group;
    return group;
  });
}

/** Adds to a number or an address the place that its group names, if its own title names none. */
function inGroup(
  target: ColumnTarget,
  title: string,
  group: string,
  all: ReadonlySet<string>,
  cells: readonly string[],
): ColumnTarget {
  if (placeOfTitle(group) === undefined || placeOfTitle(title) !== undefined) return target;
  if (target.to !== 'phone' && target.to !== 'email' && target.to !== 'address') return target;
  const both = targetOfTitle(`${title} ${group}`, all, cells);
  return both?.to === target.to ? both : target;
}

/** Whether a text is a table: its first lines have titles, or the same number of cells. */
export function isTable(text: string): boolean {
  const head = text.replace(/^\ufeff/, '').slice(0, HEAD_CHARACTERS);
  if (/^"?sep=."?\r?\n/i.test(head)) return true;
  const separator = separatorOf(head);
  const { rows } = rowsOf(head, separator, HEADER_ROWS_MAX * 2);
  if (rows.length < 2) return false;
  const header = headerOf(rows);
  const [first = []] = rows;
  // «Téléphone» above numbers is a table of one column. Links at the end of a signature have nothing below them.
  const isAbove = header !== null && header.at < rows.length - 1 && namesSomebody(header.targets);
  const isMessage = rows.slice(0, header?.at ?? 0).some((row) => row.length === 1 && row.some(looksLikeValue));
  if (isAbove && !isMessage && header.known >= ((rows[header.at]?.length ?? 0) > 1 ? 2 : 1)) return true;
  const isRegular = rows.slice(0, HEADER_ROWS_MAX).every((row) => row.length === first.length);
  // «Nom,Repas»: the title of a name, a number or an address, and an unknown one.
  const isTitled = header?.at === 0 && header.known === 1 && namesSomebody(header.targets);
  if (isRegular && isTitled && first.length > 1) return true;
  // A column of addresses or of numbers on every line, or under titles.
  const isUnderTitles = !first.some(looksLikeValue) && (rows.length > 2 || (header?.known ?? 0) > 0);
  const columns = first.map((_, index) =>
    targetOfCells(
      '',
      rows.slice(isUnderTitles ? 1 : 0, HEADER_ROWS_MAX).map((row) => row[index] ?? ''),
    ),
  );
  if (isRegular && first.length > 2 && columns.filter((target) => target !== null).length > 1) return true;
  // Unknown titles: every line has as many cells. A comma makes two of them in any sentence.
  const isSpreadsheet = separator === ';' || separator === '\t';
  // A signature may have a bar on each of its lines, with a number under a name: a column holds one kind of thing.
  const hasValues = rows
    .slice(0, HEADER_ROWS_MAX)
    .some((row) => row.some((cell) => /@|(?:\d[^\d\p{L}]{0,2}){7}/u.test(cell)));
  const isTidy = !hasValues || columns.some((target) => target !== null);
  return isRegular && isTidy && first.length >= (separator === ',' ? 3 : 2) && (isSpreadsheet || rows.length > 2);
}

/**
 * Returns the separator that makes a row of titles with the most known ones; failing that, the one that splits the
 * lines into the same number of cells. Counting separators would let one long note decide.
 */
function separatorOf(text: string): string {
  const head = text.slice(0, HEAD_CHARACTERS);
  const scored = SEPARATORS.map((separator) => {
    const { rows } = rowsOf(head, separator, HEADER_ROWS_MAX * 2);
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

/**
 * Finds the row of titles: the one with the most known titles, at least two, or a single column with a known title. A
 * row of nothing but known titles, above the contacts, comes before it.
 */
function headerOf(rows: readonly string[][]): Header | null {
  let best: Header | null = null;
  const width = Math.max(0, ...rows.slice(0, HEADER_ROWS_MAX).map((row) => row.length));
  for (const at of rows.slice(0, HEADER_ROWS_MAX).keys()) {
    const header = titlesAt(rows, at, (title) => !looksLikeValue(title));
    const row = rows[at] ?? [];
    // A first row as wide as the table, without a value, is the titles: «Client» may be a cell below.
    const isFull =
      at === 0 && width > 1 && row.length === width && row.every((cell) => cell.trim() !== '' && !looksLikeValue(cell));
    if (isFull && header.targets.some((target) => target !== null && PERSONAL.has(target.to))) return header;
    const titles = (rows[at] ?? []).filter((title) => title.trim() !== '');
    const isSingle = at === 0 && header.known === 1 && rows.length > 1 && rows.every((cells) => cells.length === 1);
    if (isSingle) return header;
    if (header.known < 2 || header.known <= (best?.known ?? 0)) continue;
    const isComplete =
      best !== null && best.known === (rows[best.at] ?? []).filter((title) => title.trim() !== '').length;
    // The first table of several, unless it has no row.
    if (best !== null && isComplete && at > best.at + 1 && titles.length > 0) return best;
    best = header;
  }
  if (best !== null) return best;
  // Unknown titles: the first row, if it holds no value itself.
  const [first = []] = rows;
  const hasTitles = first.length > 1 && rows.length > 1 && first.every((title) => !looksLikeValue(title));
  return hasTitles ? titlesAt(rows, 0, () => true) : null;
}

/** Reads a row as titles; `known` counts those that mean something. */
function titlesAt(rows: readonly string[][], at: number, isTitle: (title: string) => boolean): Header {
  const row = rows[at] ?? [];
  const below = rows.slice(at + 1, at + 1 + SAMPLE_ROWS);
  const all = new Set(row.map(foldTitle));
  const targets = row.map((title, index) =>
    isTitle(title)
      ? targetOfTitle(
          title,
          all,
          below.map((cells) => cells[index] ?? ''),
        )
      : null,
  );
  const known = targets.filter((target, index) => target !== null && (row[index] ?? '').trim() !== '').length;
  return { at, targets, known };
}

const TITLE_MAX = 200;
const looksLikeValue = (text: string) =>
  /\S@\S+\.\S|^\+?[\d\s().-]{7,}$|^https?:/i.test(text.trim().slice(0, TITLE_MAX));

const REACHES = new Set<ColumnTarget['to']>([
  'given',
  'family',
  'name',
  'nameLastFirst',
  'organisation',
  'phone',
  'email',
  'reach',
]);
/** Titles of a person's columns, which a company, a tag or a place may not be the value of. */
const PERSONAL = new Set<ColumnTarget['to']>(['given', 'family', 'name', 'nameLastFirst', 'email']);
const namesSomebody = (targets: readonly (ColumnTarget | null)[]) =>
  targets.some((target) => target !== null && REACHES.has(target.to));
