import { DOMParser } from 'linkedom';

/** RFC 3339, as RFC 4287 wants every date. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * What in a feed is against Atom (RFC 4287, 4.1 and 4.2), or keeps a reader from following it.
 * @param xml the whole file
 */
export function atomProblems(xml: string): string[] {
  const problems = unclosed(xml);
  const feed = new DOMParser().parseFromString(xml, 'text/xml').documentElement as unknown as Element;
  const own = (parent: Element, name: string): Element[] =>
    [...parent.children].filter(({ tagName }) => tagName === name);
  const one = (parent: Element, name: string, where: string): string => {
    const found = own(parent, name);
    if (found.length !== 1) problems.push(`${where} has ${found.length} <${name}>, not one.`);
    return found[0]?.textContent?.trim() ?? '';
  };
  const isAddress = (text: string | null): boolean => URL.canParse(text ?? '');
  if (feed.tagName !== 'feed' || feed.getAttribute('xmlns') !== 'http://www.w3.org/2005/Atom')
    problems.push('The root is no feed of Atom.');
  if (!feed.getAttribute('xml:lang')) problems.push('The feed says no language.');
  const entries = own(feed, 'entry');
  if (own(feed, 'author').length === 0 && entries.some((entry) => own(entry, 'author').length === 0))
    problems.push('Nobody wrote it.');
  for (const author of own(feed, 'author')) one(author, 'name', 'The author');
  if (!own(feed, 'link').some((link) => link.getAttribute('rel') === 'self'))
    problems.push('The feed does not say its own address.');
  const ids = new Set<string>();
  for (const [where, part] of [
    ['The feed', feed] as const,
    ...entries.map((entry, index) => [`Entry ${index + 1}`, entry] as const),
  ]) {
    const id = one(part, 'id', where);
    // One entry may stand in a feed twice only with different dates; here it stands once.
    if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(id) || ids.has(id))
      problems.push(`${where}: the id "${id}" is none, or another's.`);
    ids.add(id);
    if (one(part, 'title', where) === '') problems.push(`${where} has an empty title.`);
    const updated = one(part, 'updated', where);
    if (!MOMENT.test(updated) || Number.isNaN(Date.parse(updated)))
      problems.push(`${where}: "${updated}" is no moment.`);
    for (const link of own(part, 'link'))
      if (!isAddress(link.getAttribute('href'))) problems.push(`${where}: a link has no whole address.`);
    const alternates = own(part, 'link').filter((link) => (link.getAttribute('rel') ?? 'alternate') === 'alternate');
    if (alternates.length !== 1) problems.push(`${where} has ${alternates.length} pages, not one.`);
  }
  for (const [index, entry] of entries.entries()) {
    const content = own(entry, 'content')[0];
    const inner = content?.children[0];
    if (content?.getAttribute('type') !== 'xhtml') problems.push(`Entry ${index + 1} has no content as XHTML.`);
    // RFC 4287, 3.1.1.3: one <div> of XHTML.
    else if (
      content.children.length !== 1 ||
      inner?.tagName !== 'div' ||
      inner.getAttribute('xmlns') !== 'http://www.w3.org/1999/xhtml'
    )
      problems.push(`Entry ${index + 1}: its content is not one <div> of XHTML.`);
    for (const link of content?.querySelectorAll('a') ?? [])
      if (!isAddress(link.getAttribute('href')) || link.textContent?.trim() === '')
        problems.push(`Entry ${index + 1}: a link without a whole address or without words.`);
  }
  return problems;
}

/** Elements that do not close, or close another: no reader of XML takes such a file. */
function unclosed(xml: string): string[] {
  const open: string[] = [];
  for (const [, end, name = '', alone] of xml.matchAll(/<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>/g)) {
    if (end !== '/' && alone !== '/') open.push(name);
    else if (end === '/' && open.pop() !== name) return [`</${name}> closes another element.`];
  }
  return open.length > 0 ? [`<${open.join(', ')}> does not close.`] : [];
}
