import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Code, Heading, Node, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { parse as parseYaml } from 'yaml';
import { readSource } from '../../../src/content-index/read-source.ts';
import { LANGUAGES, type Language } from '../../../src/config/languages.ts';
import type { Finding } from './finding.ts';

export const LOCALES = LANGUAGES.map((language) => language.locale);

/** A page as its author wrote it. */
export interface Page {
  locale: Language['locale'];
  slug: string;
  /** Path from the root of the project. */
  file: string;
  source: string;
  frontmatter: Readonly<Record<string, unknown>>;
  tree: Root;
}

/** A component in a page, its attributes as plain values. */
export interface Component {
  name: string;
  attributes: Readonly<Record<string, unknown>>;
  line: number;
}

const processor = unified().use(remarkParse).use(remarkMdx).use(remarkGfm, { singleTilde: false });

/**
 * Reads all pages below a project folder.
 * @param root folder that holds `src/content/docs`
 * @returns the pages that can be parsed, and a finding for each that cannot
 */
export function readPages(root: string): { pages: Page[]; findings: Finding[] } {
  const pages: Page[] = [];
  const findings: Finding[] = [];
  for (const locale of LOCALES) {
    const folder = join(root, 'src/content/docs', locale);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = name.replaceAll('\\', '/');
      if (!/\.mdx?$/.test(path)) continue;
      const file = `src/content/docs/${locale}/${path}`;
      const slug = path.replace(/\.mdx?$/, '').replace(/(^|\/)index$/, '');
      try {
        pages.push({ locale, slug, file, ...parsePage(readSource(join(root, file))) });
      } catch (error) {
        findings.push({
          where: file,
          what: `The page cannot be read: ${reason(error)}.`,
          fix: 'Mend this place; a tag must be closed and "{" or "<" in prose escaped.',
        });
      }
    }
  }
  return { pages, findings };
}

let own: ReturnType<typeof readPages> | undefined;
/** The pages of this project, read once for all test files of a worker. */
export const projectPages = (): ReturnType<typeof readPages> => (own ??= readPages(process.cwd()));

/** Takes a page apart: frontmatter and the tree of its body, with the lines of the file. */
export function parsePage(source: string): Pick<Page, 'source' | 'frontmatter' | 'tree'> {
  const head = /^---\n([\s\S]*?)\n---(?=\n|$)/.exec(source);
  const frontmatter: unknown = head ? parseYaml(head[1] ?? '') : {};
  // The head becomes empty lines, so that positions in the tree are lines of the file.
  const body = head ? head[0].replace(/[^\n]/g, '') + source.slice(head[0].length) : source;
  return { source, frontmatter: (frontmatter ?? {}) as Record<string, unknown>, tree: processor.parse(body) };
}

function reason(error: unknown): string {
  const { message, place } = error as { message?: string; place?: { line?: number; start?: { line: number } } };
  const at = place?.start?.line ?? place?.line;
  return `${(message ?? String(error)).split('\n')[0]}${at === undefined ? '' : ` (line ${at})`}`;
}

/** `file:line` of a node. */
export function at(page: Page, node: { position?: Node['position'] }): string {
  return `${page.file}:${node.position?.start.line ?? 1}`;
}

/** The id at the end of a heading, `## Title [#id]`, or undefined. */
export function headingId(heading: Heading): string | undefined {
  const last = heading.children.at(-1);
  return last?.type === 'text' ? /\[#([^\]\s]+)\]\s*$/.exec(last.value)?.[1] : undefined;
}

/** Every code block of some pages: where it stands, and in which section (`interfaces/cri#check`). */
export function blocksOf(pages: readonly Page[]): { where: string; slug: string; section: string; node: Code }[] {
  return pages.flatMap((page) => {
    const found: ReturnType<typeof blocksOf> = [];
    let section = page.slug;
    visit(page.tree, (node) => {
      if (node.type === 'heading') section = `${page.slug}#${headingId(node) ?? ''}`;
      if (node.type === 'code') found.push({ where: at(page, node), slug: page.slug, section, node });
    });
    return found;
  });
}

/** Every component of a page in the order of the text. HTML tags (lower case) are not components. */
export function componentsOf(page: Page): Component[] {
  const found: Component[] = [];
  visit(page.tree, (node) => {
    if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
    if (node.name === null || !/^[A-Z]/.test(node.name)) return;
    const attributes = node.attributes.flatMap((attribute) =>
      attribute.type === 'mdxJsxAttribute' ? [[attribute.name, valueOf(attribute.value)] as const] : [],
    );
    found.push({ name: node.name, attributes: Object.fromEntries(attributes), line: node.position?.start.line ?? 1 });
  });
  return found;
}

/** An attribute's value: a string, `true` for a bare one, or what a literal expression (`{['a']}`, `{2}`) says. */
function valueOf(value: string | { value: string } | null | undefined): unknown {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value;
  try {
    return parseYaml(value.value.replaceAll("'", '"'));
  } catch {
    return value.value;
  }
}

/** A piece of text that a reader sees, outside code blocks. */
export interface Piece {
  text: string;
  code: boolean;
  line: number;
}

/** The prose of a page piece by piece: text and inline code, marks of headings and directives removed. */
export function proseOf(page: Page): Piece[] {
  const pieces: Piece[] = [];
  visit(page.tree, (node) => {
    if (node.type !== 'text' && node.type !== 'inlineCode') return;
    const text = node.value.replace(/\s*\[#[^\]\s]+\]\s*$/, '').replace(/^:::\w+\[?|^:::$/gm, '');
    pieces.push({ text, code: node.type === 'inlineCode', line: node.position?.start.line ?? 1 });
  });
  return pieces;
}
