/** A small site, and how a list is read there: what the tests of lists share. */
import { parseHTML } from 'linkedom';
import { addressesIn, readLinks } from '../../../../src/features/course-list/import.ts';
import type { Reading } from '../../../../src/features/course-list/import-text.ts';
import { createResolver } from '../../../../src/features/permalinks/resolve.ts';
import type { PermalinkList } from '../../../../src/features/permalinks/permalink-index.ts';

export const SITE = 'https://example.org/repo';
export const CRI = `${SITE}/interfaces/cri/#operations`;
export const PORT = `${SITE}/pt-br/reference/ports/#kubelet-10250`;
export const HOME = `${SITE}/`;
const title = { 'pt-br': 'A CRI', en: 'CRI' };
export const LIST: PermalinkList = {
  version: 'v1',
  site: SITE,
  languages: ['pt-br', 'en'],
  count: 5,
  pages: [
    { slug: '', title: { 'pt-br': 'Início', en: 'Home' }, places: [] },
    {
      slug: 'interfaces/cri',
      title,
      places: [{ id: 'operations', title: { 'pt-br': 'Operações', en: 'Operations' } }],
    },
    { slug: 'reference/ports', title, places: [{ id: 'kubelet-10250', title }] },
  ],
  redirects: { '/cri/': '/interfaces/cri/', '/reference/ports/#10250': '/reference/ports/#kubelet-10250' },
};
export const { resolve, isOwn, check } = createResolver(LIST, ['http://localhost:4321']);
const READING: Reading = {
  isOwn,
  check,
  parseHtml: (html) =>
    parseHTML(/<html/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`).document
      .body as unknown as Node,
};
export const read = (text: string): ReturnType<typeof readLinks> => readLinks(text, READING);
export const asked = (text: string): string[] => addressesIn(text, READING);
