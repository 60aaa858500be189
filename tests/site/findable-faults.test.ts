import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { line } from '../content/checks/finding.ts';
import { readSite, type Site } from '../support/site.ts';
import { tempFolder } from '../support/temp.ts';
import {
  cards,
  CARD_BYTES,
  iconsAndManifests,
  lightCards,
  llmsLinks,
  oneOfEach,
  sitemap,
  structuredData,
} from './findable.ts';
import { markdownPageFaults, wholeMarkdownPages } from './markdown-pages.ts';

const ORIGIN = 'https://example.org';
const BASE = '/repo';
const ROOT = `${ORIGIN}${BASE}`;
const TAGS = { en: 'en', 'pt-br': 'pt-BR' } as const;
type Locale = keyof typeof TAGS;

const jsonLd = (locale: Locale, slug: string): string => {
  const url = `${ROOT}/${locale}/${slug}`;
  const common = {
    description: 'About it.',
    inLanguage: TAGS[locale],
    url,
    dateModified: '2026-11-21',
    image: `${ROOT}/og.png`,
  };
  const term = { '@type': 'DefinedTerm', url: `${url}#cri`, name: 'CRI' };
  const graph =
    slug === ''
      ? [{ '@type': 'WebSite', name: 'Site', ...common }]
      : [
          { '@type': 'DefinedTermSet', name: 'Glossary', ...common, hasDefinedTerm: [term] },
          {
            '@type': 'BreadcrumbList',
            itemListElement: [
              { '@type': 'ListItem', position: 1, name: 'Site', item: `${ROOT}/${locale}/` },
              { '@type': 'ListItem', position: 2, name: 'Glossary', item: url },
            ],
          },
        ];
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': graph });
};

const page = (
  locale: Locale,
  slug: string,
): string => `<!doctype html><html lang="${TAGS[locale]}"><head><title>${slug}</title>
<link rel="canonical" href="${ROOT}/${locale}/${slug}"><link rel="icon" href="x"><link rel="apple-touch-icon" href="x"><link rel="manifest" href="x">
<link rel="alternate" type="text/markdown" href="${BASE}/${locale}/${slug}index.md">
<link rel="alternate" hreflang="en" href="x"><link rel="alternate" hreflang="pt-BR" href="x"><link rel="alternate" hreflang="x-default" href="x">
<meta property="og:locale" content="${TAGS[locale].slice(0, 2)}_XX"><meta property="og:title" content="Ports"><meta property="og:image" content="${ROOT}/og/${locale}/${slug === '' ? 'index' : slug.slice(0, -1)}.png">
<meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta property="og:image:alt" content="“Ports”: a card.">
<meta name="twitter:card" content="summary_large_image"><meta name="author" content="Site"><meta property="article:modified_time" content="2026-11-21"><meta name="DC.date" content="2026-11-21"><script type="application/ld+json">${jsonLd(locale, slug)}</script>
</head><body><main><h1>Ports</h1><h2 id="cri">CRI</h2><p><a class="port" href="#cri">10250</a> yes<span class="feature-note">Linux</span></p>
<aside class="starlight-aside" aria-label="Mind it"><p class="starlight-aside__title" aria-hidden="true">Mind it</p><p>All go.</p></aside>
<dialog><h2>Filters</h2></dialog></main><a href="${BASE}/${locale}/${slug}index.md">Markdown</a></body></html>`;

const twin = (locale: Locale, slug: string): string =>
  `---\ntitle: Ports\ndescription: About it.\nurl: ${ROOT}/${locale}/${slug}\nlanguage: ${TAGS[locale]}\nlicence: CC BY 4.0\n---\n\n# Ports\n\n## CRI\n\n10250, yes (Linux), \`<file>\`\n\n> **Mind it**\n>\n> All go.\n`;

const GLOSSARY = 'reference/glossary/';
const PAGES = (['en', 'pt-br'] as const).flatMap((locale) => ['', GLOSSARY].map((slug) => ({ locale, slug })));
const png = (width: number, height: number): Buffer => {
  const bytes = Buffer.alloc(24);
  bytes.write('\x89PNG', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
const ico = Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0, 32, 32]), Buffer.alloc(14), png(32, 32)]);
const manifest = (locale: Locale): string =>
  JSON.stringify({
    name: 'Site',
    lang: TAGS[locale],
    start_url: `${BASE}/${locale}/`,
    scope: `${BASE}/`,
    icons: [192, 512, 512].map((size, index) => ({
      src: `${BASE}/icon-${size}.png`,
      sizes: `${size}x${size}`,
      type: 'image/png',
      ...(index === 2 && { purpose: 'maskable' }),
    })),
  });
