/** `<language-switch>`: takes section and filters along, and keeps the choice. */
import { keep } from '../../browser/storage.ts';

/** The fragment of the section that is being read: of the last heading above the upper two fifths; empty at the top. */
function sectionInView(): string {
  const headings = [...document.querySelectorAll('.sl-heading-wrapper > [id]')];
  const id = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight * 0.4).pop()?.id;
  return window.scrollY > 0 && id ? `#${id}` : '';
}

class LanguageSwitch extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-locale]');
      if (!link) return;
      keep('site-language', link.dataset['locale'] ?? '');
      // The same section and the same filters in the other language: ids and keys are equal in both.
      link.search = window.location.search;
      link.hash = window.location.hash || sectionInView();
    });
  }
}
customElements.define('language-switch', LanguageSwitch);
