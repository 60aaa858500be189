/**
 * `<table-tool>`, fetched by `table-tool.lazy.ts` when it is wanted: finds, filters and sorts the rows of the tables inside
 * it, and keeps every state in the address. It reads the words of the rows from the HTML; the rest is told by the
 * {@link TableSpec} that `TableTool.astro` wrote.
 */
import { lateData } from '#browser/fetch-text.ts';
import { fill } from '#lib/fill.ts';
import { Idle, piece } from '#browser/idle.ts';
import { keepFields } from '#browser/keep-fields.ts';
import { replaceAddress } from '#browser/replace-address.ts';
import { writeAddress } from '#features/table/url-state.ts';
import { answer, type Answer } from './answer.ts';
import { MAX_QUERY, parseQuery } from '#features/table/query.ts';
import type { TableSpec } from '#features/table/table-spec.ts';
import { OUT, readRows, RowRenderer, type Row } from './row-renderer.ts';
import { chosenOf, readChoices, showChips, showCounts, type Choice } from './choices.ts';
import { find, make, write } from '#browser/elements.ts';
import { wireMenus, wireSheet } from './menus.ts';
import { fragment, readTableAddress } from './address.ts';
import { noRows } from './no-rows.ts';
import { RowWords } from './row-words.ts';
import { showSort, wireSort } from './sort-heads.ts';
import { exportActions } from './export-actions.lazy.ts';

/** Enough for a screen reader to finish the last word, and for the browser not to refuse so many addresses. */
const PAUSE = 300;

class TableTool extends HTMLElement {
  #spec!: TableSpec;
  #rows: Row[] = [];
  #choices: Choice[] = [];
  /** Kept: to look for them among all elements of all rows costs as much as a search. */
  #facets: HTMLElement[] = [];
  #heads: HTMLElement[] = [];
  #renderer!: RowRenderer;
  #input!: HTMLInputElement;
  #status!: HTMLElement;
  #words!: RowWords;
  readonly #found = new Map<string, HTMLElement>();
  /** Row that the fragment of the address names: shown whatever the filters say. */
  #pinned = '';
  /** The row that is open because its number was typed. */
  #exact: Row | undefined;
  /** Notices about the address: they stay until the reader changes something. */
  #addressNotices: string[] = [];
  /** What the page shows. */
  #now!: Answer;
  #timer = 0;
  readonly #idle = new Idle();
  /** A change of the form waits for the next frame. */
  #isDue = false;
  /** What that will show, when it is known. */
  #next: Answer | undefined;
  /** Apart from the other: a number that opens its row must not cancel what is said of the rows found. */
  #toggleTimer = 0;
  /** Something was typed before the words of all rows were read. */
  #asked = false;
  #unsaved = false;

  /** Brings the tool to life, piece by piece; the form keeps what is typed meanwhile. */
  async start(spec: TableSpec): Promise<void> {
    this.#spec = spec;
    await piece();
    this.#rows = readRows(this, spec.rows);
    this.#renderer = new RowRenderer(this.#rows);
    await piece();
    this.#words = new RowWords(this.#rows, spec);
    await piece();
    this.#choices = readChoices(this, spec.facets);
    this.#facets = [...this.querySelectorAll<HTMLElement>('.facet')];
    this.#heads = [...this.querySelectorAll<HTMLElement>('th[data-col]')];
    this.#input = this.#find('input[type="search"]');
    this.#status = this.#find('[role="status"]');
    await piece();
    this.#listen();
    keepFields(this);
    this.#begin();
    this.#words.read(
      () => {
        if (this.#asked) this.#soon();
        // Changes nothing; what has run once is fast.
        else if (this.#isBlank) this.#apply();
      },
      () => this.#isBlank,
    );
  }

  /** Shows what the address or the form says. */
  #begin(): void {
    // The build wrote what stands there: every row.
    this.#now = answer(this.#rows, this.#words, { typed: '', chosen: new Map(), sort: '' });
    // The reader was faster than this script, or the browser brought the form back.
    const early = this.#rows.filter(({ details }) => details?.open);
    if (location.search !== '' || location.hash !== '') {
      this.#fromAddress();
      for (const { details } of early) if (details) details.open = true;
      if (early.length > 0) this.#save();
    } else if (this.#isBlank && early.length === 0) {
      write(this.#find('.sheet-close'), this.#say('show', { shown: this.#rows.length }));
    } else this.#changed();
  }

  /** Looked for once: each search goes through the elements of all rows. */
  #find<Element extends HTMLElement>(selector: string): Element {
    const element = this.#found.get(selector) ?? find(this, selector);
    this.#found.set(selector, element);
    return element as Element;
  }

