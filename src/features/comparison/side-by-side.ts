/** Rows of a table turned into columns. */

/** How many can stand side by side. */
export const COMPARED = { least: 2, most: 3 };

/** One thing that is compared: its name and what is said of it, by field. */
export interface Side<Value> {
  name: string;
  fields: Map<string, Value>;
}

/** One line of the comparison; what a side does not have is undefined. */
export interface Line<Value> {
  field: string;
  values: (Value | undefined)[];
  differs: boolean;
}

/**
 * Lines for every field that any side has, in the order of the first side that has it.
 * @param words what of a value counts when two are compared
 */
export function sideBySide<Value>(sides: readonly Side<Value>[], words: (value: Value) => string): Line<Value>[] {
  const fields = [...new Set(sides.flatMap((side) => [...side.fields.keys()]))];
  return fields.map((field) => {
    const values = sides.map((side) => side.fields.get(field));
    const said = values.map((value) => (value === undefined ? '' : words(value).replace(/\s+/g, ' ').trim()));
    return { field, values, differs: new Set(said).size > 1 };
  });
}

/** What a row says: its cells by their label, then the fields of its details; a note on a feature joins its value. */
export function fieldsOf(body: HTMLTableSectionElement): Map<string, Node[]> {
  const fields = new Map<string, Node[]>();
  const add = (name: string, from: Element): void => {
    const copy = document.createElement('div');
    copy.append(...[...from.childNodes].map((node) => node.cloneNode(true)));
    fields.set(name, [...(fields.get(name) ?? []), copy]);
  };
  for (const cell of body.querySelectorAll<HTMLElement>('td[data-label]')) add(cell.dataset['label'] ?? '', cell);
  for (const term of body.querySelectorAll('dt')) {
    if (term.nextElementSibling) add(term.textContent.trim(), term.nextElementSibling);
  }
  return fields;
}
