import type { Basics } from './basics.ts';

/** Whether controls can be hit, and show that they have the focus. Sent to the page as text. */
export function controlChecks({ FOCUSABLE, shown, quoted, controls, sample, cutBox, clear }: Basics) {
  const block = (element: Element): Element => {
    let at: Element = element;
    while (at.parentElement && /^(inline|contents|ruby)/.test(getComputedStyle(at).display)) at = at.parentElement;
    return at === element && at.parentElement ? at.parentElement : at;
  };
  /** Words that are painted, without those inside the controls themselves. */
  const wordsBeside = (element: Element): string => {
    const walker = document.createTreeWalker(block(element), NodeFilter.SHOW_TEXT);
    let words = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent && !parent.closest(FOCUSABLE) && shown(parent)) words += node.textContent ?? '';
    }
    return words;
  };

  /** WCAG 2.5.8: 24 × 24 CSS px, or so much room around that a circle of 24 px meets no other target; not in sentences. */
  const smallTargets = (root: ParentNode = document): string[] => {
    const all = controls(root)
      .filter((element) => {
        // A drawing at a reader's own scale: its links stand in the list below it too, and it comes closer.
        if (element.closest('.diagram-stage') && element instanceof SVGElement) return false;
        const [own, cut] = [element.getBoundingClientRect(), cutBox(element)];
        return own.right > cut.left && own.left < cut.right && own.bottom > cut.top && own.top < cut.bottom;
      })
      .map((element) => {
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])].filter(shown) : [];
        const boxes = [element, ...labels].map((one) => one.getBoundingClientRect());
        const left = Math.min(...boxes.map((box) => box.left));
        const top = Math.min(...boxes.map((box) => box.top));
        const right = Math.max(...boxes.map((box) => box.right));
        const bottom = Math.max(...boxes.map((box) => box.bottom));
        const small = right - left < 23.5 || bottom - top < 23.5;
        return { element, left, top, right, bottom, small, x: (left + right) / 2, y: (top + bottom) / 2 };
      });
    const inSentence = (element: HTMLElement): boolean =>
      element.localName === 'a' &&
      getComputedStyle(element).display === 'inline' &&
      /[\p{L}\p{N}]{2}/u.test(wordsBeside(element));
    const boxes = new Map(all.map(({ element }) => [element, [...element.getClientRects()]]));
    return all.flatMap((one) => {
      if (!one.small) return [];
      const near = all.find((other) => {
        // Quick first: a page has a thousand targets.
        if (other.top > one.y + 24 || other.bottom < one.y - 24 || other === one) return false;
        if (other.element.contains(one.element) || one.element.contains(other.element)) return false;
        if (other.small && Math.hypot(other.x - one.x, other.y - one.y) < 23.5) return true;
        // A link of two lines is not the whole of the box around them.
        return (boxes.get(other.element) ?? []).some((box) => {
          const dx = Math.max(box.left - one.x, 0, one.x - box.right);
          const dy = Math.max(box.top - one.y, 0, one.y - box.bottom);
          return Math.hypot(dx, dy) < 12;
        });
      });
      if (!near || inSentence(one.element)) return [];
      const size = `${(one.right - one.left).toFixed(0)} × ${(one.bottom - one.top).toFixed(0)}`;
      return [`${size} px, too near to ${quoted(near.element)}: ${quoted(one.element)}`];
    });
  };

  /** An iPhone zooms the page when a field gets the focus whose letters are smaller than 16 px. */
  const smallFields = (): string[] =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'select, textarea, input:not([type=checkbox], [type=radio], [type=file], [type=range])',
      ),
    ].flatMap((field) => {
      const size = parseFloat(getComputedStyle(field).fontSize);
      return size < 16 ? [`letters of ${size} px, below 16: ${quoted(field)}`] : [];
    });

  /** Every sort of control shows that it has the keyboard's focus. Press a key first: then `focus()` is the keyboard's. */
  const focusUnseen = (root: ParentNode = document): string[] =>
    sample(controls(root), 2).flatMap((element) => {
      element.focus({ preventScroll: true });
      if (document.activeElement !== element) return [`takes no focus: ${quoted(element)}`];
      const style = getComputedStyle(element);
      const outlined =
        style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 && !clear(style.outlineColor);
      element.blur();
      return outlined ? [] : [`no outline with the focus: ${quoted(element)}`];
    });

  return { smallTargets, smallFields, focusUnseen };
}
