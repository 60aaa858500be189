/**
 * Runs inside the browser: turns the SVG that Mermaid drew into ours. Geometry is Mermaid's; styles, ids, scripts and
 * everything else that the site's own CSS decides is left behind, so that one drawing serves every theme and any
 * content security policy.
 */

/** What the browser needs besides the drawing itself. */
export interface CleanOptions {
  /** Prefix of every id in the result. */
  prefix: string;
  /** Positions of the arrows that are drawn from their end. */
  flipped: number[];
  /** How Mermaid's names of the arrows begin, in the order of the template: `L_from_to_`. */
  edgeIds: string[];
  /** Kind (colour) of each lane of a sequence. */
  lanes: string[];
}

/** The result: markup of the drawing without its frame, and its size. */
export interface Cleaned {
  body: string;
  width: number;
  height: number;
}

/**
 * Reads the drawing that stands in the page. Must not use anything outside of itself: it is sent to the browser as text.
 */
export function clean({ prefix, flipped, edgeIds, lanes }: CleanOptions): Cleaned {
  const svg = document.querySelector('svg');
  if (svg === null) throw new Error('Mermaid drew nothing.');
  const [vx = 0, vy = 0, vw = 0, vh = 0] = (svg.getAttribute('viewBox') ?? '').split(/[ ,]+/).map(Number);
  svg.setAttribute('width', String(vw));
  svg.setAttribute('height', String(vh));
  svg.style.maxWidth = 'none';
  const toDrawing = svg.getScreenCTM()?.inverse() ?? new DOMMatrix();
  const n = (value: number): string => String(Math.round(value * 10) / 10);
  const esc = (text: string): string =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  const X = (x: number): string => n(x - vx);
  const Y = (y: number): string => n(y - vy);

  const box = (element: Element): { x: number; y: number; w: number; h: number } => {
    const r = element.getBoundingClientRect();
    const a = new DOMPoint(r.left, r.top).matrixTransform(toDrawing);
    const b = new DOMPoint(r.right, r.bottom).matrixTransform(toDrawing);
    return { x: a.x, y: a.y, w: b.x - a.x, h: b.y - a.y };
  };
  const matrixOf = (element: Element): DOMMatrix =>
    toDrawing.multiply((element as SVGGraphicsElement).getScreenCTM() ?? new DOMMatrix());

  /** Numbers of a path, moved to the coordinates of the result. */
  const movePath = (d: string, m: DOMMatrix): string => {
    let out = '';
    for (const [, command = '', rest = ''] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
      const values = (rest.match(/-?\d*\.?\d+(?:e-?\d+)?/g) ?? []).map(Number);
      const absolute = command === command.toUpperCase();
      const moved = values.map((value, index) => {
        if (!absolute) return n(value);
        switch (command) {
          case 'H':
            return X(value + m.e);
          case 'V':
            return Y(value + m.f);
          case 'A':
            return index % 7 === 5 ? X(value + m.e) : index % 7 === 6 ? Y(value + m.f) : n(value);
          default:
            return index % 2 === 0 ? X(value + m.e) : Y(value + m.f);
        }
      });
      out += command + moved.join(' ');
    }
    return out.replace(/ -/g, '-');
  };

  /** One text element per row, centred on the row. */
  const rows = (element: Element, cls: string): string => {
    const found = [...element.querySelectorAll('.text-outer-tspan')].filter((row) => row.textContent?.trim() !== '');
    const list = found.length > 0 ? found : [element];
    return list
      .map((row) => {
        const b = box(row);
        const size = parseFloat(getComputedStyle(row).fontSize);
        // The name may take several lines; a remark below it begins with an underscore.
        const said = (row.textContent ?? '').trim();
        const remark = said.startsWith('_');
        const c = cls === 'n' && remark ? 'm' : '';
        return `<text${c === '' ? '' : ` class="${c}"`} x="${X(b.x + b.w / 2)}" y="${Y(b.y + b.h / 2 + size * 0.35)}">${esc(remark ? said.slice(1) : said)}</text>`;
      })
      .join('');
  };

  let body = '';
  let arrows = false;
  const marker = `url(#${prefix}-a)`;

  // Places that lines pass, so that the name of a group stands where none does.
  const passed: { x: number; y: number }[] = [];
  for (const path of svg.querySelectorAll<SVGPathElement>('path.flowchart-link')) {
    const length = path.getTotalLength();
    const m = matrixOf(path);
    for (let at = 0; at <= length; at += 4) {
      const point = path.getPointAtLength(at);
      passed.push({ x: point.x + m.e, y: point.y + m.f });
    }
  }

  for (const cluster of svg.querySelectorAll('.cluster')) {
    const rect = cluster.querySelector('rect');
    if (rect === null) continue;
    const b = box(rect);
    const kind =
      cluster
        .getAttribute('class')
        ?.replace(/\b(cluster|default)\b/g, '')
        .trim() ?? '';
    const text = cluster.querySelector('.cluster-label text');
    let name = '';
    if (text?.textContent?.trim()) {
      const size = box(text);
      const places = [
        [b.x + 10, b.y + 17],
        [b.x + b.w - 10 - size.w, b.y + 17],
        [b.x + 10, b.y + b.h - 8],
        [b.x + b.w - 10 - size.w, b.y + b.h - 8],
      ] as const;
      const free = places.find(
        ([x, y]) => !passed.some((p) => p.x > x - 4 && p.x < x + size.w + 4 && p.y > y - 15 && p.y < y + 5),
      );
      const [x, y] = free ?? places[0];
      name = `<text class="s" x="${X(x)}" y="${Y(y)}">${esc(text.textContent.trim())}</text>`;
    }
    body += `<g class="${`g ${kind}`.trim()}"><rect x="${X(b.x)}" y="${Y(b.y)}" width="${n(b.w)}" height="${n(b.h)}" rx="6"/>${name}</g>`;
  }

  for (const line of svg.querySelectorAll('line.actor-line')) {
    const b = box(line);
    // Mermaid draws lifelines far beyond the edge of the picture.
    body += `<path class="w" d="M${X(b.x)} ${Y(b.y)}V${Y(Math.min(b.y + b.h, vy + vh))}"/>`;
  }

  edgeIds.forEach((edgeId, index) => {
    // Mermaid numbers the arrows between the same two nodes, but not without gaps.
    const twins = [...svg.querySelectorAll(`path.flowchart-link[data-id^="${edgeId}"]`)];
    const path = twins[edgeIds.slice(0, index).filter((one) => one === edgeId).length];
    if (path === undefined) throw new Error(`Mermaid did not draw arrow ${index + 1}, ${edgeId}.`);
    arrows = true;
    let d = path.getAttribute('d') ?? '';
    const back = flipped.includes(index);
    const headed = path.hasAttribute('marker-end');
    if (back) {
      // The line stops short of the box for an arrow head that is now at its other end: let it touch the box.
      const numbers = (d.match(/-?\d+\.?\d*/g) ?? []).map(Number);
      const [px = 0, py = 0, ex = 0, ey = 0] = numbers.slice(-4);
      const length = Math.hypot(ex - px, ey - py) || 1;
      d += `L${ex + ((ex - px) / length) * 4},${ey + ((ey - py) / length) * 4}`;
    }
    const dashed = path.getAttribute('class')?.includes('pattern-dotted') ? ' d' : '';
    const heads = !headed ? '' : back ? ` marker-start="${marker}"` : ` marker-end="${marker}"`;
    if (headed && back) {
      // The head's point lies four units after the end of a line, so the line gives way at its start. A first piece that
      // is shorter than a head would turn it around.
      for (;;) {
        const start = /^M(-?[\d.]+),(-?[\d.]+)L(-?[\d.]+),(-?[\d.]+)/.exec(d);
        if (start === null) break;
        const [sx = 0, sy = 0, tx = 0, ty = 0] = start.slice(1).map(Number);
        const length = Math.hypot(tx - sx, ty - sy);
        const rest = d.slice(start[0].length);
        if (length < 8 && rest.startsWith('L')) {
          d = `M${sx},${sy}${rest}`;
          continue;
        }
        if (length > 8) d = `M${sx + ((tx - sx) / length) * 4},${sy + ((ty - sy) / length) * 4}L${tx},${ty}${rest}`;
        break;
      }
    }
    body += `<path class="e${dashed}" d="${movePath(d, matrixOf(path))}"${heads}/>`;
  });
  for (const label of svg.querySelectorAll('.edgeLabels .edgeLabel')) {
    const text = label.querySelector('text');
    if (!text?.textContent?.trim()) continue;
    const b = box(text);
    body += `<g class="b"><rect x="${X(b.x - 3)}" y="${Y(b.y - 1)}" width="${n(b.w + 6)}" height="${n(b.h + 2)}"/>${rows(text, 'l')}</g>`;
  }

  for (const node of svg.querySelectorAll('.node')) {
    const nodeId = /flowchart-(.+)-\d+$/.exec(node.id)?.[1] ?? '';
    const kind = (node.getAttribute('class') ?? '').replace(/\b(node|default|undefined|rough-node)\b/g, '').trim();
    let shape = '';
    for (const part of node.querySelectorAll('rect,path,polygon,circle')) {
      if (part.closest('.label') !== null) continue;
      const m = matrixOf(part);
      const a = (name: string): number => Number(part.getAttribute(name) ?? 0);
      if (part.tagName === 'rect') {
        const rx = a('rx');
        shape += `<rect x="${X(a('x') + m.e)}" y="${Y(a('y') + m.f)}" width="${n(a('width'))}" height="${n(a('height'))}" rx="${n(rx || 2)}"/>`;
      } else if (part.tagName === 'path') {
        const raw = part.getAttribute('d') ?? '';
        const b = box(part);
        if (raw.length < 400) shape += `<path d="${movePath(raw, m)}"/>`;
        // A stadium is hundreds of points, drawn twice, for its fill and for its line: one rounded box is the same.
        else if (shape === '')
          shape = `<rect x="${X(b.x)}" y="${Y(b.y)}" width="${n(b.w)}" height="${n(b.h)}" rx="${n(b.h / 2)}"/>`;
      }
    }
    const text = node.querySelector('.label text');
    body += `<g class="${`n ${kind}`.trim()}" data-node="${esc(nodeId)}">${shape}${text === null ? '' : rows(text, 'n')}</g>`;
  }

  // Sequences: lanes, notes, messages.
  for (const rect of svg.querySelectorAll('rect.note')) {
    const b = box(rect);
    body += `<rect class="o" x="${X(b.x)}" y="${Y(b.y)}" width="${n(b.w)}" height="${n(b.h)}"/>`;
  }
  for (const text of svg.querySelectorAll('text.noteText')) body += rows(text, '');
  for (const line of svg.querySelectorAll('.messageLine0,.messageLine1')) {
    arrows = true;
    const dashed = line.classList.contains('messageLine1') ? ' d' : '';
    const a = (name: string): number => Number(line.getAttribute(name) ?? 0);
    const d = line.tagName === 'line' ? `M${a('x1')},${a('y1')}L${a('x2')},${a('y2')}` : (line.getAttribute('d') ?? '');
    body += `<path class="e${dashed}" d="${movePath(d, matrixOf(line))}" marker-end="${marker}"/>`;
  }
  // Every ground first: a message on two lines must not hide its own first line. Mermaid sets the text onto the arrow.
  const messages = [...svg.querySelectorAll('text.messageText')];
  let spoken = '';
  for (const text of messages) {
    const b = box(text);
    spoken += `<rect x="${X(b.x - 2)}" y="${Y(b.y)}" width="${n(b.w + 4)}" height="${n(b.h)}"/>`;
  }
  for (const text of messages) spoken += rows(text, 'l');
  if (spoken !== '') body += `<g class="b" transform="translate(0 -4)">${spoken}</g>`;
  const actors = [...svg.querySelectorAll('rect.actor')].sort((a, b) => box(a).x - box(b).x);
  actors.forEach((rect, index) => {
    const b = box(rect);
    const texts = [...(rect.parentElement?.querySelectorAll('text.actor') ?? [])];
    body += `<g class="n ${lanes[index] ?? ''}" data-lane="${index}"><rect x="${X(b.x)}" y="${Y(b.y)}" width="${n(b.w)}" height="${n(b.h)}" rx="2"/>${texts
      .map((text) => {
        const t = box(text);
        return `<text x="${X(t.x + t.w / 2)}" y="${Y(t.y + t.h / 2 + 4.5)}">${esc((text.textContent ?? '').trim())}</text>`;
      })
      .join('')}</g>`;
  });

  const defs = arrows
    ? `<marker id="${prefix}-a" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z"/></marker>`
    : '';
  return { body: defs + body, width: Math.ceil(vw), height: Math.ceil(vh) };
}
