import type { Basics } from './basics.ts';

/** What forced colours take away. Sent to the page as text. */
export function forcedColorChecks({ shown, quoted, controls, sample, clear }: Basics) {
  const painted = (element: Element, paper: string, pseudo?: string): Record<string, string> => {
    const style = getComputedStyle(element, pseudo);
    const look: Record<string, string> = {};
    for (const name of [
      'content',
      'display',
      'visibility',
      'color',
      'background-color',
      'text-decoration-line',
      'font-weight',
      'font-style',
      'outline-style',
      'outline-width',
      'outline-color',
      'fill',
      'stroke',
      'stroke-width',
      'transform',
    ]) {
      look[name] = style.getPropertyValue(name);
    }
    for (const side of ['top', 'right', 'bottom', 'left']) {
      const line = style.getPropertyValue(`border-${side}-style`);
      look[side] =
        `${line} ${style.getPropertyValue(`border-${side}-width`)} ${style.getPropertyValue(`border-${side}-color`)}`;
    }
    // A ground that is forced to be the paper's is none.
    if (look['background-color'] === paper || clear(look['background-color'])) look['background-color'] = '';
    // What an outline of no style is coloured in is not seen.
    if (look['outline-style'] === 'none') look['outline-width'] = look['outline-color'] = '';
    return look;
  };
  const wholeLook = (element: Element, paper: string): string =>
    JSON.stringify(
      [element, ...element.querySelectorAll('*')]
        .slice(0, 12)
        .flatMap((one) => [painted(one, paper), painted(one, paper, '::before'), painted(one, paper, '::after')]),
    );
  const canvas = (): string => {
    const probe = document.createElement('div');
    probe.style.background = 'Canvas';
    document.body.append(probe);
    const color = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return color;
  };
  const framed = (element: Element, paper: string, pseudo?: string): boolean => {
    const style = getComputedStyle(element, pseudo);
    if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) return true;
    return ['top', 'right', 'bottom', 'left'].some(
      (side) =>
        style.getPropertyValue(`border-${side}-style`) !== 'none' &&
        parseFloat(style.getPropertyValue(`border-${side}-width`)) > 0 &&
        style.getPropertyValue(`border-${side}-color`) !== paper,
    );
  };
  /** The colour that is painted behind a text of a drawing: of the last shape before it that holds its middle. */
  const groundOf = (text: Element, svg: Element, paper: string): string => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return [...svg.querySelectorAll('rect, path, circle, ellipse, polygon')].reduce((ground, shape) => {
      const { fill } = getComputedStyle(shape);
      if (shape.closest('defs') || fill === 'none' || clear(fill)) return ground;
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) || !shown(shape)) return ground;
      const box = shape.getBoundingClientRect();
      return box.left <= x && box.right >= x && box.top <= y && box.bottom >= y ? fill : ground;
    }, paper);
  };
  /**
   * What forced colours take away. To be called while they are on: controls without any edge or sign, states that look
   * like no state, icons painted by a background that is gone, drawings in the colour of the paper.
   */
  const lostInForcedColors = (root: ParentNode = document): string[] => {
    const faults: string[] = [];
    const paper = canvas();
    for (const element of sample(controls(root), 3)) {
      if (element.matches('input:is([type=checkbox], [type=radio], [type=file])')) continue;
      const field = element.matches('input, select, textarea');
      if (!field && !element.matches('button, summary, [role=button]')) continue;
      const style = getComputedStyle(element);
      const beside = element.closest('th[data-col], label');
      const signs = [
        element,
        ...(beside ? [beside, ...beside.querySelectorAll('*')] : []),
        ...element.querySelectorAll('*'),
      ].some((one) => {
        if (one instanceof SVGElement) return true;
        if (getComputedStyle(one).textDecorationLine !== 'none') return true;
        if (getComputedStyle(one).display === 'list-item' && getComputedStyle(one).listStyleType !== 'none')
          return true;
        if (/^[^\p{L}\p{N}]+$/u.test((one.textContent ?? '').trim()) && (one.textContent ?? '').trim() !== '')
          return true;
        return ['::before', '::after'].some((pseudo) => {
          const { content, maskImage } = getComputedStyle(one, pseudo);
          if (content === 'none') return maskImage !== 'none';
          // A letter of no alphabet, an icon cut out of a ground, or one drawn by its edges.
          return /[^\s"'\w]/.test(content) || maskImage !== 'none' || framed(one, paper, pseudo);
        });
      });
      if (!framed(element, paper) && !(signs && (!field || element.localName === 'select')))
        faults.push(`no edge and no sign (${style.borderTopColor}): ${quoted(element)}`);
    }
    const states: [string, (element: Element) => () => void][] = (
      [
        ['[aria-current]:not([aria-current=false])', 'aria-current'],
        ['[aria-selected=true]', 'aria-selected'],
        ['[aria-pressed=true]', 'aria-pressed'],
        ['[aria-sort]', 'aria-sort'],
        ['[data-verdict]', 'data-verdict'],
      ] as const
    ).map(([selector, name]) => [
      selector,
      (element) => {
        const value = element.getAttribute(name) ?? '';
        element.removeAttribute(name);
        return () => element.setAttribute(name, value);
      },
    ]);
    for (const name of ['active', 'marked', 'differs']) {
      states.push([
        `.${name}`,
        (element) => {
          element.classList.remove(name);
          return () => element.classList.add(name);
        },
      ]);
    }
    for (const [selector, take] of states) {
      for (const element of sample([...root.querySelectorAll(selector)].filter(shown), 2)) {
        const withState = wholeLook(element, paper);
        const giveBack = take(element);
        const without = wholeLook(element, paper);
        giveBack();
        if (withState === without) faults.push(`the state ${selector} is not seen: ${quoted(element)}`);
      }
    }
    const target = root.querySelector(':target');
    if (
      target &&
      shown(target) &&
      !framed(target, paper) &&
      ![...target.children].some((child) => framed(child, paper))
    )
      faults.push(`the target of the address is not seen: ${quoted(target)}`);
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') continue;
      for (const pseudo of [undefined, '::before', '::after']) {
        const style = getComputedStyle(element, pseudo);
        if (style.maskImage === 'none' || style.maskImage === '') continue;
        if (style.maskImage.startsWith('linear-gradient')) continue;
        if (style.backgroundColor === paper || clear(style.backgroundColor)) {
          if (shown(element))
            faults.push(`an icon in the colour of the paper (${pseudo ?? 'element'}): ${quoted(element)}`);
        }
      }
    }
    for (const svg of [...root.querySelectorAll('svg')].filter(shown)) {
      for (const part of sample(
        [...svg.querySelectorAll('text, path, line, polyline, rect, circle, ellipse, polygon, marker')],
        3,
      )) {
        if (part.closest('defs') && !part.closest('marker')) continue;
        const { fill, stroke, forcedColorAdjust } = getComputedStyle(part);
        if (forcedColorAdjust === 'none') continue;
        const seen = (color: string): boolean => color !== 'none' && color !== paper && !clear(color);
        if (part.localName === 'text') {
          if (!clear(fill) && fill !== 'none' && fill !== groundOf(part, svg, paper)) continue;
          faults.push(`text in the colour of what is behind it: ${quoted(part)}`);
          continue;
        }
        // What is painted in no mode, such as the place around a dot that takes a press, is not lost in this one.
        if ([fill, stroke].every((color) => color === 'none' || clear(color))) continue;
        // A span of time that is over is paper in a dashed rim, which is looked at itself.
        const rimmed = part.matches('.bar') && svg.querySelector('.rim.archived') !== null;
        const behind = part.closest('.b') !== null || (rimmed && part.matches('.archived'));
        if (!behind && !seen(fill) && !seen(stroke))
          faults.push(`drawn in the colour of the paper: ${quoted(part)} in ${quoted(svg).slice(0, 60)}`);
      }
    }
    return faults;
  };

  return { lostInForcedColors };
}
