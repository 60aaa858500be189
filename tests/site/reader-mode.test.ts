/**
 * What the reader view of Firefox shows of a page, by its own library: of pages of text, and of those that are one long list
 * of records. The course kit is not held to it: a reader view has no forms, and that page is one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { DIST } from '../support/pages.ts';

const words = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Headings and number of tables and code blocks of a page, and what of them the reader view loses. */
function lostOf(html: string): { kept: number; lost: string[]; text: string } {
  const { document } = parseHTML(html);
  const content = document.querySelector('.sl-markdown-content');
  const inside = (selector: string): Element[] =>
    // What is a tool is none of the text, and goes with its heading.
    [...(content?.querySelectorAll(selector) ?? [])].filter(
      (element) => !element.closest('template, dialog, [hidden]'),
    );
  const headings = inside('h2, h3').map(words);
  const counts = new Map(['table', 'pre'].map((tag) => [tag, inside(tag).length]));
  const article = new Readability(document as unknown as Document).parse();
  const shown = parseHTML(`<!doctype html><html><body>${article?.content ?? ''}</body></html>`).document;
  const there = [...shown.querySelectorAll('h2, h3')].map(words);
  const lost = headings.filter((heading) => !there.includes(heading)).map((heading) => `heading: ${heading}`);
  for (const [tag, count] of counts) {
    const kept = shown.querySelectorAll(tag).length;
    if (kept < count) lost.push(`${tag}: ${kept} of ${count}`);
  }
  return { kept: there.length, lost, text: article?.textContent ?? '' };
}

const page = (path: string): string => readFileSync(join(DIST, path, 'index.html'), 'utf8');

test.each([
  'en/start',
  'pt-br/reference/timeline',
  'en/reference/ports',
  'pt-br/architecture/worker-node',
  'en/reference/corrections',
  'pt-br/networking/model',
  'en/interfaces/cri',
  'pt-br/interfaces/runtimes',
  'en/extensibility/overview',
  'pt-br/interfaces/comparison',
  'en/course/linking',
  'pt-br/about',
])('%s keeps its headings, tables and code, and no words of buttons', (path) => {
  const { kept, lost, text } = lostOf(page(path));
  expect(lost).toEqual([]);
  expect(kept).toBeGreaterThan(2);
  expect(text).not.toMatch(/Section titled|Seção intitulada|Copy link|Copiar link/);
});

test('headings whose links have words of their own are lost, and seen', () => {
  const html = page('en/interfaces/cri').replace(
    /(<a class="sl-anchor-link"[^>]*?) aria-label="([^"]*)"([^>]*>[^]*?)<\/a>/g,
    '$1$3<span class="sr-only">$2</span></a>',
  );
  expect(html).toContain('<span class="sr-only">Section titled');
  expect(lostOf(html).lost.length).toBeGreaterThan(5);
});
