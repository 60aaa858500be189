/** A search field and its results: used by the dialog and by the results page. */
import { fold } from '../../../lib/fold.ts';
import { plural } from '../../../lib/plural.ts';
import { type SearchConfig } from './config.ts';
import { IndexUnreachable, search, SearchIndex, type Outcome } from '../query/engine.ts';
import { forgetSearches, recentSearches, rememberSearch } from './recent.ts';
import { drawFailure, drawNothing, drawResults, drawStart, type Form } from './view.ts';

/** The elements of a panel. */
export interface PanelParts {
  input: HTMLInputElement;
  /** Where results are drawn. */
  list: HTMLElement;
  /** Where states without results are drawn: empty, nothing found, failed. */
  notes: HTMLElement;
  /** Says in words what is shown; read aloud. */
  status: HTMLElement;
}

/** What a panel tells its owner. */
export interface PanelEvents {
  /** The text has changed. */
  onQuery: (typed: string) => void;
  /** A result was chosen, or a link followed. */
  onLeave: () => void;
}

/** One index per page: the dialog and the results page share it. */
let shared: SearchIndex | undefined;

function indexOf({ index, locale }: SearchConfig): SearchIndex {
  return (shared ??= new SearchIndex(new URL(index, window.location.href).href, locale));
}

/** Starts loading the index of the reader's language; a failure shows when it is asked. */
export function warmUp(config: SearchConfig): void {
  indexOf(config)
    .warmUp()
    .catch(() => undefined);
}

/** Waiting shorter than this is not worth a word, in milliseconds. */
const PATIENCE = 400;

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
  /** Enter was pressed before the answer was there. */
  #hasty = false;

  constructor(config: SearchConfig, parts: PanelParts, events: PanelEvents, form: Form) {
    this.#config = config;
    this.#parts = parts;
    this.#events = events;
    this.#form = form;
    parts.input.addEventListener('input', () => void this.ask());
    if (form === 'options') parts.input.addEventListener('keydown', (event) => this.#key(event));
    for (const area of [parts.list, parts.notes]) area.addEventListener('click', (event) => this.#click(event));
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
      this.#draw('start', typed, [], drawStart(this.#config, recentSearches()), '');
      return;
    }
    const waiting = setTimeout(() => {
      if (current()) this.#say(this.#config.words.loading);
    }, PATIENCE);
    try {
      const outcome = await search(indexOf(this.#config), typed, {
        otherLocale: this.#config.otherLocale,
        onPartial: (partial) => {
          if (current()) this.#show(typed, partial);
        },
      });
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
    if (outcome.results.length === 0) {
      this.#draw(outcome.blank ? 'start' : 'none', typed, [], drawNothing(this.#config), words.none);
      return;
    }
    const drawn = drawResults(this.#config, outcome, this.#form, 'search-result');
    const notes: string[] = [];
    if (outcome.corrected !== undefined) notes.push(words.corrected.replace('{words}', outcome.corrected));
    if (outcome.foreign) notes.push(words.foreign);
    const count = outcome.results.length;
    notes.push(plural(words, 'count', count, document.documentElement.lang));
    this.#draw(outcome.partial ? 'partial' : 'results', typed, drawn, [], notes.join(' '));
    if (this.#hasty && !outcome.partial) this.#options()[0]?.click();
  }

  /** Replaces everything at once: between two answers nothing is ever empty. */
  #draw(state: string, typed: string, results: readonly Node[], notes: readonly Node[], said: string): void {
    const { input, list, notes: area } = this.#parts;
    const chosen = state === 'results' && this.#shown === fold(typed) ? this.#options()[this.#active]?.href : undefined;
    list.replaceChildren(...results);
    list.hidden = results.length === 0;
    area.replaceChildren(...notes);
    area.hidden = notes.length === 0;
    this.#shown = fold(typed);
    const parent = list.closest<HTMLElement>('[data-search-state]');
    if (parent) {
      parent.dataset['searchState'] = state;
      parent.dataset['searchFor'] = typed;
    }
    if (this.#form === 'options') {
      input.setAttribute('aria-expanded', String(results.length > 0));
      this.#mark(this.#options().findIndex((option) => option.href === chosen));
    }
    this.#say(said);
  }

  #say(text: string): void {
    if (this.#parts.status.textContent !== text) this.#parts.status.textContent = text;
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
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
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
      if (fresh && count > 0) (this.#options()[this.#active] ?? this.#options()[0])?.click();
      else this.#hasty = true;
    }
  }

  #click(event: Event): void {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest('button');
    if (button?.dataset['query'] !== undefined) {
      this.#parts.input.focus();
      void this.set(button.dataset['query']);
    } else if (button?.dataset['forget'] !== undefined) {
      forgetSearches();
      this.#parts.input.focus();
      void this.ask();
    } else if (button?.dataset['retry'] !== undefined) {
      this.#parts.input.focus();
      void this.ask();
    } else if (event.target.closest('a')) {
      if (event.target.closest('a.search-result')) rememberSearch(this.#parts.input.value);
      this.#events.onLeave();
    }
  }
}
