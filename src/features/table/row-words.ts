/** The words of the rows, read from the page a few at a time: to read all of them at once would make a key wait. */
import { inPieces } from '#browser/idle.ts';
import { Matcher } from './matcher.ts';
import { cellsOf, textOf, type Row } from './row-renderer.ts';
import type { TableSpec } from './table-spec.ts';

/** A number, words, a slip: every way that a search can take. */
const WARM_UP = ['1', 'ku', '10250/tcp', 'api server', 'kubelte'];

/** Rows that can be asked for words once all of them are read. */
export class RowWords {
  readonly #rows: readonly Row[];
  readonly #matcher: Matcher;

  constructor(rows: readonly Row[], { synonyms, stopWords }: Pick<TableSpec, 'synonyms' | 'stopWords'>) {
    this.#rows = rows;
    this.#matcher = new Matcher([], synonyms, stopWords);
  }

  /** Whether the words of all rows are read. */
  get isRead(): boolean {
    return this.#matcher.size === this.#rows.length;
  }

  /** The rows with their words; what was not read yet is read now. */
  get all(): Matcher {
    while (!this.isRead) this.#readRow();
    return this.#matcher;
  }

  /**
   * Reads what is not read yet, a few rows at a time. What has run before is fast then, too: the first key need not wait
   * for that either.
   * @param then is called once all of them are read
   * @param isFree whether nothing was typed yet: once something is, its own answer has run, and the next key must not wait
   */
  read(then: () => void, isFree: () => boolean): void {
    const steps = [then, ...WARM_UP.map((question) => () => void (isFree() && this.#matcher.find(question)))];
    inPieces(() => {
      if (this.isRead) steps.shift()?.();
      else this.#readRow();
      return steps.length > 0;
    });
  }

  #readRow(): void {
    const row = this.#rows[this.#matcher.size] as Row;
    const cells = cellsOf(row);
    const rest = [...row.body.querySelectorAll('dd:not(.row-sources, [data-quiet])')];
    this.#matcher.add({
      head: textOf(cells.slice(0, 2)),
      body: textOf([...cells.slice(2), ...rest]),
      other: row.spec.other ?? '',
      ranges: row.spec.ranges ?? [],
    });
  }
}
