import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BASE_PATH } from '../../src/config/site.ts';
import { expectNone } from '../content/checks/finding.ts';
import { overBudget } from '../support/over-budget.ts';
import { DIST } from '../support/pages.ts';
import { tempFolder } from '../support/temp.ts';

test('every page keeps to the bytes of its kind', () => {
  const pages = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  expect(pages.length).toBeGreaterThan(100);
  expectNone(overBudget(DIST, BASE_PATH));
});

/** A page of the site's frame with something planted, beside the files it loads. */
function planted(head: string, files: Readonly<Record<string, string>>): string[] {
  const html = `<html><head>${head}</head><body><div class="page sl-flex"></div></body></html>`;
  const dir = tempFolder({ 'en/start/index.html': html, ...files });
  return overBudget(dir, '/repo').map(({ where, what }) => `${where}: ${what}`);
}
/** Text that gzip cannot make smaller than about three quarters. */
const dense = (bytes: number): string => {
  let seed = 1;
  return Array.from({ length: bytes }, () => {
    seed = (seed * 16807) % 2147483647;
    return String.fromCharCode(48 + (seed % 64));
  }).join('');
};

test('a page with a big extra script is named with the script, also when another script imports it', () => {
  const found = planted('<script type="module" src="/repo/_astro/small.js"></script>', {
    '_astro/small.js': 'import"./big.js";',
    '_astro/big.js': `/*${dense(16_000)}*/`,
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^en\/start\/index\.html: .*scripts.*_astro\/big\.js/);
});
test('a script in the page itself counts', () => {
  expect(planted(`<script>/*${dense(16_000)}*/</script>`, {}).join()).toMatch(/scripts.*in the page itself/);
});
test('a style in the page itself counts, whatever stands in it', () => {
  expect(planted(`<style>@media (width<=50rem){a{b:c}}/*${dense(24_000)}*/</style>`, {}).join()).toMatch(
    /style sheets.*in the page itself/,
  );
});
test('an extra style sheet is named, also one for print', () => {
  const found = planted(
    '<link rel="stylesheet" href="/repo/a.css"><link href="/repo/b.css" media="print" rel="stylesheet">',
    {
      'a.css': `/*${dense(12_000)}*/`,
      'b.css': `/*${dense(12_500)}*/`,
    },
  );
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/style sheets.*b\.css \d+ B, a\.css/);
});
test('a second style sheet, one in the body, and a file too many are named', () => {
  const sheet = (name: string): string => `<link rel="stylesheet" href="/repo/${name}.css">`;
  const sheets = { 'a.css': 'a{b:c}', 'b.css': 'a{b:c}' };
  expect(planted(sheet('a') + sheet('b'), sheets)).toEqual([expect.stringMatching(/waits for more than one.*b\.css/)]);
  expect(planted(`</head><body>${sheet('a')}`, sheets)).toEqual([expect.stringMatching(/of the head.*a\.css/)]);
  const scripts = ['1', '2', '3', '4', '5'].map((name) => `<script src="/repo/${name}.js"></script>`);
  const files = Object.fromEntries(['1', '2', '3', '4', '5'].map((name) => [`${name}.js`, '']));
  expect(planted(scripts.join(''), files)).toEqual([expect.stringMatching(/asks for 9 files/)]);
  expect(planted(scripts.slice(1).join(''), files)).toEqual([]);
});
test('a page that grew as a whole is named with its heaviest file', () => {
  const found = planted('<img src="/repo/picture.webp">', { 'picture.webp': dense(80_000) });
  expect(found).toEqual([expect.stringMatching(/content page.*45000.*picture\.webp/)]);
});
test('what a script fetches later, and a lazy picture, do not count', () => {
  const found = planted('<script src="/repo/a.js"></script><img loading="lazy" src="/repo/picture.webp">', {
    'a.js': 'import("./b.js")',
    'b.js': dense(80_000),
    'picture.webp': dense(80_000),
  });
  expect(found).toEqual([]);
});
test('the style sheets of the real site are weighed', () => {
  expect(readFileSync(join(DIST, 'en/index.html'), 'utf8')).toMatch(/rel="stylesheet"/);
});
