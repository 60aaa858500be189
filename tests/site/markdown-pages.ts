/** The Markdown twin of every page: there, complete, and Markdown. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes as Tree, parse } from 'parse5';
import type { Finding } from '../content/checks/finding.ts';
import type { Doc, Site } from '../support/site.ts';

/** What a page shows that its twin must have. */
interface Shown {
  headings: readonly string[];
  /** Numbers of ports: links to rows of the table, and the rows themselves. */
  ports: readonly string[];
  /** Titles of asides. */
  asides: readonly string[];
  /** What is said of a value beside it, in small print, and as it is written: in parentheses, but for what has its own or is the whole value. */
  notes: readonly string[];
}

const attributes = (element: Tree.Element): Readonly<Partial<Record<string, string>>> =>
  Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));
const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

function textOf(node: Tree.Node): string {
  if ('value' in node) return node.value;
  if (node.nodeName === 'script') return '';
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function shownOn(html: string): Shown {
  const shown = { headings: [] as string[], ports: [] as string[], asides: [] as string[], notes: [] as string[] };
  const visit = (node: Tree.Node): void => {
    if (!('childNodes' in node)) return;
    if ('tagName' in node) {
      const { hidden, popover, role, class: names = '' } = attributes(node);
      const { tagName: tag } = node;
      if (['dialog', 'template', 'script', 'svg', 'form', 'fieldset'].includes(tag)) return;
      if (hidden !== undefined || popover !== undefined || role === 'search') return;
      if (/^h[1-6]$/.test(tag)) shown.headings.push(squeeze(textOf(node)));
      if (tag === 'a' && names.split(' ').includes('port')) shown.ports.push(squeeze(textOf(node)));
      if (names.split(' ').includes('starlight-aside__title')) shown.asides.push(squeeze(textOf(node)));
      if (tag === 'small' || names.split(' ').includes('feature-note')) {
        const note = squeeze(textOf(node));
        const first = node.parentNode?.childNodes.find((sibling) => squeeze(textOf(sibling)) !== '');
        const isValue = first === node && node.parentNode?.nodeName === 'dd';
        if (note !== '') shown.notes.push(isValue || /^\(.*\)$/.test(note) ? note : `(${note})`);
      }
      if (tag === 'th' && attributes(node)['scope'] === 'row' && /^\d/.test(textOf(node))) {
        shown.ports.push(...(textOf(node).match(/\d[\d-]*/g) ?? []));
      }
    }
    node.childNodes.forEach(visit);
  };
  const start = html.indexOf('<main');
  visit(parse(html.slice(start, html.indexOf('</main>', start)).replace(/<svg\b[^]*?<\/svg>/g, '')));
  return shown;
}

/** A twin without its code, which may hold anything: no fenced blocks, an x for each span of code. */
function prose(markdown: string): string {
  return markdown.replace(/^( *)(`{3,})[^\n]*\n[^]*?^\1\2$/gm, '').replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, 'x');
}

/** What is wrong with one twin. @param html the page; @param markdown its twin */
export function markdownPageFaults(where: string, html: string, markdown: string, url: string): Finding[] {
  const findings: Finding[] = [];
  const fault = (what: string, fix = 'See src/features/markdown-pages/readable.ts.'): void =>
    void findings.push({ where, what, fix });
  const front = /^---\n([^]*?)\n---\n\n# /.exec(markdown)?.[1] ?? '';
  for (const key of ['title', 'description', 'url', 'language', 'licence']) {
    if (!new RegExp(`^${key}: \\S`, 'm').test(front))
      fault(`There is no ${key} above the text.`, 'See headOf in src/features/markdown-pages/to-markdown.ts.');
  }
  if (!front.includes(`url: ${url}`))
    fault(`The address above the text is not ${url}.`, 'See headOf in src/features/markdown-pages/to-markdown.ts.');

  const shown = shownOn(html);
  const text = prose(markdown);
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    squeeze(heading.replace(/\\([^\w\s])/g, '$1')),
  );
  const missing = shown.headings.filter((heading) => !headings.includes(heading));
  if (missing.length > 0) fault(`Headings of the page are missing: ${missing.join(' | ')}.`);
  else if (headings.join('\n') !== shown.headings.join('\n'))
    fault(
      `The headings differ: ${headings.filter((heading) => !shown.headings.includes(heading)).join(' | ') || 'their order'}.`,
    );

  const leftover = /(?<!\\)<\/?[a-z][^>]*>|&(?:#x?[\da-f]+|[a-z]+);|^`{2}:|\]\(\/|\]\(#/im.exec(text);
  if (leftover)
    fault(`“${text.slice(Math.max(0, leftover.index - 40), leftover.index + 60)}” is no Markdown: ${leftover[0]}.`);
  const empty = /^\|(?: -+ \|)+\n(?!\|)/m.exec(text) ?? /\*{4}|\[\]\(/m.exec(text);
  if (empty)
    fault(`A table, a link or a word is empty near “${text.slice(Math.max(0, empty.index - 60), empty.index + 20)}”.`);
  const lost = [...new Set(shown.ports)].filter((port) => !markdown.includes(port));
  if (lost.length > 0) fault(`Ports of the page are missing: ${lost.join(', ')}.`);
  // Of a link its words count: a note may be one.
  const bare = squeeze(markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[\\*`_]|^> ?/gm, ''));
  const untitled = shown.asides.filter((title) => !bare.includes(title.replace(/[*`_]/g, '')));
  if (untitled.length > 0) fault(`Asides have lost their titles: ${untitled.join(' | ')}.`);
  const glued = shown.notes.filter((note) => !bare.includes(note.replace(/[*`_]/g, '')));
  if (glued.length > 0) fault(`Notes do not stand apart from what they speak of: ${glued.join(' | ')}.`);
  return findings;
}

/** Every page in a language has its twin, announces it, and the twin is whole. */
export function wholeMarkdownPages(site: Site): Finding[] {
  return pagesOf(site).flatMap((doc) => {
    const path = `${doc.address}index.md`;
    const html = readFileSync(join(site.dir, doc.file), 'utf8');
    const findings: Finding[] = [];
    if (!new RegExp(`<link rel="alternate" type="text/markdown" href="${site.base}${path}"/?>`).test(html))
      findings.push({
        where: doc.file,
        what: 'The head does not name the twin.',
        fix: 'See src/components/overrides/head.ts.',
      });
    if (!html.includes(`<a href="${site.base}${path}"`))
      findings.push({ where: doc.file, what: 'No link leads to the twin.', fix: 'See Footer.astro.' });
    if (!site.hasFile(path))
      return [
        ...findings,
        { where: path, what: 'The twin is missing.', fix: 'See src/features/markdown-pages/integration.ts.' },
      ];
    return [
      ...findings,
      ...markdownPageFaults(path, html, readFileSync(join(site.dir, path), 'utf8'), doc.canonical ?? ''),
    ];
  });
}

/** The pages that search engines see, in a language. */
function pagesOf(site: Site): readonly Doc[] {
  return site.docs.filter(({ hidden, locale }) => !hidden && locale !== undefined);
}
