/**
 * From the tree of a built page to a tree that can be written as Markdown: the tools around the content go, what only
 * looks right by CSS gets its words and signs, and every address becomes absolute.
 */
import type { Element, ElementContent } from 'hast';
import { classesOf, firstElement, hasClass, isElement, textOf } from '../../lib/hast.ts';

/** Controls, drawings and scripts. */
const TOOLS = new Set(
  'script style svg template noscript dialog form button select input textarea fieldset label search link output diagram-actions copy-menu fragment-redirects'.split(
    ' ',
  ),
);
/** Parts that serve the eye or a tool. Everything `hidden`, in a popover or kept from screen readers goes as well. */
const CHROME = new Set(
  'sl-anchor-link sr-only tool views compare-bar compare-presets compare-picked compare-tip diagram-legend copy notices search-body report-fact'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'p div ul ol li dl dt dd table pre blockquote h1 h2 h3 h4 h5 h6 section article aside figure figcaption header details summary caption'.split(
    ' ',
  ),
);

/** What the reader needs to know beside the tree. */
export interface Context {
  /** Absolute address of the page. */
  url: string;
  /** Words that the Markdown says and the page does not. */
  words: { drawing: string; tool: string };
}

const text = (value: string): ElementContent => ({ type: 'text', value });
const make = (tagName: string, children: ElementContent[], properties: Element['properties'] = {}): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

/** The content of a page, ready for Markdown. @param nodes children of the element that holds the content */
export function readable(nodes: readonly ElementContent[], context: Context): ElementContent[] {
  return apart(nodes.flatMap((node) => read(node, context)));
}

function read(node: ElementContent, context: Context): ElementContent[] {
  // Without its position in the file: the tree is copied on its way, and nobody asks for it.
  if (node.type === 'text') return [text(node.value)];
  if (!isElement(node) || isChrome(node)) return [];
  const { tagName } = node;
  // Where a line may end on a page is no part of the text: as a sign of its own it would come along with a copied number.
  if (tagName === 'wbr') return [];
  if (hasClass(node, 'expressive-code')) return code(node);
  if (hasClass(node, 'diagram')) return diagram(node, context);
  if (tagName === 'table') return table(node, context);
  if (tagName === 'dl') return [definitions(node, context)];
  if (tagName === 'details') return details(node, context);
  if (hasClass(node, 'fact')) return fact(node, context);
  if (hasClass(node, 'cards')) return [cards(node, context)];
  if (hasClass(node, 'refs'))
    return [
      text(
        ` (${all(node, ({ tagName: tag }) => tag === 'a')
          .map(textOf)
          .join(', ')})`,
      ),
    ];
  if (/^h[1-6]$/.test(tagName))
    return [make(tagName, [text(squeeze(textOf({ ...node, children: inside(node, context) })))])];

  if (tagName === 'img') {
    const { src, alt } = node.properties;
    return [make('img', [], { src: absolute(String(src), context), alt: String(alt) })];
  }
  const children = inside(node, context);
  if (tagName === 'a') return [make('a', children, { href: absolute(String(node.properties['href'] ?? ''), context) })];
  if (tagName === 'small' || hasClass(node, 'flow-via') || hasClass(node, 'feature-note')) {
    const inParentheses = /^\(.*\)$/.test(squeeze(children.map(textOf).join('')));
    return inParentheses ? [text(' '), ...children] : [text(' ('), ...children, text(')')];
  }
  if (hasClass(node, 'flow-actor')) return [make('strong', children)];
  // A badge in front of words: its frame is what keeps them apart.
  if (hasClass(node, 'status')) return [make('em', children)];
  if (hasClass(node, 'tags')) return [make('p', [make('em', children)])];
  if (tagName === 'aside' && hasClass(node, 'starlight-aside')) return [make('blockquote', children)];
  if (hasClass(node, 'starlight-aside__title')) return [make('p', [make('strong', children)])];
  if (tagName === 'strong' || tagName === 'em' || tagName === 'b') return spacesOutside(tagName, children);
  return [make(tagName, children)];
}

/** Emphasis that begins or ends with a space, or holds nothing else, is none in Markdown. */
function spacesOutside(tagName: string, children: ElementContent[]): ElementContent[] {
  const all = children.map(textOf).join('');
  if (squeeze(all) === '') return [text(all)];
  return [
    ...(/^\s/.test(all) ? [text(' ')] : []),
    make(tagName, trim(children)),
    ...(/\s$/.test(all) ? [text(' ')] : []),
  ];
}

const inside = (node: Element, context: Context): ElementContent[] => readable(node.children, context);

function isChrome(node: Element): boolean {
  const { properties, tagName } = node;
  // Starlight hides the title of an aside from screen readers because the aside is labelled with it; here it is the label.
  if (hasClass(node, 'starlight-aside__title')) return false;
  if (TOOLS.has(tagName) || classesOf(node).some((name) => CHROME.has(name))) return true;
  if (properties['hidden'] !== undefined || properties['popover'] !== undefined) return true;
  return properties['ariaHidden'] === 'true' || properties['role'] === 'search' || properties['role'] === 'status';
}

