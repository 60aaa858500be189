/** The choices of the comparison: which columns, in which order, which rows; kept in the address. */
import { markdownTable } from '../../lib/table/markdown.ts';
import { readState, writeState, type ComparisonState, type Known } from './state.ts';

/** Texts in the reader's language, handed over by the markup. */
interface Words {
  unknown: string;
  all: string;
  shown: string;
  hidden: string;
  copied: string;
  notCopied: string;
  sources: string;
  checked: string;
}

/**
 * Marks what is not shown. Not the attribute `hidden`: the frame's styles ask for it in `:has()`, and the browser would
 * style the whole page anew for every cell.
 */
const OUT = 'left-out';

function leaveOut(element: Element, out: boolean): void {
  element.classList.toggle(OUT, out);
}

class InterfaceComparison extends HTMLElement {
  #state: ComparisonState = { show: [], groups: [], differ: false };
  #known: Known = { columns: [], groups: [] };
  #words = {} as Words;
  readonly #status = document.createTextNode('');

  connectedCallback(): void {
    this.#words = JSON.parse(this.dataset['words'] ?? '{}') as Words;
    this.#known = {
      columns: this.#all('thead th[data-col]').map((cell) => cell.dataset['col'] ?? ''),
      groups: this.#all('tbody[data-group]').map((body) => body.dataset['group'] ?? ''),
    };
    this.#bar.hidden = false;
    this.#keepRoles();
    // A browser keeps ticks over a reload; the address is what counts.
    this.#bar.addEventListener('change', () => this.#choose());
    this.addEventListener('click', (event) => this.#click(event));
    window.addEventListener('popstate', () => this.#read());
    window.addEventListener('hashchange', () => this.#reveal());
    this.#read();
    this.#reveal();
    // The browser scrolls to the fragment by itself when everything is loaded; then it is set right again.
    if (document.readyState !== 'complete') window.addEventListener('load', () => this.#reveal(), { once: true });
  }

  get #bar(): HTMLElement {
    return this.querySelector('.compare-bar') as HTMLElement;
  }

  #all(selector: string): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(selector)];
  }

  /** The layout is a grid, and some browsers take an element's part in a table away with its `display`. */
  #keepRoles(): void {
    const roles = {
      table: 'table',
      'thead, tbody': 'rowgroup',
      tr: 'row',
      td: 'cell',
      'th[scope="col"]': 'columnheader',
      'th[scope="row"], th[scope="rowgroup"]': 'rowheader',
    };
    for (const [selector, role] of Object.entries(roles)) {
      for (const element of this.querySelectorAll(selector)) element.setAttribute('role', role);
    }
  }

  #read(): void {
    const { state, unknown } = readState(window.location.search, this.#known);
    this.#apply(state, unknown.length > 0 ? `${this.#words.unknown} ${unknown.join(', ')}.` : '');
  }

