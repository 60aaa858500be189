/** Finding, making and writing the elements of a tool in the page. */

/** The one element of a tool. @throws Error when its markup lacks it */
export function find<Element extends HTMLElement>(root: HTMLElement, selector: string): Element {
  const found = root.querySelector<Element>(selector);
  if (!found) throw new Error(`<${root.localName}> lacks ${selector}: its markup and its script differ.`);
  return found;
}

/** Writes a text without taking the old one out: to the browser a new node is a change of the whole page. */
export function write(element: Element, text: string): void {
  const node = element.firstChild;
  if (!(node instanceof Text)) element.textContent = text;
  else if (node.data !== text) node.data = text;
}

/** Makes an element with text: data never becomes markup. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