/** Neighbours that only a style sheet keeps apart get a sign between them: the page says `A` `B`, Markdown would say `AB`. */
function apart(nodes: ElementContent[]): ElementContent[] {
  const inline = (node: ElementContent | undefined): node is Element =>
    node !== undefined && isElement(node) && !BLOCKS.has(node.tagName) && node.tagName !== 'br';
  return nodes.flatMap((node, index) => {
    const before = nodes[index - 1];
    if (!inline(node) || !inline(before)) return [node];
    const alike = before.tagName === node.tagName && (node.tagName === 'code' || node.tagName === 'a');
    return [text(alike ? ', ' : ' '), node];
  });
}

function absolute(href: string, { url }: Context): string {
  return new URL(href, url).href;
}

function squeeze(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}

/** A code block as written: the page has one element per line and per colour. */
function code(node: Element): ElementContent[] {
  const pre = firstElement(node, (element) => element.tagName === 'pre');
  if (!pre) return [];
  const lines = all(pre, (element) => hasClass(element, 'ec-line')).map((line) => textOf(line).replace(/\n$/, ''));
  const language = String(pre.properties['dataLanguage'] ?? '');
  const title = firstElement(node, (element) => hasClass(element, 'title'));
  const name = title ? squeeze(textOf(title)) : '';
  return [
    ...(name === '' ? [] : [make('p', [make('code', [text(name)]), text(':')])]),
    make('pre', [
      make(
        'code',
        [text(`${lines.join('\n')}\n`)],
        language === '' || language === 'plaintext' ? {} : { className: [`language-${language}`] },
      ),
    ]),
  ];
}

/** A diagram: its title and description, the same as text, and where the drawing is. */
function diagram(node: Element, context: Context): ElementContent[] {
  const caption = firstElement(node, (element) => element.tagName === 'figcaption');
  const id = String(node.properties['id'] ?? '');
  return [
    ...(caption ? inside(caption, context) : []),
    make('p', [make('a', [text(context.words.drawing)], { href: absolute(`#${id}`, context) })]),
  ];
}

/** A fact: its label in front of its text, its sources in one line. */
function fact(node: Element, context: Context): ElementContent[] {
  if (!node.children.some((child) => isElement(child) && hasClass(child, 'fact-label'))) return inside(node, context);
  const [label, ...rest] = inside(node, context).filter((child) => isElement(child));
  if (!label || !isElement(label)) return [];
  const [first, ...others] = rest;
  const name = make('strong', label.children);
  if (first && isElement(first) && first.tagName === 'p')
    return [make('p', [name, text(': '), ...first.children]), ...others];
  return [make('p', [name, text(':')]), ...rest];
}

/** Sources are one line; whatever else can be opened stands open under its name. */
function details(node: Element, context: Context): ElementContent[] {
  const summary = firstElement(node, (element) => element.tagName === 'summary');
  const name = summary ? squeeze(textOf(make('p', inside(summary, context)))) : '';
  const rest = node.children.filter((child) => child !== summary);
  const content = readable(rest, context);
  if (hasClass(node, 'fact-sources')) return [make('p', [text(`${name}: `), ...flat(content)])];
  return [...(name === '' ? [] : [make('p', [make('strong', [text(name)])])]), ...content];
}

/** Name and values as a list: `**Layer**: node`. */
function definitions(node: Element, context: Context): Element {
  const pairs = node.children.flatMap((child) =>
    isElement(child) && child.tagName === 'div' ? child.children : [child],
  );
  const items: Element[] = [];
  for (const pair of pairs) {
    if (!isElement(pair) || isChrome(pair)) continue;
    const children = hasClass(pair, 'impl-list')
      ? listed(inside(pair, context))
      : inside(withoutSmallStart(pair), context);
    if (pair.tagName === 'dt') items.push(make('li', [make('strong', flat(children)), text(': ')]));
    else items.at(-1)?.children.push(...(isDeep(pair) ? [make('div', children)] : flat(children)));
  }
  return make('ul', items);
}

/** A value that begins small has nothing in front of it that its words could be a note to. */
function withoutSmallStart(node: Element): Element {
  const first = node.children.find((child) => squeeze(textOf(child)) !== '');
  if (first === undefined || !isElement(first) || first.tagName !== 'small') return node;
  return { ...node, children: node.children.map((child) => (child === first ? { ...first, tagName: 'span' } : child)) };
}

/** Names in a row that only a style sheet keeps apart. */
function listed(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.filter(isElement).flatMap((node, index) => (index === 0 ? [node] : [text(', '), node]));
}

/** Whether something cannot stand in one line. */
function isDeep(node: Element): boolean {
  return (
    firstElement(
      node,
      (element) => element.tagName === 'pre' || element.tagName === 'table' || element.tagName === 'dl',
    ) !== undefined
  );
}

