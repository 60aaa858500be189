import fc from 'fast-check';
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { formatAddress } from '../../../../src/features/permalinks/address.ts';
import { createResolver } from '../../../../src/features/permalinks/resolve.ts';
import { exportAs, fileName, type Sheet } from '../../../../src/features/course-list/export.ts';
import { keepItems, mergeLists, move } from '../../../../src/features/course-list/course-list.ts';
import { fromFragment, MAX_ITEMS, toFragment } from '../../../../src/features/course-list/list-fragment.ts';
import { headingsIn } from '../../../../src/content-index/headings.ts';
import { publicAddress, titlesOf } from '../../../../src/features/permalinks/permalink-index.ts';
import { qrPath } from '../../../../src/lib/qr.ts';
import { check, LIST, resolve, SITE } from './small-site.ts';

test.each(['null', 'file://', ''])('a copy without an origin (“%s”) knows the addresses of the site', (origin) => {
  const { check: checkHere, isOwn } = createResolver(LIST, [origin]);
  expect(checkHere(`${LIST.site}/cri/`)).toMatchObject({ kind: 'moved', now: { slug: 'interfaces/cri' } });
  expect(isOwn(`${LIST.site}/en/interfaces/cri/`)).toBe(true);
  expect(checkHere('https://example.com/')).toEqual({ kind: 'foreign' });
});

describe('a list in an address', () => {
  const items = [
    { slug: 'interfaces/cri', id: 'operations', note: 'a, b ~ & = # é "c"' },
    { slug: '', note: '' },
    { slug: 'reference/ports', id: 'kubelet-10250', note: '' },
  ];

  test('comes back as it was', () => {
    const read = fromFragment(`#${toFragment({ title: 'Week 1 & 2', items })}`);
    expect(keepItems(read?.title ?? '', read?.raw ?? [], resolve)).toEqual({
      list: { title: 'Week 1 & 2', items },
      dropped: { unreadable: [], unknown: [], doubled: [], beyond: 0, cut: 0, sections: [], foreign: [] },
    });
  });

  test('brings old addresses up to date', () => {
    const { list } = keepItems('', fromFragment('list=cri:operations,reference/ports:10250')?.raw ?? [], resolve);
    expect(list.items.map(formatAddress)).toEqual(['/interfaces/cri/#operations', '/reference/ports/#kubelet-10250']);
  });

  test('garbage, doubles, unknown ids: what can be kept is kept, the rest is named', () => {
    const { list, dropped } = keepItems(
      '',
      fromFragment(
        'list=,,interfaces/cri:operations~%E0%A4%A,interfaces/cri:nope,<b>,interfaces/cri:operations,%%%,::::',
      )?.raw ?? [],
      resolve,
    );
    expect(list.items).toEqual([{ slug: 'interfaces/cri', id: 'operations', note: '%E0%A4%A' }]);
    expect(dropped).toMatchObject({ unknown: ['/interfaces/cri/#nope'], doubled: ['/interfaces/cri/#operations'] });
    expect(dropped.unreadable).toHaveLength(3);
  });

  test('5,000 entries: the first are kept, the others counted; long notes are cut', () => {
    const raw = Array.from({ length: 5000 }, (_, index) => ({ address: `/p/#x${index}`, note: 'n'.repeat(1000) }));
    const { list, dropped } = keepItems('t', raw, (address) => address);
    expect(list.items).toHaveLength(MAX_ITEMS);
    expect(dropped.beyond).toBe(5000 - MAX_ITEMS);
    expect(dropped.cut).toBe(MAX_ITEMS);
    expect(list.items[0]?.note).toHaveLength(300);
  });

  test.each(['👩', '\ud83d', '\udc69x'.slice(0, 1), '👩‍💻'.slice(0, 3)])(
    'half an emoji (%j) is left out, the rest is kept',
    (sign) => {
      const read = fromFragment(toFragment({ title: `a${sign}`, items: [{ slug: '', note: `${sign}b` }] }));
      const whole = sign.replace(/[\uD800-\uDFFF]/gu, '');
      expect(read).toEqual({ title: `a${whole}`, raw: [{ address: '/', note: `${whole}b` }] });
    },
  );

  test('a fragment that is no list is none', () => expect(fromFragment('#operations')).toBeUndefined());

  test('moves an item and stops at the ends', () => {
    expect(move(items, 0, 1).map(({ slug }) => slug)).toEqual(['', 'interfaces/cri', 'reference/ports']);
    expect(move(items, 0, -1)).toEqual(items);
  });
});

