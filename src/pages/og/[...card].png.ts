/** The card of every page in both languages, for other sites that link to it. */
import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import tokens from '../../styles/tokens.css?raw';
import { languageOf } from '../../config/languages.ts';
import { groupOf } from '../../config/sidebar.ts';
import { SITE_TITLE } from '../../config/site.ts';
import { partOfPage } from '../../features/board/board-words.ts';
import { cardAddress } from '../../features/social/addresses.ts';
import { drawCard, type Card } from '../../features/social/card.ts';
import { markSvg } from '../../features/social/icons.ts';
import { readTokens } from '../../features/social/token-colors.ts';

export async function getStaticPaths() {
  return (await getCollection('docs')).map(({ id, data }) => {
    const [locale = '', ...rest] = id.split('/');
    const slug = rest.join('/');
    const { tag } = languageOf(locale);
    const card: Card = {
      site: SITE_TITLE[tag],
      title: data.title,
      section: groupOf(slug, tag),
      about: data.interface,
      part: partOfPage(slug),
    };
    return { params: { card: cardAddress(locale, slug).replace(/^\/og\/|\.png$/g, '') }, props: card };
  });
}

const colors = readTokens(tokens);
const mark = markSvg();

export const GET: APIRoute<Card> = async ({ props }) =>
  new Response(new Uint8Array(await drawCard(props, colors, mark)), { headers: { 'content-type': 'image/png' } });
