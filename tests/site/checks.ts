import type { Finding } from '../content/checks/finding.ts';
import { nearest } from '../../src/lib/nearest.ts';
import { LANGUAGES } from '../../src/config/languages.ts';
import type { Doc, Reference, Site } from '../support/site.ts';

/**
 * Every link and loaded file of every page resolves, below the sub-path, in the reader's language, down to the section.
 * @param origin origin of the published site: an address with it is internal
 */
export function resolvingLinks(site: Site, origin: string): Finding[] {
  const ids = new Map(site.docs.map((doc) => [doc.address, new Set(doc.ids)]));
  return site.docs.flatMap((doc) =>
    doc.references.flatMap((reference) => checkReference(site, ids, doc, reference, origin)),
  );
}

function checkReference(
  site: Site,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
  doc: Doc,
  reference: Reference,
  origin: string,
): Finding[] {
  const { tag, target, hreflang } = reference;
  const found = (what: string, fix: string): Finding[] => [
    { where: doc.file, what: `<${tag}> “${target}” ${what}`, fix },
  ];
  if (/^(data|mailto):/.test(target)) return [];
  let url: URL;
  try {
    url = new URL(target, `${origin}${site.base}${doc.address}`);
  } catch {
    return found('is not an address.', 'Mend it.');
  }
  if (url.origin !== origin) {
    if (url.protocol !== 'https:') return found('leads elsewhere without https.', 'Use https.');
    return tag === 'a'
      ? []
      : found('is loaded from another site.', 'Serve it from this one: no request leaves the site.');
  }
  if (!url.pathname.startsWith(`${site.base}/`)) {
    return found(
      `has not the sub-path "${site.base}".`,
      'Components use link() or pagePath(); Markdown links begin with /<language>/.',
    );
  }
  const path = url.pathname.slice(site.base.length);
  const page = site.byAddress.get(path);
  if (!page) {
    if (site.hasFile(path)) return [];
    const near = nearest(path, [...site.byAddress.keys()]).join(', ');
    return found(
      'leads nowhere.',
      site.byAddress.has(`${path}/`) ? 'Add the slash at the end.' : `Nearest known: ${near}.`,
    );
  }
  const fragment = decodeURIComponent(url.hash.slice(1));
  const pageIds = ids.get(path);
  if (target === '#' || (fragment !== '' && pageIds && !pageIds.has(fragment))) {
    return found(
      `names a section that ${path} does not have.`,
      `Nearest known: ${nearest(fragment, [...(pageIds ?? [])]).join(', ')}.`,
    );
  }
  if (
    tag === 'a' &&
    doc.locale !== undefined &&
    page.locale !== undefined &&
    page.locale !== doc.locale &&
    hreflang === undefined
  ) {
    return found('leads into the other language.', 'Link to the same language; a switch of language carries hreflang.');
  }
  return [];
}

/** No two pages have the same title or description, and every page has both. */
export function uniqueHeads(docs: readonly Doc[]): Finding[] {
  return (['title', 'description'] as const).flatMap((key) => {
    const first = new Map<string, string>();
    return docs.flatMap((doc) => {
      const value = doc[key].trim();
      if (value === '')
        return [{ where: doc.file, what: `The page has no ${key}.`, fix: 'Give it one in both languages.' }];
      const other = first.get(value);
      if (other === undefined) first.set(value, doc.file);
      return other === undefined
        ? []
        : [
            {
              where: doc.file,
              what: `The ${key} “${value}” is also that of ${other}.`,
              fix: 'Say what is special about this page.',
            },
          ];
    });
  });
}

/** `lang`, `hreflang` and `canonical` of every page say what is true. */
export function rightLanguages(site: Site, origin: string): Finding[] {
  const absolute = (address: string): string => `${origin}${site.base}${address}`;
  return site.docs.flatMap((doc) => {
    const findings: Finding[] = [];
    const expectSame = (what: string, is: string | undefined, should: string): void => {
      if (is !== should)
        findings.push({
          where: doc.file,
          what: `${what} is “${is ?? 'missing'}” and should be “${should}”.`,
          fix: 'See head and language of the page.',
        });
    };
    const language = LANGUAGES.find(({ locale }) => locale === doc.locale);
    if (language) expectSame('lang', doc.lang, language.tag);
    else if (!doc.lang) expectSame('lang', doc.lang, LANGUAGES.map(({ tag }) => tag).join(' or '));
    if (doc.hidden) return findings;
    expectSame('canonical', doc.canonical, absolute(doc.address));
    for (const { locale, tag } of LANGUAGES) {
      const address = language ? doc.address.replace(`/${language.locale}/`, `/${locale}/`) : `/${locale}/`;
      if (!site.byAddress.has(address))
        findings.push({
          where: doc.file,
          what: `The page ${address} does not exist.`,
          fix: 'Write it: every page exists in both languages.',
        });
      expectSame(`hreflang="${tag}"`, doc.alternates[tag], absolute(address));
    }
    return findings;
  });
}

/** No id stands twice on a page: a link would reach only the first. */
export function uniqueIds(docs: readonly Doc[]): Finding[] {
  return docs.flatMap((doc) => {
    const seen = new Set<string>();
    return doc.ids.flatMap((id) => {
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      return [
        {
          where: doc.file,
          what: `The id "${id}" stands twice.`,
          fix: 'Give one of the two elements another id, or none.',
        },
      ];
    });
  });
}

const LEFTOVERS =
  /\bundefined\b|\bNaN\b|\[object |\{\{|\}\}|:::|\[#[a-z0-9-]+\]|&#x?[\da-fA-F]+;|\bfacts\.[a-z]+[A-Z_]|\/(?:TCP|UDP)\p{L}+/u;

/** Nothing of the machinery shows in the text of a page, and no name sticks to the port before it. */
export function noLeftovers(docs: readonly Doc[]): Finding[] {
  return docs.flatMap((doc) => {
    const texts = [doc.text, doc.title, doc.description, ...doc.references.map(({ target }) => target)];
    return texts.flatMap((text) => {
      const match = LEFTOVERS.exec(text);
      if (!match) return [];
      return [
        {
          where: doc.file,
          what: `“${text.slice(Math.max(0, match.index - 40), match.index + 40)}” shows ${match[0]}.`,
          fix: 'Find the component that printed it.',
        },
      ];
    });
  });
}

/** Every row of the store has its own id on its reference page, in both languages. */
export function completeReference(site: Site, slug: string, ids: readonly string[]): Finding[] {
  return LANGUAGES.flatMap(({ locale }) => {
    const address = `/${locale}/${slug}/`;
    const doc = site.byAddress.get(address);
    if (!doc)
      return [
        {
          where: address,
          what: 'The reference page does not exist.',
          fix: `Write src/content/docs/${locale}/${slug}.mdx.`,
        },
      ];
    return ids
      .filter((id) => !doc.ids.includes(id))
      .map((id) => ({
        where: doc.file,
        what: `The row "${id}" is missing.`,
        fix: 'Every row of the store stands on its reference page.',
      }));
  });
}
