/** A small site, and how a list is read there: what the tests of lists share. */
import { parseHTML } from 'linkedom';
import { readLinks, type Reading } from '../../../../src/features/course-list/import.ts';
import { createResolver } from '../../../../src/features/permalinks/resolve.ts';
import type { PermalinkList } from '../../../../src/features/permalinks/permalink-index.ts';

export const SITE = 'https://example.github.io/repo';
export const CRI = `${SITE}/interfaces/cri/#operations`;
export const PORT = `${SITE}/pt-br/reference/ports/#kubelet-10250`;
export const HOME = `${SITE}/`;
const words = (text: string) => ({ 'pt-br': text, en: text });
const LIST: PermalinkList = {
  version: 'v1',
  site: SITE,
  languages: ['pt-br', 'en'],
  count: 5,
  pages: [
    { slug: '', title: words('Home'), places: [] },
    { slug: 'interfaces/cri', title: words('CRI'), places: [{ id: 'operations', title: words('Operations') }] },
    { slug: 'reference/ports', title: words('Ports'), places: [{ id: 'kubelet-10250', title: words('10250') }] },
  ],
  redirects: {},
};
export const { isOwn, check } = createResolver(LIST, ['http://localhost:4321']);
export const READING: Reading = {
  isOwn,
  check,
  parseHtml: (html) =>
    parseHTML(/<html/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`).document
      .body as unknown as Node,
};
export const read = (text: string): ReturnType<typeof readLinks> => readLinks(text, READING);
