/** The results page: the field is a plain form in the markup; this makes it answer while one types. `page.lazy.ts` fetches it. */
import { replaceAddress } from '../../../browser/replace-address.ts';
import { type SearchConfig } from './config.ts';
import { SearchPanel, warmUp } from './panel.ts';

/** `<search-page>`: takes over the form inside it. */
class SearchPage extends HTMLElement {
  connectedCallback(): void {
    const config = JSON.parse(this.dataset['config'] ?? 'null') as SearchConfig | null;
    const input = this.querySelector('input');
    const list = this.querySelector<HTMLElement>('.search-list');
    const notes = this.querySelector<HTMLElement>('.search-notes');
    const status = this.querySelector<HTMLElement>('.search-status');
    const chips = this.querySelector<HTMLElement>('.search-kinds');
    const card = this.querySelector<HTMLElement>('.search-answer');
    if (!config || !input || !list || !notes || !status || !chips || !card) return;
    const panel = new SearchPanel(
      config,
      { input, chips, card, list, notes, status },
      {
        onQuery: (typed) => {
          const address = new URL(window.location.href);
          const text = typed.trim();
          if (text === '') address.searchParams.delete('q');
          else address.searchParams.set('q', text);
          if (address.href !== window.location.href) replaceAddress(address);
        },
        onLeave: () => undefined,
      },
      'lists',
    );
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      void panel.ask();
    });
    // What was typed while this script was on its way, else what the address asks.
    const query = input.value || new URLSearchParams(window.location.search).get('q') || '';
    warmUp(config);
    const below = document.querySelector<HTMLElement>('.everything');
    void panel.set(query).finally(() => below?.style.removeProperty('visibility'));
  }
}

customElements.define('search-page', SearchPage);
