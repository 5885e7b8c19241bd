import Papa from 'papaparse';

/** The rows of a table without its empty ones, and those whose quotes are misplaced, from 0. */
export type CsvRows = { rows: string[][]; misquoted: number[] };

const QUOTED_LINES_MAX = 40;
const LINE_BREAK = /\r\n|\r|\n/;

const parse = (text: string, delimiter: string, preview = 0, escapeChar = '"') =>
  Papa.parse<string[]>(text, { skipEmptyLines: 'greedy', delimiter, preview, escapeChar });

/**
 * Parses a table with quotes as in RFC 4180. Also reads what other programs write: quotes that a backslash escapes, a
 * space before a quote, single or typographic quotes, whole rows in quotes, and a quote that nothing closes.
 *
 * @param preview the greatest number of rows; 0 for all of them
 */
export function rowsOf(text: string, delimiter: string, preview = 0): CsvRows {
  const plain = withStandardQuotes(text, delimiter);
  const hasBackslashes = /\\"[^",;\t|\r\n]/.test(plain) && !/[^,;\t|\r\n]""/.test(plain);
  const { data, errors } = parse(plain, delimiter, preview, hasBackslashes ? '\\' : '"');
  const isMisquoted = errors.some(({ type }) => type === 'Quotes');
  const { rows, misquoted } = isMisquoted ? repairedRows(plain, delimiter, preview) : { rows: data, misquoted: [] };
  const unquoted = withoutRowQuotes(rows, delimiter);
  // A row without a letter or a digit is a rule between the titles and the cells: `|---|---|`.
  return { rows: unquoted.filter((row) => row.some((cell) => /[\p{L}\p{N}]/u.test(cell))), misquoted };
}

/** Writes the quotes of another style as RFC 4180 has them, if the first line is in that style. */
function withStandardQuotes(text: string, delimiter: string): string {
  const [first = ''] = text.split(LINE_BREAK, 1);
  const cells = first.split(delimiter).map((cell) => cell.trim());
  if (cells.length < 2) return text;
  const areIn = (open: string, close: string) =>
    cells.every((cell) => cell.length > 1 && cell.startsWith(open) && cell.endsWith(close));
  if (areIn('“', '”')) return text.replaceAll('"', '""').replace(/[“”]/g, '"');
  if (areIn("'", "'")) return requoted(text, delimiter);
  const spaced = new RegExp(`${escaped(delimiter)} +"(?!")`, 'g');
  return spaced.test(first) ? text.replace(spaced, `${delimiter}"`) : text;
}

/** Replaces the single quotes around cells; apostrophes inside them stay. */
function requoted(text: string, delimiter: string): string {
  const mark = escaped(delimiter);
  return text
    .replaceAll('"', '""')
    .replace(new RegExp(String.raw`(^|${mark}|[\r\n])[ ]*'`, 'g'), '$1"')
    .replace(new RegExp(String.raw`'[ ]*(?=$|${mark}|[\r\n])`, 'g'), '"');
}

const escaped = (text: string) => text.replace(/[|^]/g, String.raw`\$&`);

/** Parses a table whose quotes are misplaced line by line: such a quote is a character of its cell. */
function repairedRows(text: string, delimiter: string, preview: number): CsvRows {
  const lines = text.split(LINE_BREAK);
  const rows: string[][] = [];
  const misquoted: number[] = [];
  const strict = (part: string) => {
    const { data, errors } = parse(part, delimiter);
    return errors.every(({ type }) => type !== 'Quotes') && data.length <= 1 ? (data[0] ?? []) : null;
  };
  for (let at = 0; at < lines.length && (preview === 0 || rows.length < preview); at += 1) {
    const line = lines[at] ?? '';
    const width = rows[0]?.length ?? 0;
    const single = strict(line);
    const literal = literalCells(line, delimiter);
    if (single !== null) rows.push(single);
    else if (width > 1 && literal.length === width) {
      misquoted.push(rows.length);
      rows.push(literal);
    } else {
      // A cell of several lines ends where its quotes do.
      const ends = Array.from(
        { length: Math.min(QUOTED_LINES_MAX, lines.length - at - 1) },
        (_, index) => at + 1 + index,
      );
      const end = ends.find((last) => strict(lines.slice(at, last + 1).join('\n')) !== null);
      if (end === undefined) misquoted.push(rows.length);
      rows.push(end === undefined ? literal : (strict(lines.slice(at, end + 1).join('\n')) ?? literal));
      at = end ?? at;
    }
  }
  return { rows: rows.filter((row) => row.some((cell) => cell.trim() !== '')), misquoted };
}

/** Splits one line: a cell in quotes ends at a separator, and any other quote is a character. */
function literalCells(line: string, delimiter: string): string[] {
  const mark = escaped(delimiter);
  const cell = new RegExp(`${mark}(?:"((?:[^"]|"")*)"(?=${mark}|$)|([^${mark}]*))`, 'g');
  return [...`${delimiter}${line}`.matchAll(cell)].map(
    ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare,
  );
}

/** Splits the rows that a spreadsheet has put in quotes as one cell: its lines are in the first column. */
function withoutRowQuotes(rows: readonly string[][], delimiter: string): string[][] {
  const isWhole = (row: readonly string[]) => row.length === 1 && (row[0] ?? '').includes(delimiter);
  const [first = []] = rows;
  const cellsIn = (row: readonly string[]) => parse(row[0] ?? '', delimiter).data[0] ?? [];
  const width = isWhole(first) ? cellsIn(first).length : first.length;
  if (rows.length < 2 || width < 2 || !rows.some(isWhole)) return [...rows];
  return rows.map((row) => {
    if (!isWhole(row)) return row;
    const cells = cellsIn(row);
    return isWhole(first) || cells.length === width ? cells : row;
  });
}
