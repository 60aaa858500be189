import { Idle } from '#browser/idle.ts';
import type { RowSpec } from '#features/table/table-spec.ts';

/** A record on the page. */
export interface Row {
  readonly id: string;
  readonly body: HTMLTableSectionElement;
  readonly table: HTMLTableElement;
  readonly details: HTMLDetailsElement | null;
  readonly spec: RowSpec;
}

/** The records inside an element, in the order of the page. */
export function readRows(root: Element, specs: Readonly<Record<string, RowSpec>>): Row[] {
  return [...root.querySelectorAll<HTMLTableSectionElement>('tbody[id]')].map((body) => ({
    id: body.id,
    body,
    table: body.parentElement as HTMLTableElement,
    details: body.querySelector('details'),
    spec: specs[body.id] ?? {},
  }));
}

/** The cells of a record that are always in sight. */
export function cellsOf(row: Row): HTMLElement[] {
  return [...(row.body.rows[0]?.cells ?? [])];
}

/** The header cells of a table. */
export function headersOf(table: HTMLTableElement): HTMLElement[] {
  return [...(table.tHead?.rows[0]?.cells ?? [])];
}

/** Text of elements, with something between their parts: a space for finding, a mark for reading. */
export function textOf(elements: readonly Element[], between = ' '): string {
  return elements
    .flatMap((element) => [...element.childNodes])
    .map((node) => node.textContent?.trim())
    .filter((part) => part !== '')
    .join(between);
}

/**
 * What is not shown has this class. Not the attribute `hidden`: a `:has(… [hidden])` in the framework's styles makes the
 * browser look at the whole page again for every element that gets or loses it. See records.css for what it does to a row.
 */
export const OUT = 'out';
/** A row that keeps its place, and whose words wait for their turn. */
const BLANK = 'blank';

/** Rows that come with the paint of a key, beside those that stand there: more make a slow processor late. */
const AT_ONCE = 1;
/** The rest of the window comes with the next paints, so many rows at a time: a key that comes meanwhile waits for no more. */
const PIECE = 3;
/** Milliseconds after which nobody types on: then the rows below the window follow. */
const PAUSE = 200;
/** What a row costs that is in sight already, measured by one that is laid out anew. */
const STANDS = 1 / 4;
/** What a row costs that is too far below the window to be laid out: it only keeps its place. */
const FAR = 1 / 24;
/** So many windows from the first row on, a browser lays out what has `content-visibility: auto`. */
const NEAR = 3;
/** CSS pixels of a row at least: so many fit into the window. */
const LOWEST = 48;

/**
 * Shows rows in an order. The first are there at once, with those that were in sight before; then those of the window, and
 * when nobody types those below it, both piece by piece, so that no key waits for them. A row that stood below the window and
 * comes into it is as new: the browser lays it out only then. The order is first one of the layout (`order`), and becomes
 * one of the document when `commitOrder` is called: moving elements costs the browser far more than painting them, so
 * `commitOrderSoon` moves them piece by piece too.
 */
export class RowRenderer {
  readonly #rows: readonly Row[];
  readonly #tables: readonly HTMLTableElement[];
  /** The rows of each table as they stand in the document. */
  readonly #inDocument: Map<HTMLTableElement, Row[]>;
  #wanted: readonly Row[];
  #waiting: Row[] = [];
  /** The document is to follow when every row is there. */
  #commits = false;
  #ordered = new Set<Row>();
  #asInDocument = true;
  /** Kept here too: asking each element costs more than the whole search. */
  readonly #out = new Set<Row>();
  readonly #blank = new Set<Row>();
  readonly #idle = new Idle();
  #timer = 0;

  constructor(rows: readonly Row[]) {
    this.#rows = rows;
    this.#wanted = rows;
    this.#tables = [...new Set(rows.map((row) => row.table))];
    this.#inDocument = new Map(this.#tables.map((table) => [table, rows.filter((row) => row.table === table)]));
  }

