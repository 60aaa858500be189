import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DIAGRAM_LANGS, diagramIds, VARIANTS } from '../../src/features/diagrams/index.ts';
import { LANGUAGES } from '../../src/config/languages.ts';
import { BASE_PATH } from '../../src/config/site.ts';
import { builtSite } from '../support/site.ts';

const site = builtSite();
const pages = site.docs.map((doc) => ({ doc, html: readFileSync(`${site.dir}/${doc.file}`, 'utf8') }));
const figures = pages.flatMap(({ doc, html }) =>
  [...html.matchAll(/<figure id="diagram-([\w-]+)"[\s\S]*?<\/figure>/g)].map(([figure, id = '']) => ({
    doc,
    id,
    figure,
  })),
);

test('every diagram stands on a page in both languages, with title, description, text and fixed proportions', () => {
  for (const id of [...diagramIds(), 'history']) {
    const shown = figures.filter((one) => one.id === id);
    expect(new Set(shown.map(({ doc }) => doc.locale)), id).toEqual(new Set(LANGUAGES.map(({ locale }) => locale)));
    for (const { figure } of shown) {
      expect(figure.match(/<svg class="dg dg-[^>]* width="\d+" height="\d+"/g), id).toHaveLength(VARIANTS.length);
      expect(figure.match(/<title id="dg-/g), id).toHaveLength(VARIANTS.length);
      expect(figure.match(/<desc id="dg-/g), id).toHaveLength(VARIANTS.length);
      expect(figure, id).toMatch(/<details class="diagram-text"[\s\S]*<ol[^>]*>\s*<li/);
    }
  }
});

test('where a drawing holds links, the page brings them into sight, which Firefox does not', () => {
  const linking = pages.filter(({ html }) => /<svg\b[^>]*>(?:(?!<\/svg>)[^])*<a /.test(html));
  expect(linking.length).toBeGreaterThan(LANGUAGES.length);
  const without = linking.filter(({ html }) => !html.includes('svg :focus-visible:not(dialog'));
  expect(without.map(({ doc }) => doc.file)).toEqual([]);
});

test('what the page says of a diagram passes a strict content security policy', () => {
  for (const { id, figure } of figures) {
    // Without what is quoted: the code to copy is an attribute.
    const tags = figure.replace(/"[^"]*"/g, '""');
    expect(tags, id).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
    expect(figure, id).not.toContain('javascript:');
  }
});

test('the ids of a drawing are its own on its page', () => {
  for (const { doc } of figures) {
    const ids = doc.ids.filter((id) => id.startsWith('dg-'));
    expect(new Set(ids).size, doc.address).toBe(ids.length);
  }
});

test('nodes are links to pages that exist', () => {
  for (const { id, figure } of figures) {
    const targets = [...figure.matchAll(/<a href="([^"]+)"/g)].map(([, target = '']) => target.slice(BASE_PATH.length));
    expect(targets.length, id).toBeGreaterThan(0);
    for (const target of targets) {
      const [address = '', fragment] = target.split('#');
      const page = site.byAddress.get(address);
      expect(page, `${id}: ${target}`).toBeDefined();
      if (fragment !== undefined) expect(page?.ids, `${id}: ${target}`).toContain(fragment);
    }
  }
});

test('half of the drawings take no more than 3 kB of what a reader loads, and none more than 8', () => {
  const sizes = figures
    .flatMap(({ figure }) => figure.match(/<svg class="dg dg-[\s\S]*?<\/svg>/g) ?? [])
    .map((drawing) => gzipSync(drawing).length)
    .sort((a, b) => a - b);
  expect(sizes.length).toBeGreaterThanOrEqual(VARIANTS.length * diagramIds().length * DIAGRAM_LANGS.length);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(3000);
  expect(sizes.at(-1)).toBeLessThan(8000);
});

test('no page loads Mermaid', () => {
  for (const { doc, html } of pages) expect(html, doc.address).not.toMatch(/<script[^>]*mermaid/i);
});
