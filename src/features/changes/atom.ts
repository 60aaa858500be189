/** The feed of what changed in the facts, as Atom (RFC 4287). */
import type { Word } from '../../config/words.ts';
import { toXml } from 'xast-util-to-xml';
import { x } from 'xastscript';
import type { Language } from '../../lib/languages.ts';
import { plural } from '../../lib/plural.ts';
import type { Change, Difference } from './compare.ts';
import { feedPath } from './feed-path.ts';

/** What changed on a day, by the pages that show it. */
export interface Day {
  /** The last change of the day, in UTC. */
  at: string;
  entries: {
    slug: string;
    title: Readonly<Record<string, string>>;
    changes: (Change & {
      /** What the place of the record is called; undefined when no page has one. */
      place: Readonly<Record<string, string>> | undefined;
    })[];
  }[];
}

/** Whose feed it is. */
interface FeedOf {
  language: Language;
  /** Address of the site with its sub-path, without a slash at the end. */
  site: string;
  name: string;
  /** The moment that stands for the feed while there is no entry. */
  begun: string;
  /** UI strings of the language. */
  word: Word;
}

/** More would be no news but a copy of the page. */
const MOST = { records: 40, differences: 4, characters: 400 } as const;

/** The feed as XML. @param days the newest first */
export function feed(days: readonly Day[], { language, site, name, begun, word }: FeedOf): string {
  const { locale, tag, lang } = language;
  const home = `${site}/${locale}/`;
  const self = `${site}/${feedPath(locale)}`;
  const kinds = ['new', 'changed', 'removed'] as const;
  const forms = { more_one: word('changes.more_one'), more_other: word('changes.more_other') };
  const more = (count: number): string => plural(forms, 'more', count, tag);

  const item = (
    slug: string,
    { id, kind, place, name: own, differences }: Day['entries'][number]['changes'][number],
  ) => {
    const title = place?.[locale] || own[lang];
    const address = `${home}${slug}/${place === undefined || slug.endsWith(`/${id}`) ? '' : `#${id}`}`;
    return x('li', [
      kind === 'removed' ? title : x('a', { href: address }, title),
      ...differences[lang].slice(0, MOST.differences).map((difference) => x('p', sides(difference))),
    ]);
  };
  const entry = (at: string, { slug, title, changes }: Day['entries'][number]) => {
    const filled = kinds
      .map((kind) => ({ kind, all: changes.filter((change) => change.kind === kind) }))
      .filter(({ all }) => all.length > 0);
    const counts = filled.map(({ kind, all }) => `${word(`changes.${kind}`)}: ${all.length}`).join(' · ');
    const address = `${home}${slug}/`;
    return x('entry', [
      // A name that never changes, whatever becomes of the address (RFC 4151).
      x('id', `tag:${new URL(site).hostname},${at.slice(0, 10)}:${locale}/${slug}`),
      x('title', `${title[locale] ?? slug}. ${counts}`),
      x('updated', at),
      x('link', { rel: 'alternate', type: 'text/html', hreflang: tag, href: address }),
      x('content', { type: 'xhtml' }, [
        x('div', { xmlns: 'http://www.w3.org/1999/xhtml' }, [
          ...filled.flatMap(({ kind, all }) => [
            x('h2', word(`changes.${kind}`)),
            x(
              'ul',
              all.slice(0, MOST.records).map((change) => item(slug, change)),
            ),
            ...(all.length > MOST.records ? [x('p', x('a', { href: address }, more(all.length - MOST.records)))] : []),
          ]),
        ]),
      ]),
    ]);
  };

  const entries = days.flatMap(({ at, entries: own }) => own.map((one) => entry(at, one)));
  return `${toXml([
    { type: 'instruction', name: 'xml', value: 'version="1.0" encoding="utf-8"' },
    x('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': tag }, [
      x('id', self),
      x('title', `${name}: ${word('changes.title')}`),
      x('subtitle', word('changes.subtitle')),
      x('updated', days.find(({ entries: own }) => own.length > 0)?.at ?? begun),
      x('link', { rel: 'self', type: 'application/atom+xml', href: self }),
      x('link', { rel: 'alternate', type: 'text/html', hreflang: tag, href: home }),
      x('author', [x('name', name), x('uri', home)]),
      x('rights', 'CC BY 4.0, https://creativecommons.org/licenses/by/4.0/'),
      x('icon', `${site}/favicon.ico`),
      ...entries,
    ]),
  ])}\n`;
}

const clip = (text: string): string =>
  text.length <= MOST.characters ? text : `${text.slice(0, text.lastIndexOf(' ', MOST.characters))}…`;

/** What was said, crossed out, and what is said now. */
function sides({ before, after }: Difference) {
  const [was, is] = [before, after].map((text) => clip(text ?? ''));
  return [...(was ? [x('del', was)] : []), ...(was && is ? [' '] : []), ...(is ? [x('ins', is)] : [])];
}
