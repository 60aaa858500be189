/**
 * `<table-tool>`, fetched by `table-tool.lazy.ts` when it is wanted: finds, filters and sorts the rows of the tables inside
 * it, and keeps every state in the address. It reads the words of the rows from the HTML; the rest is told by the
 * {@link TableSpec} that `TableTool.astro` wrote.
 */
import { lateData } from '@browser/fetch-text.ts';
import { Idle } from '@browser/idle.ts';
import { fill } from '@lib/fill.ts';
import { keepFields } from '@browser/keep-fields.ts';
import { lazyElement } from '@browser/lazy-element.ts';
import { replaceAddress } from '@browser/replace-address.ts';
import { readAddress, writeAddress, type Field } from '@features/table/url-state.ts';
import { filterRows } from '@features/table/filter.ts';
import { Matcher, type Matches } from '@features/table/matcher.ts';
import { MAX_QUERY, parseQuery } from '@features/table/query.ts';
import type { TableSpec } from '@features/table/table-spec.ts';
import { cellsOf, OUT, readRows, Stage, textOf, type Row } from './row-renderer.ts';
import { chipsOf, readChoices, showCounts, type Choice } from './choices.ts';
import { find, make, write } from './elements.ts';
import { wireMenus, wireSheet } from './menus.ts';
import { noRows } from './no-rows.ts';
import { sortRows } from './sort-rows.ts';

/** Enough for a screen reader to finish the last word, and for the browser not to refuse so many addresses. */
const PAUSE = 300;
/** A number, words, a slip: every way that a search can take. */
const WARM_UP = ['1', 'ku', '10250/tcp', 'api server', 'kubelte'];
/** Rows whose words are read in one piece while the browser is free. */
const READ_AT_ONCE = 4;

class TableTool extends HTMLElement {
  #spec!: TableSpec;
  #rows: Row[] = [];
  #choices: Choice[] = [];
  /** Kept: to look for them among all elements of all rows costs as much as a search. */
  #facets: HTMLElement[] = [];
  #heads: HTMLElement[] = [];
  #stage!: Stage;
  #input!: HTMLInputElement;
  #status!: HTMLElement;
  #made: Matcher | undefined;
  /** Row that the fragment of the address names: shown whatever the filters say. */
  #pinned = '';
  /** The row that is open because its number was typed. */
  #exact: Row | undefined;
  /** Notices about the address: they stay until the reader changes something. */
  #addressNotices: string[] = [];
  #shown: Row[] = [];
  /** The filters whose chips are shown. */
  #chips = '';
  #timer = 0;
  /** A change of the form waits for the next frame. */
  #isDue = false;
  /** Apart from the other: a number that opens its row must not cancel what is said of the rows found. */
  #toggleTimer = 0;
  readonly #reading = new Idle();
  /** Something was typed before the words of all rows were read. */
  #asked = false;
  #unsaved = false;

  /** Brings the tool to life. */
  start(spec: TableSpec): void {
    this.#spec = spec;
    this.#input = this.#find('input[type="search"]');
    this.#status = this.#find('[role="status"]');
    this.#rows = readRows(this, this.#spec.rows);
    this.#stage = new Stage(this.#rows);
    this.#choices = readChoices(this, this.#spec.facets);
    this.#facets = [...this.querySelectorAll<HTMLElement>('.facet')];
    this.#heads = [...this.querySelectorAll<HTMLElement>('th[data-col]')];
    this.#listen();
    keepFields(this);
    // The reader was faster than this script, or the browser brought the form back.
    const early = this.#rows.filter(({ details }) => details?.open);
    if (location.search !== '' || location.hash !== '') {
      this.#fromAddress();
      for (const { details } of early) if (details) details.open = true;
      if (early.length > 0) this.#save();
    } else if (this.#isBlank && early.length === 0) {
      // The build wrote what stands there.
      this.#shown = this.#rows;
      write(this.#find('.sheet-close'), this.#say('show', { shown: this.#rows.length }));
    } else this.#changed();
    // Most readers type next: have the words ready before, a few rows at a time, so that no key waits for long.
    this.#reading.run(() => this.#readSome());
  }

  /** Made when it is asked for first: the synonyms would make the start longer. */
  get #matcher(): Matcher {
    return (this.#made ??= new Matcher([], this.#spec.synonyms, this.#spec.stopWords));
  }

  #find<Element extends HTMLElement>(selector: string): Element {
    return find<Element>(this, selector);
  }

