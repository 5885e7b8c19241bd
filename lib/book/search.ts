import { foldText } from '../card/fold-text';

/** A searchable row; `haystack` is folded (fold-text.ts) and has no line break. */
export type Query = { readonly haystack: string };

/**
 * Search as you type: a row matches when it contains every word of the query, in any order. All rows are one string,
 * where the engine's native search finds the longest word fast; only the hits are then checked row by row. A query that
 * extends the previous one searches only the previous results.
 */
export class SearchIndex<Row extends Query> {
  private readonly text: string;
  private readonly starts: Int32Array;
  private latestText: readonly string[] = [];
  private lastFound: Int32Array | null = null;

  constructor(readonly rows: readonly Row[]) {
    this.starts = new Int32Array(rows.length + 1);
    const lines: string[] = [];
    let start = 0;
    for (const [index, { haystack }] of rows.entries()) {
      this.starts[index] = start;
      lines.push(haystack);
      start += haystack.length + 1;
    }
    this.starts[rows.length] = start;
    this.text = lines.join('\n');
  }

  /** Returns the indexes in `rows` of the matches, in order; an empty query matches every row. */
  find(query: string): Int32Array {
    const words = foldText(query)
      .split(' ')
      .filter(Boolean)
      .toSorted((one, other) => other.length - one.length);
    const previous = this.lastFound;
    const isNarrowing =
      previous !== null && this.latestText.every((previousWord) => words.some((word) => word.includes(previousWord)));
    const found = isNarrowing ? this.among(previous, words) : this.everywhere(words);
    this.latestText = words;
    this.lastFound = found;
    return found;
  }

  private everywhere([first, ...others]: readonly string[]): Int32Array {
    if (first === undefined) return Int32Array.from(this.rows.keys());
    const found = new Int32Array(this.rows.length);
    let count = 0;
    let row = 0;
    let at = this.text.indexOf(first);
    while (at >= 0) {
      while ((this.starts[row + 1] ?? 0) <= at) row += 1;
      if (others.length === 0 || this.has(row, others)) {
        found[count] = row;
        count += 1;
      }
      at = this.text.indexOf(first, this.starts[row + 1]);
    }
    return found.slice(0, count);
  }

  private among(rows: Int32Array, words: readonly string[]): Int32Array {
    return words.length === 0 ? rows : rows.filter((row) => this.has(row, words));
  }

  private has(row: number, words: readonly string[]): boolean {
    const line = this.rows[row]?.haystack ?? '';
    return words.every((word) => line.includes(word));
  }
}
