/** The choices of the comparison: which columns, in which order, which rows; kept in the address. */
import { watchLoad } from '#browser/load-error.ts';
import { arrange, readState, writeState, type ComparisonState, type Known } from './state.ts';

/** Texts in the reader's language, handed over by the markup. */
interface Words {
  unknown: string;
  all: string;
  shown: string;
  hidden: string;
  copied: string;
  notCopied: string;
  checked: string;
}

/** A row with its cells by column, looked up once: doing so for every choice costs more than the choice. */
interface Line {
  row: HTMLElement;
  /** The groups whose choice shows it; the heads, whose row has no id, are always shown. */
  groups: readonly string[];
  cells: ReadonlyMap<string, HTMLElement>;
}

/**
 * Marks what is not shown. Not the attribute `hidden`: the frame's styles ask for it in `:has()`, and the browser would
 * style the whole page anew for every cell.
 */
const OUT = 'left-out';
/** Value of the box that leaves out what is equal. */
const DIFFER = 'differ';
/** Rows of an opened group that are shown at once; more would not be painted in time: one may have six lists. */
const AT_ONCE = 1;
function leaveOut(element: Element, out: boolean): void {
  element.classList.toggle(OUT, out);
}

/** As in src/browser/after-pause.ts: the name of one more file weighs more than this page may. */
function afterPaint(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work));
}

class InterfaceComparison extends HTMLElement {
  #state: ComparisonState = { show: [], groups: [], differ: false };
  /** Rows that do not follow the choice yet: nobody sees them before the rest has been painted. */
  #behind = new Set<Line>();
  #known: Known = { columns: [], groups: [] };
  /** All columns, shown or not, from left to right. */
  #order: readonly string[] = [];
  #lines: Line[] = [];
  #words = {} as Words;
  readonly #status = document.createTextNode('');
  /** What waits for the paint: words to say, whether the address is to be written, the button that was pressed. */
  #due: { say: string; keep: boolean; pressed: HTMLButtonElement | undefined } | undefined;

