/** `<site-search>`: loads the dialog on the first sign of interest, and opens it. */
import { PATIENCE } from '../../../browser/patience.ts';
import type { SearchConfig } from './config.ts';
import type { SearchDialog } from './dialog.ts';

class SiteSearch extends HTMLElement {
  #dialog: Promise<SearchDialog> | undefined;

  connectedCallback(): void {
    const config = JSON.parse(this.dataset['config'] as string) as Omit<SearchConfig, 'words'>;
    const load = (): Promise<SearchDialog> =>
      (this.#dialog ??= import('./dialog.ts')
        .then(async (module) => {
          module.warmUp(config);
          return new module.SearchDialog({ ...config, words: await module.ready(this) });
        })
        .catch((error: unknown) => {
          this.#dialog = undefined;
          throw error;
        }));
    // Without the dialog the results page is still there; without a line the page stays, and says what did not come.
    const lost = (is: boolean): void => void this.querySelector('p')?.toggleAttribute('hidden', !is);
    const withoutDialog = (): void => {
      if (navigator.onLine) this.querySelector('form')?.submit();
      else lost(true);
    };
    const open = (query?: string): void => {
      lost(false);
      const late = setTimeout(withoutDialog, PATIENCE);
      this.toggleAttribute('data-waiting', true);
      load()
        .then((dialog) => (dialog.isOpen && query === undefined ? dialog.close() : dialog.open(query)), withoutDialog)
        .finally(() => {
          clearTimeout(late);
          this.removeAttribute('data-waiting');
        });
    };
    this.addEventListener('submit', (event) => {
      event.preventDefault();
      open();
    });
    for (const sign of ['pointerenter', 'focusin'] as const) {
      this.querySelector('form')?.addEventListener(sign, () => void load().catch(() => undefined), { once: true });
    }
    window.addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      open();
    });
    const key = this.querySelector('kbd');
    if (key) {
      if (/Mac|iPhone|iPad/.test(navigator.userAgent)) key.textContent = '⌘ K';
      key.hidden = false;
    }
    const query = new URLSearchParams(window.location.search).get('q');
    if (query && !config.ownsQuery) open(query);
  }
}
customElements.define('site-search', SiteSearch);
