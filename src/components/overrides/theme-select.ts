/** `<theme-select>`: shows the theme and keeps the choice. */
import { keep, readKept, type Theme } from '../../browser/storage.ts';

const system = matchMedia('(prefers-color-scheme: light)');
const kept = readKept('theme');
let theme: Theme = kept === 'light' || kept === 'dark' ? kept : 'auto';

/** Shows the theme: on the page and in its picker. */
const show = (): void => {
  document.documentElement.dataset['theme'] = theme === 'auto' ? (system.matches ? 'light' : 'dark') : theme;
  for (const select of document.querySelectorAll<HTMLSelectElement>('theme-select select')) select.value = theme;
};

class ThemeSelect extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('change', ({ target }) => {
      theme = (target as HTMLSelectElement).value as Theme;
      keep('theme', theme === 'auto' ? '' : theme);
      show();
    });
  }
}
customElements.define('theme-select', ThemeSelect);
system.addEventListener('change', show);
show();
