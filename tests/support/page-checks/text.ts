import type { Basics } from './basics.ts';

/** Whether text can be read, in any spacing. Sent to the page as text. */
export function textChecks({ shown, quoted, cutBox }: Basics) {
  /** WCAG 1.4.12. A style sheet by script: a strict policy forbids one in the page. */
  const spaceText = (on: boolean): void => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }',
    );
    document.adoptedStyleSheets = on ? [sheet] : [];
  };
  /** Text that is cut off, or that runs out of its box. */
  const clipped = (root: ParentNode = document): string[] =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
      if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || element.closest('.visually-hidden, .sr-only'))
        return [];
      // Heads that are there for screen readers only, where a table is laid out as lines.
      const head = element.closest('thead');
      if (head && getComputedStyle(head).clipPath === 'inset(50%)') return [];
      if (element.clientWidth <= 1 || element.clientHeight <= 1) return [];
      const over = { x: element.scrollWidth - element.clientWidth, y: element.scrollHeight - element.clientHeight };
      if ((over.x <= 1 && over.y <= 1) || !shown(element) || (element.textContent ?? '').trim() === '') return [];
      if (element.matches('html, body, textarea, select, input')) return [];
      const style = getComputedStyle(element);
      // A taste of a text, which ends after so many lines in any spacing.
      if (style.getPropertyValue('-webkit-line-clamp') !== 'none') return [];
      const cut = (axis: string, by: number): boolean => /hidden|clip/.test(axis) && by > 1;
      if (cut(style.overflowX, over.x) || cut(style.overflowY, over.y))
        return [`cut off by ${over.x} × ${over.y} px: ${quoted(element)}`];
      // Boxes with a frame or a ground, from which words run out.
      const boxed = style.borderTopStyle !== 'none' || style.backgroundColor !== 'rgba(0, 0, 0, 0)';
      const open = (axis: string, by: number): boolean => axis === 'visible' && by > 2;
      if (
        boxed &&
        element.matches('a, button, summary, li, td, th, span, kbd, code, label, header') &&
        (open(style.overflowX, over.x) || open(style.overflowY, over.y))
      ) {
        // An absolutely placed child (a menu, a tip) is no text that runs out.
        const flows = [...element.querySelectorAll('*')].every(
          (child) => !/absolute|fixed/.test(getComputedStyle(child).position),
        );
        if (flows) return [`runs out of its box by ${over.x} × ${over.y} px: ${quoted(element)}`];
      }
      return [];
    });
  /** Words painted over other words. */
  const overlapping = (root: Element = document.body): string[] => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const pieces: { node: Node; parent: Element; left: number; right: number; top: number; bottom: number }[] = [];
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || (node.textContent ?? '').trim() === '' || !shown(parent)) continue;
      if (parent.closest('.visually-hidden, .sr-only, .copy-button, svg, select, noscript, script, style')) continue;
      if (getComputedStyle(parent).opacity === '0') continue;
      // Rows out of sight have an estimated height until they come near: what stands in them is not painted.
      if (!parent.checkVisibility({ contentVisibilityAuto: true })) continue;
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects())
        pieces.push({ node, parent, left, right, top, bottom });
    }
    // What stays at the top covers what scrolls below it, and means to.
    const floats = (element: Element | null): Element | null =>
      element === null || element === root
        ? null
        : /fixed|sticky/.test(getComputedStyle(element).position)
          ? element
          : floats(element.parentElement);
    const layer = new Map<Element, Element | null>();
    const layerOf = (element: Element): Element | null => {
      const known = layer.get(element);
      if (known !== undefined) return known;
      const found = floats(element);
      layer.set(element, found);
      return found;
    };
    pieces.sort((a, b) => a.top - b.top);
    const faults: string[] = [];
    pieces.forEach((one, index) => {
      for (let next = index + 1; next < pieces.length; next++) {
        const other = pieces[next];
        if (!other || other.top >= one.bottom - 4) break;
        if (other.node === one.node) continue;
        if (Math.min(one.right, other.right) - Math.max(one.left, other.left) <= 3) continue;
        if (layerOf(one.parent) !== layerOf(other.parent)) continue;
        // What its box cuts off is not painted. Lines after the last one of a taste of text begin just below its box.
        const [a, b] = [cutBox(one.parent), cutBox(other.parent)];
        const x = Math.min(one.right, a.right, other.right, b.right) - Math.max(one.left, a.left, other.left, b.left);
        const y = Math.min(one.bottom, a.bottom, other.bottom, b.bottom) - Math.max(one.top, a.top, other.top, b.top);
        if (x <= 3 || y <= Math.min(one.bottom - one.top, other.bottom - other.top) * 0.3) continue;
        faults.push(
          `${x.toFixed(0)} × ${y.toFixed(0)} px over one another: ${quoted(one.parent)} and ${quoted(other.parent)}`,
        );
      }
    });
    return faults;
  };
  /** All content is laid out, also what waits out of sight. */
  const layOutAll = (): void => {
    // All are read before one is changed: every change would cost the next reading the styles of the page.
    const waiting = [...document.querySelectorAll<HTMLElement>('*')].filter(
      (element) => getComputedStyle(element).contentVisibility === 'auto',
    );
    for (const { style } of waiting) style.setProperty('content-visibility', 'visible', 'important');
  };

  return { spaceText, clipped, overlapping, layOutAll };
}
