/** `<theme-select>`: shows the theme and keeps the choice. */
import { rememberedTheme, rememberTheme, type Theme } from '../../browser/preferences.ts';

const system = matchMedia('(prefers-color-scheme: light)');
let theme = rememberedTheme();

/** Shows the theme: on the page, in every picker and in its icon. */
const show = (): void => {
  document.documentElement.dataset['theme'] = theme === 'auto' ? (system.matches ? 'light' : 'dark') : theme;
  const icon = document.querySelector<HTMLTemplateElement>('#theme-icons')?.content.querySelector(`.${theme}`);
  for (const picker of document.querySelectorAll('theme-select')) {
    const select = picker.querySelector('select');
    if (select) select.value = theme;
    picker.querySelector('.label-icon')?.replaceChildren(...(icon?.cloneNode(true).childNodes ?? []));
  }
};

class ThemeSelect extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('change', ({ target }) => {
      theme = (target as HTMLSelectElement).value as Theme;
      rememberTheme(theme);
      show();
    });
  }
}
customElements.define('theme-select', ThemeSelect);
system.addEventListener('change', show);
show();
