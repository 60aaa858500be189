/** How a feed reader finds the feed: a link in the head of the pages whose address people give it. */
import type { Language } from '../../lib/languages.ts';
import { BASE_PATH, SITE_TITLE } from '../../config/site.ts';
import type { HeadTag } from '../social/head-tags.ts';
import { feedPath } from './feed-path.ts';

/** The home page and the pages of what is listed; on every page the link would cost every reader of it. */
const ON = ['', 'about', 'reference/corrections', 'reference/data', 'reference/timeline'];

/** The link to the feed, on the pages that have one. @param slug of the page, empty for home */
export function feedTags(slug: string, { locale, tag }: Language): HeadTag[] {
  if (!ON.includes(slug)) return [];
  const attrs = {
    rel: 'alternate',
    type: 'application/atom+xml',
    // No hreflang: beside it, rel="alternate" is the same page in another language.
    title: SITE_TITLE[tag],
    href: `${BASE_PATH}/${feedPath(locale)}`,
  };
  return [{ tag: 'link', attrs }];
}
