/** A search field and its results: used by the dialog and by the results page. */
import { keepFields } from '../../../browser/keep-fields.ts';
import { fold } from '../../../lib/fold.ts';
import { fill } from '../../../lib/fill.ts';
import { plural } from '../../../lib/plural.ts';
import { IndexUnreachable } from '../query/search-index.ts';
import { search } from '../query/search.ts';
import type { Outcome } from '../query/result.ts';
import { SearchIndex } from '../query/search-index.ts';
import type { SearchConfig } from './config.ts';
import { forgetSearches, recentSearches, rememberSearch } from './recent.ts';
import {
  CHIPS,
  drawCard,
  drawChips,
  drawFailure,
  drawNothing,
  drawReport,
  drawRetry,
  drawResults,
  drawStart,
  element,
  groupResults,
  type Chip,
  type Form,
} from './view.ts';

/** The elements of a panel. */
interface PanelParts {
  input: HTMLInputElement;
  /** Where the kinds are chosen. */
  chips: HTMLElement;
  /** Where the answer card is drawn. */
  card: HTMLElement;
  /** Where results are drawn. */
  list: HTMLElement;
  /** Where states without results are drawn: empty, nothing found, failed; and what follows upon results. */
  notes: HTMLElement;
  /** Says in words what is shown; read aloud. */
  status: HTMLElement;
}

/** What a panel tells its owner. */
interface PanelEvents {
  /** The text has changed. */
  onQuery: (typed: string) => void;
  /** A result was chosen, or a link followed. */
  onLeave: (event: MouseEvent, link: HTMLAnchorElement) => void;
}

/** One index per page: the dialog and the results page share it. */
let shared: SearchIndex | undefined;

function indexOf({ index, locale }: Pick<SearchConfig, 'index' | 'locale'>): SearchIndex {
  return (shared ??= new SearchIndex(new URL(index, window.location.href).href, locale));
}

/** Starts loading the index of the reader's language; a failure shows when it is asked. */
export function warmUp(config: Pick<SearchConfig, 'index' | 'locale'>): void {
  indexOf(config)
    .load()
    .catch(() => undefined);
}

/** Waiting shorter than this is not worth a word, in milliseconds. */
const PATIENCE = 400;
/** "Nothing found" waits until the question seems to be whole. */
const HALF_TYPED = 700;

/** A search field and its results, alive. */
export class SearchPanel {
  readonly #config: SearchConfig;
  readonly #parts: PanelParts;
  readonly #events: PanelEvents;
  readonly #form: Form;
  /** Number of the newest question: an answer to an older one is thrown away. */
  #newest = 0;
  #shown: string | undefined;
  #active = -1;
  #chip: Chip | undefined;
  #outcome: Outcome | undefined;
  #literal = false;
  /** Enter was pressed before the answer was there. */
  #hasty = false;

