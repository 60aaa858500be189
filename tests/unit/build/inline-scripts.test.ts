import { expect, test } from 'vitest';
import { leanScripts } from '../../../src/build/inline-scripts.ts';

test('inline scripts are small and hidden from nobody; modules, data and the rest of the page stay', () => {
  const rest =
    '<p aria-hidden="true">x</p><script type="module">a( )</script><script type="application/json">{ }</script>';
  expect(leanScripts(`<script aria-hidden="true">\n  // why\n  b( );\n</script>${rest}`)).toBe(
    `<script>b();</script>${rest}`,
  );
});
