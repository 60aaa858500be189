/** The sheet that is printed or shown to a class: each section with its address as a code to point a phone at. */
import { qrPath } from '../../lib/qr.ts';
import type { Sheet } from './export.ts';

/** The elements of the sheet. */
export function printSheet({ title, lines, credit }: Sheet): HTMLElement[] {
  const head = document.createElement('p');
  head.className = 'sheet-title';
  head.textContent = title;
  const list = document.createElement('ol');
  for (const { title: name, url, note } of lines) {
    const item = document.createElement('li');
    const { path, side } = qrPath(url);
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', `0 0 ${side} ${side}`);
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', `QR: ${url}`);
    svg.setAttribute('shape-rendering', 'crispEdges');
    const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    drawing.setAttribute('d', path);
    drawing.setAttribute('fill', 'currentColor');
    svg.append(drawing);
    item.append(
      svg,
      ...[
        ['strong', name],
        ['div', note],
        ['div', url],
      ].map(([tag = '', text = ''], index) => {
        const part = document.createElement(tag);
        part.textContent = text;
        if (index === 2) part.className = 'address';
        return part;
      }),
    );
    list.append(item);
  }
  const foot = document.createElement('p');
  foot.textContent = credit;
  return [...(title === '' ? [] : [head]), list, foot];
}
