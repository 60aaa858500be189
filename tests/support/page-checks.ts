import type { Page } from 'playwright';
import axe from 'axe-core';

/**
 * The checks that run inside a page. Each returns what is wrong in words, an empty list when all is well. The function
 * is sent to the page as text, so it may use nothing from outside.
 */
function toolbox() {
  const FOCUSABLE =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])';

  interface AxeInPage {
    setup: (root: Element) => unknown;
    teardown: () => void;
    commons: { text: { accessibleText: (element: Element) => string } };
  }

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

  interface Named {
    element: HTMLElement;
    name: string;
    seen: string;
  }
  /** What a reader sees of a control in words. */
  const seenWords = (element: HTMLElement): string => {
    if (
      element instanceof HTMLInputElement ||
      element instanceof HTMLSelectElement ||
      element instanceof HTMLTextAreaElement
    )
      return [...(element.labels ?? [])].map((label) => seenWords(label)).join(' ');
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let words = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (
        !parent ||
        !shown(parent) ||
        parent.closest('.visually-hidden, .sr-only, select, textarea, [aria-hidden=true] kbd, kbd[aria-hidden=true]')
      )
        continue;
      words += `${node.textContent ?? ''} `;
    }
    return words;
  };
  const plain = (words: string): string =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const named = (root: Element): Named[] => {
    const { commons, setup, teardown } = (globalThis as unknown as { axe: AxeInPage }).axe;
    setup(root);
    try {
      return controls(root).map((element) => {
        const name = commons.text.accessibleText(element).trim();
        return {
          element,
          name: name === '' && element.localName === 'summary' ? element.innerText.trim() : name,
          seen: seenWords(element),
        };
      });
    } finally {
      teardown();
    }
  };
  /** The names of the whole page, computed once. */
  let known: Named[] | undefined;
  /** Names: there is one, it holds the words in sight, and no two targets share one. */
  const nameFaults = (root: Element = document.documentElement): string[] => {
    const faults: string[] = [];
    const parts: (Element | null)[] = [...document.querySelectorAll('nav, header, main')];
    const owners = new Map<string, { target: string; element: HTMLElement }>();
    const all = named(root);
    if (root === document.documentElement) known = all;
    for (const { element, name, seen } of all) {
      if (!/[\p{L}\p{N}]/u.test(name)) {
        faults.push(`no name: ${quoted(element)}`);
        continue;
      }
      // Signs are no words: "×" is not what one would say to press it.
      const words = plain(seen);
      const scrolls = element.matches('[role=region], [role=group], pre, .table-box');
      if (
        !scrolls &&
        /[\p{L}\p{N}]{2}/u.test(words) &&
        !plain(name).replaceAll(' ', '').includes(words.replaceAll(' ', ''))
      )
        faults.push(`the name "${name}" lacks the words in sight "${words}": ${quoted(element)}`);
      const link = element.localName === 'a' && element.getAttribute('role') === null;
      // What scrolls is no target: its name is the name of what it holds.
      if (scrolls) continue;
      // A link means what it says with the sentence, the list item or the row around it (WCAG 2.4.4).
      const text = element.closest('tr') ?? element.closest('li, p, dd, dt, figure, h1, h2, h3, h4, h5, h6');
      const cell = element.closest<HTMLTableCellElement>('td, th')?.cellIndex ?? '';
      const inWords = link || element.matches('.term-button');
      // Controls are told apart by the part of the page and the group that a screen reader says before them.
      const group = element.closest('fieldset, [role=search], search, [role=group], nav, header, main, dialog');
      const place = inWords
        ? `${parts.indexOf(element.closest('nav, header, main'))} ${cell} ${text?.textContent ?? ''}`
        : `${group?.tagName ?? ''} ${group?.getAttribute('aria-label') ?? group?.querySelector('legend')?.textContent ?? ''} ${element.localName}`;
      const column = element.closest<HTMLElement>('th[data-col]')?.dataset['col'];
      const target = link ? new URL(element.getAttribute('href') ?? '', location.href).href : (column ?? '');
      const key = `${link ? 'link' : 'control'} ${name} ${place}`;
      const owner = owners.get(key);
      if (!owner) owners.set(key, { target, element });
      else if (target === '' || owner.target !== target)
        faults.push(`"${name}" is the name of two: ${quoted(owner.element)} and ${quoted(element)}`);
    }
    return faults;
  };
  /** Names of controls (links excepted) and of parts of the page, to be compared between languages. */
  const namesOfControls = (): string[] => {
    const parts = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) =>
      ['aria-label', 'title', 'placeholder'].flatMap((name) => element.getAttribute(name) ?? []),
    );
    const own = (known ?? named(document.documentElement)).filter(({ element }) => element.localName !== 'a');
    return [...new Set([...parts, ...own.map(({ name }) => name)])];
  };

  const clear = (color = ''): boolean => /^rgba\(.*, 0\)$/.test(color);
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
  const framed = (element: Element, pseudo?: string): boolean => {
    const style = getComputedStyle(element, pseudo);
    if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) return true;
    return ['top', 'right', 'bottom', 'left'].some(
      (side) =>
        style.getPropertyValue(`border-${side}-style`) !== 'none' &&
        parseFloat(style.getPropertyValue(`border-${side}-width`)) > 0 &&
        style.getPropertyValue(`border-${side}-color`) !== canvas(),
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
          return /[^\s"'\w]/.test(content) || maskImage !== 'none' || framed(one, pseudo);
        });
      });
      if (!framed(element) && !(signs && (!field || element.localName === 'select')))
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
    if (target && shown(target) && !framed(target) && ![...target.children].some((child) => framed(child)))
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

  const seconds = (list: string): number =>
    Math.max(...list.split(',').map((part) => parseFloat(part) * (part.trim().endsWith('ms') ? 0.001 : 1)));
  /** What moves now. */
  const moving = (): string[] =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map(({ effect }) => `moves: ${effect instanceof KeyframeEffect && effect.target ? quoted(effect.target) : '?'}`);
  /** What would move longer than a blink (a tenth of a second), though the reader asked for no motion. */
  const wouldMove = (): string[] =>
    sample([...document.querySelectorAll('*')], 1).flatMap((element) => {
      const faults: string[] = [];
      for (const pseudo of [
        undefined,
        '::before',
        '::after',
        ...(element.localName === 'dialog' ? ['::backdrop'] : []),
      ]) {
        const style = getComputedStyle(element, pseudo);
        const changes = seconds(style.transitionDuration) + seconds(style.transitionDelay);
        if (changes > 0.1 && style.transitionProperty !== 'none')
          faults.push(`changes over ${changes} s: ${quoted(element)}`);
        if (style.animationName !== 'none' && seconds(style.animationDuration) > 0.1)
          faults.push(`is animated: ${quoted(element)}`);
      }
      if (getComputedStyle(element).scrollBehavior === 'smooth') faults.push(`scrolls smoothly: ${quoted(element)}`);
      return faults;
    });

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

  /** What stays where it is while the page scrolls, as far as it covers the window now. */
  const stuck = (): { element: Element; left: number; right: number; top: number; bottom: number }[] =>
    [...document.querySelectorAll('body *')].flatMap((element) => {
      const style = getComputedStyle(element);
      if (style.position !== 'fixed' && style.position !== 'sticky') return [];
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
    for (const { element, left, right, top, bottom } of stuck()) {
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
   */
  const inSight = (element: Element, first: number): { height: number; cover: Element | undefined } => {
    const own = element.getBoundingClientRect();
    const from = Math.max(0, own.top);
    const to = Math.min(innerHeight, own.bottom, own.top + first);
    const rows = new Set<number>();
    let cover: Element | undefined;
    for (const { element: other, left, right, top, bottom } of stuck()) {
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
    const look = (element: Element, how: string, first: number): void => {
      const box = element.getBoundingClientRect();
      const { height, cover } = inSight(element, first);
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
  /** All content is laid out, also what waits out of sight. */
  const layOutAll = (): void => {
    for (const element of document.querySelectorAll<HTMLElement>('*'))
      if (getComputedStyle(element).contentVisibility === 'auto')
        element.style.setProperty('content-visibility', 'visible', 'important');
  };
  /** What is wrong inside something that was opened. */
  const inside = (selector: string): string[] => {
    const box = [...document.querySelectorAll<HTMLElement>(selector)].find(shown);
    if (!box) return [`${selector} is not open`];
    return [...smallTargets(box), ...nameFaults(box), ...clipped(box), ...overlapping(box)];
  };
  return {
    smallTargets,
    smallFields,
    nameFaults,
    namesOfControls,
    lostInForcedColors,
    focusUnseen,
    moving,
    wouldMove,
    sideways,
    coveredHeight,
    hiddenUnderHeaders,
    spaceText,
    clipped,
    overlapping,
    doesNotFit,
    inside,
    layOutAll,
  };
}

/** The checks, as the page has them. */
export type Toolbox = ReturnType<typeof toolbox>;

const TOOLBOX = `globalThis.toolbox = (${toolbox.toString()})();`;

/**
 * Puts the checks into the open page. Not by a script element: a strict policy forbids foreign scripts.
 * @param names with axe, which the checks of names compute them with
 */
export async function unpack(page: Page, names = true): Promise<void> {
  if (names) await page.evaluate(axe.source);
  await page.evaluate(TOOLBOX);
}

/** Has a tab bring the checks and axe to each page that it opens from here on: half a megabyte is sent once, not each time. */
export async function bringAlong(page: Page): Promise<void> {
  await page.addInitScript({ content: axe.source });
  await page.addInitScript({ content: TOOLBOX });
}
