import { expect, test } from 'vitest';
import { moveLateData } from '../../../src/build/late-data.ts';

const late = (json: string): string => `<script type="application/json" data-late>${json}</script>`;

test('what scripts want late becomes a file, once for the same content, and the page keeps its address', () => {
  const { html, files } = moveLateData(
    `<a-b>${late('{"a":1}')}</a-b>${late('{"a":1}')}${late('[]')}<p>1</p>`,
    '/r/_astro/',
  );
  const [first = '', second = ''] = files.keys();
  expect([...files.values()]).toEqual(['{"a":1}', '[]']);
  expect(first).toMatch(/^late\.[\w-]{8}\.json$/);
  const kept = (name: string): string => `<script type="application/json" data-late="/r/_astro/${name}"></script>`;
  expect(html).toBe(`<a-b>${kept(first)}</a-b>${kept(first)}${kept(second)}<p>1</p>`);
});
test('other data of a page stays', () => {
  const page = '<script type="application/json">{}</script><script type="application/ld+json">{}</script>';
  expect(moveLateData(page, '/')).toEqual({ html: page, files: new Map() });
});