  connectedCallback(): void {
    this.#words = JSON.parse(this.dataset['words'] ?? '{}') as Words;
    this.#known = {
      columns: this.#all('thead th[data-col]').map((cell) => cell.dataset['col'] ?? ''),
      groups: this.#all('tbody[data-group]').map((body) => body.dataset['group'] ?? ''),
    };
    this.#order = this.#known.columns;
    this.#lines = this.#all('tr:not(.compare-group)').map((row) => ({
      row,
      groups: [row.parentElement?.dataset['group'] ?? '', row.dataset['group'] ?? ''],
      cells: new Map(
        [...row.querySelectorAll<HTMLElement>('[data-col]')].map((cell) => [cell.dataset['col'] ?? '', cell]),
      ),
    }));
    // As in ../table/rows.ts, whose file this page would wait for: laid out as a grid, a table is none to screen readers.
    for (const part of this.#all('tr, th, td'))
      part.role = part.matches('tr')
        ? 'row'
        : part.matches('td')
          ? 'cell'
          : part.matches('thead *')
            ? 'columnheader'
            : 'rowheader';
    leaveOut(this.#bar, false);
    this.querySelector('.compare-status')?.append(this.#status);
    this.#foldable();
    // A browser keeps ticks over a reload; the address is what counts.
    this.#bar.addEventListener('change', () => this.#choose());
    this.addEventListener('click', (event) => this.#click(event));
    addEventListener('popstate', () => this.#read());
    addEventListener('hashchange', () => this.#reveal());
    this.#read(true);
    this.#reveal();
    // The browser scrolls to the fragment by itself when everything is loaded; then it is set right again.
    addEventListener('load', () => this.#reveal());
    // By way of the file of the sources, which is named here already: one more name weighs more than this page may.
    if (location.search.includes('asof='))
      watchLoad(import('./sources-tip.ts').then((module) => module.lookAsOf(this))).catch(() => undefined);
    this.#warm(1);
  }

  /**
   * Has the rows laid out one by one while the browser is free, before they come into sight: to be asked for the place of
   * what is in a row makes the browser do it, and it keeps the answer.
   */
  #warm(at: number): void {
    const row = this.#lines[at]?.row;
    if (row)
      window.requestIdleCallback?.(() => {
        row.lastElementChild?.firstElementChild?.getBoundingClientRect();
        this.#warm(at + 1);
      });
  }

  get #bar(): HTMLElement {
    return this.querySelector('.compare-bar') as HTMLElement;
  }

  #all(selector: string): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(selector)];
  }

  /** The name of each group as the button that folds it. */
  #foldable(): void {
    for (const head of this.#all('.compare-group th')) {
      const button = document.createElement('button');
      button.dataset['fold'] = head.closest<HTMLElement>('tbody')?.dataset['group'] ?? '';
      button.append(...head.childNodes);
      head.append(button);
    }
  }

  #read(begins = false): void {
    const { state, unknown } = readState(location.search, this.#known);
    this.#apply(state, unknown.length > 0 ? `${this.#words.unknown} ${unknown.join(', ')}.` : '', begins);
  }

  /** Reads the ticks; no interface ticked is every one. */
  #choose(): void {
    const ticked = [...this.#bar.querySelectorAll<HTMLInputElement>(':checked')].map(({ value }) => value);
    const show = this.#order.filter((id) => ticked.includes(id));
    this.#change(
      { ...this.#state, show: show.length > 0 ? show : [...this.#order], differ: ticked.includes(DIFFER) },
      show.length > 0 ? '' : this.#words.all,
    );
  }

  #fold(group: string): void {
    const { groups } = this.#state;
    const next = this.#known.groups.filter((known) => groups.includes(known) !== (known === group));
    this.#change({ ...this.#state, groups: next.length === 0 ? this.#known.groups.slice(0, 1) : next });
  }

  /** Changes what is in sight, and has the address written. */
  #change(state: ComparisonState, notice?: string): void {
    this.#apply(state, notice);
    this.#later().keep = true;
  }

  /**
   * Brings the page in line with a choice; what can be done when that has been painted is left to `#finish`.
   * @param begins nothing is laid out yet: every row follows at once
   */
  #apply(state: ComparisonState, notice = '', begins = false): void {
    this.#state = state;
    this.#order = arrange(this.#order, state.show);
    this.#behind = new Set(this.#lines);
    for (const line of begins ? this.#lines : this.#near()) this.#fit(line);
    const chosen = this.#lines.slice(1).filter((line) => this.#isChosen(line));
    const hidden = state.differ ? chosen.filter((line) => this.#isEqual(line)).length : 0;
    this.querySelector('table')?.setAttribute('data-columns', String(state.show.length));
    this.#controls();
    const { shown, hidden: left } = this.#words;
    this.#later().say =
      `${notice} ${shown} ${String(chosen.length - hidden)}.${hidden > 0 ? ` ${left} ${String(hidden)}.` : ''}`.trim();
  }

  #isChosen({ row, groups }: Line): boolean {
    return row.id === '' || groups.some((group) => this.#state.groups.includes(group));
  }

  /** Whether all cells in sight say the same; the heads never do. */
  #isEqual({ cells }: Line): boolean {
    const { show } = this.#state;
    return show.length > 1 && new Set(show.map((id) => cells.get(id)?.dataset['same'] ?? id)).size === 1;
  }

  /** Brings a row in line with the choice. The order is first one of the layout: moving elements costs far more. */
  #fit(line: Line): void {
    this.#behind.delete(line);
    const { row, cells } = line;
    const equal = this.#isEqual(line);
    const out = !this.#isChosen(line) || (equal && this.#state.differ);
    leaveOut(row, out);
    if (out) return;
    row.classList.toggle('equal', equal);
    for (const [index, id] of this.#order.entries()) {
      const cell = cells.get(id) as HTMLElement;
      leaveOut(cell, !this.#state.show.includes(id));
      cell.style.order = String(index + 1);
    }
  }

  /**
   * Rows that a choice changes in sight of the reader: those down to the end of the window, and a few that come into it.
   * Asked before anything changes, when the answer costs nothing.
   */
  #near(): Line[] {
    let room = AT_ONCE;
    return this.#lines.filter((line) => {
      const { top, height } = line.row.getBoundingClientRect();
      return height > 0 ? top < innerHeight : this.#isChosen(line) && (room -= 1) >= 0;
    });
  }

  #pick(id: string): HTMLElement | null {
    return this.querySelector(`[data-pick="${id}"]`);
  }

  #later(): { say: string; keep: boolean; pressed: HTMLButtonElement | undefined } {
    if (!this.#due) afterPaint(() => this.#finish());
    return (this.#due ??= { say: '', keep: false, pressed: undefined });
  }

  /** What was out of sight, address, announcement, and the document in the order of the layout, for screen readers. */
  #finish(): void {
    for (const line of this.#behind) this.#fit(line);
    if (!this.#due) return;
    const { say, keep, pressed } = this.#due;
    this.#due = undefined;
    if (keep) {
      const { pathname, search, hash } = location;
      history.replaceState(null, '', pathname + writeState(this.#state, this.#known, search) + hash);
    }
    const focused = pressed ?? document.activeElement;
    // Only what is out of place is moved: an exchange of neighbours costs one move.
    const first = this.#lines[0];
    if (first && this.#order.some((id, index) => first.row.children[index + 1] !== first.cells.get(id))) {
      const put = (parent: Element, element: Element, at: number): void => {
        const now = parent.children[at];
        if (now !== element) parent.insertBefore(element, now ?? null);
      };
      const bar = this.#pick(this.#order[0] ?? '')?.parentElement;
      for (const [index, id] of this.#order.entries()) {
        for (const { row, cells } of this.#lines) put(row, cells.get(id) as HTMLElement, index + 1);
        // The first child is the legend.
        if (bar) put(bar, this.#pick(id) as HTMLElement, index + 1);
      }
    }
    const width = this.#state.show.length + 1;
    for (const head of this.querySelectorAll<HTMLTableCellElement>('.compare-group th')) {
      if (head.colSpan !== width) head.colSpan = width;
    }
    // Moving an element takes the focus away from it; and at the edge the pressed button can do no more.
    const able = pressed?.disabled ? pressed.parentElement?.querySelector('button:enabled') : focused;
    if (able instanceof HTMLElement && this.contains(able)) {
      able.focus({ preventScroll: true });
    }
    this.#say(say);
  }

  /** Brings the controls in line with the choice. */
  #controls(): void {
    for (const input of this.#bar.querySelectorAll<HTMLInputElement>('input')) {
      input.checked = input.value === DIFFER ? this.#state.differ : this.#state.show.includes(input.value);
    }
    const { groups } = this.#state;
    for (const button of this.querySelectorAll<HTMLElement>('button[data-fold]')) {
      button.setAttribute('aria-expanded', String(groups.includes(button.dataset['fold'] ?? '')));
    }
    leaveOut(this.querySelector('.compare-more') as Element, groups.length === this.#known.groups.length);
    for (const [index, id] of this.#order.entries()) (this.#pick(id) as HTMLElement).style.order = String(index + 1);
    for (const button of this.#bar.querySelectorAll<HTMLButtonElement>('button[data-move]')) {
      const at = this.#state.show.indexOf(button.closest<HTMLElement>('[data-pick]')?.dataset['pick'] ?? '');
      const to = at + Number(button.dataset['move']);
      button.disabled = at < 0 || to < 0 || to >= this.#state.show.length;
    }
  }

  #say(words: string): void {
    // One text that changes: a new one would make the browser style the whole page anew.
    this.#status.data = words;
  }

  #click(event: Event): void {
    const target = event.target as Element;
    const move = target.closest<HTMLButtonElement>('button[data-move]');
    const preset = target.closest<HTMLAnchorElement>('a[data-preset]');
    const reference = target.closest<HTMLAnchorElement>('.refs a');
    const fold = target.closest<HTMLElement>('button[data-fold]');
    const lens = target.closest<HTMLAnchorElement>('.compare-actions a');
    if (move) this.#move(move);
    else if (fold) this.#fold(fold.dataset['fold'] ?? '');
    else if (target.closest('[data-all]')) {
      this.#change({ ...this.#state, groups: [...this.#known.groups] });
    } else if (target.closest('[data-copy]')) this.#copy();
    else if (target.closest('[data-reset]')) {
      this.#change({ show: [...this.#known.columns], groups: this.#known.groups.slice(0, 1), differ: false });
    } else if (lens) {
      // The link leads to the same choice, as of another version.
      lens.search = writeState(this.#state, this.#known, lens.search);
    } else if (reference) this.#showSources(event, reference);
    else if (preset && !(event as MouseEvent).ctrlKey && !(event as MouseEvent).metaKey) {
      event.preventDefault();
      history.pushState(null, '', preset.href);
      this.#read();
      afterPaint(() => this.querySelector('table')?.scrollIntoView({ block: 'nearest' }));
    }
  }

  #move(button: HTMLButtonElement): void {
    const id = button.closest<HTMLElement>('[data-pick]')?.dataset['pick'] ?? '';
    const show = [...this.#state.show];
    const from = show.indexOf(id);
    const to = from + Number(button.dataset['move']);
    show.splice(to, 0, ...show.splice(from, 1));
    this.#change({ ...this.#state, show });
    this.#later().pressed = button;
  }

  /** A link to a row shows that row, whatever was chosen. */
  #reveal(): void {
    // Ids are plain ASCII: nothing is to be decoded, and a broken escape is no id.
    const row = document.getElementById(location.hash.slice(1));
    const group = row?.closest<HTMLElement>('tbody[data-group]')?.dataset['group'];
    if (!row || group === undefined) return;
    if (!this.#state.groups.includes(group) || row.closest(`.${OUT}`)) {
      const groups = this.#known.groups.filter((known) => known === group || this.#state.groups.includes(known));
      this.#change({ ...this.#state, groups, differ: false });
    }
    this.#finish();
    row.scrollIntoView({ block: 'start', behavior: 'instant' });
  }

  /** The sources of a cell beside the number that was pressed; without this the number leads to the list. */
  #showSources(event: Event, reference: HTMLAnchorElement): void {
    const tip = this.querySelector<HTMLElement>('.compare-tip');
    if (!tip?.showPopover) return;
    event.preventDefault();
    import('./sources-tip.ts')
      .then(({ showSources }) => showSources(tip, reference, this.#words.checked))
      .catch(() => (location.hash = reference.hash));
  }

  #copy(): void {
    this.#finish();
    import('./copy-shown.ts')
      .then(({ copyShown }) => copyShown(this.#all('tr:not(.compare-group)'), OUT))
      .then(
        () => this.#say(this.#words.copied),
        () => this.#say(this.#words.notCopied),
      );
  }
}

customElements.define('interface-comparison', InterfaceComparison);