const urls = PAGES.map(({ locale, slug }) => {
  const alternates = Object.entries(TAGS).map(
    ([other, tag]) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${ROOT}/${other}/${slug}"/>`,
  );
  return `<url><loc>${ROOT}/${locale}/${slug}</loc>${alternates.join('')}</url>`;
});

const FILES: Readonly<Record<string, string | Buffer>> = {
  'index.html': `<html lang="en"><head><title>x</title><meta name="robots" content="noindex"><link rel="icon" href="x"><link rel="apple-touch-icon" href="x"><meta property="og:title" content="x"><meta property="og:image" content="${ROOT}/og/en/index.png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta property="og:image:alt" content="x"><meta name="twitter:card" content="summary_large_image"></head></html>`,
  ...Object.fromEntries(
    PAGES.flatMap(({ locale, slug }) => [
      [`${locale}/${slug}index.html`, page(locale, slug)],
      [`${locale}/${slug}index.md`, twin(locale, slug)],
      [`og/${locale}/${slug === '' ? 'index' : slug.slice(0, -1)}.png`, png(1200, 630)],
      [`${locale}/manifest.webmanifest`, manifest(locale)],
    ]),
  ),
  'apple-touch-icon.png': png(180, 180),
  'icon-192.png': png(192, 192),
  'icon-512.png': png(512, 512),
  'favicon.ico': ico,
  'robots.txt': `User-agent: *\nAllow: /\n\nSitemap: ${ROOT}/sitemap-index.xml\n`,
  'sitemap-index.xml': `<sitemap><loc>${ROOT}/sitemap-0.xml</loc></sitemap>`,
  'sitemap-0.xml': urls.join(''),
  'llms.txt': `# Site\n\n> Summary.\n\n## Pages\n\n${PAGES.map(({ locale, slug }) => `- [Ports](${ROOT}/${locale}/${slug}index.md): about them`).join('\n')}\n`,
};

