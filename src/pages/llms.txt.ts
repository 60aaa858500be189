/**
 * `llms.txt`: every page as Markdown, by group and language, and the data files. There is no `llms-full.txt`: all pages
 * are 1.3 MB per language, more than any reader takes in at once, and the data files hold the facts in fewer bytes.
 */
import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { allDatasets, dataPath } from '../features/datasets/datasets.ts';
import { pagePath } from '../lib/paths.ts';
import { checkedMeta } from '../facts/index.ts';
import en from '../content/i18n/en.json' with { type: 'json' };
import { LANGUAGES } from '../config/languages.ts';
import { pageGroups } from '../config/sidebar.ts';
import { BASE_PATH, SITE_TITLE, SITE_URL } from '../config/site.ts';
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
  const alone = groups.filter(({ label }) => label.en === '').flatMap(({ slugs }) => slugs);
  const { kubernetes, date } = checkedMeta();
  const text = llmsText({
    title: `${SITE_TITLE.en} · ${SITE_TITLE['pt-BR']}`,
    summary: docs.get('en')?.description ?? '',
    notes: [
      `Every page is here twice, in English and in Brazilian Portuguese, with the same sections. Checked for Kubernetes v${kubernetes} on ${date}; each fact names its sources. A page at \`/<path>/\` is Markdown at \`/<path>/index.md\`. Text and data: CC BY 4.0.`,
      'Cada página existe em inglês e em português do Brasil, com as mesmas seções. Textos e dados: CC BY 4.0.',
    ],
    sections: [
      ...LANGUAGES.toReversed().flatMap(({ locale, tag, label }) => [
        { title: label, links: ['', ...alone, ...rest].flatMap((slug) => listed(locale, slug)) },
        ...groups
          .filter((group) => group.label.en !== '')
          .map((group) => ({
            title: `${label}: ${group.label[tag]}`,
            links: group.slugs.filter((slug) => !OPTIONAL.includes(slug)).flatMap((slug) => listed(locale, slug)),
          })),
      ]),
      {
        title: 'Data',
        links: allDatasets().flatMap(({ id, about }) =>
          (['json', 'csv'] as const).map((format) => ({
            title: `${id}.${format}`,
            url: `${SITE_URL}${dataPath(id, format)}`,
            note: `one record is ${en[about]}`,
          })),
        ),
      },
      { title: 'Optional', links: LANGUAGES.flatMap(({ locale }) => OPTIONAL.flatMap((slug) => listed(locale, slug))) },
    ],
  });
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