const sheet: Sheet = {
  title: 'Week *1* <é>',
  tag: 'en',
  credit: 'Links: Kubernetes Interfaces, CC BY 4.0',
  lines: [
    { title: 'Operations – CRI [x]', url: `${SITE}/interfaces/cri/#operations`, note: '=1+1, "quoted" <b> & `code`' },
    { title: 'Home', url: `${SITE}/`, note: '' },
  ],
};

describe('exports', () => {
  test('no cell of the CSV is a formula, blanks and wide signs before it or not', () => {
    expect(exportAs('csv', sheet)).toContain(`"'=1+1, ""quoted"" <b> & \`code\`"`);
    for (const note of [' =HYPERLINK("x")', '＝1+1', '\u00a0@x', "'=1"])
      expect(exportAs('csv', { ...sheet, lines: [{ title: '-x', url: SITE, note }] })).toMatch(/^1,'-x,[^,]*,"?'/m);
  });
  test('in Portuguese a spreadsheet wants the semicolon', () =>
    expect(exportAs('csv', { ...sheet, tag: 'pt-BR' }).split('\r\n')[0]).toBe('\uFEFFposition;title;address;note'));
  test('LMS text has no script, style or class, and opens links in a new tab', () => {
    const text = exportAs('lms', sheet);
    expect(text).not.toMatch(/<script|<style|class=|<html/);
    expect(text.match(/target="_blank" rel="noopener noreferrer"/g)).toHaveLength(2);
  });
  test('file names are plain', () => {
    expect(fileName('lms', 'Aula 1: Introdução')).toBe('aula-1-introducao.lms.html');
    expect(fileName('csv', '  ')).toBe('kubernetes-interfaces.csv');
  });
});

describe('two tabs', () => {
  const list = (title: string, ...items: [slug: string, note?: string][]) => ({
    title,
    items: items.map(([slug, note = '']) => ({ slug, note })),
  });
  const base = list('t', ['a'], ['b', 'old'], ['c']);
  test.each([
    [
      'what the other added is kept',
      list('t', ['a'], ['b', 'new'], ['c']),
      list('t', ['a'], ['b', 'old'], ['c'], ['d']),
      list('t', ['a'], ['b', 'new'], ['c'], ['d']),
    ],
    [
      'what either removed is gone',
      list('t', ['b', 'old'], ['c']),
      list('t', ['a'], ['b', 'old']),
      list('t', ['b', 'old']),
    ],
    [
      'a note written to what the other removed is kept',
      list('t', ['a', 'mine'], ['b', 'old'], ['c']),
      list('t', ['b', 'old'], ['c']),
      list('t', ['a', 'mine'], ['b', 'old'], ['c']),
    ],
    [
      'a note and a title that only the other changed are theirs',
      list('t', ['c'], ['a'], ['b', 'old']),
      list('T', ['a'], ['b', 'their'], ['c']),
      list('T', ['c'], ['a'], ['b', 'their']),
    ],
    ['a tab that changed nothing takes all', base, list('T', ['c'], ['b', 'x']), list('T', ['c'], ['b', 'x'])],
    ['emptied here, added there', list(''), list('t', ['a'], ['b', 'old'], ['c'], ['d']), list('', ['d'])],
  ])('%s', (_name, ours, theirs, merged) => expect(mergeLists(base, ours, theirs)).toEqual(merged));

  test('whatever one adds, the other does not lose', () => {
    const items = fc.uniqueArray(
      fc.record({ slug: fc.constantFrom(...'abcdefgh'), note: fc.constantFrom('', 'x', 'y') }),
      {
        selector: ({ slug }) => slug,
      },
    );
    const lists = fc.record({ title: fc.constantFrom('', 't'), items });
    fc.assert(
      fc.property(lists, lists, lists, (before, ours, theirs) => {
        const merged = new Set(mergeLists(before, ours, theirs).items.map(({ slug }) => slug));
        const had = new Set(before.items.map(({ slug }) => slug));
        for (const { slug } of [...ours.items, ...theirs.items]) if (!had.has(slug)) expect(merged).toContain(slug);
      }),
    );
  });
});

