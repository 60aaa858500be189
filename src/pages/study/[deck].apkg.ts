/** The ready-made decks for Anki, one for each language. */
import type { APIRoute } from 'astro';
import { sectionTitles } from '../../content-index/section-title.ts';
import { LANGUAGES, languageOf } from '../../config/languages.ts';
import { checkedMeta } from '../../facts/index.ts';
import { BASE_PATH, SITE_TITLE, SITE_URL } from '../../config/site.ts';
import { timeOfCommit } from '../../features/changes/history.ts';
import { ankiDeck, DECK_FILE } from '../../features/study/anki-deck.ts';

export const getStaticPaths = () => LANGUAGES.map(({ locale }) => ({ params: { deck: `${DECK_FILE}.${locale}` } }));

export const GET: APIRoute = async ({ params }) => {
  const language = languageOf(params['deck']?.split('.').at(-1));
  const deck = ankiDeck(language, await sectionTitles(language.locale), {
    root: `${SITE_URL}${BASE_PATH}`,
    site: SITE_TITLE[language.tag],
    // Anki changes a card only when the deck is newer than what it has.
    day: timeOfCommit(process.cwd(), checkedMeta().date).toISOString().slice(0, 10),
  });
  return new Response(deck, { headers: { 'content-type': 'application/octet-stream' } });
};