  /** Reads the ticks; nothing ticked is everything. */
  #choose(): void {
    const ticked = (name: string): string[] =>
      [...this.#bar.querySelectorAll<HTMLInputElement>(`input[name="${name}"]:checked`)].map(({ value }) => value);
    const show = ticked('show');
    const groups = ticked('groups');
    const nothing = show.length === 0 || groups.length === 0;
    this.#apply(
      {
        show: show.length > 0 ? show : [...this.#known.columns],
        groups: groups.length > 0 ? groups : [...this.#known.groups],
        differ: ticked('differ').length > 0,
      },
      nothing ? this.#words.all : '',
    );
    this.#keep();
  }

  #keep(): void {
    const { pathname, hash } = window.location;
    window.history.replaceState(null, '', pathname + writeState(this.#state, this.#known) + hash);
  }

  #apply(state: ComparisonState, notice = ''): void {
    this.#state = state;
    this.#soon();
    const rest = this.#known.columns.filter((id) => !state.show.includes(id));
    const order = [...state.show, ...rest];
    for (const row of this.#all('tr:not(.compare-group)')) {
      const cells = new Map(
        [...row.querySelectorAll<HTMLElement>('[data-col]')].map((cell) => [cell.dataset['col'], cell]),
      );
      for (const cell of cells.values()) leaveOut(cell, !state.show.includes(cell.dataset['col'] ?? ''));
      // Only what is out of place is moved: an exchange of neighbours costs one move.
      order.forEach((id, index) => {
        const cell = cells.get(id);
        const now = row.children[index + 1];
        if (cell && now !== cell) row.insertBefore(cell, now ?? null);
      });
    }
    let shown = 0;
    let equal = 0;
    for (const body of this.#all('tbody')) {
      const chosen = state.groups.includes(body.dataset['group'] ?? '');
      let any = false;
      for (const row of body.querySelectorAll<HTMLElement>('tr:not(.compare-group)')) {
        const marks = new Set(
          [...row.querySelectorAll<HTMLElement>(`td:not(.${OUT})`)].map((cell) => cell.dataset['same']),
        );
        const same = state.differ && state.show.length > 1 && marks.size === 1;
        const out = !chosen || same;
        leaveOut(row, out);
        if (chosen && same) equal += 1;
        if (!out) {
          any = true;
          shown += 1;
        }
      }
      leaveOut(body, !any);
    }
    for (const head of this.#all('.compare-group th')) (head as HTMLTableCellElement).colSpan = state.show.length + 1;
    this.querySelector('table')?.setAttribute('data-columns', String(state.show.length));
    this.#controls(order);
    const counts = `${this.#words.shown} ${String(shown)}.${equal > 0 ? ` ${this.#words.hidden} ${String(equal)}.` : ''}`;
    this.#say([notice, counts].filter((part) => part !== '').join(' '));
  }

  /** What is in sight is painted first; the rows out of sight get their layout a moment later. */
  #soon(): void {
    this.classList.add('soon');
    requestAnimationFrame(() => setTimeout(() => this.classList.remove('soon')));
  }

  /** Brings the controls in line with the choice. */
  #controls(order: readonly string[]): void {
    for (const input of this.#bar.querySelectorAll<HTMLInputElement>('input')) {
      if (input.name === 'differ') input.checked = this.#state.differ;
      else input.checked = this.#state[input.name as 'show' | 'groups'].includes(input.value);
    }
    const picks = new Map(this.#all('[data-pick]').map((pick) => [pick.dataset['pick'], pick]));
    const focused = document.activeElement;
    if ([...picks.keys()].join() !== order.join()) {
      const parent = [...picks.values()][0]?.parentElement;
      parent?.append(...order.flatMap((id) => picks.get(id) ?? []));
      // Moving an element takes the focus away from it.
      if (focused instanceof HTMLElement && this.contains(focused)) focused.focus();
    }
    for (const [id, pick] of picks) {
      const at = this.#state.show.indexOf(id ?? '');
      for (const button of pick.querySelectorAll('button')) {
        const to = at + Number(button.dataset['move']);
        button.disabled = at < 0 || to < 0 || to >= this.#state.show.length;
      }
    }
  }

  #say(words: string): void {
    // One text that changes: a new one would make the browser style the whole page anew.
    if (!this.#status.isConnected) this.querySelector('.compare-status')?.append(this.#status);
    this.#status.data = words;
  }

  #click(event: Event): void {
    const target = event.target as Element;
    const move = target.closest<HTMLButtonElement>('button[data-move]');
    const preset = target.closest<HTMLAnchorElement>('a[data-preset]');
    const reference = target.closest<HTMLAnchorElement>('.refs a');
    if (move) this.#move(move);
    else if (target.closest('[data-copy]')) void this.#copy();
    else if (target.closest('[data-reset]')) {
      this.#apply({ show: [...this.#known.columns], groups: [...this.#known.groups], differ: false });
      this.#keep();
    } else if (reference) this.#showSources(event, reference);
    else if (preset && !(event as MouseEvent).ctrlKey && !(event as MouseEvent).metaKey) {
      event.preventDefault();
      window.history.pushState(null, '', preset.href);
      this.#read();
      this.querySelector('.compare-box')?.scrollIntoView({ block: 'nearest' });
    }
  }

  #move(button: HTMLButtonElement): void {
    const id = button.closest<HTMLElement>('[data-pick]')?.dataset['pick'] ?? '';
    const show = [...this.#state.show];
    const from = show.indexOf(id);
    const to = from + Number(button.dataset['move']);
    if (from < 0 || to < 0 || to >= show.length) return;
    show.splice(to, 0, ...show.splice(from, 1));
    this.#apply({ ...this.#state, show });
    this.#keep();
    // At the edge the pressed button can do no more; the other one of the pair goes back.
    if (button.disabled) button.parentElement?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  }

  /** A link to a row shows that row, whatever was chosen. */
  #reveal(): void {
    const id = decodeURIComponent(window.location.hash.slice(1));
    const row = id === '' ? null : document.getElementById(id);
    const group = row?.closest<HTMLElement>('tbody[data-group]')?.dataset['group'];
    if (!row || group === undefined || !this.contains(row)) return;
    if (!this.#state.groups.includes(group) || row.closest(`.${OUT}`)) {
      const groups = this.#known.groups.filter((known) => known === group || this.#state.groups.includes(known));
      this.#apply({ ...this.#state, groups, differ: false });
      this.#keep();
    }
    this.#bring(row);
  }

