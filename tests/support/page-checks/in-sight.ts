import type { Basics } from './basics.ts';

/** What is out of sight, or covered. Sent to the page as text. */
export function sightChecks({ shown, quoted, controls, sample }: Basics) {
  /** What makes the page scroll sideways. */
  const sideways = (): string[] => {
    const room = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth - room;
    if (wide <= 0) return [];
    const scrolled = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      (getComputedStyle(element).overflowX !== 'visible' || scrolled(element.parentElement));
    const culprits = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > room + 1 && !scrolled(element.parentElement),
    );
    return [`${wide} px too wide: ${culprits.slice(0, 3).map(quoted).join(' | ')}`];
  };

  /** What stays where it is while the page scrolls. Looked for once a check: a page has thousands of elements. */
  const staying = (): Element[] =>
    [...document.querySelectorAll('body *')].filter((element) =>
      /fixed|sticky/.test(getComputedStyle(element).position),
    );
  /** Of that, what covers the window now, and as far as it does. */
  const stuck = (
    among: readonly Element[],
  ): { element: Element; left: number; right: number; top: number; bottom: number }[] =>
    among.flatMap((element) => {
      const style = getComputedStyle(element);
      if (style.opacity === '0' || style.getPropertyValue('clip').startsWith('rect(0') || style.clipPath !== 'none')
        return [];
      if (!shown(element) || element.closest('dialog, [popover]')) return [];
      let { left, right, top, bottom } = element.getBoundingClientRect();
      if (style.position === 'sticky') {
        // A box that scrolls by itself keeps its headers inside.
        for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
          if (getComputedStyle(at).overflowX === 'visible') continue;
          const box = at.getBoundingClientRect();
          [left, right, top, bottom] = [
            Math.max(left, box.left),
            Math.min(right, box.right),
            Math.max(top, box.top),
            Math.min(bottom, box.bottom),
          ];
        }
      }
      return bottom <= Math.max(0, top) || top >= innerHeight || right <= left
        ? []
        : [{ element, left, right, top, bottom }];
    });
  /** A page scrolled to its middle shows text in two thirds of the window at least. */
  const coveredHeight = (): string[] => {
    scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: 'instant' });
    const rows = new Set<number>();
    const owners = new Set<string>();
    for (const { element, left, right, top, bottom } of stuck(staying())) {
      if (right - left < innerWidth / 2) continue;
      owners.add(quoted(element).slice(0, 80));
      for (let y = Math.max(0, Math.floor(top)); y < Math.min(innerHeight, bottom); y++) rows.add(y);
    }
    return rows.size > innerHeight / 3
      ? [`${rows.size} of ${innerHeight} px are covered by ${[...owners].join(' and ')}`]
      : [];
  };
  /**
   * How much of an element is in sight, in px of its height.
   * @param first only so much of its top counts
   * @param among what may cover it
   */
  const inSight = (
    element: Element,
    first: number,
    among: readonly Element[],
  ): { height: number; cover: Element | undefined } => {
    const own = element.getBoundingClientRect();
    const from = Math.max(0, own.top);
    const to = Math.min(innerHeight, own.bottom, own.top + first);
    const rows = new Set<number>();
    let cover: Element | undefined;
    for (const { element: other, left, right, top, bottom } of stuck(among)) {
      if (other.contains(element) || element.contains(other) || left >= own.right || right <= own.left) continue;
      // Row headers at the side cover the start of wide rows; what they leave is looked at.
      if (left <= own.left + 1 && right >= own.right - 1) {
        for (let y = Math.floor(Math.max(from, top)); y < Math.min(to, bottom); y++) rows.add(y);
        if (top < to && bottom > from) cover = other;
      }
    }
    return { height: Math.max(0, Math.floor(to) - Math.floor(from) - rows.size), cover };
  };
  /** Places that a link leads to, and controls that take the focus, stand clear of what stays at the top. */
  const hiddenUnderHeaders = (): string[] => {
    const faults: string[] = [];
    const among = staying();
    const look = (element: Element, how: string, first: number): void => {
      const box = element.getBoundingClientRect();
      const { height, cover } = inSight(element, first, among);
      if (height >= Math.min(12, box.height / 2, first)) return;
      const by = cover ? `hidden by ${quoted(cover).slice(0, 90)}` : `out of sight (${box.top.toFixed(0)} px)`;
      faults.push(`${how} and ${by}: ${quoted(element)}`);
    };
    const places = [...document.querySelectorAll('main [id]')].filter(
      (place) => /^(H2|H3|TBODY|TR|ARTICLE|LI|FIGURE)$/.test(place.tagName) && shown(place),
    );
    for (const place of sample(places, 2)) {
      // As the browser does for the fragment of an address.
      place.scrollIntoView({ block: 'start', behavior: 'instant' });
      look(place, 'led to', 24);
    }
    scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
    // Upwards: then the browser scrolls no farther than needed, and headers at the top are in the way.
    for (const element of sample(controls(document.querySelector('main') ?? document), 2).reverse()) {
      // A tip stands beside its word, wherever that is.
      if (element.closest('[popover]')) continue;
      if (document.activeElement === element) element.blur();
      element.focus();
      if (document.activeElement === element) look(element, 'focused', Infinity);
    }
    return faults;
  };

  /** Whether a dialog or a menu stands in the window, and each control in it can be brought to sight. */
  const doesNotFit = (selector: string): string[] => {
    const box = [...document.querySelectorAll<HTMLElement>(selector)].find(shown);
    if (!box) return [`${selector} is not open`];
    const faults: string[] = [];
    const { left, right, top, bottom } = box.getBoundingClientRect();
    // What belongs to the page scrolls with it, up and down.
    const floats = box.closest('dialog, [popover]') !== null || getComputedStyle(box).position === 'fixed';
    if (left < -1 || right > innerWidth + 1 || (floats && (top < -1 || bottom > innerHeight + 1)))
      faults.push(
        `${selector} stands at ${[left, top, right, bottom].map(Math.round).join(' ')} in a window of ${innerWidth} × ${innerHeight}`,
      );
    if (box.scrollWidth > box.clientWidth + 1)
      faults.push(`${selector} scrolls sideways by ${box.scrollWidth - box.clientWidth} px`);
    for (const control of controls(box)) {
      control.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      // A drawing at a reader's own scale does not scroll: it comes into view with the focus.
      if (control instanceof SVGElement) (control as SVGElement).focus();
      const own = control.getBoundingClientRect();
      const on = document.elementFromPoint(
        (Math.max(own.left, 0) + Math.min(own.right, innerWidth)) / 2,
        (Math.max(own.top, 0) + Math.min(own.bottom, innerHeight)) / 2,
      );
      const label = control instanceof HTMLInputElement ? [...(control.labels ?? [])] : [];
      if (!on || !(control.contains(on) || on.contains(control) || label.some((one) => one.contains(on))))
        faults.push(`cannot be brought to sight: ${quoted(control)} under ${on ? quoted(on) : 'nothing'}`);
    }
    return faults;
  };

  return { sideways, coveredHeight, hiddenUnderHeaders, doesNotFit };
}