describe('the checker', () => {
  test.each([
    [`${SITE}/en/interfaces/cri/#operations`, 'here'],
    [`${SITE}/interfaces/cri/?a=1#operations`, 'here'],
    ['http://localhost:4321/repo/pt-br/interfaces/cri/', 'here'],
    ['example.org/repo/en/interfaces/cri/', 'here'],
    [`${SITE}/cri/#operations`, 'moved'],
    [`${SITE}/en/reference/ports/#10250`, 'moved'],
    [`${SITE}/EN/Interfaces/CRI.html#Operations`, 'form'],
    [`${SITE}/en/interfaces/cri#operations`, 'form'],
    [`${SITE}/en/interfaces/cri/#nope`, 'top'],
    [`${SITE}/en/interfaces/crii/`, 'dead'],
    [`${SITE}/en/interfaces/cri/#operations:~:text=kubelet`, 'here'],
    [`https://www.google.com/url?q=${encodeURIComponent(`${SITE}/interfaces/cri/#operations`)}&sa=D`, 'here'],
    ...[
      'https://nam02.safelinks.protection.outlook.com/?data=05%7C02&url=',
      'https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=',
      'https://slack-redir.net/link?url=',
      'https://l.facebook.com/l.php?u=',
      'https://www.youtube.com/redirect?event=x&q=',
      'https://moodle.example/mod/url/view.php?id=9&redirect=1&url=',
      'https://canvas.example/courses/1/external_tools/retrieve?url=',
    ].map((around): [string, string] => [around + encodeURIComponent(`${SITE}/interfaces/cri/#operations`), 'here']),
    ['https://www.linkedin.com/safety/go?url=https%3A%2F%2Fexample.org%2Frepo%2Finterfaces%2Fcri%2F&trk=x', 'here'],
    ['https://l.instagram.com/?u=https%3A%2F%2Fexample.org%2Frepo%2Finterfaces%2Fcri%2F%23operations&e=x', 'here'],
    ['https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fexample.org%2frepo%2finterfaces%2fcri%2f&c=E', 'here'],
    ['https://urldefense.com/v3/__https://example.org/repo/interfaces/cri/*operations__;Iw!!ABC!x-y$', 'here'],
    ['https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_repo_interfaces_cri_-23operations&d=D', 'here'],
    ['https://web.archive.org/web/20261121000000/https://example.org/repo/en/interfaces/cri/#operations', 'here'],
    ['https://secure-web.cisco.com/1aB-c/https%3A%2F%2Fexample.org%2Frepo%2Finterfaces%2Fcri%2F', 'here'],
    ['https://example-org.translate.goog/repo/en/interfaces/cri/?_x_tr_sl=en#operations', 'here'],
    ['https://urldefense.com/v3/__https://example.com/*x__;!!!!', 'foreign'],
    // Of several addresses, one that cannot be read hides none of the others, whatever is wrong with it.
    ['https://www.google.com/url?esrc=https://%5B&q=https%3A%2F%2Fexample.org%2Frepo%2Finterfaces%2Fcri%2F', 'here'],
    ['https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Frepo%2Finterfaces%2Fcri%2F&esrc=http://a:b/', 'here'],
    ['https://urldefense.com/v3/__https://example.org/repo/interfaces/cri/__;A!!ABC!x-y$', 'here'],
    // A link around a link, as one program hands it to the next.
    [
      `https://x.safelinks.protection.outlook.com/?url=${encodeURIComponent('https://urldefense.com/v3/__https://example.org/repo/interfaces/cri/*operations__;Iw!!ABC!x-y$')}&data=05`,
      'here',
    ],
    [
      `https://www.google.com/url?q=${encodeURIComponent(`https://l.facebook.com/l.php?u=${encodeURIComponent(`${SITE}/interfaces/cri/#nope`)}`)}`,
      'top',
    ],
    // The section stands behind the link around it, and goes on with it.
    ['https://www.google.com/url?q=https://example.org/repo/interfaces/cri/#nope&sa=D', 'top'],
    ['https://slack-redir.net/link?url=https://example.org/repo/interfaces/cri/#operations', 'here'],
    ['https://example.org/repo/interfaces/cri/#operations?utm_source=chat', 'here'],
    ['https://example.org/repo/interfaces/cri/%23operations', 'here'],
    ['https://example.org/repo/en/interfaces/cri/index.md#operations', 'form'],
    ['https://www.google.com/url?q=https%3A%2F%2Fexample.com%2F', 'foreign'],
    [`https://validator.example/nu/?doc=${encodeURIComponent(`${SITE}/en/`)}`, 'foreign'],
    [`${SITE}/data/v1/ports.csv`, 'file'],
    [`${SITE}/en/changes.atom`, 'file'],
    [`${SITE}/embed/?port=kubelet-10250&lang=en`, 'file'],
    [`${SITE}/en/interfaces/crii.html`, 'dead'],
    [`${SITE}/en/embed/`, 'dead'],
    ['https://example.com/', 'foreign'],
    ['http://[', 'foreign'],
  ])('%s: %s', (pasted, kind) => expect(check(pasted).kind).toBe(kind));
});

test('titles and addresses of a place', () => {
  expect(titlesOf(LIST, { slug: 'interfaces/cri', id: 'operations' }, 'pt-br')).toEqual({
    page: 'A CRI',
    place: 'Operações',
  });
  expect(titlesOf(LIST, { slug: 'nope' }, 'en')).toBeUndefined();
  expect(publicAddress(SITE, { slug: '' })).toBe(`${SITE}/`);
  expect(publicAddress(SITE, { slug: 'a', id: 'b' })).toBe(`${SITE}/a/#b`);
  expect(publicAddress(SITE, { slug: 'a' }, 'en')).toBe(`${SITE}/en/a/`);
});

test('headings are read from Markdown, never from its code', () => {
  const text =
    "## The `kubelet` [#kubelet]\n```md\n## No [#no]\n```\n### A [link](/x/) and *more* [#more]\n## {'{'}x [#x]\n#### Deep [#deep]";
  expect(headingsIn(text)).toEqual([
    { id: 'kubelet', depth: 2, title: 'The kubelet' },
    { id: 'more', depth: 3, title: 'A link and more' },
    { id: 'x', depth: 2, title: '{x' },
  ]);
});

test('a QR code decodes to its address', () => {
  const text = `${SITE}/reference/ports/#kube-controller-manager-10252-insecure`;
  const { path, side } = qrPath(text);
  const scale = 4;
  const pixels = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dy = 0; dy < scale; dy++)
      for (let dx = 0; dx < scale; dx++) {
        const at = ((Number(y) * scale + dy) * side * scale + Number(x) * scale + dx) * 4;
        pixels.fill(0, at, at + 3);
      }
  }
  expect(jsQR(pixels, side * scale, side * scale)?.data).toBe(text);
});
