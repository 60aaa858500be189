/** `<language-switch>`: takes section and filters along, and keeps the choice. */
import { rememberLanguage } from '../../browser/preferences.ts';

class LanguageSwitch extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-locale]');
      if (!link) return;
      rememberLanguage(link.dataset['locale'] ?? '');
      // The same section and the same filters in the other language: ids and keys are equal in both.
      link.search = window.location.search;
      link.hash = window.location.hash;
    });
  }
}
customElements.define('language-switch', LanguageSwitch);
