import { visit } from 'unist-util-visit';
import type { Finding } from './finding.ts';
import { at, componentsOf, headingId, LOCALES, type Page, proseOf } from './pages.ts';

/** A feature of a page that must be the same in both languages: how it looks in one line, and where it stands. */
interface Mark {
  sign: string;
  where: string;
}

/** Attributes whose text is for readers, so each language has its own. */
const LOCALISED = new Set(['title', 'label', 'caption', 'description', 'alt', 'text']);

/** Every page exists in both languages under the same slug. */
export function samePages(pages: readonly Page[]): Finding[] {
  return pages
    .filter((page) => LOCALES.some((locale) => !twin(page, pages, locale)))
    .map((page) => {
      const missing = LOCALES.find((locale) => !twin(page, pages, locale));
      return {
        where: page.file,
        what: `This page has no counterpart in "${missing}".`,
        fix: `Write src/content/docs/${missing}/${page.slug || 'index'}.mdx; both languages go into one commit.`,
      };
    });
}

/** Same structure, same frontmatter ids, same numbers: compares each page with its counterpart. */
export function sameStructure(pages: readonly Page[]): Finding[] {
  const [first, second] = LOCALES;
  return pages
    .filter((page) => page.locale === first)
    .flatMap((page) => {
      const other = second && twin(page, pages, second);
      return other ? comparePages(page, other) : [];
    });
}

function twin(page: Page, pages: readonly Page[], locale: string): Page | undefined {
  return pages.find((other) => other.locale === locale && other.slug === page.slug);
}

function comparePages(a: Page, b: Page): Finding[] {
  const findings: Finding[] = [];
  const kinds = ['heading', 'table', 'list', 'code block', 'component', 'aside', 'quotation', 'image'] as const;
  const [marksA, marksB] = [marksOf(a), marksOf(b)];
  for (const kind of kinds) {
    const [one, two] = [marksA[kind], marksB[kind]];
    const index = one.findIndex((mark, i) => mark.sign !== two[i]?.sign);
    const i = index === -1 && two.length > one.length ? one.length : index;
    if (i === -1) continue;
    const [here, there] = [one[i], two[i]];
    findings.push({
      where: here?.where ?? a.file,
      what: `The two languages differ in ${kind} ${i + 1}: ${quote(here)} here, ${quote(there)} in ${there?.where ?? b.file}.`,
      fix: `Both pages have the same ${kind}s in the same order.`,
    });
  }
  findings.push(
    ...compareBags('term', termsOf(a), termsOf(b), a, b, 'Explain the same terms in both languages.'),
    ...compareBags('link', linksOf(a), linksOf(b), a, b, 'Link to the same pages and sections in both languages.'),
  );
  const [mine, other] = [saidIn(a), saidIn(b)];
  for (const [section, { number, code }] of mine) {
    const there = other.get(section) ?? { number: [], code: [] };
    findings.push(
      ...compareBags(
        'number',
        number,
        there.number,
        a,
        b,
        'Write the same numbers in both: digits in both, or words in both.',
      ),
      ...compareBags('code', code, there.code, a, b, 'Flags, fields, paths, commands and values are the same in both.'),
    );
  }
  for (const key of ['checked', 'aliases', 'sources', 'interface', 'template', 'tableOfContents']) {
    const [one, two] = [a, b].map((page) => JSON.stringify(page.frontmatter[key]));
    if (one === two) continue;
    findings.push({
      where: a.file,
      what: `The frontmatter key "${key}" differs from ${b.file}: ${excerpt(one)} and ${excerpt(two)}.`,
      fix: 'It is identical in both languages, order included.',
    });
  }
  return findings;
}

const quote = (mark: Mark | undefined): string => (mark ? `“${excerpt(mark.sign)}”` : 'nothing');
const excerpt = (text: string | undefined): string => {
  const flat = (text ?? 'nothing').replaceAll('\n', '⏎');
  return flat.length > 160 ? `${flat.slice(0, 160)}…` : flat;
};

type Kind = 'heading' | 'table' | 'list' | 'code block' | 'component' | 'aside' | 'quotation' | 'image';

function marksOf(page: Page): Record<Kind, Mark[]> {
  const marks: Record<Kind, Mark[]> = {
    heading: [],
    table: [],
    list: [],
    'code block': [],
    component: [],
    aside: [],
    quotation: [],
    image: [],
  };
  visit(page.tree, (node) => {
    const where = at(page, node);
    if (node.type === 'heading')
      marks.heading.push({ sign: `${'#'.repeat(node.depth)} ${headingId(node) ?? 'no id'}`, where });
    if (node.type === 'table')
      marks.table.push({
        sign: `${node.children.length} rows × ${node.children[0]?.children.length ?? 0} columns`,
        where,
      });
    if (node.type === 'list')
      marks.list.push({ sign: `${node.ordered ? 'numbered' : 'bulleted'}, ${node.children.length} items`, where });
    if (node.type === 'code') {
      const meta = (node.meta ?? '').replace(/\b(title|caption)=("[^"]*"|'[^']*')/g, (attribute) =>
        /[\s]/.test(attribute) ? '' : attribute,
      );
      marks['code block'].push({
        sign: `${node.lang ?? 'no language'} ${meta.trim()}\n${withoutComments(node.value)}`,
        where,
      });
    }
    if (node.type === 'blockquote') marks.quotation.push({ sign: 'quotation', where });
    if (node.type === 'image') marks.image.push({ sign: node.url, where });
  });
  for (const { name, attributes, line } of componentsOf(page)) {
    // A term stands where the sentence has its word, and the order of words is the language's.
    if (name === 'Term') continue;
    const same = Object.entries(attributes).filter(([key]) => !LOCALISED.has(key));
    marks.component.push({
      sign: `<${[name, ...same.map(([key, value]) => `${key}=${JSON.stringify(value)}`)].join(' ')}>`,
      where: `${page.file}:${line}`,
    });
  }
  page.source.split('\n').forEach((text, index) => {
    const aside = /^:::(\w+)/.exec(text)?.[1];
    if (aside) marks.aside.push({ sign: aside, where: `${page.file}:${index + 1}` });
  });
  return marks;
}

