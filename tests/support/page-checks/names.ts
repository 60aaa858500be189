import type { Basics } from './basics.ts';

/** Whether controls have names, as axe computes them. Sent to the page as text. */
export function nameChecks({ shown, quoted, controls }: Basics) {
  interface AxeInPage {
    setup: (root: Element) => unknown;
    teardown: () => void;
    commons: { text: { accessibleText: (element: Element) => string } };
  }

  interface Named {
    element: HTMLElement;
    name: string;
    seen: string;
  }
  /** What a reader sees of a control in words. */
  const seenWords = (element: HTMLElement): string => {
    if (
      element instanceof HTMLInputElement ||
      element instanceof HTMLSelectElement ||
      element instanceof HTMLTextAreaElement
    )
      return [...(element.labels ?? [])].map((label) => seenWords(label)).join(' ');
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let words = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (
        !parent ||
        !shown(parent) ||
        parent.closest('.visually-hidden, .sr-only, select, textarea, [aria-hidden=true] kbd, kbd[aria-hidden=true]')
      )
        continue;
      words += `${node.textContent ?? ''} `;
    }
    return words;
  };
  const plain = (words: string): string =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const named = (root: Element): Named[] => {
    const { commons, setup, teardown } = (globalThis as unknown as { axe: AxeInPage }).axe;
    setup(root);
    try {
      return controls(root).map((element) => {
        const name = commons.text.accessibleText(element).trim();
        return {
          element,
          name: name === '' && element.localName === 'summary' ? element.innerText.trim() : name,
          seen: seenWords(element),
        };
      });
    } finally {
      teardown();
    }
  };
  /** The names of the whole page, computed once. */
  let known: Named[] | undefined;
  /** Names: there is one, it holds the words in sight, and no two targets share one. */
  const nameFaults = (root: Element = document.documentElement): string[] => {
    const faults: string[] = [];
    const parts: (Element | null)[] = [...document.querySelectorAll('nav, header, main')];
    const owners = new Map<string, { target: string; element: HTMLElement }>();
    const all = named(root);
    if (root === document.documentElement) known = all;
    for (const { element, name, seen } of all) {
      if (!/[\p{L}\p{N}]/u.test(name)) {
        faults.push(`no name: ${quoted(element)}`);
        continue;
      }
      // Signs are no words: "×" is not what one would say to press it.
      const words = plain(seen);
      const scrolls = element.matches('[role=region], [role=group], pre, .table-box');
      if (
        !scrolls &&
        /[\p{L}\p{N}]{2}/u.test(words) &&
        !plain(name).replaceAll(' ', '').includes(words.replaceAll(' ', ''))
      )
        faults.push(`the name "${name}" lacks the words in sight "${words}": ${quoted(element)}`);
      const link = element.localName === 'a' && element.getAttribute('role') === null;
      // What scrolls is no target: its name is the name of what it holds.
      if (scrolls) continue;
      // A link means what it says with the sentence, the list item or the row around it (WCAG 2.4.4).
      const text = element.closest('tr') ?? element.closest('li, p, dd, dt, figure, h1, h2, h3, h4, h5, h6');
      const cell = element.closest<HTMLTableCellElement>('td, th')?.cellIndex ?? '';
      const inWords = link || element.matches('.term-button');
      // Controls are told apart by the part of the page and the group that a screen reader says before them.
      const group = element.closest('fieldset, [role=search], search, [role=group], nav, header, main, dialog');
      const place = inWords
        ? `${parts.indexOf(element.closest('nav, header, main'))} ${cell} ${text?.textContent ?? ''}`
        : `${group?.tagName ?? ''} ${group?.getAttribute('aria-label') ?? group?.querySelector('legend')?.textContent ?? ''} ${element.localName}`;
      const column = element.closest<HTMLElement>('th[data-col]')?.dataset['col'];
      const target = link ? new URL(element.getAttribute('href') ?? '', location.href).href : (column ?? '');
      const key = `${link ? 'link' : 'control'} ${name} ${place}`;
      const owner = owners.get(key);
      if (!owner) owners.set(key, { target, element });
      else if (target === '' || owner.target !== target)
        faults.push(`"${name}" is the name of two: ${quoted(owner.element)} and ${quoted(element)}`);
    }
    return faults;
  };
  /** Names of controls (links excepted) and of parts of the page, to be compared between languages. */
  const namesOfControls = (): string[] => {
    const parts = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) =>
      ['aria-label', 'title', 'placeholder'].flatMap((name) => element.getAttribute(name) ?? []),
    );
    const own = (known ?? named(document.documentElement)).filter(({ element }) => element.localName !== 'a');
    return [...new Set([...parts, ...own.map(({ name }) => name)])];
  };

  return { nameFaults, namesOfControls };
}
