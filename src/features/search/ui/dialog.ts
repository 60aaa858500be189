/** The search dialog. Loaded when somebody is about to search; the trigger in the page's head is all there is before. */
import { lateData } from '../../../browser/fetch-text.ts';
import { loadStyles } from '../../../browser/load-styles.ts';
import { replaceAddress } from '../../../browser/replace-address.ts';
import { type SearchConfig, type SearchWords } from './config.ts';
import styles from './panel.css?url';
import { SearchPanel, warmUp } from './panel.ts';
import { element } from './view.ts';

export { warmUp };

const stylesReady = loadStyles(styles);

/** Resolves with the words of the dialog when it can be shown as it should look. @throws Error when they cannot be had */
export async function ready(host: HTMLElement): Promise<SearchWords> {
  const [words] = await Promise.all([lateData<SearchWords>(host), stylesReady]);
  return words;
}

const LIST = 'search-list';
const PARAMETER = 'q';
/** Marks the step in the history that opening made. */
const STEP = 'search';
const isStep = (): boolean => (window.history.state as Record<string, unknown> | null)?.[STEP] === true;

/** One dialog per page, made when it is first opened. */
export class SearchDialog {
  readonly #dialog: HTMLDialogElement;
  readonly #input: HTMLInputElement;
  readonly #panel: SearchPanel;
  readonly #config: SearchConfig;
  readonly #all: HTMLAnchorElement;
  /** Opening made a step in the history, which closing takes back. */
  #step = false;

  constructor(config: SearchConfig) {
    const { words } = config;
    this.#config = config;
    this.#input = element('input', {
      type: 'search',
      role: 'combobox',
      'aria-label': words.label,
      'aria-controls': LIST,
      'aria-expanded': 'false',
      'aria-autocomplete': 'list',
      'aria-describedby': 'search-keys',
      placeholder: words.placeholder,
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      enterkeyhint: 'go',
    });
    const close = element('button', { type: 'button', class: 'search-close' }, words.close);
    const list = element('div', { id: LIST, role: 'listbox', 'aria-label': words.label, hidden: '' });
    const notes = element('div', { class: 'search-notes' });
    const chips = element('div', { class: 'search-kinds', hidden: '' });
    const card = element('div', { class: 'search-answer', hidden: '' });
    const status = element('p', { class: 'search-status', role: 'status' });
    this.#all = element('a', { href: `${config.here}search/` }, words.page);
    this.#dialog = element(
      'dialog',
      { class: 'search-dialog not-content', 'aria-label': words.label, 'data-search-state': 'start' },
      element('div', { class: 'search-bar' }, this.#input, close),
      element('div', { class: 'search-body' }, chips, status, card, list, notes),
      element('p', { class: 'search-foot' }, element('span', { id: 'search-keys' }, words.keys), this.#all),
    );
    document.body.append(this.#dialog);
    this.#panel = new SearchPanel(
      config,
      { input: this.#input, chips, card, list, notes, status },
      { onQuery: (typed) => this.#address(typed), onLeave: (event, link) => this.#leave(event, link) },
      'options',
    );
    close.addEventListener('click', () => this.close());
    this.#dialog.addEventListener('keydown', (event) => {
      // A search field takes the first Esc for itself, to empty it: one Esc closes.
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      this.close();
    });
    this.#dialog.addEventListener('click', (event) => {
      // Only the backdrop is the dialog itself: its children cover the rest.
      if (event.target === this.#dialog) this.close();
    });
    this.#dialog.addEventListener('close', () => {
      window.visualViewport?.removeEventListener('resize', this.#fit);
      // A phone's Back gesture closes the dialog by itself: then the step that opening made goes too.
      if (this.#step) this.#stepBack();
      else this.#address('');
    });
    window.addEventListener('popstate', () => {
      if (!this.#dialog.open || isStep()) return;
      this.#step = false;
      this.#dialog.close();
    });
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  /** Opens it, with a question or as it was left. */
  open(query?: string): void {
    warmUp(this.#config);
    if (!this.#dialog.open) {
      this.#dialog.showModal();
      // Back closes the dialog, as on every phone. A page that opens with a question has no step to go back.
      if (query === undefined && !isStep()) {
        window.history.pushState({ ...(window.history.state as object | null), [STEP]: true }, '');
        this.#step = true;
      }
    }
    this.#fit();
    window.visualViewport?.addEventListener('resize', this.#fit);
    this.#input.focus();
    if (query === undefined) this.#input.select();
    void this.#panel.set(query ?? this.#input.value);
  }

  close(): void {
    if (this.#step) this.#stepBack();
    else this.#dialog.close();
  }

  /** Takes back the step of opening; that closes the dialog and leaves the page's own address. */
  #stepBack(): void {
    this.#step = false;
    if (this.#dialog.open) this.#dialog.close();
    if (!isStep()) return;
    const opener = document.activeElement;
    // Where the address names a place of the page, the browser goes there with the step, and takes the focus along.
    const giveBack = (): unknown => requestAnimationFrame(() => opener instanceof HTMLElement && opener.focus());
    window.addEventListener('popstate', giveBack, { once: true });
    window.history.back();
  }

  /** The keyboard of a phone covers part of the page: the dialog takes what is left. */
  readonly #fit = (): void => {
    this.#dialog.style.setProperty('--search-height', `${window.visualViewport?.height ?? window.innerHeight}px`);
  };

  /** The address keeps the question: going back opens the same results. Only a place on this page closes the dialog. */
  #leave(event: MouseEvent, link: HTMLAnchorElement): void {
    if (link.origin !== location.origin || link.pathname !== location.pathname || event.ctrlKey || event.metaKey)
      return;
    event.preventDefault();
    this.#step = false;
    this.#dialog.close();
    window.location.hash = link.hash;
  }

  /** Keeps the question in the address, so that it can be shared. */
  #address(typed: string): void {
    const text = typed.trim();
    const all = new URL(`${this.#config.here}search/`, window.location.href);
    if (text !== '') all.searchParams.set(PARAMETER, text);
    this.#all.href = all.href;
    if (this.#config.ownsQuery) return;
    const address = new URL(window.location.href);
    if (text === '') address.searchParams.delete(PARAMETER);
    else address.searchParams.set(PARAMETER, text);
    if (address.href !== window.location.href) replaceAddress(address);
  }
}
