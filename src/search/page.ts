/** The results page: the field is a plain form in the markup; this makes it answer while one types. */
import { replaceAddress } from '../lib/replace-address.ts';
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
    this.querySelector('.search-noscript')?.remove();
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
    const query = new URLSearchParams(window.location.search).get('q') ?? '';
    if (query === '') {
      // The index is fetched when somebody turns to the field, not for whoever looks at the map below it.
      for (const sign of ['pointerover', 'focusin'] as const)
        this.addEventListener(sign, () => warmUp(config), { once: true });
    } else warmUp(config);
    // Unseen while the answers make room for themselves: nothing jumps.
    const below = document.querySelector<HTMLElement>('.everything');
    if (query !== '' && below) below.style.visibility = 'hidden';
    void panel.set(query).finally(() => below?.style.removeProperty('visibility'));
  }
}

customElements.define('search-page', SearchPage);
