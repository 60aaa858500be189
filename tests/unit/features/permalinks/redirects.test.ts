import { describe, expect, test } from 'vitest';
import {
  follow,
  fragmentRedirects,
  pageRedirects,
  readRedirects,
} from '../../../../src/features/permalinks/redirects.ts';
import { redirectTarget } from '../../../../src/features/permalinks/redirect-client.ts';
import { loadRedirects } from '../../../../src/features/permalinks/load.ts';
import { pageSlugs } from '../../../../src/content-index/slugs.ts';

const PAGES = ['', 'a', 'b', 'interfaces/cri'];

describe('the table of redirects', () => {
  test('chains end at their last address', () => {
    const redirects = readRedirects({ '/x/': '/y/', '/y/': '/a/', '/a/#old': '/a/#new' }, PAGES);
    expect(redirects.get('/x/')).toBe('/a/');
    expect(follow({ slug: 'x', id: 'old' }, redirects)).toEqual({ slug: 'a', id: 'new' });
    expect(follow({ slug: 'x', id: 'other' }, redirects)).toEqual({ slug: 'a', id: 'other' });
    expect(follow({ slug: 'a', id: 'Any Thing' }, redirects)).toBeUndefined();
    expect(fragmentRedirects('a', redirects)).toEqual({ old: '/a/#new' });
    expect([...pageRedirects(redirects).keys()]).toEqual(['x', 'y']);
  });

  test('a page that became a section takes its old fragments there', () => {
    expect(follow({ slug: 'x', id: 'old' }, readRedirects({ '/x/': '/a/#part' }, PAGES))).toEqual({
      slug: 'a',
      id: 'part',
    });
  });

  test.each([
    ['a forward to itself', { '/x/': '/x/' }, 'leads in a circle: /x/ → /x/'],
    ['a circle', { '/x/': '/y/', '/y/': '/x/' }, 'leads in a circle: /x/ → /y/ → /x/'],
    ['a circle of fragments', { '/a/#one': '/a/#two', '/a/#two': '/a/#one' }, 'leads in a circle'],
    ['a target that does not exist', { '/x/': '/nowhere/' }, 'there is no such page'],
    ['an old address that is a page', { '/a/': '/b/' }, 'is a page of the site'],
    ['another site', { '/x/': 'https://example.org/x/' }, 'leads to another site, https://example.org/x/'],
    ['another host', { '/x/': '//example.org/' }, 'leads to another site'],
    ['an address with a language', { '/en/x/': '/a/' }, 'names a language'],
    ['an address without slashes', { x: '/a/' }, 'is not an address'],
    ['an id with capitals', { '/a/#Old': '/a/' }, 'capitals, accents'],
  ])('stops at %s', (_what, table, message) => {
    expect(() => readRedirects(table, PAGES)).toThrow(message);
  });

  test('the table of the site is whole', () => {
    expect(loadRedirects(pageSlugs()).size).toBeGreaterThan(20);
  });
});

describe('what a forward page does with an address', () => {
  const moved = { old: '/r/en/b/#new' };
  test.each([
    ['carries query and fragment over', '?a=1&b=%20', '#part', '/r/en/a/?a=1&b=%20#part'],
    ['maps an old fragment to another page', '?a=1', '#old', '/r/en/b/?a=1#new'],
    ['needs neither', '', '', '/r/en/a/'],
    ['keeps a broken escape as it is', '', '#%E0%A4%A', '/r/en/a/#%E0%A4%A'],
    ['takes no name of an object for an id', '', '#constructor', '/r/en/a/#constructor'],
  ])('%s', (_what, search, hash, result) => {
    expect(redirectTarget('/r/en/a/', moved, search, hash)).toBe(result);
  });

  test('lands on the section that an old page became', () => {
    expect(redirectTarget('/r/en/a/#part', {}, '?q', '')).toBe('/r/en/a/?q#part');
  });
});
