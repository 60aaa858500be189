import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesBelow, inOneOrder, readSource } from '../../../src/content-index/read-source.ts';
import { tempFolder } from '../../support/temp.ts';

test('files below a folder come by their paths from it, in the order of their signs, folders left out', () => {
  const folder = tempFolder({ 'b.html': '', 'a/c.html': '', 'a/b/z.css': '', 'a0/c.html': '', 'a-/c.html': '' });
  expect(filesBelow(folder)).toEqual(['a-/c.html', 'a/b/z.css', 'a/c.html', 'a0/c.html', 'b.html']);
  expect(filesBelow(folder, '.html')).toEqual(['a-/c.html', 'a/c.html', 'a0/c.html', 'b.html']);
});

test('Windows gives the same paths in the same order', () => {
  const windows = ['A_.txt', 'a\\x', 'a.b\\x', 'a0\\x', 'aa.txt'];
  expect(inOneOrder(windows)).toEqual(inOneOrder([...windows.map((path) => path.replace('\\', '/'))].reverse()));
  expect(inOneOrder(windows)).toEqual(['A_.txt', 'a.b/x', 'a/x', 'a0/x', 'aa.txt']);
});

test('no code lists the files below a folder otherwise', () => {
  const others = filesBelow('src')
    .filter((file) => /\.(?:ts|mjs|astro)$/.test(file) && file !== 'content-index/read-source.ts')
    .filter((file) => /readdir[^;]*recursive: true/.test(readFileSync(`src/${file}`, 'utf8')));
  expect(others).toEqual([]);
});

test('a source has one sign at the end of a line, whatever wrote it', () => {
  const folder = tempFolder({ 'a.mdx': 'one\r\ntwo\nthree\r\n' });
  expect(readSource(`${folder}/a.mdx`)).toBe('one\ntwo\nthree\n');
});
