/**
 * Accessible names. In sight "Details, 2 sources" is clear from the row it stands in; in a screen reader's list of
 * controls it stands there a hundred times. What shares its name with another on the page gets the name of its place
 * added. By script and at rest: without scripts the row is still around each of them, and no page grows.
 */

const CONTROLS = 'main :is(summary, button, a[role=button], .records tbody th > a)';
/** The tools give their own controls names; what is sorted by is named by its column. */
const OWN = '.tool, .compare-bar, dialog, [popover], course-kit, link-checker, th[data-col]';

/** Gives every control of the page a name of its own. */
export function uniqueLabels(): void {
  const known = new Map<string, HTMLElement[]>();
  for (const control of document.querySelectorAll<HTMLElement>(CONTROLS)) {
    if (control.closest(OWN)) continue;
    const name = control.getAttribute('aria-label') ?? (words(control) || control.title);
    known.set(name, [...(known.get(name) ?? []), control]);
  }
  const taken = new Set([...known].flatMap(([name, { length }]) => (length === 1 ? [name] : [])));
  for (const [name, controls] of known) {
    if (controls.length < 2) continue;
    for (const control of controls) {
      const place = placeOf(control);
      const own = name.includes(place) ? name : `${name}: ${place}`;
      let label = own;
      // Two of a kind in one place, as two code blocks under a heading, are counted.
      for (let count = 2; taken.has(label); count++) label = `${own} (${String(count)})`;
      taken.add(label);
      control.setAttribute('aria-label', label);
    }
  }
}

/** What the place of a control is called: its drawing, its row, its entry, or the heading above it. */
function placeOf(control: Element): string {
  const figure = control.closest('figure.diagram');
  if (figure) return words(figure.querySelector('strong')).replace(/\.$/, '');
  const row = control.closest('tbody[id] > tr, tr[id]');
  if (row) {
    const [first, second] = row.closest('tbody')?.id
      ? (row.parentElement?.firstElementChild?.children ?? [])
      : row.children;
    const column = control.closest<HTMLElement>('td[data-col]')?.dataset['col']?.toUpperCase();
    return [words(first), column ?? words(second?.querySelector('a'))].filter((part) => part !== '').join(', ');
  }
  const entry = control.closest('article[id], li[id], .fact');
  const name = entry?.querySelector('h3 a, dfn, .fact-label') ?? entry?.querySelector('p');
  if (name) return cut(words(name));
  let before: Element | null = control;
  while (before && !before.matches('.sl-markdown-content')) {
    const heading = headingAbove(before);
    if (heading) return words(heading);
    before = before.parentElement;
  }
  return words(document.querySelector('h1'));
}

function headingAbove(element: Element): Element | null {
  for (let at = element.previousElementSibling; at; at = at.previousElementSibling) {
    if (at.matches('h2, h3, h4')) return at;
    const inside = at.matches('.sl-heading-wrapper') ? at.querySelector('h2, h3, h4') : null;
    if (inside) return inside;
  }
  return null;
}

/** The words of an element without its buttons, and without what only a screen reader says. */
export function words(
  element: Element | null | undefined,
  extra = '.copy-button, .sl-anchor-link, .visually-hidden, small, [popover]',
): string {
  let said = element;
  // A copy costs more than the question.
  if (element?.querySelector(extra)) {
    said = element.cloneNode(true) as Element;
    for (const one of said.querySelectorAll(extra)) one.remove();
  }
  return (said?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