  constructor(config: SearchConfig, parts: PanelParts, events: PanelEvents, form: Form) {
    this.#config = config;
    this.#parts = parts;
    this.#events = events;
    this.#form = form;
    parts.input.addEventListener('input', () => {
      this.#literal = false;
      void this.ask();
    });
    keepFields(parts.input.parentElement ?? document);
    if (form === 'options') parts.input.addEventListener('keydown', (event) => this.#key(event));
    for (const area of [parts.list, parts.notes, parts.chips, parts.card, parts.status])
      area.addEventListener('click', (event) => this.#click(event));
  }

  /** Puts a text into the field and answers it. */
  async set(text: string): Promise<void> {
    this.#parts.input.value = text;
    await this.ask();
  }

  /** Answers what stands in the field. */
  async ask(): Promise<void> {
    const typed = this.#parts.input.value;
    const number = (this.#newest += 1);
    const current = (): boolean => number === this.#newest;
    this.#hasty = false;
    this.#events.onQuery(typed);
    if (typed.trim() === '') {
      this.#chip = undefined;
      this.#outcome = undefined;
      this.#draw('start', typed, [], drawStart(this.#config, recentSearches()));
      return;
    }
    const waiting = setTimeout(() => {
      if (current()) this.#say(this.#config.words.loading);
    }, PATIENCE);
    try {
      const outcome = await search(indexOf(this.#config), typed, {
        literal: this.#literal,
        early: (names) => current() && names.results.length > 0 && this.#show(typed, names),
      });
      // A question that is half typed (`o que é c`) keeps what is there until it says something.
      if (outcome.results.length === 0 && this.#shown !== undefined && this.#shown !== '') {
        await new Promise((done) => setTimeout(done, HALF_TYPED));
      }
      if (current()) this.#show(typed, outcome);
    } catch (error) {
      if (!(error instanceof IndexUnreachable)) throw error;
      if (current()) this.#draw('failed', typed, [], drawFailure(this.#config), this.#config.words.failed);
    } finally {
      clearTimeout(waiting);
    }
  }

  #show(typed: string, outcome: Outcome): void {
    const { words } = this.#config;
    this.#outcome = outcome;
    if (outcome.results.length === 0) {
      const said: (string | Node)[] = outcome.blank ? [] : [words.none];
      if (outcome.partial) said.push(` ${words.partial} `, drawRetry(words));
      this.#draw(outcome.blank ? 'start' : 'none', typed, [], drawNothing(this.#config, typed), ...said);
      return;
    }
    const chip = this.#chip;
    const kept =
      chip === undefined ? outcome.results : outcome.results.filter(({ kind }) => CHIPS[chip].includes(kind));
    // A kind that the new question has none of is no choice any more.
    if (kept.length === 0) {
      this.#chip = undefined;
      this.#show(typed, outcome);
      return;
    }
    const groups = groupResults(kept);
    const count = groups.reduce((sum, { results }) => sum + results.length, 0);
    const notes: (string | Node)[] = [];
    if (outcome.corrected !== undefined) {
      notes.push(
        fill(words.corrected, { words: outcome.corrected ?? '' }),
        ' ',
        element('button', { type: 'button', 'data-literal': '' }, fill(words.literal, { words: typed.trim() })),
        ' ',
      );
    }
    if (outcome.unknownNumber !== undefined)
      notes.push(fill(words.unknownNumber, { number: outcome.unknownNumber }), ' ');
    if (outcome.foreign) notes.push(words.foreign, ' ');
    if (outcome.partial) notes.push(words.partial, ' ', drawRetry(words), ' ');
    notes.push(plural(words, 'count', count, document.documentElement.lang));
    const drawn = drawResults(this.#config, outcome, groups, this.#form, 'search-result');
    this.#draw('results', typed, drawn, [drawReport(this.#config, typed, kept)], ...notes);
    if (this.#hasty) this.#options()[0]?.click();
  }

  /** Replaces everything at once: between two answers nothing is ever empty. */
  #draw(
    state: string,
    typed: string,
    results: readonly Node[],
    notes: readonly Node[],
    ...said: (string | Node)[]
  ): void {
    const { input, list, notes: area, chips, card } = this.#parts;
    const chosen = this.#options()[this.#active]?.href;
    const [first] = this.#outcome?.results ?? [];
    const fill = (part: HTMLElement, content: readonly Node[]): void => {
      part.replaceChildren(...content);
      part.hidden = content.length === 0;
    };
    const isAnswered = state === 'results' && this.#chip === undefined && this.#outcome?.card && first;
    fill(card, isAnswered ? [drawCard(this.#config, this.#outcome?.card ?? { lines: [] }, first.title)] : []);
    fill(chips, state === 'results' ? drawChips(this.#config, this.#outcome?.results ?? [], this.#chip) : []);
    fill(list, results);
    fill(area, notes);
    this.#shown = fold(typed);
    const parent = list.closest<HTMLElement>('[data-search-state]');
    if (parent) {
      parent.dataset['searchState'] = state;
      parent.dataset['searchFor'] = typed;
    }
    if (this.#form === 'options') {
      input.setAttribute('aria-expanded', String(results.length > 0));
      this.#mark(chosen === undefined ? -1 : this.#options().findIndex((option) => option.href === chosen));
    }
    this.#say(...said);
  }

  #say(...said: (string | Node)[]): void {
    const { status } = this.#parts;
    const isSame = said.every((part) => typeof part === 'string') && status.textContent === said.join('');
    if (!isSame) status.replaceChildren(...said);
  }

  #options(): HTMLAnchorElement[] {
    return [...this.#parts.list.querySelectorAll<HTMLAnchorElement>('a.search-result')];
  }

  #mark(index: number): void {
    const { input } = this.#parts;
    this.#active = index;
    this.#options().forEach((option, place) => option.setAttribute('aria-selected', String(place === index)));
    const active = this.#options()[index];
    if (active) {
      input.setAttribute('aria-activedescendant', active.id);
      active.scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey) return;
    const inTab = event.ctrlKey || event.metaKey;
    if (inTab && event.key !== 'Enter') return;
    const count = this.#options().length;
    const move = (to: number): void => {
      event.preventDefault();
      // Past either end the field itself is active again.
      this.#mark(to >= count ? -1 : to);
    };
    if (event.key === 'ArrowDown') move(this.#active + 1);
    else if (event.key === 'ArrowUp') move(this.#active < 0 ? count - 1 : this.#active - 1);
    else if (event.key === 'Enter') {
      event.preventDefault();
      const fresh = this.#shown === fold(this.#parts.input.value);
      const chosen = this.#options()[this.#active] ?? this.#options()[0];
      if (!fresh || !chosen) this.#hasty = true;
      else if (inTab) window.open(chosen.href, '_blank', 'noopener');
      else chosen.click();
    }
  }

  #click(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest('button');
    const link = event.target.closest('a');
    if (button) {
      const { query, forget, chip, literal, retry } = button.dataset;
      this.#parts.input.focus();
      if (forget !== undefined) forgetSearches();
      if (literal !== undefined) this.#literal = true;
      if (retry !== undefined) indexOf(this.#config).forget();
      if (chip !== undefined) {
        this.#chip = chip === '' ? undefined : (chip as Chip);
        if (this.#outcome) this.#show(this.#parts.input.value, this.#outcome);
      } else if (query !== undefined) void this.set(query);
      else void this.ask();
    } else if (link) {
      if (link.matches('.search-result')) rememberSearch(this.#parts.input.value);
      this.#events.onLeave(event, link);
    }
  }
}
