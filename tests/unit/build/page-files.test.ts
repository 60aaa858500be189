import { expect, test } from 'vitest';
import { joinFiles } from '../../../src/build/page-files.ts';

const sheet = (name: string, media = ''): string => `<link rel="stylesheet" href="/repo/_astro/${name}.css"${media}>`;
const script = (name: string): string => `<script type="module" src="/repo/_astro/${name}.js"></script>`;
const assets = new Map([
  ['print.css', 'a{b:c}'],
  ['index.css', 'd{e:f}'],
  ['few.css', 'g{h:i}'],
  ['ec.1.css', 'j{k:l}'],
  ['ec.1.js', 'tab()'],
  ['Footer.js', 'import"./site.1.js";'],
  ['Toc.js', 'import "./site.1.js"'],
  [
    'Own.js',
    'const __vite__mapDeps=(i,m=__vite__mapDeps)=>i;\nimport"./common.1.js";own(()=>import(`./later.js`),__vite__mapDeps([0,1]))',
  ],
  ['later.js', ''],
  ['common.1.js', ''],
  ['site.1.js', 'everything()'],
]);
const viewport = '<meta name="viewport" content="width=device-width"/>';
const icon = '<link rel="icon" href="/repo/favicon.svg">';
const frame = viewport + icon + sheet('print', ' media="print"') + sheet('index');
const joinedFrame = viewport + sheet('site.common') + icon;

test('a page asks for one sheet, first of all and in the order of the cascade, and for each script once', () => {
  const { pages, common, dropped } = joinFiles(
    new Map([
      ['a', `${frame}<p>1</p>${script('Toc')}${script('Footer')}`],
      ['b', `${frame}<p>2</p>${sheet('ec.1')}${script('ec.1')}${script('Own')}${script('Footer')}`],
      ['c', `${frame}${sheet('few')}${sheet('ec.1')}<p>3</p>`],
    ]),
    assets,
  );
  expect(common).toBe('@media print{a{b:c}}d{e:f}j{k:l}');
  expect(pages.get('a')).toBe(`${joinedFrame}<p>1</p>${script('site.1')}`);
  const own =
    '<script type="module">import"/repo/_astro/common.1.js";own(()=>import(`/repo/_astro/later.js`))</script>';
  expect(pages.get('b')).toBe(`${joinedFrame}<p>2</p>${own}${script('site.1')}`);
  expect(pages.get('c')).toBe(`${joinedFrame}<style>g{h:i}</style><p>3</p>`);
  expect([...dropped].sort()).toEqual([
    'Footer.js',
    'Own.js',
    'Toc.js',
    'ec.1.css',
    'ec.1.js',
    'few.css',
    'index.css',
    'print.css',
  ]);
});
test('the only sheet of a page outside the frame stays a file', () => {
  const { pages } = joinFiles(
    new Map([
      ['a', frame],
      ['forward', sheet('plain')],
    ]),
    new Map([...assets, ['plain.css', 'm{n:o}']]),
  );
  expect(pages.get('forward')).toBe(sheet('plain'));
});
test('the rule for what did not come ends the common sheet', () => {
  const words = '.part-missing{z-index:2}';
  const said = new Map([...assets, ['print.css', `a{b:c}${words}p{q:r}`]]);
  expect(joinFiles(new Map([['a', frame]]), said).common).toBe(`@media print{a{b:c}p{q:r}}d{e:f}${words}`);
});
test('a sheet that would lose its files when it moves is an error', () => {
  const broken = new Map([...assets, ['index.css', 'd{e:url(./picture.svg)}']]);
  expect(() => joinFiles(new Map([['a', frame]]), broken)).toThrow(/index\.css names files/);
});
test('a page that has no place for the common sheet is an error', () => {
  expect(() => joinFiles(new Map([['a', frame.replace(viewport, '')]]), assets)).toThrow(/^a names no viewport/);
});

test('a page knows each file that it runs at once, by what the file says at its end; one that says nothing is an error', () => {
  const words = (names = 'self'): string => `<p class="x" data-part-missing="${names}" role="alert" hidden></p>`;
  const pages = new Map([
    ['a', frame + words() + script('Own') + script('Footer')],
    ['b', frame + script('Footer')],
    ['c', frame + words() + script('Footer')],
  ]);
  const said = new Map([
    ...assets,
    ['site.1.js', 'all();window.$site=1'],
    ['common.1.js', 'export{};window.$common=1'],
  ]);
  const joined = joinFiles(pages, said).pages;
  expect(joined.get('a')).toContain(words('$site $common'));
  expect(joined.get('b')).not.toContain('missing');
  expect(joined.get('c')).toContain(words('$site'));
  expect(() => joinFiles(pages, new Map([...said, ['common.1.js', 'x()']]))).toThrow(/^common\.1\.js does not say/);
});

test('the text of a page is a section, and a page whose text does not end where it should is named', () => {
  const text = '<div class="sl-markdown-content"><div>1</div></div>';
  const page = (rest: string) => joinFiles(new Map([['a', viewport + text + rest]]), new Map()).pages.get('a');
  expect(page('<copy-menu>')).toBe(`${viewport}<section class="sl-markdown-content"><div>1</div></section><copy-menu>`);
  expect(() => page('<footer>')).toThrow(/^a: its text does not end/);
});

test('a note is one by its role, with its title for everybody; one of another form is named', () => {
  const note = (label: string): string =>
    `<aside ${label}class="starlight-aside starlight-aside--tip"><p class="starlight-aside__title" aria-hidden="true">` +
    '<svg width="16"></svg>Mind it</p><div>All go.</div></aside>';
  const page = (html: string) => joinFiles(new Map([['a', viewport + html]]), new Map()).pages.get('a');
  expect(page(`${note('aria-label="Mind it" ')}<aside id="x"></aside>`)).toBe(
    `${viewport}<section role="note" class="starlight-aside starlight-aside--tip"><p class="starlight-aside__title">` +
      '<svg aria-hidden="true" width="16"></svg>Mind it</p><div>All go.</div></section><aside id="x"></aside>',
  );
  expect(() => page(note('title="Mind it" '))).toThrow(/^a has a note of another form/);
});
