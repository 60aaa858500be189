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
import { having, readChoice, writeChoice, type ListChoice } from './list-filter.ts';

/** Items whose words are read in one piece. */
const READ_AT_ONCE = 24;
/** Items that a window holds, and those among them that come with the paint of a key: each has to be laid out first. */
const IN_SIGHT = 24;
const AT_ONCE = 4;

class FilteredList extends HTMLElement {
  connectedCallback(): void {
    const box = this.querySelector<HTMLElement>('.field');
    const field = this.querySelector<HTMLInputElement>('input[type=search]');
    const status = this.querySelector<HTMLElement>('[role=status]');
    const none = this.querySelector<HTMLElement>('[data-none]');
    const clear = this.querySelector<HTMLButtonElement>('button[data-clear]');
    const key = this.dataset['key'] as string;
    if (!box || !field || !status || !none || !clear) return;
    const links = [...this.querySelectorAll<HTMLAnchorElement>('a[data-value]')];
    const groups = [...this.querySelectorAll<HTMLElement>('[data-group]')];
    const items = [...this.querySelectorAll<HTMLElement>('[data-item]')].map((element) => ({
      element,
      values: (element.dataset['item'] ?? '').split(' '),
      text: '',
      shown: true,
    }));
    /** Reads words from an item on, a few at a time, while the browser is free: read all at once, they would make a key wait. */
    const read = (at: number): void => {
      const next = items.slice(at, at + READ_AT_ONCE);
      for (const item of next) item.text ||= wordsOf(item.element);
      if (next.length > 0) (window.requestIdleCallback ?? setTimeout)(() => read(at + READ_AT_ONCE));
    };
    const valueOf = (link: HTMLElement): string => link.dataset['value'] ?? '';
    let choice = readChoice(location.search, key, links.map(valueOf));

    /** Shows and hides items from the first on, as far as a number of shown ones, and of those that were hidden before. */
    const follow = (inSight: number, atOnce: number): void => {
      for (const { element, shown } of items) {
        if (shown && ((inSight -= 1) < 0 || (element.hidden && (atOnce -= 1) < 0))) return;
        element.hidden = !shown;
      }
    };
    const show = (): void => {
      const isMeant = having(choice.q);
      const found: string[] = [];
      for (const item of items) {
        if (choice.q !== '') item.text ||= wordsOf(item.element);
        item.shown = isMeant(item.text);
        if (item.shown) found.push(...item.values);
        if (choice.value !== '') item.shown &&= item.values.includes(choice.value);
      }
      follow(IN_SIGHT, AT_ONCE);
      // What is below the window follows when the frame has been painted.
      requestAnimationFrame(() => setTimeout(() => follow(Infinity, Infinity)));
      for (const group of groups) {
        const value = group.dataset['group'] ?? '';
        const own = items.filter(({ element, values }) =>
          value === '' ? group.contains(element) : values.includes(value),
        );
        group.hidden = own.every(({ shown }) => !shown);
      }
      const shown = items.filter((item) => item.shown).length;
      for (const link of links) {
        link.ariaCurrent = valueOf(link) === choice.value ? 'true' : null;
        link.toggleAttribute('data-empty', !found.includes(valueOf(link)));
      }
      status.textContent = (this.dataset['count'] as string)
        .replace('{shown}', String(shown))
        .replace('{all}', String(items.length));
      none.hidden = shown > 0;
      clear.hidden = choice.q === '' && choice.value === '';
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
      follow(Infinity, Infinity);
      target.scrollIntoView();
    };

    openFromRow(this);
    keepTableRoles(this.querySelectorAll('table'));
    box.hidden = false;
    field.value = choice.q;
    field.addEventListener('focus', () => read(0), { once: true });
    field.addEventListener('input', () => choose({ q: field.value }));
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
