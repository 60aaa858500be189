/**
 * `<filtered-list>`: words and one letter or topic decide which items of a list are shown. The choice is in the
 * address, so that it can be linked. Without JavaScript the whole list is there, and the links lead to its parts.
 *
 * In the markup: `data-key` the name of the choice in the address, `data-count` the words for the number of items shown;
 * `a[data-value]` the values to choose from, `[data-item="values"]` the items, `[data-group]` what holds them, or `[data-group="value"]` the heading above them.
 */
import { fold } from '../../lib/fold.ts';
import { replaceAddress } from '../../browser/replace-address.ts';
import { keepTableRoles, openFromRow } from '../table/rows.ts';
import { finder, readChoice, writeChoice, type ListChoice } from './list-filter.ts';

/** Items that come with the paint of a key: as many as a window holds. One that was hidden has to be laid out first. */
const AT_ONCE = 24;
const NEW = 6;
/** Milliseconds after which nobody types on: then what is below the window follows. */
const PAUSE = 200;

interface Item {
  element: HTMLElement;
  /** Letters or topics. */
  values: string[];
  /** Its words, folded, once they were read. */
  text?: string;
  /** Whether the words that are looked for find it. */
  found?: boolean;
  /** Whether they and the chosen value show it. */
  shown?: boolean;
}

class FilteredList extends HTMLElement {
  connectedCallback(): void {
    // ListFilter.astro writes each of them.
    const one = <Element extends HTMLElement>(selector: string): Element => this.querySelector(selector) as Element;
    const field = one<HTMLInputElement>('input[type=search]');
    const status = one('[role=status]');
    const none = one('[data-none]');
    const clear = one('button[data-clear]');
    const key = this.dataset['key'] as string;
    const links = [...this.querySelectorAll<HTMLAnchorElement>('a[data-value]')];
    const groups = [...this.querySelectorAll<HTMLElement>('[data-group]')];
    const items = [...this.querySelectorAll<HTMLElement>('[data-item]')].map((element): Item => ({
      element,
      values: (element.dataset['item'] as string).split(' '),
    }));
    const read = (item: Item): string => (item.text ??= wordsOf(item.element));
    const valueOf = (link: HTMLElement): string => link.dataset['value'] as string;
    let choice = readChoice(location.search, key, links.map(valueOf));

    let turn = 0;
    /**
     * Shows items from the first on, as far as there is room, and hides those that are not wanted.
     * @param stands what an item takes that is there already; 0: those behind the last one shown are hidden too
     * @returns whether some are left to be shown
     */
    const follow = (room = Infinity, stands = 0): boolean => {
      for (const { element, shown } of items) {
        if (shown) room -= element.hidden ? NEW : stands;
        if (room >= 0 || !(shown || stands)) element.hidden = !shown;
      }
      return room < 0;
    };
    /** First what comes with the paint of a key, then the window, then the rest. */
    const followAll = async (): Promise<void> => {
      const mine = (turn += 1);
      let late = follow(AT_ONCE, 1);
      for (let pause = 0; late; pause = PAUSE) {
        await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, pause)));
        late = mine === turn && follow(pause ? Infinity : AT_ONCE * NEW);
      }
    };
    const show = (): void => {
      const isFound = finder(choice.q);
      for (const item of items) {
        item.found = isFound(choice.q && read(item));
        item.shown = item.found && (!choice.value || item.values.includes(choice.value));
      }
      void followAll();
      for (const group of groups) {
        const value = group.dataset['group'];
        group.hidden = !items.some(
          ({ element, values, shown }) => shown && (value ? values.includes(value) : group.contains(element)),
        );
      }
      const { length } = items.filter(({ shown }) => shown);
      for (const link of links) {
        const value = valueOf(link);
        link.ariaCurrent = value === choice.value ? 'true' : null;
        link.toggleAttribute('data-empty', !items.some(({ found, values }) => found && values.includes(value)));
      }
      status.textContent = (this.dataset['count'] as string)
        .replace('{shown}', String(length))
        .replace('{all}', String(items.length));
      none.hidden = length > 0;
      clear.hidden = !choice.q && !choice.value;
    };
    const choose = (next: Partial<ListChoice>): void => {
      choice = { ...choice, ...next };
      const query = writeChoice(location.search, key, choice);
      replaceAddress(`${location.pathname}${query}`);
      show();
    };
    /** Who follows a link to one item sees it, whatever was chosen before. */
    const reveal = (): void => {
      // Ids are plain ASCII: nothing is to be decoded, and a broken escape is no id. No item's id is empty.
      const id = location.hash.slice(1) || ' ';
      const target = items.find(({ element }) => element.id === id)?.element;
      const details = target?.querySelector('details');
      if (details) details.open = true;
      if (target?.hidden !== true) return;
      choice = { q: '', value: '' };
      field.value = '';
      replaceAddress(`${location.pathname}#${id}`);
      show();
      follow();
      target.scrollIntoView();
    };

    openFromRow(this);
    keepTableRoles(this.querySelectorAll('table'));
    one('.field').hidden = false;
    field.value = choice.q;
    // Who turns to the field types next: the words are read before, or the first key would wait for them.
    field.addEventListener('focus', () => window.requestIdleCallback?.(() => items.forEach(read)));
    // With the next frame: in the event itself the browser would lay the page out twice.
    field.addEventListener('input', () => requestAnimationFrame(() => choose({ q: field.value })));
    // As browser/keep-fields.ts does, whose file this page would wait for.
    addEventListener('pagehide', () => (field.defaultValue = field.value));
    clear.addEventListener('click', () => {
      field.value = '';
      choose({ q: '', value: '' });
      field.focus();
    });
    for (const link of links) {
      link.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const value = valueOf(link);
        choose({ value: value === choice.value ? '' : value });
      });
    }
    addEventListener('hashchange', reveal);
    show();
    reveal();
  }
}

/** The words of an item, folded; the titles of its sources are not words of the item. */
function wordsOf(item: HTMLElement): string {
  let text = `${item.id} ${item.textContent}`;
  for (const source of item.querySelectorAll('[data-unsearched]')) text = text.replace(source.textContent, '');
  return fold(text);
}

customElements.define('filtered-list', FilteredList);
