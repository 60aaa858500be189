import { expect, test } from 'vitest';
import { prune, pruneOwn, usedBy } from '../../../src/build/prune-styles.ts';

const page =
  '<html class="dark"><body id="top"><p class="note big" style="color:var(--from-page)">unseen</p></body></html>';
const pruned = (css: string, html = page, script = ''): string =>
  prune(new Map([['a.css', css]]), usedBy([html], [script])).get('a.css') ?? '';

test('a rule stays when its classes and ids stand in a page, alone or together', () => {
  const css = '#top .note{color:red}.note.big{color:#00f}@media print{.big{color:#000}}';
  expect(pruned(`${css}.note .gone{color:red}`)).toBe(css);
});
test('a rule goes when a class stands only in the words of a page', () => {
  expect(pruned('.unseen{color:red}.note .unseen{color:red}:where(.note .unseen){color:red}')).toBe('');
});
test('what must not be there does not make a rule go', () => {
  expect(pruned('.note:not(.unseen){color:red}')).toBe('.note:not(.unseen){color:red}');
});
test('a selector goes when its custom element stands in no page', () => {
  expect(pruned('un-seen,.note{color:red}un-seen p{margin:0}p{color:#00f}')).toBe('.note{color:red}p{color:#00f}');
  expect(pruned('un-seen{color:red}', '<un-seen>')).toBe('un-seen{color:red}');
  const others = '.note:popover-open{color:red}p[rel=no-follow]{color:red}p:first-letter{color:#00f}';
  expect(pruned(others), 'what is no element').toBe(others);
  expect(pruned('un-seen{color:red}', page, 'define("un-seen")')).toBe('un-seen{color:red}');
});
test('a script may use any word as a class, and the beginning of one', () => {
  expect(pruned('.open{color:red}', page, 'x.classList.add("open")')).toBe('.open{color:red}');
  expect(pruned('.hue-cri{color:red}', page, 'y=`hue-${z}`')).toBe('.hue-cri{color:red}');
});
test('a custom property goes when nothing reads it, also one that only an unused one reads', () => {
  const css =
    ':root{--a:1px;--b:var(--a);--c:2px;--from-page:red;--from-script:red}p{margin:var(--c)}.unseen{margin:var(--b)}';
  expect(pruned(css, page, 'get("--from-script")')).toBe(
    ':root{--c:2px;--from-page:red;--from-script:red}p{margin:var(--c)}',
  );
});
test('what one sheet sets and another reads stays', () => {
  const sheets = new Map([
    ['a.css', ':root{--a:1px}'],
    ['b.css', 'p{margin:var(--a)}'],
  ]);
  expect(prune(sheets, usedBy([page], []))).toEqual(sheets);
});
test('layers keep their order when they are empty', () => {
  // "one" is named first, so that "two" still wins.
  expect(pruned('@layer one,two;@layer two{.note{color:red}}@layer one{.unseen{color:red}}')).toBe(
    '@layer one;@layer two{.note{color:red}}',
  );
});
test('the own styles of a page keep what this page shows', () => {
  const own = (css: string): string => pruneOwn(`<style>${css}</style>${page}`, usedBy([], ['"open"']));
  expect(own('.other{color:red}')).toBe(page);
  expect(own('.other{color:red}.note{color:red}')).toBe(`<style>.note{color:red}</style>${page}`);
  expect(own('.open{color:red}')).toBe(`<style>.open{color:red}</style>${page}`);
  expect(own('.note{color:red}</style><style>.other{color:red}</style><style>.big{color:red}')).toBe(
    `<style>.note{color:red}.big{color:red}</style>${page}`,
  );
});
test('what the root of the site sets again goes from layers and from before it, and nowhere else', () => {
  const read = 'p{margin:var(--a);color:var(--b)}';
  expect(pruned(`@layer base{:root{--a:1px;--b:red}:root[data-theme=light]{--a:3px}}:root{--a:2px}${read}`)).toBe(
    `@layer base{:root{--b:red}}:root{--a:2px}${read}`,
  );
  expect(pruned(`@media print{:root{--a:1px}}:root{--a:2px;--b:red}${read}`)).toBe(`:root{--a:2px;--b:red}${read}`);
  // What stands after it wins over it; so does what is asked of the theme outside of any layer.
  const stays = `:root{--a:2px;--b:red}:root[data-theme=light]{--a:3px}@media print{:root{--a:1px}}${read}`;
  expect(pruned(stays)).toBe(stays);
});