  /** @param order the rows to show, each table's own in its order; every other row is taken away */
  show(order: readonly Row[]): void {
    const next = this.#tables.flatMap((table) => order.filter((row) => row.table === table));
    // Nothing changes; what still waits goes on.
    if (next.length === this.#wanted.length && next.every((row, index) => row === this.#wanted[index])) {
      if (this.#waiting.length > 0) this.#follow();
      return;
    }
    this.#commits = false;
    const seen = this.#inSight();
    const wanted = new Set(order);
    for (const row of this.#rows) {
      if (wanted.has(row) || this.#out.has(row)) continue;
      this.#out.add(row);
      row.body.classList.add(OUT);
    }
    this.#wanted = next;
    const used = new Set(order.map((row) => row.table));
    for (const table of this.#tables) table.classList.toggle(OUT, !used.has(table));
    this.#waiting = [...this.#wanted];
    for (const row of this.#wanted.slice(0, NEAR * this.#window)) {
      if (seen.has(row) || this.#out.has(row) || this.#blank.has(row)) continue;
      this.#blank.add(row);
      row.body.classList.add(BLANK);
    }
    this.#asInDocument = this.#isAsInDocument(wanted);
    const before = this.#ordered;
    this.#ordered = new Set();
    this.#some(AT_ONCE, () => this.#follow());
    for (const row of before) if (!this.#ordered.has(row)) row.body.style.order = '';
  }

  /** Shows the rest of the window, and what is below it when nobody types on. */
  #follow(): void {
    this.#idle.run(() =>
      this.#some(PIECE, () => {
        if (this.#wanted.length - this.#waiting.length < this.#window) this.#follow();
        else this.#timer = window.setTimeout(() => this.#some(PIECE), PAUSE);
      }),
    );
  }

  /** Rows that fit into the window at most. */
  get #window(): number {
    return Math.ceil(innerHeight / LOWEST);
  }

  /** What still waits does so until `show`: a key has come, and goes before it. */
  hold(): void {
    this.#idle.cancel();
    clearTimeout(this.#timer);
  }

  /** Shows what is still waiting: before printing, or before scrolling to a row. */
  all(): void {
    while (this.#waiting.length > 0) this.#some(PIECE);
  }

  /** Brings the document into the order of the layout, for the keyboard and for screen readers. */
  commitOrder(): void {
    this.all();
    this.#move(Infinity);
  }

  /** The same when the browser is free, a few rows at a time. */
  commitOrderSoon(): void {
    this.#commits = true;
    if (this.#waiting.length === 0) this.#idle.run(() => this.#move(PIECE));
  }

  /** Moves rows to their places, at most so many; when all are there, the layout needs no order of its own. */
  #move(count: number): void {
    // Moving the row that has the focus would take it away; the next change does it.
    if (this.#ordered.size === 0 || document.activeElement?.closest('tbody')) return;
    let room = count;
    for (const table of this.#tables) {
      const wanted = this.#wanted.filter((row) => row.table === table);
      let last: Element | null = table.tHead;
      for (const { body } of wanted) {
        if (last?.nextElementSibling !== body && (room -= 1) >= 0) last?.after(body);
        last = body;
      }
      const standing = new Map((this.#inDocument.get(table) ?? []).map((row) => [row.body, row]));
      this.#inDocument.set(
        table,
        [...table.tBodies].flatMap((body) => standing.get(body) ?? []),
      );
    }
    if (room < 0) {
      this.#idle.run(() => this.#move(count));
      return;
    }
    for (const row of this.#ordered) row.body.style.order = '';
    this.#ordered.clear();
  }

  /** The rows in the window. Asked before anything changes, when the answer costs nothing. */
  #inSight(): Set<Row> {
    const seen = new Set<Row>();
    for (const row of this.#wanted) {
      if (this.#out.has(row) || this.#blank.has(row)) continue;
      const { top, bottom } = row.body.getBoundingClientRect();
      if (top > innerHeight) break;
      if (bottom > 0) seen.add(row);
    }
    return seen;
  }

  /** @param next what is to bring those that still wait */
  #some(count: number, next = (): void => this.#idle.run(() => this.#some(PIECE))): void {
    this.hold();
    let done = 0;
    const near = NEAR * this.#window;
    const gone = this.#wanted.length - this.#waiting.length;
    for (let cost = 0; done < this.#waiting.length && cost < count; done += 1) {
      const row = this.#waiting[done] as Row;
      const isNew = this.#out.delete(row);
      const isBlank = this.#blank.delete(row);
      cost += gone + done > near ? FAR : isNew || isBlank ? 1 : STANDS;
      if (isNew || isBlank) row.body.classList.remove(OUT, BLANK);
      if (this.#asInDocument) continue;
      this.#ordered.add(row);
      row.body.style.order = String(this.#ordered.size);
    }
    this.#waiting = this.#waiting.slice(done);
    if (this.#waiting.length > 0) next();
    else if (this.#commits) this.commitOrderSoon();
  }

  #isAsInDocument(wanted: ReadonlySet<Row>): boolean {
    const standing = this.#tables
      .flatMap((table) => this.#inDocument.get(table) ?? [])
      .filter((row) => wanted.has(row));
    return standing.every((row, index) => row === this.#wanted[index]);
  }
}
