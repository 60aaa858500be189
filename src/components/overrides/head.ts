/**
 * What Starlight's head lacks, for browsers, search engines and other sites: the page's Markdown, its picture, structured
 * data, icons, the address for other languages, the face of the headings.
 */
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { allTerms } from '#facts';
import { LANGUAGES } from '../../config/languages.ts';
import { BASE_PATH, SITE_TITLE, SITE_URL } from '../../config/site.ts';
import { feedTags } from '../../features/changes/head-tags.ts';
import { drawingOf } from '../../features/embed/drawings.ts';
import { markdownUrl } from '../../features/markdown-pages/markdown-url.ts';
import { cardAddress } from '../../features/social/addresses.ts';
import { cardTags, iconTags } from '../../features/social/head-tags.ts';
import { structuredData, termsOf } from '../../features/social/structured-data.ts';
import { pageContext } from '../page-context.ts';

/** A language in the words of https://ogp.me: language and territory, the one where most speak it when none is said. */
const ogLocale = (tag: string): string => {
  const { language, region } = new Intl.Locale(tag).maximize();
  return `${language}_${region ?? ''}`;
};

export const onRequest = defineRouteMiddleware(({ locals }) => {
  const route = locals.starlightRoute;
  const { language, lang, link, slug, word } = pageContext({ locals });
  const { title, description = '', checked } = route.entry.data;
  const site = { name: SITE_TITLE[language.tag], url: `${SITE_URL}${link('')}` };
  const data = structuredData({
    site,
    title,
    description,
    tag: language.tag,
    url: `${SITE_URL}${link(slug)}`,
    image: `${SITE_URL}${BASE_PATH}${cardAddress(language.locale, slug)}`,
    checked,
    kind: slug === '' ? 'home' : slug === 'reference/glossary' ? 'glossary' : 'article',
    terms: termsOf(allTerms(), slug, lang),
    glossary: `${SITE_URL}${link('reference/glossary')}`,
  });
  route.head = [
    // What Starlight writes otherwise: its icon; its x-default, which is the default language's page, while here it is
    // the address that chooses; and og:locale, which has an underscore.
    ...route.head.filter(
      ({ tag, attrs = {} }) =>
        !(tag === 'link' && (attrs['hreflang'] === 'x-default' || attrs['rel'] === 'shortcut icon')) &&
        !(tag === 'meta' && attrs['property'] === 'og:locale'),
    ),
    {
      tag: 'link',
      attrs: {
        rel: 'alternate',
        hreflang: 'x-default',
        href: `${SITE_URL}${BASE_PATH}/${slug === '' ? '' : `${slug}/`}`,
      },
    },
    { tag: 'link', attrs: { rel: 'alternate', type: 'text/markdown', href: markdownUrl(link(slug)) } },
    // Of the first drawing of the page: what turns an address into a frame asks for one.
    ...[drawingOf(slug)].flatMap((drawing) =>
      drawing === undefined
        ? []
        : [
            {
              tag: 'link' as const,
              attrs: {
                rel: 'alternate',
                type: 'application/json+oembed',
                href: `${SITE_URL}${BASE_PATH}/oembed/${drawing}.${language.locale}.json`,
              },
            },
          ],
    ),
    ...feedTags(slug, language),
    ...iconTags(),
    { tag: 'link', attrs: { rel: 'manifest', href: `${link('')}manifest.webmanifest` } },
    { tag: 'meta', attrs: { property: 'og:locale', content: ogLocale(language.tag) } },
    ...LANGUAGES.filter(({ tag }) => tag !== language.tag).map(({ tag }) => ({
      tag: 'meta' as const,
      attrs: { property: 'og:locale:alternate', content: ogLocale(tag) },
    })),
    // Zotero, Mendeley and the like: whose it is, and of which day. Without the second name of the day Zotero takes the first
    // <time> of the page, which is one of history.
    { tag: 'meta', attrs: { name: 'author', content: site.name } },
    ...(checked
      ? ['article:modified_time', 'DC.date'].map((name) => ({
          tag: 'meta' as const,
          attrs: { [name.includes(':') ? 'property' : 'name']: name, content: checked.date },
        }))
      : []),
    ...cardTags(language.locale, slug, word('card.alt', { title, site: site.name })),
    {
      tag: 'script',
      attrs: { type: 'application/ld+json' },
      content: JSON.stringify(data).replaceAll('<', '\\u003c'),
    },
  ];
});
