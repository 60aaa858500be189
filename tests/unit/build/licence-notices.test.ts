import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mustBeListed, notice, packageOf } from '../../../src/build/licence-notices.ts';
import { tempFolder } from '../../support/temp.ts';

test('a module of a package is told from ours', () => {
  expect(packageOf('/a/node_modules/@astrojs/starlight/user/x.ts')).toBe('@astrojs/starlight');
  expect(packageOf('C:\\a\\node_modules\\uqr\\dist\\index.mjs')).toBe('uqr');
  expect(packageOf('/a/node_modules/x/node_modules/y/z.js')).toBe('y');
  expect(packageOf('/a/src/lib/qr.ts')).toBeUndefined();
});

test('a notice is the text of the licence, else its name; without either the build stops', () => {
  const root = tempFolder({
    'a/package.json': '{"version":"1.0.0","license":"MIT"}',
    'a/LICENSE': 'Copyright A\r\n',
    'b/package.json': '{"version":"2.0.0","license":"MIT","author":{"name":"B"}}',
    'c/package.json': '{"version":"3.0.0"}',
  });
  expect(notice('a', root)).toBe('a 1.0.0\n\nCopyright A\n');
  expect(notice('b', root)).toBe('b 2.0.0\n\nMIT, B\n');
  expect(() => notice('c', root)).toThrow(/c is part of the site and has no licence/);
});

test('what is part of the site and only a package of developers stops the build', () => {
  const lock = readFileSync('package-lock.json', 'utf8');
  expect(() => mustBeListed(['vitest', 'astro'], lock)).toThrow(/"devDependencies": vitest\. .*"dependencies"/);
  expect(() => mustBeListed(['@fontsource/source-code-pro', 'astro'], lock)).not.toThrow();
});
