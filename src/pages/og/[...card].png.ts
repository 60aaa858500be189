/** The card of every page in both languages, for other sites that link to it. */
import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import tokens from '../../styles/tokens.css?raw';
import { languageOf } from '../../site/languages.ts';
import { groupOf } from '../../site/sidebar.ts';
import { SITE_TITLE } from '../../site/site.ts';
import { cardAddress } from '../../social/addresses.ts';
import { drawCard, type Card } from '../../social/card.ts';
import { markSvg } from '../../social/icons.ts';
import { inksOf } from '../../social/inks.ts';

/** Pages that speak of all interfaces at once. */
const OF_ALL = ['', 'interfaces/overview', 'interfaces/comparison'];

export async function getStaticPaths() {
  return (await getCollection('docs')).map(({ id, data }) => {
    const [locale = '', ...rest] = id.split('/');
    const slug = rest.join('/');
    const { tag } = languageOf(locale);
    const card: Card = {
      site: SITE_TITLE[tag],
      title: data.title,
      section: groupOf(slug, tag),
      about: data.interface ?? (OF_ALL.includes(slug) ? 'all' : undefined),
    };
    return { params: { card: cardAddress(locale, slug).replace(/^\/og\/|\.png$/g, '') }, props: card };
  });
}

const inks = inksOf(tokens);
const mark = markSvg();

export const GET: APIRoute<Card> = async ({ props }) =>
  new Response(new Uint8Array(await drawCard(props, inks, mark)), { headers: { 'content-type': 'image/png' } });
