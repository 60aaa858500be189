import { expect, test } from 'vitest';
import { mainPart } from '../../../src/lib/main-part.ts';

test('menus and heads are left out, and what stands inside of scripts, styles and drawings', () => {
  const page =
    '<head><style>a{}</style></head><nav>menu</nav><main class="x"><p>one<svg viewBox="0 0 1 1"><text>ink</text></svg>two</p>' +
    '<script type="module">let a = "<p>";</script><table><td id="a">b</td></table></main><footer>foot</footer>';
  // They themselves stay: what is before and behind a drawing does not touch.
  expect(mainPart(page)).toBe(
    '<main class="x"><p>one<svg viewBox="0 0 1 1"></svg>two</p><script type="module"></script><table><td id="a">b</td></table>',
  );
});

test('a piece of a page is taken whole', () => {
  expect(mainPart('<p id="a">x<style>b{}</style></p>')).toBe('<p id="a">x<style></style></p>');
});
