/** The button of the theme: shows what the page has, and keeps a choice that is not the system's. */
import { keep, readKept } from '../../browser/storage.ts';

const root = document.documentElement.dataset;
const button = document.querySelector('.theme-switch');
const system = matchMedia('(prefers-color-scheme: dark)');
let chosen = readKept('theme');

const ofSystem = (): string => (system.matches ? 'dark' : 'light');

/** Shows the theme: on the page and in its button. */
const show = (): void => {
  root['theme'] = chosen === 'light' || chosen === 'dark' ? chosen : ofSystem();
  button?.setAttribute('aria-pressed', String(root['theme'] === 'dark'));
};

button?.addEventListener('click', () => {
  const other = root['theme'] === 'dark' ? 'light' : 'dark';
  chosen = other === ofSystem() ? '' : other;
  keep('theme', chosen);
  show();
});
system.addEventListener('change', show);
show();
