/** The filters of a table as the reader meets them: checkboxes with counts, and a chip for each that is in use. */
import { make, write } from '#browser/elements.ts';
import type { Facet } from './table-spec.ts';

/** A checkbox of a facet with the words it stands for and the place of its count. */
export interface Choice {
  box: HTMLInputElement;
  name: string;
  count: HTMLElement;
  line: HTMLElement;
}

/** The checkboxes of all facets, in their order. */
export function readChoices(tool: HTMLElement, facets: readonly Facet[]): Choice[] {
  // Read in one go: each by a search of its own makes the first key wait.
  const boxes = new Map(
    [...tool.querySelectorAll<HTMLInputElement>('.facet input')].map((box) => [`${box.name}=${box.value}`, box]),
  );
  return facets.flatMap((facet) =>
    facet.values.map(({ code, label }) => {
      const box = boxes.get(`${facet.key}=${code}`);
      if (!box)
        throw new Error(`<${tool.localName}> lacks the box ${facet.key}=${code}: its markup and its data differ.`);
      const line = box.parentElement as HTMLElement;
      return { box, name: `${facet.label}: ${label}`, line, count: line.lastElementChild as HTMLElement };
    }),
  );
}

/** The codes that are chosen, by facet; a facet without any is left out. */
export function chosenOf(choices: readonly Choice[]): Map<string, string[]> {
  const chosen = new Map<string, string[]>();
  for (const { box } of choices) {
    if (box.checked) chosen.set(box.name, [...(chosen.get(box.name) ?? []), box.value]);
  }
  return chosen;
}

/** Writes beside each checkbox how many rows there would be with it alone. */
export function showCounts(choices: readonly Choice[], counts: ReadonlyMap<string, ReadonlyMap<string, number>>): void {
  for (const { box, count, line } of choices) {
    const text = String(counts.get(box.name)?.get(box.value) ?? 0);
    write(count, text);
    line.classList.toggle('zero', text === '0' && !box.checked);
  }
}

/**
 * A button for each filter in use, which takes it away; written anew only when they are others.
 * @param label what a screen reader says of it, from its words
 */
export function showChips(
  list: HTMLElement,
  active: readonly Choice[],
  label: (name: string) => string,
  remove: (choice: Choice) => void,
): void {
  const shown = Array.from(list.children, ({ textContent }) => textContent);
  if (shown.join('\n') === active.map(({ name }) => name).join('\n')) return;
  const items = active.map((choice) => {
    const button = make('button', choice.name, { type: 'button', 'aria-label': label(choice.name) });
    button.addEventListener('click', () => remove(choice));
    const item = document.createElement('li');
    item.append(button);
    return item;
  });
  list.replaceChildren(...items);
}
