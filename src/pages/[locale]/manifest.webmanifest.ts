/** One web manifest per language: what is kept on a home screen has the name and the start of the reader's language. */
import type { APIRoute } from 'astro';
import { getEntry } from 'astro:content';
import tokens from '../../styles/tokens.css?raw';
import { pagePath } from '../../lib/paths.ts';
import { LANGUAGES, languageOf } from '../../config/languages.ts';
import { BASE_PATH, SITE_TITLE } from '../../config/site.ts';
import { manifest } from '../../features/social/addresses.ts';
import { readTokens } from '../../features/social/token-colors.ts';

export const getStaticPaths = () => LANGUAGES.map(({ locale }) => ({ params: { locale } }));

export const GET: APIRoute = async ({ params }) => {
  const { locale, tag } = languageOf(params['locale']);
  const home = await getEntry('docs', locale);
  const content = manifest({
    name: SITE_TITLE[tag],
    description: home?.data.description ?? '',
    tag,
    start: pagePath(BASE_PATH, locale, ''),
    paper: readTokens(tokens).paper,
  });
  return new Response(`${JSON.stringify(content, null, 1)}\n`, {
    headers: { 'content-type': 'application/manifest+json' },
  });
};
