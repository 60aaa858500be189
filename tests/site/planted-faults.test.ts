import { expect, test } from 'vitest';
import { line } from '../content/checks/finding.ts';
import { readSite, type Site } from '../support/site.ts';
import { tempFolder } from '../support/temp.ts';
import { completeReference, noLeftovers, resolvingLinks, rightLanguages, uniqueHeads, uniqueIds } from './checks.ts';
import { validate } from './html-rules.ts';

const ORIGIN = 'https://example.org';
const BASE = '/repo';
const url = (locale: string): string => `${ORIGIN}${BASE}/${locale}/`;

/** A small whole page in one language. */
const page = (locale: 'en' | 'pt-br', lang: string, body = ''): string => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>Page in ${lang}</title>
<meta name="description" content="What this page says in ${lang}.">
<link rel="canonical" href="${url(locale)}">
<link rel="alternate" hreflang="en" href="${url('en')}"><link rel="alternate" hreflang="pt-BR" href="${url('pt-br')}">
</head><body><main><h1 id="_top">Page</h1><h2 id="role">Role</h2>
<p><a href="${BASE}/${locale}/#role">role</a> <a hreflang="en" href="${BASE}/en/">English</a></p>${body}</main></body></html>
`;
const FILES = {
  'index.html': page('en', 'en').replace(
    /<html lang="en">[^]*<main>/,
    '<html lang="en"><head><meta name="robots" content="noindex"><title>Choice</title><meta name="description" content="Choose."></head><body><main>',
  ),
  'en/index.html': page('en', 'en'),
  'pt-br/index.html': page('pt-br', 'pt-BR'),
  'data.json': '{}',
};

const siteWith = (files: Readonly<Record<string, string>> = {}): Site =>
  readSite(tempFolder({ ...FILES, ...files }), BASE);
const check = (site: Site): string =>
  [
    ...resolvingLinks(site, ORIGIN),
    ...uniqueHeads(site.docs),
    ...rightLanguages(site, ORIGIN),
    ...uniqueIds(site.docs),
    ...noLeftovers(site.docs),
  ]
    .map(line)
    .join('\n');

test('the whole site passes every gate', () => expect(check(siteWith())).toBe(''));

test.each([
  ['a link without the sub-path', '<a href="/en/">x</a>', /“\/en\/” has not the sub-path "\/repo"/],
  ['a link that leads nowhere', '<a href="/repo/pt-br/nothing/">x</a>', /leads nowhere\. Nearest known: /],
  ['a link without the last slash', '<a href="/repo/pt-br">x</a>', /leads nowhere\. Add the slash/],
  [
    'a section that does not exist',
    '<a href="/repo/pt-br/#papel">x</a>',
    /names a section that \/pt-br\/ does not have\. Nearest known: role/,
  ],
  ['a section of the page itself that does not exist', '<a href="#rolle">x</a>', /names a section/],
  ['a link into the other language', '<a href="/repo/en/#role">x</a>', /leads into the other language/],
  ['a link without https', '<a href="http://example.com/">x</a>', /leads elsewhere without https/],
  ['a script from another site', '<script src="https://example.com/x.js"></script>', /is loaded from another site/],
  ['an image that is missing', '<img src="/repo/missing.svg" alt="">', /leads nowhere/],
  ['an id that stands twice', '<p id="role">x</p>', /The id "role" stands twice/],
  ['a value that was never filled in', '<p>Port undefined</p>', /shows undefined/],
  ['a blank that was never filled in', '<p>Checked for {{version}}</p>', /shows \{\{/],
  ['an object printed as text', '<p>[object Object]</p>', /shows \[object/],
  ['a character escaped twice', '<p>21&amp;#x2F;11</p>', /shows &#x2F;/],
  ['the mark of a heading', '<p>Title [#role]</p>', /shows \[#role\]/],
])('%s is seen', (_name, body, message) => {
  expect(check(siteWith({ 'pt-br/index.html': page('pt-br', 'pt-BR', body) }))).toMatch(message);
});

test('files that exist and other sites may be linked, code may show anything', () => {
  const body = '<a href="/repo/data.json">x</a> <a href="https://kubernetes.io/">y</a><pre>{{.Name}} undefined</pre>';
  expect(check(siteWith({ 'en/index.html': page('en', 'en', body) }))).toBe('');
});

test('a page in one language, a wrong lang and a wrong canonical are seen', () => {
  const found = check(siteWith({ 'en/start/index.html': page('en', 'pt-BR') }));
  expect(found).toMatch(/The page \/pt-br\/start\/ does not exist/);
  expect(found).toMatch(/lang is “pt-BR” and should be “en”/);
  expect(found).toMatch(
    /canonical is “https:\/\/example\.org\/repo\/en\/” and should be “https:\/\/example\.org\/repo\/en\/start\/”/,
  );
  expect(found).toMatch(/description “.*” is also that of/);
});

test('a row of the store that is not on its page, and a reference page that is missing, are seen', () => {
  const site = siteWith({ 'en/rows/index.html': page('en', 'en') });
  const found = completeReference(site, 'rows', ['role', 'etcd-client-2379']).map(line).join('\n');
  expect(found).toMatch(/en\/rows\/index\.html .*The row "etcd-client-2379" is missing/);
  expect(found).toMatch(/\/pt-br\/rows\/ .*The reference page does not exist/);
  expect(found).not.toMatch(/The row "role"/);
});

test.each([
  ['an unclosed tag', '<section><p>text</section>', '<div><p>open', /close-order|Unclosed element/],
  ['a list item outside a list', '', '<li>one</li>', /element-permitted-parent|not permitted/],
  ['an image without a text', '', '<img src="x.png">', /alt/],
  ['a block in code', '', '<pre><code><div>x</div></code></pre>', /element-permitted-content|not permitted/],
  ['a block in a button', '', '<button type="button"><div>x</div></button>', /element-permitted-content|not permitted/],
  ['a control character', '', '<p data-code="a\u007fb">x</p>', /control character/],
  ['a script kept from screen readers', '', '<script aria-hidden="true">1</script>', /aria-hidden stands on a script/],
  ['a time that is none', '', '<time>2003–2013</time>', /no machine can read/],
  ['a date for machines', '', '<svg role="img" aria-label="x"><title>v1.0 (2015-07-21)</title></svg>', /as machines/],
  ['a date of the other language', '', '<p>Checked on 21/11/2026.</p>', /as Portuguese writes it/],
  ['a datetime that is none', '', '<time datetime="2003-2013">x</time>', /not a year, a month or a day/],
])('%s is no valid HTML', async (_name, good, bad, message) => {
  expect(await validate('good.html', page('en', 'en', good.replace('<p>text', '<p>text</p>')))).toEqual([]);
  const found = await validate('bad.html', page('en', 'en', bad));
  expect(found.map(line).join('\n')).toMatch(message);
});
