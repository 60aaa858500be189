import { fold } from '../../lib/fold.ts';

/** Shows of the tree of pages what a text is in: a page whose name has it is shown whole. */
export function filterTree(tree: Element, text: string): void {
  const needle = fold(text.trim());
  for (const page of tree.querySelectorAll('details')) {
    const whole = needle !== '' && fold(page.querySelector('summary')?.textContent ?? '').includes(needle);
    let any = whole;
    for (const line of page.querySelectorAll<HTMLElement>('li')) {
      const hit = needle === '' || whole || fold(line.textContent ?? '').includes(needle);
      line.hidden = !hit;
      any ||= hit;
    }
    page.hidden = needle !== '' && !any;
    page.open = needle !== '' && any;
  }
}
