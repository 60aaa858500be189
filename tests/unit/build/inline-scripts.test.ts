import { expect, test } from 'vitest';
import { leanScripts } from '../../../src/build/inline-scripts.ts';

test('inline scripts are small and hidden from nobody; modules, data and the rest of the page stay', () => {
  const rest =
    '<p aria-hidden="true">x</p><script type="module">a( )</script><script type="application/json">{ }</script>';
  expect(leanScripts(`<script aria-hidden="true">\n  // why\n  b( );\n</script>${rest}`)).toBe(
    `<script>b();</script>${rest}`,
  );
});

test('scripts of the body wait for the style sheet where the opening of the page ends, in order; one of the head stays', () => {
  const head = '<head><script>a();</script></head>';
  const page = (nav: string, p: string): string =>
    `${head}<body>${nav}<div class="sl-markdown-content"><p>x${p}</p><h2>y</h2><p>z</p></div></body>`;
  const scripts = '<script>b();</script><script>c("$&");</script>';
  expect(leanScripts(page(scripts, ''))).toBe(page('', scripts));
});
test('what a tool says of itself keeps its words', () => {
  const page = (p: string): string =>
    `<body><div class="sl-markdown-content"><p class="lead">x${p}</p><p class="a" role="status"></p><h2>y</h2></div>`;
  expect(leanScripts(`${page('')}<script>b( );</script></body>`)).toBe(`${page('<script>b();</script>')}</body>`);
});
test('without an opening they stand at the end of the body', () => {
  expect(leanScripts('<head></head><body><script>b( )</script><p>x</p></body>')).toBe(
    '<head></head><body><p>x</p><script>b();</script></body>',
  );
});
