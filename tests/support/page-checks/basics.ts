/**
 * What the checks inside a page have in common: which elements are in sight, which are controls, how one is named in a
 * message. Sent to the page as text, so it may use nothing from outside.
 */
export function pageBasics() {
  const FOCUSABLE =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])';

  const shown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) &&
    [...element.getClientRects()].some(({ width, height }) => width > 1 && height > 1) &&
    element.closest('[inert]') === null &&
    !getComputedStyle(element).getPropertyValue('clip').startsWith('rect(0');
  const quoted = (element: Element): string =>
    `<${[element.localName, ...[...element.attributes].filter(({ name }) => !/^data-astro|^style$/.test(name)).map(({ name, value }) => `${name}="${value.slice(0, 60)}"`)].join(' ').slice(0, 160)}> ${(element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 50)}`;
  const controls = (root: ParentNode = document): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
      (element) => !element.matches(':disabled') && shown(element),
    );
  /** A few of each sort: controls of the same tag, classes and place behave alike. */
  const sample = <Kind extends Element>(elements: readonly Kind[], each: number): Kind[] => {
    const seen = new Map<string, number>();
    const sort = (element: Element | null): string =>
      element === null ? '' : `${element.localName}.${element.getAttribute('class') ?? ''}`;
    return elements.filter((element) => {
      const key = [element, element.parentElement, element.closest('header, nav, main, footer, dialog')]
        .map(sort)
        .join(' < ');
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return count <= each;
    });
  };
  /** What a box of its own scrolls away is not painted. */
  const cutBox = (element: Element): { top: number; bottom: number; left: number; right: number } => {
    let [top, bottom, left, right] = [-Infinity, Infinity, -Infinity, Infinity];
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const box = at.getBoundingClientRect();
      [top, bottom, left, right] = [
        Math.max(top, box.top),
        Math.min(bottom, box.bottom),
        Math.max(left, box.left),
        Math.min(right, box.right),
      ];
    }
    return { top, bottom, left, right };
  };
  /** Whether a colour is none. */
  const clear = (color = ''): boolean => /^rgba\(.*, 0\)$/.test(color);

  return { FOCUSABLE, shown, quoted, controls, sample, cutBox, clear };
}

/** What each part of the checks is given. */
export type Basics = ReturnType<typeof pageBasics>;
