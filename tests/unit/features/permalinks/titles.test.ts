import { expect, test } from 'vitest';
import { withTitles } from '../../../../src/features/permalinks/integration.ts';
import type { PermalinkList } from '../../../../src/features/permalinks/permalink-index.ts';
import { placeTitles } from '../../../../src/features/permalinks/titles.ts';

test.each([
  [
    'a drawing',
    '<figure id="x"><div aria-label="no"></div><figcaption><strong>A cluster.</strong> drawn</figcaption></figure>',
    'A cluster',
  ],
  ['a picture with a label only', '<figure id="x" aria-label="The board"></figure>', 'The board'],
  ['a table', '<table id="x"><caption class="visually-hidden">Ports</caption><tr><th>a</th></tr></table>', 'Ports'],
  [
    'a row',
    '<table><tbody id="x"><tr><th><a href="#x" aria-label="Antrea, link">Antrea</a> <small>3</small></th><td>b</td></tr></tbody></table>',
    'Antrea',
  ],
  [
    'a correction',
    '<article id="x"><h3><span>Then</span> <a href="#x">Docker was removed</a></h3><p>a</p></article>',
    'Docker was removed',
  ],
  [
    'a step of a flow',
    '<ol><li id="x"><span>kubectl</span> <span>REST 6443</span><div>Reads the <code>manifest</code>.</div></li></ol>',
    'kubectl REST 6443 Reads the manifest.',
  ],
  ['a heading with its button', '<h2 id="x">kubectl <code>exec</code><button>copy</button></h2>', 'kubectl exec'],
  [
    'an event with its sources folded',
    '<li id="x"><a href="#x"><time>2026</time></a><p>It ended.</p><details><summary>1 source</summary></details></li>',
    '2026 It ended.',
  ],
  ['a long text', `<p id="x">${'word '.repeat(40)}</p>`, `${'word '.repeat(16).trim()}…`],
])('%s is called by its words', (_name, html, title) => expect(placeTitles(html, new Set(['x'])).get('x')).toBe(title));

test('a place that says nothing is named, and stops the build', () => {
  const place = (id: string, en = '') => ({ id, title: { en } });
  const list: PermalinkList = {
    version: 'v1',
    site: 'https://example.org',
    languages: ['en'],
    count: 4,
    pages: [
      { slug: 'a', title: { en: 'A' }, places: [place('known', 'Known'), place('row'), place('empty'), place('gone')] },
    ],
    redirects: {},
  };
  const { list: whole, untitled } = withTitles(
    list,
    () => '<table><tr id="row"><th>Row</th></tr></table><p id="empty"></p>',
  );
  expect(whole.pages[0]?.places.map(({ title }) => title['en'])).toEqual(['Known', 'Row', '']);
  // What is not there at all is the business of the lock.
  expect(untitled).toEqual(['en: /a/#empty']);
  expect(whole.count).toBe(4);
});
