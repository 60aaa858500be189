/**
 * A page as Markdown, made of what was built: facts, tables, ports, sources and diagrams are in it as a reader sees them.
 */
import type { Element, Root } from 'hast';
import type { Root as Markdown } from 'mdast';
import { fromParse5 } from 'hast-util-from-parse5';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { parseFragment } from 'parse5';
import rehypeRemark from 'rehype-remark';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { stringify } from 'yaml';
import { firstElement, hasClass, textOf } from '../../lib/hast.ts';
import { mainPart } from '../../lib/main-part.ts';
import { readable, type Context } from './readable.ts';

/** A piece of a page as a tree: without the place of each part in the file, for which nobody asks. */
const parse = (html: string): Root => fromParse5(parseFragment(html)) as Root;
const writer = unified()
  .data('toMarkdownExtensions', [
    // Columns that are not padded: half the bytes, and nobody reads the source of a wide table by eye.
    gfmTableToMarkdown({ tablePipeAlign: false }),
    gfmStrikethroughToMarkdown(),
  ])
  .use(rehypeRemark)
  .use(remarkStringify, {
    bullet: '-',
    rule: '-',
    handlers: {
      // Between letters an underscore is one, and `default_runtime_name` stays readable.
      text: (node: { value: string }, _parent, state, info) =>
        state.safe(node.value, info).replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_'),
    },
  });

/** What stands above the page's content. */
export interface Head {
  title: string;
  description: string;
  url: string;
  language: string;
  checked: string | undefined;
  licence: string;
}

/**
 * Writes a page as Markdown.
 * @param html a built page
 * @param words what the Markdown says and the page does not
 * @throws Error that names what the page lacks
 */
export function toMarkdown(html: string, words: Context['words']): string {
  const head = headOf(html);
  if (!html.includes('<main')) throw new Error(`${head.url} has no <main>: there is nothing to write as Markdown.`);
  const tree = parse(mainPart(html));
  const title = firstElement(tree, (element) => element.tagName === 'h1');
  const content = firstElement(tree, (element) => hasClass(element, 'sl-markdown-content'));
  if (!title || !content)
    throw new Error(
      `${head.url} has no title or no content: src/features/markdown-pages looks for h1 and .sl-markdown-content.`,
    );
  // The questions at the end of a page stand below what it says.
  const questions = firstElement(tree, (element) => hasClass(element, 'check-yourself'));
  const page: Root = {
    type: 'root',
    children: [
      { type: 'element', tagName: 'h1', properties: {}, children: [{ type: 'text', value: textOf(title).trim() }] },
      ...readable([...content.children, ...(questions ? [questions] : [])], { url: head.url, words }),
    ],
  };
  const { checked, ...rest } = head;
  const front = stringify({ ...rest, ...(checked !== undefined && { checked }) }, { lineWidth: 0 });
  const markdown = writer.runSync(page);
  closeLists(markdown);
  nameTools(markdown, head.url, words.tool);
  return `---\n${front}---\n\n${writer.stringify(markdown)}`;
}

/** A list whose items are a line, or a line with a list below it, needs no empty lines in between. */
function closeLists(markdown: Markdown): void {
  visit(markdown, 'list', (list) => {
    const close = list.children.every(
      ({ children: [, second, third] }) => third === undefined && (second === undefined || second.type === 'list'),
    );
    if (!close) return;
    list.spread = false;
    for (const item of list.children) item.spread = false;
  });
}

/** Below the title of a section that holds nothing but a tool, the way to the tool. */
function nameTools(markdown: Markdown, url: string, words: string): void {
  markdown.children = markdown.children.flatMap((node, index, nodes) => {
    const next = nodes[index + 1];
    const isEmpty =
      node.type === 'heading' && (next === undefined || (next.type === 'heading' && next.depth <= node.depth));
    if (!isEmpty || node.depth === 1) return [node];
    return [
      node,
      { type: 'paragraph', children: [{ type: 'link', url, children: [{ type: 'text', value: words }] }] } as const,
    ];
  });
}

/** What the head of a page says of it. */
function headOf(html: string): Head {
  const head = parse(
    html.slice(0, html.indexOf('</head>')).replace(/<(script(?! type="application\/ld)|style)\b[^]*?<\/\1>/g, ''),
  );
  const attribute = (what: (element: Element) => boolean, name: string): string => {
    const value = firstElement(head, what)?.properties[name];
    return value === undefined || value === null ? '' : String(value);
  };
  const meta = (name: string): string =>
    attribute(
      ({ tagName, properties }) => tagName === 'meta' && (properties['property'] ?? properties['name']) === name,
      'content',
    );
  const data = firstElement(head, ({ properties }) => properties['type'] === 'application/ld+json');
  const [described] = data ? (JSON.parse(textOf(data)) as { '@graph': Record<string, unknown>[] })['@graph'] : [];
  const about = described?.['about'];
  const kubernetes = Array.isArray(about) ? about.find((entry) => typeof entry === 'string') : undefined;
  const day = described?.['dateModified'];
  return {
    title: meta('og:title'),
    description: meta('description'),
    url: meta('og:url'),
    language: String(described?.['inLanguage'] ?? ''),
    checked: day === undefined ? undefined : [...(kubernetes === undefined ? [] : [kubernetes]), day].join(', '),
    licence: `CC BY 4.0, ${String(described?.['license'] ?? '')}`,
  };
}
