/** Questions and flash cards of each language, as the tools of the study pages fetch them. */
import type { APIRoute } from 'astro';
import { sectionTitles } from '../../content-index/section-title.ts';
import { LANGUAGES, languageOf } from '../../config/languages.ts';
import { cardFile, questionFile } from '../../features/study/items.ts';

export const getStaticPaths = () =>
  LANGUAGES.flatMap(({ locale }) => ['questions', 'cards'].map((what) => ({ params: { items: `${what}.${locale}` } })));

export const GET: APIRoute = async ({ params }) => {
  const [what, locale] = (params['items'] ?? '').split('.');
  const { lang } = languageOf(locale);
  const file = what === 'cards' ? cardFile(lang) : questionFile(lang, await sectionTitles(locale ?? ''));
  return new Response(JSON.stringify(file), { headers: { 'content-type': 'application/json' } });
};
