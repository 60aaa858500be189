/** The results page: the field is a plain form in the markup; this makes it answer while one types. `page-door.ts` fetches it. */
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
    if (!config || !input || !list || !notes || !status) return;
    const panel = new SearchPanel(
      config,
      { input, list, notes, status },
      {
        onQuery: (typed) => {
          const address = new URL(window.location.href);
          const text = typed.trim().slice(0, 200);
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
