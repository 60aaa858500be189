/**
 * What the reader view of Firefox shows of a page, by its own library: of pages of text, of those that are one long list of
 * records, and of what stands around a tool.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { builtPages, DIST } from '../support/pages.ts';

const words = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

/**
 * Headings, number of tables and code blocks of a page and what stands in its boxes, and what of them the reader view loses.
 */
function lostOf(html: string): { all: number; lost: string[]; text: string } {
  const { document } = parseHTML(html);
  // The build puts some of them into a paragraph.
  for (const script of document.querySelectorAll('body script')) script.remove();
  const content = document.querySelector('.sl-markdown-content');
  const inside = (selector: string): Element[] =>
    // What is a tool is none of the text, and goes with its heading.
    [...(content?.querySelectorAll(selector) ?? [])].filter(
      (element) => !element.closest('template, dialog, [hidden]'),
    );
  const headings = inside('h2, h3').map(words);
  const counts = new Map(['table', 'pre'].map((tag) => [tag, inside(tag).length]));
  const boxed = inside(':is(.starlight-aside, .fact, .noted, .moment, .correction) :is(p, li)')
    .filter((element) => !element.querySelector('p, li'))
    .map(words);
  const article = new Readability(document as unknown as Document, { serializer: (shown) => shown as Element }).parse();
  const shown = (selector: string): Element[] => [...(article?.content?.querySelectorAll(selector) ?? [])];
  const there = shown('h2, h3').map(words);
  const lost = headings.filter((heading) => !there.includes(heading)).map((heading) => `heading: ${heading}`);
  for (const [tag, count] of counts) {
    const kept = shown(tag).length;
    if (kept < count) lost.push(`${tag}: ${kept} of ${count}`);
  }
  const text = (article?.textContent ?? '').replace(/\s+/g, ' ');
  lost.push(...boxed.flatMap((said) => (text.includes(said) ? [] : `words: ${said}`)));
  return { all: headings.length, lost, text };
}

const page = (path: string): string => readFileSync(join(DIST, path, 'index.html'), 'utf8');

describe('a reader view', () => {
  // Both languages have the same headings, tables and code (tests/content), so that each page is looked at in one, by turns.
  const pages = builtPages();
  const half = pages.length / 2;
  const looked = pages.filter((_path, at) => (at < half ? at : at + 1 - half) % 2 === 0);

  test.each(looked)('of %s keeps its headings, tables, code, notes and facts, and no words of buttons', (path) => {
    const { all, lost, text } = lostOf(page(path));
    expect(lost).toEqual([]);
    expect(all).toBeGreaterThan(0);
    expect(text).not.toMatch(/Section titled|Seção intitulada|Copy link|Copiar link/);
  });

  test('loses headings whose links have words of their own, and that is seen', () => {
    const html = page('en/interfaces/cri').replace(
      /(<a class="sl-anchor-link"[^>]*?) aria-label="([^"]*)"([^>]*>[^]*?)<\/a>/g,
      '$1$3<span class="sr-only">$2</span></a>',
    );
    expect(html).toContain('<span class="sr-only">Section titled');
    expect(lostOf(html).lost.length).toBeGreaterThan(5);
  });
});