  /** Scrolls a row below the header, and the header to the top of the page. */
  #bring(row: HTMLElement): void {
    const box = this.querySelector('.compare-box');
    const head = this.querySelector('thead');
    if (!box || !head) return;
    // Rows without a layout have no place yet.
    this.classList.remove('soon');
    box.scrollBy({ top: row.getBoundingClientRect().top - head.getBoundingClientRect().bottom, behavior: 'instant' });
    box.scrollIntoView({ block: 'start', behavior: 'instant' });
  }

  /** The sources of a cell beside the number that was pressed; without this the number leads to the list. */
  #showSources(event: Event, reference: HTMLAnchorElement): void {
    const tip = this.querySelector<HTMLElement>('.compare-tip');
    if (!tip || typeof tip.showPopover !== 'function') return;
    event.preventDefault();
    const list = document.createElement('ul');
    for (const { hash } of reference.closest('.refs')?.querySelectorAll('a') ?? []) {
      const source = document.getElementById(hash.slice(1));
      if (!source) continue;
      const item = document.createElement('li');
      item.append(...[...source.childNodes].map((node) => node.cloneNode(true)));
      list.append(item);
    }
    const checked = document.createElement('p');
    checked.textContent = this.#words.checked;
    tip.replaceChildren(list, checked);
    tip.showPopover();
    const anchor = reference.getBoundingClientRect();
    const box = tip.getBoundingClientRect();
    tip.style.left = `${String(Math.max(8, Math.min(anchor.left, window.innerWidth - box.width - 8)))}px`;
    tip.style.top = `${String(anchor.bottom + box.height + 8 < window.innerHeight ? anchor.bottom + 4 : Math.max(8, anchor.top - box.height - 4))}px`;
    list.querySelector('a')?.focus();
    tip.addEventListener('toggle', (toggle) => {
      if ((toggle as ToggleEvent).newState === 'closed' && tip.contains(document.activeElement)) reference.focus();
    });
  }

  async #copy(): Promise<void> {
    const text = (cell: Element): string => {
      const copy = cell.cloneNode(true) as Element;
      for (const part of copy.querySelectorAll('.refs')) part.remove();
      return (
        [...copy.querySelectorAll('p, li, summary')].map((part) => part.textContent).join('; ') ||
        (copy.textContent ?? '')
      );
    };
    const cells = (row: Element): string[] => [...row.querySelectorAll(`:scope > :not(.${OUT})`)].map(text);
    const [head, ...rows] = this.#all('tr:not(.compare-group)').filter((row) => !row.closest(`.${OUT}`));
    if (!head) return;
    const page = window.location.href.replace(/#.*$/, '');
    const markdown = markdownTable(
      cells(head),
      rows.map(cells),
      rows.map(({ id }) => `${page}#${id}`),
    );
    try {
      await navigator.clipboard.writeText(markdown);
      this.#say(this.#words.copied);
    } catch {
      this.#say(this.#words.notCopied);
    }
  }
}

customElements.define('interface-comparison', InterfaceComparison);
