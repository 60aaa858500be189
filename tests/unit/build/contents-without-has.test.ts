import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withoutHas } from '../../../src/build/contents-without-has.ts';

const ITS = 'node_modules/@astrojs/starlight/dist/components-internals/TableOfContents/starlight-toc.js';

test('the table of contents asks for the same without :has(); one that is written otherwise stops the build', () => {
  const code = readFileSync(ITS, 'utf8');
  expect(code).toContain(':has(');
  expect(withoutHas(code)).not.toContain(':has(');
  expect(() => withoutHas(code.replace('document.querySelectorAll', 'all'))).toThrow(/astro\.config\.mjs/);
  expect(() => withoutHas('no contents')).toThrow(/written otherwise/);
});
