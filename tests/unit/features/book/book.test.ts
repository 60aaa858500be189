import { unzipSync, strFromU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { chapterOf, element, movedLink, placed, type Chapter } from '../../../../src/features/book/chapter.ts';
import { epubFiles, epubProblems, packEpub } from '../../../../src/features/book/epub.ts';
import { filled, type TakenFile } from '../../../../src/features/book/files.ts';
import { relativePage, wayUp } from '../../../../src/features/book/folder.ts';
import { isRead, pathPages, wholeBook } from '../../../../src/features/book/plan.ts';
import { addressIn, contentsOf, serialized, volume, type Book } from '../../../../src/features/book/volume.ts';

const words = { sources: 'Sources', answers: 'Answers' };
const page = (content: string, after = ''): string =>
  `<!doctype html><html lang="en"><head><title>x</title></head><body><main><h1>The page</h1><p class="page-meta"><span>Checked for v1.37</span></p><div class="sl-markdown-content">${content}</div>${after}</main></body></html>`;
const heading = (id: string, title: string): string =>
  `<div class="sl-heading-wrapper level-h2"><h2 id="${id}">${title}</h2><a class="sl-anchor-link" href="#${id}">#</a></div>`;
const chapter = (slug: string, content: string, after = ''): Chapter => chapterOf(page(content, after), slug, words);
const text = (one: Chapter): string => serialized(element('div', {}, ...one.content));

const book = (chapters: Chapter[], title = ''): Book => ({
  id: 'b',
  tag: 'en',
  root: '/repo/en/',
  origin: 'https://example.org',
  site: 'example.org/repo',
  title: 'Book & “site”',
  subtitle: 'All of it',
  checked: 'v1.37',
  imprint: ['See https://example.org/repo/en/.'],
  parts: [{ title, chapters }],
  words: { contents: 'Contents' },
  cover: undefined,
});

describe('a page as a chapter', () => {
  test('has its text and headings, and nothing to click', () => {
    const made = chapter(
      'a/b',
      `${heading('why', 'Why')}<p>Text <term-tip><a class="term-button" href="/repo/en/g/#x" aria-describedby="tip">term</a><span id="tip" class="term-tip" popover>Tip</span></term-tip><script>1</script></p><button>Go</button><p hidden>no</p>`,
    );
    expect(made).toMatchObject({
      title: 'The page',
      checked: 'Checked for v1.37',
      sections: [{ id: 'why', title: 'Why' }],
    });
    expect(text(made)).toBe(
      '<div xmlns="http://www.w3.org/1999/xhtml"><h2 id="why">Why</h2><p>Text <a class="term-button" href="/repo/en/g/#x">term</a></p></div>',
    );
  });

  test('sources become notes, numbered by their first mention and each once; the list of the page follows', () => {
    const made = chapter(
      'a',
      `<table><tbody><tr><th>6443</th><td>TLS</td></tr><tr><td colspan="2"><details><summary>More</summary><a href="https://s.org/two">Two</a></details></td></tr></tbody></table>
       <div class="fact"><details class="fact-sources"><summary>2 sources</summary><a href="https://s.org/two">Two</a><a href="https://s.org/three">Three</a><a class="report-fact" href="https://s.org/no">Report</a></details></div>
       ${heading('sources', 'Sources')}<ul class="source-list"><li><a href="https://s.org/one">One</a></li><li><a href="https://s.org/three">Three</a></li></ul>`,
    );
    const notes = [...text(made).matchAll(/<li id="book-note-(\d)"><a href="([^"]+)">/g)].map((one) => one.slice(1, 3));
    expect(notes).toEqual([
      ['1', 'https://s.org/two'],
      ['2', 'https://s.org/three'],
      ['3', 'https://s.org/one'],
    ]);
    expect(text(made)).toContain(
      '<th>6443<span class="note-refs"><a class="note-ref" href="#book-note-1">1</a></span></th>',
    );
    expect(text(made)).not.toMatch(/details|Report|colspan/);
    expect(made.sections).toEqual([]);
  });

  test('answers to its questions come after the notes, so that nobody reads them beside the question', () => {
    const made = chapter(
      'a',
      `<p>Text</p>${heading('sources', 'Sources')}<ul class="source-list"><li><a href="https://s.org/">S</a></li></ul>`,
      '<section class="check-yourself"><h2 id="check-yourself">Check</h2><ol><li><p>Which?</p><details><summary>Answer</summary><p>This.</p></details></li></ol></section>',
    );
    const order = ['Which?', 'book-note-1', 'This.'].map((one) => text(made).indexOf(one));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
  });

  test('what is folded in the text stands open, with its name', () => {
    expect(text(chapter('a', '<details><summary>On Windows</summary><p>It differs.</p></details>'))).toContain(
      '<p class="unfolded"><strong>On Windows</strong></p><p>It differs.</p>',
    );
  });

  test('numbers that a style sheet keeps apart are apart without it', () => {
    expect(text(chapter('a', '<p class="refs"><a href="#x">1</a><a href="#y">2</a></p>'))).toContain('>1</a> <a');
  });

  test.each([
    ['<p class="page-meta"><span>Checked for v1.37</span> <a href="#sources">4 sources</a></p>', 'Checked for v1.37'],
    ['<p class="page-meta"><a href="#sources">4 sources</a></p>', ''],
    ['', ''],
  ])('says what its page says of the day of its check, and no more: %s', (meta, checked) => {
    const page = `<main><h1>A</h1>${meta}<div class="sl-markdown-content"><p>Text</p></div></main>`;
    expect(chapterOf(page, 'a', words).checked).toBe(checked);
  });

  test('a page without content is refused by name', () => {
    expect(() => chapterOf('<p>nothing</p>', 'a/b', words)).toThrow('/a/b/ is no page of content');
  });
});

describe('links', () => {
  const one = chapter('a/one', `<p id="here">x</p><a href="/repo/en/b/two/#there">y</a><a href="#here">z</a>`);
  const two = chapter('b/two', `${heading('there', 'There')}`);
  const whole = book([one, two]);
  const address = addressIn(whole);

  test('lead into the book where it holds the place, else to the site', () => {
    expect(address('b/two', 'there')).toBe('#b-two--there');
    expect(address('b/two', '')).toBe('#b-two');
    expect(address('b/two', 'gone')).toBe('https://example.org/repo/en/b/two/#gone');
    expect(address('c', '')).toBe('https://example.org/repo/en/c/');
  });

  test.each([
    ['/repo/en/b/two/#there', '#b-two--there'],
    ['../../b/two/', '#b-two'],
    ['#here', '#a-one--here'],
    ['/repo/en/b/two/?q=1#there', 'https://example.org/repo/en/b/two/?q=1#there'],
    ['/repo/data/v1/ports.json', 'https://example.org/repo/data/v1/ports.json'],
    ['https://other.org/', 'https://other.org/'],
  ])('%s → %s', (from, to) => {
    expect(movedLink(from, 'a/one', { addressOf: address, root: '/repo/en/', origin: 'https://example.org' })).toBe(to);
  });

  test('ids are the chapter’s own, and a chapter is not changed by being placed', () => {
    const before = text(one);
    const content = placed(one, {
      addressOf: address,
      idOf: (id) => `a-one--${id}`,
      deeper: 1,
      root: '/repo/en/',
      origin: 'https://example.org',
    });
    expect(serialized(element('div', {}, ...content))).toContain('<p id="a-one--here">');
    expect(text(one)).toBe(before);
  });

  test('a block of code is no picture for a screen reader', () => {
    const code = chapter('c', '<figure class="frame"><pre>kubectl</pre></figure>');
    expect(volume(book([code]), '', () => 1)).toMatch(/<figure class="frame" role="group">/);
    expect(text(code)).toContain('<figure class="frame">');
  });

  test('no address of the machine that makes the book is left, on the cover either', () => {
    const cover = element('svg', {}, element('a', { href: '/repo/en/b/two/' }), element('a', { href: '/repo/en/c/' }));
    const html = volume({ ...whole, cover }, '', () => 1);
    expect(html).toContain('<a href="#b-two"');
    expect(html).toContain('<a href="https://example.org/repo/en/c/"');
    expect(html).not.toMatch(/href="\//);
  });

  test('the contents name parts, chapters and sections, with the pages they are on', () => {
    const made = book([one, two], 'Part');
    expect(contentsOf(made).map(({ depth, to }) => [depth, to])).toEqual([
      [0, 'part-1'],
      [1, 'a-one'],
      [1, 'b-two'],
      [2, 'b-two--there'],
    ]);
    const html = volume(made, '', (id) => (id === 'b-two--there' ? 42 : 7));
    expect(html).toContain('<a href="#b-two--there">There</a><span class="page-number">42</span>');
    for (const { to } of contentsOf(made)) expect(html).toContain(`id="${to}"`);
    // A running head with a quotation mark ends neither its string nor its rule.
    expect(html).toContain('@top-left{content:"Book &#x26; “site”"}');
  });
});

describe('which books there are', () => {
  test('the whole one leaves out tools and what repeats it', () => {
    expect(
      wholeBook([
        { label: '', slugs: ['start'] },
        { label: 'Reference', slugs: ['reference/ports', 'reference/firewall'] },
        { label: 'Sheets', slugs: ['notes', 'notes/summary'] },
      ]),
    ).toEqual([{ title: 'Reference', slugs: ['reference/ports'] }]);
    expect([isRead('study/practice'), isRead('')]).toEqual([false, false]);
  });

  test('a path has the pages of its list, in order, each once, and no tool', () => {
    const start = `<main><h2 id="student">S</h2><ol><li><a href="/repo/en/b/">b</a> <a href="/repo/en/a/#x">a</a></li><li><a href="/repo/en/b/#y">b</a> <a href="/repo/en/course/kit/">kit</a> <a href="https://o.org/">o</a></li></ol><p><a href="/repo/en/c/">c</a></p><h2 id="teacher">T</h2><ol><li><a href="/repo/en/d/">d</a></li></ol></main>`;
    expect(pathPages(start, 'student', '/repo/en/')).toEqual(['b', 'a']);
    expect(() => pathPages(start, 'on-call', '/repo/en/')).toThrow('no numbered list of links under #on-call');
  });
});

describe('EPUB', () => {
  const date = new Date('2026-11-27T12:00:00Z');
  const drawing = { svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', alt: 'Two boxes' };
  const files = (content = ''): Map<string, string> =>
    epubFiles(
      book([
        chapter(
          'a/one',
          `<figure id="diagram-x" class="diagram"><div><svg class="dg"/></div></figure><a href="/repo/en/b/#there">y</a>${content}`,
        ),
        chapter('b', heading('there', 'There')),
      ]),
      { drawings: new Map([['diagram-x', drawing]]), identifier: 'urn:x', date },
    );

  test('the file that says what it is comes first, not compressed; the same content gives the same bytes', () => {
    const packed = packEpub(files(), date);
    // Local header: method at 8, length of the name at 26, the name at 30. EPUB OCF 4.3.
    const view = new DataView(packed.buffer, packed.byteOffset);
    expect(view.getUint16(8, true)).toBe(0);
    expect(strFromU8(packed.slice(30, 30 + view.getUint16(26, true)))).toBe('mimetype');
    expect(view.getUint16(28, true)).toBe(0);
    expect(strFromU8(packed.slice(38, 58))).toBe('application/epub+zip');
    expect(packEpub(files(), date)).toEqual(packed);
    expect(Object.keys(unzipSync(packed))).toContain('META-INF/container.xml');
  });

  test('every file is in the manifest, every chapter in the spine and in the contents', () => {
    const all = files();
    const opf = all.get('book.opf') ?? '';
    for (const path of all.keys()) if (path !== 'book.opf') expect(opf).toContain(`href="${path}"`);
    expect(opf).toMatch(/<itemref idref="title-xhtml"\/><itemref idref="nav-xhtml"\/><itemref idref="a-one-xhtml"\/>/);
    expect(all.get('nav.xhtml')).toContain('<a href="b.xhtml#there">There</a>');
    expect(opf).toContain('<meta property="dcterms:modified">2026-11-27T12:00:00Z</meta>');
  });

  test('links go from file to file, drawings are pictures with words', () => {
    const one = files().get('a-one.xhtml') ?? '';
    expect(one).toContain('<a href="b.xhtml#there">');
    expect(one).toContain('<img src="pictures/diagram-x.svg" alt="Two boxes"');
    expect(epubProblems(files())).toEqual([]);
  });

  test.each([
    ['<a href="https://x.org/">x</a><p id="q">1</p><p id="q">2</p>', 'has the id q twice'],
    ['<img src="https://x.org/y.png">', 'has a picture without words'],
  ])('a fault is named: %s', (content, problem) => {
    expect(epubProblems(files(content)).join()).toContain(problem);
  });

  test('a link without a target is named', () => {
    const all = files().set('a-one.xhtml', '<a href="b.xhtml#gone">x</a><a href="c.xhtml">y</a>');
    expect(epubProblems(all)).toEqual([
      'a-one.xhtml leads to b.xhtml#gone, and there is no such place.',
      'a-one.xhtml leads to c.xhtml, and there is no such file.',
    ]);
  });
});

describe('rooms for the files in pages', () => {
  const file = (own: Partial<TakenFile>): TakenFile => ({
    file: 'book.en.pdf',
    locale: 'en',
    id: 'student',
    kind: 'pdf',
    title: 'The path',
    bytes: 1_234_567,
    pages: 99,
    ...own,
  });
  const how = {
    words: {
      line: '{{title}}:',
      pages_one: '{count} page',
      pages_other: '{count} pages',
      date: 'made on {{date}}',
      more: 'all',
      kinds: { pdf: 'PDF', epub: 'EPUB', zip: 'ZIP' },
    },
    at: '/repo/book/',
    all: '/repo/en/study/offline/#book',
    tag: 'en',
    day: '27 November 2026',
  };
  test('say size, pages and day, and are filled anew', () => {
    const room = '<p>a</p><book-files data-set="student" hidden></book-files><p>b</p>';
    const once = filled(room, [file({}), file({ id: 'teacher' })], how);
    expect(once).toBe(
      '<p>a</p><book-files data-set="student"><p>The path: <a href="/repo/book/book.en.pdf">PDF</a> (99 pages, 1.2 MB) · made on 27 November 2026 · <a href="/repo/en/study/offline/#book">all</a></p></book-files><p>b</p>',
    );
    expect(filled(once, [file({ bytes: 2e6, pages: 1 })], how)).toContain('(1 page, 2.0 MB)');
  });
  test('one that would stay empty stops', () => {
    expect(() => filled('<book-files data-set="sheets" hidden></book-files>', [file({})], how)).toThrow('"sheets"');
  });
});

describe('the site as a folder', () => {
  test.each([
    ['index.html', './'],
    ['en/index.html', '../'],
    ['en/a/b/index.html', '../../../'],
  ])('%s is below %s', (path, up) => expect(wayUp(path)).toBe(up));

  test('addresses are relative and name files; those of scripts stay folders; what only a server needs goes', () => {
    const from =
      '<head><meta http-equiv="content-security-policy" content="x"><link rel="manifest" href="/repo/m"/></head><script data-base="/repo/">1</script><a href="/repo/en/x/?q=1#y">x</a><img src="/repo/p.svg"><form action="/repo/en/search/"></form><a href="https://example.org/repo/">web</a><x-y data-base="/repo" data-file="/repo/study/" data-s="{&quot;here&quot;:&quot;/repo/en/&quot;,&quot;base&quot;:&quot;/repo&quot;}"></x-y>';
    expect(relativePage(from, 'en/a/index.html', '/repo')).toBe(
      '<head></head><script data-base="/repo/">1</script><a href="../../en/x/index.html?q=1#y">x</a><img src="../../p.svg"><form action="../../en/search/index.html"></form><a href="https://example.org/repo/">web</a><x-y data-base="../.." data-file="../../study/" data-s="{&quot;here&quot;:&quot;../../en/&quot;,&quot;base&quot;:&quot;../..&quot;}"></x-y>',
    );
  });
});
