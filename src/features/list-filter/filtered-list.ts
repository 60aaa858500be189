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
import { isShown, readChoice, writeChoice, type ListChoice } from './list-filter.ts';

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
      // Read when the first word is typed: hundreds of entries would make a phone wait before.
      text: '',
    }));
    const valueOf = (link: HTMLElement): string => link.dataset['value'] ?? '';
    let choice = readChoice(location.search, key, links.map(valueOf));

    const show = (): void => {
      let shown = 0;
      const found = new Set<string>();
      for (const item of items) {
        if (choice.q !== '') item.text ||= wordsOf(item.element);
        if (isShown(item.text, item.values, { ...choice, value: '' }))
          for (const value of item.values) found.add(value);
        item.element.hidden = !isShown(item.text, item.values, choice);
        if (!item.element.hidden) shown += 1;
      }
      for (const group of groups) {
        const value = group.dataset['group'] ?? '';
        const own = items.filter(({ element, values }) =>
          value === '' ? group.contains(element) : values.includes(value),
        );
        group.hidden = own.every(({ element }) => element.hidden);
      }
      for (const link of links) {
        link.ariaCurrent = valueOf(link) === choice.value ? 'true' : null;
        link.toggleAttribute('data-empty', !found.has(valueOf(link)));
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
      target.scrollIntoView();
    };

    openFromRow(this);
    keepTableRoles(this.querySelectorAll('table'));
    box.hidden = false;
    field.value = choice.q;
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
  const copy = item.cloneNode(true) as HTMLElement;
  for (const source of copy.querySelectorAll('[data-unsearched]')) source.remove();
  return fold(`${item.id} ${copy.textContent}`);
}

customElements.define('filtered-list', FilteredList);
