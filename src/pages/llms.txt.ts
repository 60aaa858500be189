/**
 * `llms.txt`: every page as Markdown, by group and language, and the data files. There is no `llms-full.txt`: all pages
 * are 1.3 MB per language, more than any reader takes in at once, and the data files hold the facts in fewer bytes.
 */
import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { allDatasets, dataPath } from '../features/datasets/datasets.ts';
import { pagePath } from '../lib/paths.ts';
import { checkedMeta } from '../facts/index.ts';
import { formatDay } from '../components/page-context.ts';
import { LANGUAGES } from '../config/languages.ts';
import { pageGroups } from '../config/sidebar.ts';
import { BASE_PATH, SITE_URL } from '../config/site.ts';
import { inAllLanguages, wordOf } from '../config/words.ts';
import { markdownUrl } from '../features/markdown-pages/markdown-url.ts';
import { llmsText, type Listed } from '../features/markdown-pages/llms.ts';

/** Tools more than text: a program that is short of room may leave them out (the meaning of "Optional" in the format). */
const OPTIONAL = ['search', 'course/kit'];

export const GET: APIRoute = async () => {
  const docs = new Map((await getCollection('docs')).map(({ id, data }) => [id, data]));
  const listed = (locale: string, slug: string): Listed[] => {
    const page = docs.get(slug === '' ? locale : `${locale}/${slug}`);
    const url = `${SITE_URL}${markdownUrl(pagePath(BASE_PATH, locale, slug))}`;
    return page ? [{ title: page.title, url, note: page.description }] : [];
  };
  const groups = pageGroups();
  const known = [...groups.flatMap(({ slugs }) => slugs), ...OPTIONAL];
  const rest = [...docs.keys()]
    .filter((id) => id.startsWith('en/') && !known.includes(id.slice('en/'.length)))
    .map((id) => id.slice('en/'.length));
  const alone = groups.filter(({ label }) => label === undefined).flatMap(({ slugs }) => slugs);
  const { kubernetes, date } = checkedMeta();
  const text = llmsText({
    title: inAllLanguages('site.title'),
    summary: docs.get('en')?.description ?? '',
    notes: LANGUAGES.map(({ tag }) => {
      const names = new Intl.DisplayNames(tag, { type: 'language' });
      return wordOf(tag)('llms.note', {
        languages: new Intl.ListFormat(tag).format(LANGUAGES.map((language) => names.of(language.tag) ?? language.tag)),
        version: kubernetes,
        date: formatDay(date, tag),
      });
    }),
    sections: [
      ...LANGUAGES.toReversed().flatMap(({ locale, tag, label }) => [
        { title: label, links: ['', ...alone, ...rest].flatMap((slug) => listed(locale, slug)) },
        ...groups
          .filter((group) => group.label !== undefined)
          .map((group) => ({
            title: `${label}: ${group.label?.[tag] ?? ''}`,
            links: group.slugs.filter((slug) => !OPTIONAL.includes(slug)).flatMap((slug) => listed(locale, slug)),
          })),
      ]),
      {
        title: 'Data',
        links: allDatasets().flatMap(({ id, about }) =>
          (['json', 'csv'] as const).map((format) => ({
            title: `${id}.${format}`,
            url: `${SITE_URL}${dataPath(id, format)}`,
            note: `one record is ${wordOf('en')(about)}`,
          })),
        ),
      },
      { title: 'Optional', links: LANGUAGES.flatMap(({ locale }) => OPTIONAL.flatMap((slug) => listed(locale, slug))) },
    ],
  });
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