/** Code with its comments emptied: comments are translated, code is not. */
export function withoutComments(code: string): string {
  return code
    .split('\n')
    .map((text) => text.replace(/(^|\s)(#|\/\/)(?!!).*$/, '$1#').trimEnd())
    .join('\n');
}

function termsOf(page: Page): Mark[] {
  return componentsOf(page)
    .filter(({ name }) => name === 'Term')
    .map(({ attributes, line }) => ({ sign: String(attributes['id']), where: `${page.file}:${line}` }));
}

function linksOf(page: Page): Mark[] {
  const links: Mark[] = [];
  visit(page.tree, 'link', (node) => {
    links.push({ sign: node.url.replace(new RegExp(`^/${page.locale}/`), '/'), where: at(page, node) });
  });
  return links;
}

const NUMBER = /\d+(?:[.,]\d+)*/g;

/**
 * Brings a number to one form: `1,000` in English and `1.000` in Portuguese are the same, so are `2.5` and `2,5`.
 * A version (`1.36.3`) stays as it is.
 */
export function normaliseNumber(text: string, locale: string): string {
  const [group, point] = locale === 'en' ? [',', '.'] : ['.', ','];
  const parts = text.split(group);
  const thousands =
    parts.length > 1 && /^[1-9]\d{0,2}$/.test(parts[0] ?? '') && parts.slice(1).every((part) => /^\d{3}$/.test(part));
  return (thousands ? parts.join('') : text).replaceAll(point, '.');
}

/** The numbers of a text, a day as Portuguese writes it; and its flags and pieces of code, each once. */
function signsIn(text: string, locale: string): string[] {
  const days = text.replaceAll(/\b\d{1,2} [A-Z][a-z]+ \d{4}\b/g, (written) => {
    const day = new Date(`${written} UTC`);
    return Number.isNaN(day.getTime()) ? written : day.toISOString().slice(0, 10).split('-').toReversed().join('/');
  });
  const flags = new Set([...text.matchAll(/`[^`]+`|--[a-z][\w-]+/g)].map(([flag]) => flag));
  return [...flags, ...[...days.matchAll(NUMBER)].map(([number]) => normaliseNumber(number, locale))];
}

/** Both languages of a text of the data have the same numbers, flags and code. @param where the file or record that holds it */
export function sameSigns(value: unknown, where: string): Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  const { en, pt } = value as { en?: unknown; pt?: unknown };
  if (typeof en !== 'string' || typeof pt !== 'string')
    return Object.entries(value).flatMap(([key, inner]) => {
      const id = (inner as { id?: unknown } | null)?.id;
      return sameSigns(inner, `${where}/${typeof id === 'string' ? id : key}`);
    });
  const [one, two] = [signsIn(en, 'en'), signsIn(pt, 'pt-br')].map((signs) => signs.toSorted().join(' '));
  if (one === two) return [];
  const fix = 'Write the same numbers in both: digits in both, or words in both.';
  return [{ where, what: `English has ${one || 'none'}, Portuguese ${two || 'none'}: “${en.slice(0, 90)}”`, fix }];
}

/** By section: every number of the prose, and every piece of inline code once. How often a name is said is the language's. */
function saidIn(page: Page): Map<string, Record<'number' | 'code', Mark[]>> {
  const heads = [{ id: '', line: 0 }];
  visit(page.tree, 'heading', (node) => {
    heads.push({ id: headingId(node) ?? '', line: node.position?.start.line ?? 1 });
  });
  const said = new Map(heads.map(({ id }) => [id, { number: [] as Mark[], code: [] as Mark[] }]));
  for (const { text, code, line } of proseOf(page)) {
    const here = said.get(heads.findLast((head) => head.line <= line)?.id ?? '');
    const where = `${page.file}:${line}`;
    for (const [number] of text.matchAll(NUMBER))
      here?.number.push({ sign: normaliseNumber(number, page.locale), where });
    if (code && here?.code.every(({ sign }) => sign !== text)) here.code.push({ sign: text, where });
  }
  return said;
}

function compareBags(
  noun: string,
  one: readonly Mark[],
  two: readonly Mark[],
  a: Page,
  b: Page,
  fix: string,
): Finding[] {
  const surplus = (here: readonly Mark[], there: readonly Mark[], other: Page): Finding[] => {
    const left = there.map((mark) => mark.sign);
    return here
      .filter(({ sign }) => {
        const index = left.indexOf(sign);
        if (index >= 0) left.splice(index, 1);
        return index < 0;
      })
      .map(({ sign, where }) => ({ where, what: `The ${noun} “${sign}” stands here and not in ${other.file}.`, fix }));
  };
  return [...surplus(one, two, b), ...surplus(two, one, a)];
}