  #say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(this.#spec.strings[key] ?? key, values);
  }

  // ---- State: the form is the state; the address is its copy ----

  /** Whether nothing is chosen and nothing typed. */
  get #isBlank(): boolean {
    return this.#input.value === '' && this.#sort.value === '' && !this.#choices.some(({ box }) => box.checked);
  }

  get #sort(): HTMLSelectElement {
    return this.#find('select[name="sort"]');
  }

  #fromAddress(): void {
    const sorts = [...this.#sort.options].map(({ value }) => value);
    const state = readTableAddress(this.#spec, this.#rows, sorts);
    this.#input.value = state.texts.get('q') ?? '';
    this.#sort.value = state.lists.get('sort')?.[0] ?? '';
    for (const { box } of this.#choices) box.checked = state.lists.get(box.name)?.includes(box.value) ?? false;
    const open = new Set(state.lists.get('row'));
    this.#addressNotices = [
      ...state.unknown.map((name) => this.#say('unknownFilter', { name })),
      ...state.cut.map(() => this.#say('cut', { count: MAX_QUERY })),
    ];
    this.#pinned = '';
    const id = fragment();
    if (this.#rows.some((row) => row.id === id)) {
      this.#pinned = id;
      open.add(id);
    } else if (id !== '' && !document.getElementById(id)) {
      this.#addressNotices.push(this.#say('unknownRow', { id: id.slice(0, 60) }));
    }
    this.#exact = undefined;
    for (const { id: row, details } of this.#rows) if (details) details.open = open.has(row);
    this.#apply();
    this.#renderer.commitOrder();
    if (this.#pinned !== '') this.#goTo(this.#pinned);
  }

  #goTo(id: string): void {
    const row = this.#rows.find((known) => known.id === id);
    this.#renderer.all();
    for (const { body } of this.#rows) body.classList.toggle('marked', body === row?.body);
    row?.body.scrollIntoView({ block: 'start' });
  }

  /** @param before the query whose version of the lens stays */
  #query(before: string): string {
    const open = this.#now.shown
      .filter((row) => row.details?.open && row.id !== this.#pinned && row !== this.#exact)
      .map(({ id }) => id);
    const sort = this.#sort.value;
    return writeAddress(
      // Half of an emoji, as Backspace may leave it, is no text that an address can hold.
      new Map([['q', this.#input.value.replace(/[\uD800-\uDFFF]/gu, '').trim()]]),
      new Map([...chosenOf(this.#choices), ['sort', sort === '' ? [] : [sort]], ['row', open]]),
      before,
    );
  }

  #save(): void {
    this.#unsaved = false;
    const search = this.#query(location.search);
    // A fragment that named a row has done its work once the reader looks for something else.
    const hash = this.#pinned === '' && this.#rows.some(({ id }) => id === fragment()) ? '' : location.hash;
    const url = location.pathname + search + hash;
    if (url !== location.pathname + location.search + location.hash) replaceAddress(url);
  }

  /**
   * A change of the form: the answer is looked for at once, while the screen is not ready for the next frame, and shown with
   * that: in the event itself the browser would lay the page out twice.
   */
  #soon(): void {
    this.#renderer.hold();
    this.#idle.cancel();
    this.#next = this.#words.isRead ? this.#answer() : undefined;
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#changed(this.#next);
    });
  }

  /**
   * After a change by the reader: what the address said is no longer of interest, and it is written anew.
   * @param answer when it is known already
   */
  #changed(answer?: Answer): void {
    this.#asked = this.#input.value !== '' && !this.#words.isRead;
    if (this.#asked) return;
    // Asked before anything changes, when the answer costs nothing.
    const head = this.#find('.find').getBoundingClientRect();
    const away = this.#find('.records-box').getBoundingClientRect().top < head.top;
    this.#addressNotices = [];
    for (const { id, body } of this.#rows) if (id === this.#pinned) body.classList.remove('marked');
    this.#pinned = '';
    this.#apply(answer);
    // Who typed far below, where the field follows, is brought back to what was found.
    if (away) this.scrollIntoView({ block: 'start', behavior: 'instant' });
    this.#unsaved = true;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      // What the address says is there when it says it.
      this.#renderer.commitOrderSoon();
      this.#idle.run(() => this.#count());
      this.#save();
      this.#status.textContent = [this.#countText(), ...this.#notices()].join(' ');
    }, PAUSE);
  }

  // ---- From state to table ----

  #answer(): Answer {
    const { value: sort } = this.#sort;
    return answer(this.#rows, this.#words, { typed: this.#input.value.trim(), chosen: chosenOf(this.#choices), sort });
  }

  #apply(next = this.#answer()): void {
    const { shown, chosen, typed } = next;
    this.#now = next;
    this.#next = undefined;
    const pinned = this.#rows.filter((row) => row.id === this.#pinned && !shown.includes(row));
    this.#renderer.show([...pinned, ...shown]);
    this.#openExact(typed);
    // Nobody sees the counts of menus that are closed: they need not come with the paint of a key.
    if (this.#facets.some((facet) => facet.hasAttribute('open'))) this.#count();
    this.#showState(chosen);
    this.#showNone(typed);
  }

  /** Writes the counts of the filters. */
  #count(): void {
    showCounts(this.#choices, this.#now.counts());
  }

  /** Who types exactly a number wants to know all about it: the first row that has it opens, and closes with the next key. */
  #openExact(typed: string): void {
    const { numbers, words } = parseQuery(typed);
    const [from, to] = numbers.length === 1 && words.length === 0 ? (numbers[0] ?? []) : [];
    const row = this.#now.shown.find(({ spec }) => spec.ranges?.some((range) => range[0] === from && range[1] === to));
    if (row === this.#exact) return;
    if (this.#exact?.details) this.#exact.details.open = false;
    this.#exact = row?.details?.open === false ? row : undefined;
    if (this.#exact?.details) this.#exact.details.open = true;
  }

  #showState(chosen: ReadonlyMap<string, readonly string[]>): void {
    write(this.#find('.count'), this.#countText());
    const active = this.#choices.filter(({ box }) => box.checked);
    this.#find('.clear').classList.toggle(OUT, this.#isBlank);
    write(
      this.#find('.sheet-open'),
      active.length > 0 ? this.#say('filtersOn', { count: active.length }) : this.#say('filters'),
    );
    write(this.#find('.sheet-close'), this.#say('show', { shown: this.#now.shown.length }));
    const chips = this.#find('.chips');
    showChips(chips, active, (name) => this.#say('remove', { name }), this.#remove);
    for (const facet of this.#facets) {
      const key = facet.querySelector('input')?.name ?? '';
      facet.classList.toggle('active', (chosen.get(key)?.length ?? 0) > 0);
    }
    showSort(this.#heads, this.#sort.value);
    this.#showNotices(this.#notices().map((text) => make('li', text)));
  }

  #showNotices(items: readonly HTMLElement[]): void {
    const list = this.#find('.notices');
    if (items.length > 0 || list.childElementCount > 0) list.replaceChildren(...items);
  }

  #countText(): string {
    const total = this.#rows.length;
    return this.#now.shown.length === total
      ? this.#say('all', { total })
      : this.#say('count', { shown: this.#now.shown.length, total });
  }

  #notices(): string[] {
    const notices = [...this.#addressNotices];
    const { matches } = this.#now;
    if (matches) {
      if (matches.most) notices.push(this.#say('most'));
      notices.push(...matches.corrected.map(([typed, used]) => this.#say('corrected', { typed, used })));
    }
    const pinned = this.#rows.find(({ id }) => id === this.#pinned);
    if (pinned && !this.#now.shown.includes(pinned)) notices.push(this.#say('pinned', { id: pinned.id }));
    return notices;
  }

  /** Nothing fits: what was looked for, the nearest number, and a way out. */
  #showNone(typed: string): void {
    const panel = this.#find('.none');
    panel.classList.toggle('shown', this.#now.shown.length === 0);
    if (this.#now.shown.length > 0) return;
    const [wanted] = parseQuery(typed).numbers;
    panel.replaceChildren(
      ...noRows({
        typed,
        found: this.#now.matches?.scores.size ?? this.#rows.length,
        near: wanted ? this.#words.all.nearestNumbers(wanted[0]) : [],
        say: (key, values) => this.#say(key, values),
        look: (number) => {
          this.#input.value = number;
          this.#changed();
          this.#input.focus();
        },
        clear: (text) => this.#clear(text),
      }),
    );
  }

  readonly #remove = ({ box }: Choice): void => {
    box.checked = false;
    this.#changed();
    // A removed chip takes the focus with it: the next one gets it, or the find box.
    (this.querySelector<HTMLElement>('.chips button') ?? this.#input).focus();
  };

  #clear(text: boolean): void {
    for (const { box } of this.#choices) box.checked = false;
    if (text) {
      this.#input.value = '';
      this.#sort.value = '';
    }
    this.#changed();
    this.#input.focus();
  }

  // ---- What the reader does ----

  #listen(): void {
    this.#input.addEventListener('input', () => this.#soon());
    this.addEventListener('change', (event) => {
      if (event.target !== this.#input) this.#soon();
    });
    this.#find('.clear').addEventListener('click', () => this.#clear(true));
    wireSort(this.#heads, this.#sort, () => this.#changed());
    wireSheet(this, () => this.#clear(true));
    wireMenus(this);
    exportActions(this, {
      shown: () => this.#now.shown,
      data: this.#spec.data,
      say: (key, values) => this.#say(key, values),
      tell: (text, more) => this.#tell(text, more),
    });
    // "toggle" does not bubble: caught on its way down.
    this.addEventListener(
      'toggle',
      (event) => {
        const details = event.target as HTMLElement;
        if (details.closest('.facet')) this.#count();
        if (!(details instanceof HTMLDetailsElement) || !details.closest('tbody[id]')) return;
        this.#unsaved = true;
        clearTimeout(this.#toggleTimer);
        this.#toggleTimer = window.setTimeout(() => {
          // What was typed meanwhile is saved when it is shown.
          if (!this.#asked) this.#save();
        }, PAUSE);
      },
      true,
    );
    window.addEventListener('hashchange', () => this.#fromAddress());
    window.addEventListener('popstate', () => this.#fromAddress());
    // A link (the language switch) takes the address as it is at the moment of the click.
    document.addEventListener('click', () => this.#unsaved && this.#save(), true);
    this.addEventListener('click', (event) => {
      // The lens shows the same choice, as of another version.
      const lens = (event.target as Element).closest<HTMLAnchorElement>('a[href*="asof="]');
      if (lens) lens.search = this.#query(lens.search);
    });
    window.addEventListener('beforeprint', () => this.#renderer.commitOrder());
  }

  #tell(text: string, more?: HTMLElement): void {
    this.#status.textContent = text;
    const item = make('li', text);
    if (more) item.append(more);
    this.#showNotices([item]);
  }
}

customElements.define('table-tool', TableTool);

/** Brings a `<table-tool>` to life. @throws Error when what its markup says of it cannot be had */
export async function startTool(tool: HTMLElement): Promise<void> {
  await (tool as TableTool).start(await lateData<TableSpec>(tool));
}
