import type { Page } from 'playwright';
import type { Drawing } from './epub.ts';

/** The drawings of the book that stands in a page, each with its colours and lines in itself, by the id of its figure. */
export async function drawingsIn(page: Page): Promise<Map<string, Drawing>> {
  const found = await page.evaluate(() => {
    const inherited = [
      'fill',
      'stroke',
      'stroke-width',
      'stroke-dasharray',
      'stroke-linecap',
      'stroke-linejoin',
      'font-size',
      'font-weight',
      'font-style',
      'text-anchor',
      'opacity',
      'fill-opacity',
      'stroke-opacity',
      'visibility',
      'dominant-baseline',
      'letter-spacing',
    ];
    const drawn = new Set([
      'g',
      'a',
      'path',
      'rect',
      'circle',
      'ellipse',
      'line',
      'polyline',
      'polygon',
      'text',
      'tspan',
    ]);
    // A shape has no letters: the grammar of EPUB refuses what is about them there.
    const lettered = new Set(['g', 'a', 'text', 'tspan']);
    const ofLetters = /^(?:font-|text-|letter-|dominant-)/;
    return [...document.querySelectorAll<HTMLElement>('[data-chapter] figure.diagram')].flatMap((figure) => {
      const svg = figure.querySelector('svg');
      const chapter = figure.closest<HTMLElement>('[data-chapter]')?.dataset['chapter']?.replaceAll('/', '-') ?? '';
      if (!svg) return [];
      const copy = svg.cloneNode(true) as SVGSVGElement;
      const copies = [...copy.querySelectorAll('*')];
      for (const [index, original] of [...svg.querySelectorAll('*')].entries()) {
        const twin = copies[index];
        const style = getComputedStyle(original);
        if (!twin) continue;
        // Words about a part, patterns and the like take none of these.
        if (!drawn.has(original.tagName)) continue;
        if (style.display === 'none') twin.setAttribute('display', 'none');
        const parent = getComputedStyle(original.parentElement ?? original);
        for (const name of inherited) {
          if (ofLetters.test(name) && !lettered.has(original.tagName)) continue;
          const value = style.getPropertyValue(name);
          const same =
            name !== 'opacity' &&
            name !== 'dominant-baseline' &&
            original.parentElement !== (svg as Element) &&
            value === parent.getPropertyValue(name);
          const idle = name === 'opacity' && value === '1';
          if (!same && !idle && value !== 'auto' && value !== 'normal') twin.setAttribute(name, value);
        }
        for (const name of ['class', 'style', 'tabindex', 'role', 'href', 'aria-label', 'data-node', 'id'])
          twin.removeAttribute(name);
      }
      for (const name of [...copy.getAttributeNames()])
        if (!['viewBox', 'width', 'height', 'xmlns'].includes(name)) copy.removeAttribute(name);
      copy.setAttribute('font-family', 'sans-serif');
      for (const link of [...copy.querySelectorAll('a')]) {
        const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
        group.append(...link.childNodes);
        for (const name of link.getAttributeNames()) group.setAttribute(name, link.getAttribute(name) ?? '');
        link.replaceWith(group);
      }
      const id = figure.id.replace(`${chapter}--`, '');
      return [
        [id, { svg: new XMLSerializer().serializeToString(copy), alt: svg.getAttribute('aria-label') ?? '' }] as const,
      ];
    });
  });
  return new Map(found);
}
