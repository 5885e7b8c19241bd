import { foldText } from '../card/fold-text';

/** One line a contact in the list; `haystack` is folded (fold.ts) and holds no line break. */
export type Query = { readonly haystack: string };

/**
 * Finds as one types: every word of the question must be somewhere in the line, in any order. All lines are one text,
 * which the engine searches at the speed of memory; only what follows a hit is looked at line by line. A question that
 * continues the one before is looked for in what that one found.
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

  /** The places in `rows` of what `question` finds, in order; every row for a question that says nothing. */
  find(question: string): Int32Array {
    const words = foldText(question)
      .split(' ')
      .filter(Boolean)
      .toSorted((one, other) => other.length - one.length);
    const before = this.lastFound;
    const narrows = before !== null && this.latestText.every((old) => words.some((word) => word.includes(old)));
    const found = narrows ? this.among(before, words) : this.everywhere(words);
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