  #say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(this.#spec.strings[key] ?? key, values);
  }

  /** The rows with their words; what was not read yet is read now. */
  #words(): Matcher {
    while (this.#matcher.size < this.#rows.length) this.#readRow();
    return this.#matcher;
  }

  #readSome(): void {
    for (let n = 0; n < READ_AT_ONCE && this.#matcher.size < this.#rows.length; n += 1) this.#readRow();
    const isRead = this.#matcher.size === this.#rows.length;
    // Who has typed waits for this, but no further key does.
    if (this.#asked) {
      if (isRead) this.#changed();
      else setTimeout(() => this.#readSome());
    } else if (!isRead) this.#reading.run(() => this.#readSome());
    else this.#warmUp(WARM_UP);
  }

  /** The browser makes fast what has run before: the first key need not wait for it, nor for more than one question of it. */
  #warmUp([question, ...rest]: readonly string[]): void {
    if (question === undefined) return;
    this.#reading.run(() => {
      this.#matcher.find(question);
      this.#warmUp(rest);
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

  // ---- State: the form is the state; the address is its copy ----

  #chosen(): Map<string, string[]> {
    const chosen = new Map<string, string[]>();
    for (const { box } of this.#choices) {
      if (box.checked) chosen.set(box.name, [...(chosen.get(box.name) ?? []), box.value]);
    }
    return chosen;
  }

  /** Whether nothing is chosen and nothing typed. */
  get #isBlank(): boolean {
    return this.#input.value === '' && this.#sort.value === '' && !this.#choices.some(({ box }) => box.checked);
  }

  get #sort(): HTMLSelectElement {
    return this.#find('select[name="sort"]');
  }

  #fromAddress(): void {
    const fields: Record<string, Field> = {
      q: { kind: 'text', max: MAX_QUERY },
      sort: { kind: 'list', known: new Set([...this.#sort.options].map(({ value }) => value)) },
      row: { kind: 'list', known: new Set(this.#rows.map(({ id }) => id)) },
    };
    for (const { key, values } of this.#spec.facets) {
      fields[key] = { kind: 'list', known: new Set(values.map(({ code }) => code)) };
    }
    const state = readAddress(location.search, fields);
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
    this.#stage.settle();
    if (this.#pinned !== '') this.#goTo(this.#pinned);
  }

  #goTo(id: string): void {
    const row = this.#rows.find((known) => known.id === id);
    this.#stage.all();
    for (const { body } of this.#rows) body.classList.toggle('marked', body === row?.body);
    row?.body.scrollIntoView({ block: 'start' });
  }

  /** @param before the query whose version of the lens stays */
  #query(before: string): string {
    const open = this.#shown
      .filter((row) => row.details?.open && row.id !== this.#pinned && row !== this.#exact)
      .map(({ id }) => id);
    const sort = this.#sort.value;
    return writeAddress(
      // Half of an emoji, as Backspace may leave it, is no text that an address can hold.
      new Map([['q', this.#input.value.replace(/[\uD800-\uDFFF]/gu, '').trim()]]),
      new Map([...this.#chosen(), ['sort', sort === '' ? [] : [sort]], ['row', open]]),
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

  /** A change of the form, taken up with the next frame: in the event itself the browser would lay the page out twice. */
  #soon(): void {
    this.#stage.hold();
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#changed();
    });
  }

  /** After a change by the reader: what the address said is no longer of interest, and it is written anew. */
  #changed(): void {
    this.#asked = this.#input.value !== '' && this.#matcher.size < this.#rows.length;
    if (this.#asked) {
      this.#reading.run(() => this.#readSome());
      return;
    }
    // Asked before anything changes, when the answer costs nothing.
    const head = this.#find('.find').getBoundingClientRect();
    const away = this.#find('.records-box').getBoundingClientRect().top < head.top;
    this.#addressNotices = [];
    for (const { id, body } of this.#rows) if (id === this.#pinned) body.classList.remove('marked');
    this.#pinned = '';
    this.#apply();
    // Who typed far below, where the field follows, is brought back to what was found.
    if (away) this.scrollIntoView({ block: 'start', behavior: 'instant' });
    this.#unsaved = true;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#save();
      this.#stage.settleSoon();
      this.#status.textContent = [this.#countText(), ...this.#notices()].join(' ');
    }, PAUSE);
  }

  // ---- From state to table ----

  #matches: Matches | null = null;

  #apply(): void {
    const typed = this.#input.value.trim();
    this.#matches = typed === '' ? null : this.#words().find(typed);
    const scores = this.#matches?.scores;
    const chosen = this.#chosen();
    const { rows, counts } = filterRows(this.#rows, chosen, (row) => scores?.has(row) ?? true);
    this.#shown = this.#order(rows, scores);
    const pinned = this.#rows.filter((row) => row.id === this.#pinned && !this.#shown.includes(row));
    this.#stage.show([...pinned, ...this.#shown]);
    this.#openExact(typed);
    showCounts(this.#choices, counts);
    this.#showState(chosen);
    this.#showNone(typed);
  }

  /** Who types exactly a number wants to know all about it: the first row that has it opens, and closes with the next key. */
  #openExact(typed: string): void {
    const { numbers, words } = parseQuery(typed);
    const [wanted] = numbers;
    const row =
      wanted && numbers.length === 1 && words.length === 0
        ? this.#shown.find(({ spec }) => spec.ranges?.some(([from, to]) => from === wanted[0] && to === wanted[1]))
        : undefined;
    if (row === this.#exact) return;
    if (this.#exact?.details) this.#exact.details.open = false;
    this.#exact = row?.details?.open === false ? row : undefined;
    if (this.#exact?.details) this.#exact.details.open = true;
  }

  /** Visible rows in the order asked for: a column, the best match, or the table's own. */
  #order(found: number[], scores: ReadonlyMap<number, number> | undefined): Row[] {
    const sort = this.#sort.value;
    const rows = found.flatMap((index) => this.#rows[index] ?? []);
    if (sort === '') {
      if (!scores) return rows;
      const ranked = found.map((index, at) => ({ row: rows[at], score: scores.get(index) ?? 0 }));
      return ranked.sort((a, b) => b.score - a.score).flatMap(({ row }) => row ?? []);
    }
    return sortRows(rows, sort);
  }

  #showState(chosen: ReadonlyMap<string, readonly string[]>): void {
    const sort = this.#sort.value;
    write(this.#find('.count'), this.#countText());
    const active = this.#choices.filter(({ box }) => box.checked);
    const clear = this.#find('.clear');
    const blank = this.#isBlank;
    clear.classList.toggle(OUT, blank);
    write(
      this.#find('.sheet-open'),
      active.length > 0 ? this.#say('filtersOn', { count: active.length }) : this.#say('filters'),
    );
    write(this.#find('.sheet-close'), this.#say('show', { shown: this.#shown.length }));
    this.#showChips(active);
    for (const facet of this.#facets) {
      const key = facet.querySelector('input')?.name ?? '';
      facet.classList.toggle('active', (chosen.get(key)?.length ?? 0) > 0);
    }
    for (const header of this.#heads) {
      const key = header.dataset['col'] ?? '';
      const direction = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : null;
      if (direction) header.setAttribute('aria-sort', direction);
      else header.removeAttribute('aria-sort');
    }
    this.#showNotices(this.#notices().map((text) => make('li', text)));
  }

  /** The filters in use, each a button that takes it away; written anew only when they are others. */
  #showChips(active: readonly Choice[]): void {
    const key = active.map(({ name }) => name).join('\n');
    if (key === this.#chips) return;
    this.#chips = key;
    const label = (name: string): string => this.#say('remove', { name });
    const remove = ({ box }: Choice): void => {
      box.checked = false;
      this.#changed();
      // A removed chip takes the focus with it: the next one gets it, or the find box.
      (this.querySelector<HTMLElement>('.chips button') ?? this.#input).focus();
    };
    this.#find('.chips').replaceChildren(...chipsOf(active, label, remove));
  }

  #showNotices(items: readonly HTMLElement[]): void {
    const list = this.#find('.notices');
    if (items.length > 0 || list.childElementCount > 0) list.replaceChildren(...items);
  }

  #countText(): string {
    const total = this.#rows.length;
    return this.#shown.length === total
      ? this.#say('all', { total })
      : this.#say('count', { shown: this.#shown.length, total });
  }

  #notices(): string[] {
    const notices = [...this.#addressNotices];
    if (this.#matches) {
      if (this.#matches.most) notices.push(this.#say('most'));
      notices.push(...this.#matches.corrected.map(([typed, used]) => this.#say('corrected', { typed, used })));
    }
    const pinned = this.#rows.find(({ id }) => id === this.#pinned);
    if (pinned && !this.#shown.includes(pinned)) notices.push(this.#say('pinned', { id: pinned.id }));
    return notices;
  }

  /** Nothing fits: what was looked for, the nearest number, and a way out. */
  #showNone(typed: string): void {
    const panel = this.#find('.none');
    panel.classList.toggle('shown', this.#shown.length === 0);
    if (this.#shown.length > 0) return;
    const [wanted] = parseQuery(typed).numbers;
    panel.replaceChildren(
      ...noRows({
        typed,
        found: this.#matches ? this.#matches.scores.size : this.#rows.length,
        near: wanted ? this.#words().nearestNumbers(wanted[0]) : [],
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

  #sortButtons(): void {
    for (const head of this.#heads) {
      const key = head.dataset['col'] ?? '';
      head.querySelector('button')?.addEventListener('click', () => {
        const now = this.#sort.value;
        this.#sort.value = now === key ? `-${key}` : now === `-${key}` ? '' : key;
        this.#changed();
      });
    }
  }

  #listen(): void {
    this.#input.addEventListener('input', () => this.#soon());
    this.addEventListener('change', (event) => {
      if (event.target !== this.#input) this.#soon();
    });
    this.#find('.clear').addEventListener('click', () => this.#clear(true));
    this.#sortButtons();
    wireSheet(this, () => this.#clear(true));
    wireMenus(this);
    this.#takeAway();
    // "toggle" does not bubble: caught on its way down.
    this.addEventListener(
      'toggle',
      (event) => {
        const details = event.target as HTMLElement;
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
    window.addEventListener('beforeprint', () => this.#stage.settle());
  }

  /** What copies and downloads comes when the reader turns to its menu, or begins to select rows. */
  #takeAway(): void {
    const fetchNow = lazyElement(
      this.#find('.take'),
      async () => {
        const { wireTaking } = await import('./take-away.ts');
        wireTaking(this, {
          shown: () => this.#shown,
          data: this.#spec.data,
          say: (key, values) => this.#say(key, values),
          tell: (text, more) => this.#tell(text, more),
        });
      },
      '[data-take]',
    );
    document.addEventListener('selectionchange', () => {
      if (getSelection()?.isCollapsed === false) fetchNow();
    });
  }

  #tell(text: string, more?: HTMLElement): void {
    this.#status.textContent = text;
    const item = make('li', text);
    if (more) item.append(more);
    this.#showNotices([item]);
  }
}

function fragment(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

customElements.define('table-tool', TableTool);

/** Brings a `<table-tool>` to life. @throws Error when what its markup says of it cannot be had */
export async function startTool(tool: HTMLElement): Promise<void> {
  (tool as TableTool).start(await lateData<TableSpec>(tool));
}
