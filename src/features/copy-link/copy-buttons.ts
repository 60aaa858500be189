/**
 * `<copy-menu>`: gives each heading, row, term and diagram of the page its button. Headings have one already, the link
 * to themselves; it becomes the button. The menu is fetched when a button is first pointed at or focused.
 */
import { watchLoad } from '../../browser/load-error.ts';
import type { CopyPage } from './copy-strings.ts';
import { uniqueLabels, words } from './unique-labels.ts';

/** The same choice as `linkableIds` of src/features/permalinks/built.ts, in the words of a selector. */
const PLACES = '.sl-markdown-content [id]';
const WIRING =
  'svg, svg *, input, select, textarea, button, option, datalist, template, dialog, label, output, form, [role=tab], [role=tabpanel], [popover], [popover] *, [data-no-link], [data-no-link] *';

class CopyMenu extends HTMLElement {
  connectedCallback(): void {
    // When the page is at rest: the buttons lie above the text, nothing moves when they come.
    const rest = window.requestIdleCallback ?? ((run: () => void) => window.setTimeout(run, 200));
    rest(() => this.#setUp());
  }

  #setUp(): void {
    const page = JSON.parse(this.dataset['page'] as string) as CopyPage;
    const menu = () => import('./copy-menu.ts');
    const wake = (button: HTMLElement, title: string, id: string | undefined): void => {
      button.setAttribute('aria-haspopup', 'dialog');
      button.setAttribute('aria-expanded', 'false');
      button.setAttribute(
        'aria-label',
        (this.dataset['label'] as string).replace('{title}', () => title),
      );
      for (const event of ['pointerenter', 'focus'])
        button.addEventListener(event, () => void menu().catch(() => undefined), { once: true });
      button.addEventListener('click', (event) => {
        // Without popovers (Safari before 17) there is no menu: the place itself, whose address the address bar then has.
        if (!('popover' in HTMLElement.prototype)) {
          if (id !== undefined) location.hash = id;
          return;
        }
        event.preventDefault();
        button.setAttribute('data-waiting', '');
        watchLoad(menu().then(({ openMenu }) => openMenu(this, button, { page, title, id })))
          .catch(() => undefined)
          .finally(() => button.removeAttribute('data-waiting'));
      });
    };
    const add = (host: Element | null, title: string, id: string | undefined): void => {
      if (!host) return;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'copy-button';
      wake(button, title, id);
      host.classList.add('copy-host');
      host.append(button);
    };
    add(document.querySelector('.page-title'), page.title, undefined);
    for (const place of document.querySelectorAll<HTMLElement>(PLACES)) {
      if (place.matches(WIRING)) continue;
      const title = titleOf(place);
      const own = place.parentElement?.querySelector<HTMLElement>(':scope > .sl-anchor-link');
      if (/^H[2-6]$/.test(place.tagName) && own) {
        own.setAttribute('role', 'button');
        own.addEventListener('keydown', (event) => {
          if (event.key !== ' ') return;
          event.preventDefault();
          own.click();
        });
        wake(own, title, place.id);
      } else add(hostOf(place), title, place.id);
    }
    uniqueLabels();
  }
}

/** Where the button of a place goes: the first cell of a row, the caption of a table, else the place itself. */
function hostOf(place: HTMLElement): Element | null {
  if (place.matches('tr, tbody')) return place.querySelector('th, td');
  if (place.matches('table')) return place.querySelector('caption');
  // A closed <details> shows its summary only, and a summary must hold no other button.
  if (place.matches('details')) return null;
  return place;
}

/** What a reader calls a place: its heading, the first cell of its row, its caption. */
function titleOf(place: HTMLElement): string {
  const named = place.matches('tr, tbody, dl, ol, ul')
    ? place.querySelector('th, td, dt, li')
    : (place.querySelector('caption, figcaption strong, h2, h3, h4, dt, dfn, strong') ?? place);
  const title = words(named ?? place, '.copy-button, .sr-only, .visually-hidden, [popover], details, small, svg');
  return title === '' ? place.id : title.length > 90 ? `${title.slice(0, 90)}…` : title;
}

customElements.define('copy-menu', CopyMenu);

// Most addresses name no place. Where this cannot be fetched, the browser has gone to the place itself.
const scrollToFragment = (): void =>
  void import('../permalinks/scroll-to-fragment.ts').then((module) => module.scrollToFragment()).catch(() => undefined);
if (location.hash === '') window.addEventListener('hashchange', scrollToFragment, { once: true });
else scrollToFragment();
