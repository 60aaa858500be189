import { expect, test } from 'vitest';
import { plural } from '../../../src/lib/plural.ts';

const links = { links_one: '{count} link ({count})', links_other: '{count} links ({count})' };

test.each([
  ['en', 0, '0 links (0)'],
  ['en', 1, '1 link (1)'],
  ['en', 2, '2 links (2)'],
  ['pt-BR', 0, '0 links (0)'],
  ['pt-BR', 1, '1 link (1)'],
  ['pt-BR', 1_000_000, '1000000 links (1000000)'],
])('%s, %i: %s', (language, count, said) => {
  expect(plural(links, 'links', count, language)).toBe(said);
});
