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
    // ListFilter.astro writes each of them, before the items.
    const one = <Element extends HTMLElement>(selector: string): Element => this.querySelector(selector) as Element;
    const field = one<HTMLInputElement>('input');
    const status = one('[role=status]');
    const none = one('[data-none]');
    const clear = one('button');
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
     * Shows what is chosen: first what comes with the paint of a key, then the window, then the rest.
     * @param step the first one; 2: all at once
     */
    const show = async (step = 0): Promise<void> => {
      const isFound = finder(choice.q);
      for (const item of items) {
        item.found = isFound(choice.q && read(item));
        item.shown = item.found && (!choice.value || item.values.includes(choice.value));
      }
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
        .replace('{shown}', `${length}`)
        .replace('{all}', `${items.length}`);
      none.hidden = length > 0;
      clear.hidden = !choice.q && !choice.value;
      const mine = (turn += 1);
      // What is said here as a number stands in no constant: this page has no byte left.
      for (; ; step += 1) {
        // Items that come with the paint of a key, and with the next one; then the rest.
        let room = [24, 144][step] ?? Infinity;
        for (const { element, shown } of items) {
          // One that was hidden has to be laid out, as long as six that stand. These take room in the first step only; then
          // what is behind the last one shown is hidden too.
          if (shown) room -= element.hidden ? 6 : +!step;
          if (room >= 0 || (step && !shown)) element.hidden = !shown;
        }
        if (room >= 0) return;
        // After 200 ms nobody types on: then what is below the window follows.
        await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, step * 200)));
        if (mine !== turn) return;
      }
    };
    const choose = (next: Partial<ListChoice>): void => {
      choice = { ...choice, ...next };
      replaceAddress(location.pathname + writeChoice(location.search, key, choice));
      void show();
    };
    /** Who follows a link to one item sees it, whatever was chosen before. */
    const reveal = (): void => {
      // Ids are plain ASCII: nothing is to be decoded, and a broken escape is no id. No item's id is empty.
      const id = location.hash.slice(1) || ' ';
      const target = items.find(({ element }) => element.id === id)?.element;
      const details = target?.querySelector('details');
      if (details) details.open = true;
      if (!target?.hidden) return;
      choice = { q: '', value: '' };
      field.value = '';
      replaceAddress(`${location.pathname}#${id}`);
      void show(2);
      target.scrollIntoView();
    };

    openFromRow(this);
    keepTableRoles(this.querySelectorAll('table'));
    one('.field').hidden = false;
    field.value = choice.q;
    // When nothing else is to be done: the first key does not wait for them.
    window.requestIdleCallback?.(() => items.forEach(read));
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
    void show();
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
