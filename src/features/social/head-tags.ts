/** What stands in the head of every page for browsers and for other sites: icons, colours, the card. */
import tokens from '../../styles/tokens.css?raw';
import headingFace from '../../styles/fonts/heading-600.woff2?url';
import { BASE_PATH, SITE_URL } from '../../config/site.ts';
import { CARD, cardAddress, iconPath } from './addresses.ts';
import { readTokens } from './token-colors.ts';

/** One element of a head, in the form of Starlight's `head` entries. */
export interface HeadTag {
  tag: 'link' | 'meta';
  attrs: Readonly<Record<string, string>>;
}

/** The icons of the site for every system, the colour of the browser's own frame, and the face of the headings. */
export function iconTags(): HeadTag[] {
  const { paper, night } = readTokens(tokens);
  return [
    { tag: 'link', attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: headingFace, crossorigin: '' } },
    { tag: 'link', attrs: { rel: 'icon', href: `${BASE_PATH}/favicon.ico`, sizes: '32x32' } },
    { tag: 'link', attrs: { rel: 'icon', href: `${BASE_PATH}/favicon.svg`, type: 'image/svg+xml', sizes: 'any' } },
    { tag: 'link', attrs: { rel: 'apple-touch-icon', href: iconPath('apple-touch-icon') } },
    { tag: 'meta', attrs: { name: 'theme-color', media: '(prefers-color-scheme: light)', content: paper } },
    { tag: 'meta', attrs: { name: 'theme-color', media: '(prefers-color-scheme: dark)', content: night } },
  ];
}

/**
 * The picture that other sites show when they link to a page. @see https://ogp.me
 * @param alt what the picture shows, in the page's language
 */
export function cardTags(locale: string, slug: string, alt: string): HeadTag[] {
  const entries = {
    'og:image': `${SITE_URL}${BASE_PATH}${cardAddress(locale, slug)}`,
    'og:image:type': 'image/png',
    'og:image:width': String(CARD.width),
    'og:image:height': String(CARD.height),
    'og:image:alt': alt,
  };
  return Object.entries(entries).map(([property, content]) => ({ tag: 'meta', attrs: { property, content } }));
}