/** The small whole site with other files in place of its own; `undefined` takes one away. */
function siteWith(files: Readonly<Record<string, string | Buffer | undefined>>): Site {
  const folder = tempFolder({});
  for (const [path, content] of Object.entries({ ...FILES, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (content === undefined) rmSync(join(folder, path), { force: true });
    else writeFileSync(join(folder, path), content);
  }
  return readSite(folder, BASE);
}

const check = (site: Site): string =>
  [
    ...cards(site, ORIGIN),
    ...lightCards(site),
    ...structuredData(site, ['cri']),
    ...sitemap(site, ORIGIN),
    ...llmsLinks(site, ORIGIN),
    ...iconsAndManifests(site),
    ...oneOfEach(site),
    ...wholeMarkdownPages(site),
  ]
    .map(line)
    .join('\n');

const EN = 'en/index.html';
const TERMS = `pt-br/${GLOSSARY}index.html`;
/** A file of the small site with a part replaced. */
const changed = (path: string, from: string, to: string): Record<string, string> => {
  const text = String(FILES[path]);
  if (!text.includes(from)) throw new Error(`${path} has no “${from}”.`);
  return { [path]: text.replaceAll(from, to) };
};

test('the whole site passes', () => expect(check(siteWith({}))).toBe(''));

test.each<[string, Record<string, string | Buffer | undefined>, RegExp]>([
  ['a page without a card', changed(EN, 'og:image"', 'og:no"'), /en\/index\.html +The page has 0 og:image/],
  [
    'a page of no language, out of the search, without a card',
    {
      'embed/index.html': `<!doctype html><html><head><meta name="robots" content="noindex"><title>x</title></head></html>`,
    },
    /embed\/index\.html +The page has 0 og:image/,
  ],
  ['a card without its origin', changed(EN, `content="${ROOT}/og`, 'content="/og'), /does not begin with https:/],
  ['a card that is missing', { 'og/en/index.png': undefined }, /\/og\/en\/index\.png is missing or no PNG/],
  ['a card of another size', { 'og/en/index.png': png(600, 315) }, /is 600×315\. A card/],
  ['a size that is not true', changed(EN, 'content="1200"', 'content="1024"'), /The head says 1024×630/],
  ['a card without a text', changed(EN, 'content="“Ports”: a card."', 'content=""'), /alt “” does not name/],
  ['a card of another page', changed(EN, 'og/en/index.png', 'og/en/reference/glossary.png'), /is also the card of/],
  [
    'a heavy card',
    { 'og/en/index.png': Buffer.concat([png(1200, 630), Buffer.alloc(CARD_BYTES.one)]) },
    /The card has 25024 bytes/,
  ],
  ['JSON-LD that does not parse', changed(EN, '"@graph":[', '"@graph":[,'), /does not parse/],
  [
    'JSON-LD in another language',
    changed(EN, '"inLanguage":"en"', '"inLanguage":"pt-BR"'),
    /inLanguage is “pt-BR” and the page is in en/,
  ],
  ['a page of nobody', changed(EN, 'name="author"', 'name="writer"'), /names no author/],
  [
    'a day that a program for references does not read',
    changed(EN, '<meta name="DC.date" content="2026-11-21">', ''),
    /has not the day of the page as DC\.date/,
  ],
  [
    'JSON-LD of another page',
    changed(EN, `"url":"${ROOT}/en/"`, `"url":"${ROOT}/"`),
    /url is “https:\/\/example\.org\/repo\/” and/,
  ],
  [
    'a set without its terms',
    changed(TERMS, '"hasDefinedTerm"', '"has"'),
    /The term "cri" is not in the DefinedTermSet/,
  ],
  ['a term without its name', changed(TERMS, '"name":"CRI"', '"text":"CRI"'), /The term cri has no name/],
  ['a term that is on no page', changed(TERMS, 'id="cri"', 'id="cni"'), /#cri is on no page of this language/],
  ['crumbs that lead elsewhere', changed(TERMS, '"position":2', '"position":3'), /not numbered from 1/],
  ['a page that is not in the sitemap', { 'sitemap-0.xml': urls.slice(1).join('') }, /\/en\/ is missing/],
  [
    'a sitemap without the other language',
    changed('sitemap-0.xml', 'hreflang="pt-BR"', 'hreflang="pt"'),
    /does not name pt-BR/,
  ],
  [
    'a sitemap with more than pages',
    { 'sitemap-0.xml': `${urls.join('')}<url><loc>${ROOT}/cri/</loc></url>` },
    /\/cri\/ is no page/,
  ],
  [
    'robots.txt without the sub-path',
    changed('robots.txt', ROOT, ORIGIN),
    /should be https:\/\/example\.org\/repo\/sitemap/,
  ],
  [
    'llms.txt that leads nowhere',
    changed('llms.txt', '/pt-br/index.md', '/pt/index.md'),
    /pt\/index\.md leads nowhere[^]*\/pt-br\/ is missing/,
  ],
  ['llms.txt with a bare link', changed('llms.txt', ': about them', ''), /is no link with a note/],
  ['an icon of another size', { 'icon-192.png': png(128, 128) }, /icon-192\.png is not 192x192/],
  [
    'a manifest that starts elsewhere',
    changed('en/manifest.webmanifest', '/repo/en/', '/en/'),
    /start_url \/en\/ is no page/,
  ],
  [
    'two addresses for one language',
    changed(EN, 'hreflang="x-default"', 'hreflang="en"'),
    /has hreflang en, en, pt-BR/,
  ],
  ['a language with a hyphen', changed(EN, 'en_XX', 'en'), /og:locale is “en”/],
  ['a page without icons', changed(EN, 'rel="apple-touch-icon"', 'rel="x"'), /has no apple-touch-icon/],
  ['an icon file that is none', { 'favicon.ico': Buffer.alloc(32) }, /favicon\.ico +It is no icon/],
  ['a page without its twin', { 'en/index.md': undefined }, /\/en\/index\.md +The twin is missing/],
  [
    'a page that does not lead to its twin',
    changed(EN, '<a href="/repo/en/index.md"', '<a href="/repo/en/"'),
    /No link leads to the twin/,
  ],
])('%s is seen', (_name, files, message) => expect(check(siteWith(files))).toMatch(message));

test.each([
  ['a heading that is missing', '## CRI\n', '', /Headings of the page are missing: CRI/],
  ['a heading too many', '## CRI\n', '## CRI\n\n## Filters\n', /The headings differ: Filters/],
  ['HTML that was left over', '10250', '10250 <span>x</span>', /is no Markdown: <span>/],
  ['an entity', '10250', '10250&#x20;', /is no Markdown: &#x20;/],
  ['a link that is not absolute', '10250', '[10250](/repo/en/)', /is no Markdown: \]\(\//],
  ['an empty table', '10250', '10250\n\n| a | b |\n| - | - |\n', /is empty near/],
  ['a port that is missing', '10250', '10251', /Ports of the page are missing: 10250/],
  ['an aside without its title', '> **Mind it**\n>\n', '', /Asides have lost their titles: Mind it/],
  ['a note glued to its value', 'yes (Linux)', 'yesLinux', /Notes do not stand apart .*: \(Linux\)/],
  ['another address', '/en/\n', '/pt-br/\n', /The address above the text is not/],
  ['no licence', 'licence: CC BY 4.0\n', '', /There is no licence/],
])('%s is seen in a twin', (_name, from, to, message) => {
  const faults = (markdown: string): string =>
    markdownPageFaults('x.md', page('en', ''), markdown, `${ROOT}/en/`).map(line).join('\n');
  expect(faults(twin('en', ''))).toBe('');
  expect(faults(twin('en', '').replace(from, to))).toMatch(message);
});
