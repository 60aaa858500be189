import { expect, test } from 'vitest';
import { BASE_PATH } from '../../../../src/config/site.ts';
import { grouped, listed } from '../../../../src/features/offline/integration.ts';

const file = (name: string, text = name): readonly [string, Buffer] => [name, Buffer.from(text)];

test('a copy has the pages, scripts, data and search, and not what only other programs read', () => {
  const kept = [
    'en/index.html',
    '_astro/a.js',
    'data/v1/ports.json',
    'data/v1/ports.schema.json',
    'search-index/x/1.json',
    'pictures/a.en.svg',
    // The maker of frames asks how high a drawing is.
    'oembed/a.en.json',
  ];
  const left = ['og/en/a.png', 'en/index.md', 'study/a.apkg', 'sitemap-0.xml', 'robots.txt', 'llms.txt', 'sw.js'];
  expect(listed([...kept, ...left].map((name) => file(name))).map(({ url }) => url)).toEqual(
    kept.map((name) => `${BASE_PATH}/${name}`),
  );
});

test('a file that changed has another mark, one that did not the same; a name made from the content needs none', () => {
  const [before, after, same] = [file('a.html', 'one'), file('a.html', 'two'), file('a.html', 'one')].map(
    (one) => listed([one])[0],
  );
  expect(before?.revision).not.toBe(after?.revision);
  expect(before).toEqual(same);
  expect(listed([file('_astro/b.123.js')])[0]?.revision).toBeNull();
});

test('each file is in one group, and stays in it when others come', () => {
  const files = Array.from({ length: 200 }, (_none, index) => ({ url: `/a/${index}` }));
  const groups = grouped(files);
  expect(groups.flat()).toHaveLength(200);
  expect(Math.max(...groups.map(({ length }) => length))).toBeLessThan(60);
  const more = grouped([{ url: '/new' }, ...files]);
  for (const [index, group] of groups.entries()) expect(more[index]).toEqual(expect.arrayContaining(group));
});