/** Cards: a link with its name, then what the card says. */
function cards(node: Element, context: Context): Element {
  return make(
    'ul',
    all(node, (element) => element.tagName === 'a').map((card) => {
      const [head, ...rest] = all(card, isLeaf);
      const said = rest.filter((leaf) => !hasClass(leaf, 'status')).map((leaf) => squeeze(textOf(leaf)));
      const status = rest.filter((leaf) => hasClass(leaf, 'status')).map((leaf) => ` (${squeeze(textOf(leaf))})`);
      return make('li', [
        make('a', [text(head ? squeeze(textOf(head)) : '')], {
          href: absolute(String(card.properties['href'] ?? ''), context),
        }),
        text(`${status.join('')}: ${said.join(' ')}`),
      ]);
    }),
  );
}

const isLeaf = (element: Element): boolean =>
  element.tagName !== 'svg' && !element.children.some(isElement) && squeeze(textOf(element)) !== '';

/**
 * A table that Markdown can hold: each cell in one line, a row of the table's width for a group. Rows that are opened
 * below another row follow as a list, each under the name of its row.
 */
function table(node: Element, context: Context): ElementContent[] {
  // Not those of a table inside of a cell.
  const rows = [node, ...node.children.filter(isElement).filter(({ tagName }) => /^t(head|body|foot)$/.test(tagName))]
    .flatMap((part) => part.children.filter(isElement))
    .filter(({ tagName }) => tagName === 'tr');
  const width = Math.max(...rows.map((row) => cellsOf(row).length));
  const opened: Element[] = [];
  let named: Element | undefined;
  const written = rows.flatMap((row) => {
    const cells = cellsOf(row);
    const [only] = cells;
    if (cells.length === 1 && only && width > 1 && firstElement(only, (element) => element.tagName === 'details')) {
      if (named) opened.push(openedRow(named, only, context));
      return [];
    }
    const flatCells = cells.map((cell) => make(cell.tagName, trim(flat(inside(cell, context)))));
    if (cells.length === 1 && width > 1 && only) {
      const group = make('td', [make('strong', flatCells[0]?.children ?? [])]);
      return [make('tr', [group, ...Array.from({ length: width - 1 }, () => make('td', []))])];
    }
    named = row;
    return [make('tr', flatCells)];
  });
  const head = rows.findIndex((row) => cellsOf(row).some((cell) => cell.tagName === 'td'));
  const caption = firstElement(node, (element) => element.tagName === 'caption');
  return [
    ...(caption ? [make('p', [make('strong', [text(squeeze(textOf(make('p', inside(caption, context)))))])])] : []),
    ...(written.length === 0
      ? []
      : [
          make('table', [
            make('thead', written.slice(0, Math.max(1, head))),
            make('tbody', written.slice(Math.max(1, head))),
          ]),
        ]),
    ...(opened.length === 0 ? [] : [make('ul', opened)]),
  ];
}

const cellsOf = (row: Element): Element[] =>
  row.children.filter(isElement).filter((cell) => (cell.tagName === 'td' || cell.tagName === 'th') && !isChrome(cell));

/** What a row shows when it is opened, under the row's own name. */
function openedRow(row: Element, cell: Element, context: Context): Element {
  const [first, second] = cellsOf(row);
  // A number says little without the component that it belongs to; a name stands for itself.
  const parts = [first, second && firstElement(second, (element) => element.tagName === 'a') ? second : undefined];
  const name = parts
    .filter((part) => part !== undefined)
    .flatMap((part, index) => [...(index === 0 ? [] : [text(', ')]), ...trim(flat(inside(part, context)))]);
  const summary = (element: Element): boolean => element.tagName === 'summary';
  const content = all(cell, (element) => element.tagName === 'details').flatMap((opened) =>
    readable(
      opened.children.filter((child) => !(isElement(child) && summary(child))),
      context,
    ),
  );
  return make('li', [make('p', name), ...content]);
}

/** Blocks in one line: what ends with a stop is followed by a space, anything else by a semicolon. */
function flat(nodes: readonly ElementContent[]): ElementContent[] {
  const line: ElementContent[] = [];
  for (const node of nodes) {
    const block = isElement(node) && BLOCKS.has(node.tagName);
    const pieces = !isElement(node)
      ? [node]
      : block
        ? flat(node.children)
        : [make(node.tagName, flat(node.children), node.properties)];
    if (squeeze(pieces.map(textOf).join('')) === '') {
      if (!block) line.push(...pieces);
      continue;
    }
    const before = squeeze(line.map(textOf).join(''));
    // The title of a link may be a question, and the next link is no part of it.
    const ended = isElement(node) && node.tagName === 'li' ? /[.:;…(]$/ : /[.:;!?…(]$/;
    if (block && before !== '') line.push(text(ended.test(before) ? ' ' : '; '));
    line.push(...pieces);
  }
  return line;
}

/** Without the spaces at both ends. */
function trim(nodes: ElementContent[]): ElementContent[] {
  const first = nodes[0];
  if (first?.type === 'text') nodes[0] = text(first.value.trimStart());
  const last = nodes.at(-1);
  if (last?.type === 'text') nodes[nodes.length - 1] = text(last.value.trimEnd());
  return nodes;
}

function all(node: Element, matches: (element: Element) => boolean): Element[] {
  return node.children.flatMap((child) =>
    isElement(child) ? [...(matches(child) ? [child] : []), ...all(child, matches)] : [],
  );
}
