/**
 * What a page tells search engines about itself, in the words of https://schema.org: only what the page states too.
 */
import type { Lang } from '../../lib/text.ts';
import type { Checked } from '../../schemas/common.ts';
import type { GlossaryTerm } from '../../schemas/glossary.ts';

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/';

/** A page as it describes itself. All addresses are absolute. */
interface DescribedPage {
  site: { name: string; url: string };
  title: string;
  description: string;
  tag: string;
  url: string;
  image: string;
  checked: Checked | undefined;
  kind: 'home' | 'glossary' | 'article';
  /** The terms that stand on the page: all on the glossary, elsewhere those that a section of the page explains. */
  terms: readonly { id: string; name: string }[];
  /** Address of the glossary in the page's language. */
  glossary: string;
}

type Node = Readonly<Record<string, unknown>>;

/** The terms that a page is to describe: the whole glossary on its own page, elsewhere what the page explains. */
export function termsOf(terms: readonly GlossaryTerm[], slug: string, lang: Lang): DescribedPage['terms'] {
  return terms
    .filter(({ page }) => slug === 'reference/glossary' || page.startsWith(`${slug}#`))
    .map(({ id, term }) => ({ id, name: term[lang] }));
}

/** The JSON-LD of a page: one graph. */
export function structuredData(page: DescribedPage): Node {
  const graph =
    page.kind === 'home' ? [website(page)] : [page.kind === 'glossary' ? termSet(page) : article(page), crumbs(page)];
  return { '@context': 'https://schema.org', '@graph': graph };
}

function website({ site, description, tag, image }: DescribedPage): Node {
  return { '@type': 'WebSite', ...site, description, inLanguage: tag, image, license: LICENCE };
}

function article({ site, title, description, tag, url, image, checked, terms, glossary }: DescribedPage): Node {
  const about = [
    ...(checked ? [`Kubernetes v${checked.kubernetes}`] : []),
    ...terms.map(({ id, name }) => ({
      '@type': 'DefinedTerm',
      url: `${glossary}#${id}`,
      name,
      inDefinedTermSet: glossary,
    })),
  ];
  return {
    '@type': 'TechArticle',
    headline: title,
    description,
    inLanguage: tag,
    url,
    image,
    ...(checked && { dateModified: checked.date }),
    ...(about.length > 0 && { about }),
    license: LICENCE,
    isPartOf: { '@type': 'WebSite', ...site },
  };
}

function termSet({ site, title, description, tag, url, image, checked, terms }: DescribedPage): Node {
  return {
    '@type': 'DefinedTermSet',
    '@id': url,
    url,
    name: title,
    description,
    inLanguage: tag,
    image,
    ...(checked && { dateModified: checked.date }),
    license: LICENCE,
    isPartOf: { '@type': 'WebSite', ...site },
    // Their definitions stand on the page: here every reader of it would pay 5 kB for them once more.
    hasDefinedTerm: terms.map(({ id, name }) => ({ '@type': 'DefinedTerm', url: `${url}#${id}`, name })),
  };
}

/** Groups of the sidebar have no page of their own, so the way to a page has two steps. */
function crumbs({ site, title, url }: DescribedPage): Node {
  const steps = [site, { name: title, url }];
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, url: item }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item,
    })),
  };
}
