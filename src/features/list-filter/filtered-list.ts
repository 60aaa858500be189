/**
 * `<filtered-list>`: words and one letter or topic decide which items of a list are shown. The choice is in the
 * address, so that it can be linked. Without JavaScript the whole list is there, and the links lead to its parts.
 *
 * In the markup: `data-key` the name of the choice in the address, `data-count` the words for the number of items shown, `#`;
 * `a[data-value]` the values to choose from, `[data-item="values"]` the items, `[data-group]` what holds them, or `[data-group="value"]` the heading above them.
 */
import { fold } from '../../lib/fold.ts';
import { replaceAddress } from '../../browser/replace-address.ts';
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
  /** Whether it is left out now; asking its element costs more. */
  out?: boolean;
}

class FilteredList extends HTMLElement {
  connectedCallback(): void {
    // ListFilter.astro writes each of them, before the items.
    const one = <Element extends HTMLElement>(selector: string): Element => this.querySelector(selector) as Element;
    const field = one<HTMLInputElement>('input');
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
    // Not the attribute `hidden`, nor a new text: styles of the frame ask for both in `:has()`, all over the page.
    const leaveOut = (element: Element, out: boolean): boolean => element.classList.toggle('out', out);
    const said = one('[role=status]').firstChild as Text;
    let choice = readChoice(location.search, key, links.map(valueOf));

    let timer: ReturnType<typeof setTimeout>;
    /** Shows what is chosen. @param step as of `follow` */
    const show = (step = 0): void => {
      const isFound = finder(choice.q);
      for (const item of items) {
        item.found = isFound(choice.q && read(item));
        item.shown = item.found && (!choice.value || item.values.includes(choice.value));
      }
      const chosen = items.filter(({ shown }) => shown);
      for (const group of groups) {
        const value = group.dataset['group'];
        leaveOut(
          group,
          !chosen.some(({ element, values }) => (value ? values.includes(value) : group.contains(element))),
        );
      }
      for (const link of links) {
        const value = valueOf(link);
        link.ariaCurrent = value === choice.value ? 'true' : null;
        link.toggleAttribute('data-empty', !items.some(({ found, values }) => found && values.includes(value)));
      }
      said.data = (this.dataset['count'] as string).replace('#', `${chosen.length}`);
      leaveOut(none, chosen.length > 0);
      leaveOut(clear, !choice.q && !choice.value);
      follow(step);
    };
    /**
     * Brings the items in line: first what comes with the paint of a key, then the window, then the rest.
     * @param step the first one; 9: all at once
     */
    const follow = (step: number): void => {
      // What is said here as a number stands in no constant: this page has no byte left. Items of each step:
      let room = 24 * 6 ** step;
      for (const item of items) {
        // One that was left out has to be painted, as long as six that stand. These take room in the first step only;
        // then what is behind the last one shown is left out too.
        if (item.shown) room -= item.out ? 6 : +!step;
        if (room >= 0 || (step && !item.shown)) item.out = leaveOut(item.element, !item.shown);
      }
      // After 200 ms nobody types on: then what is below the window follows.
      if (room < 0) timer = setTimeout(follow, step * 200, step + 1);
    };
    const choose = (next: Partial<ListChoice>): void => {
      // What the key before it has left to show waits for what this one finds.
      clearTimeout(timer);
      // With the next frame: in the event itself the browser would lay the page out twice.
      requestAnimationFrame(() => {
        choice = { ...choice, ...next };
        show();
        // After the frame: it costs a slow processor a third of one.
        setTimeout(replaceAddress, 0, location.pathname + writeChoice(location.search, key, choice));
      });
    };
    /** Who follows a link to one item sees it, whatever was chosen before. */
    const reveal = (): void => {
      // Ids are plain ASCII: nothing is to be decoded, and a broken escape is no id. No item's id is empty.
      const target = items.find(({ element }) => `#${element.id}` === location.hash)?.element;
      target?.querySelector('details')?.setAttribute('open', '');
      if (!target?.closest('.out')) return;
      field.value = '';
      choice = { q: '', value: '' };
      replaceAddress(location.pathname + location.hash);
      show(9);
      target.scrollIntoView();
    };

    one('.field').hidden = false;
    field.value = choice.q;
    // When nothing else is to be done: the first key does not wait for them.
    window.requestIdleCallback?.(() => items.forEach(read));
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
