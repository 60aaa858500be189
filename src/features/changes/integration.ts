/** Writes the feed of each language when the pages are built: the titles of the records are those of the built places. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { LANGUAGES } from '../../config/languages.ts';
import { wordOf } from '../../config/words.ts';
import { BASE_PATH, SITE_TITLE, SITE_URL } from '../../config/site.ts';
import { checkedMeta, label, labelCodes } from '../../facts/index.ts';
import type { PermalinkList } from '../permalinks/permalink-index.ts';
import { feed, type Day } from './atom.ts';
import { changesBetween, type Word } from './compare.ts';
import { feedPath } from './feed-path.ts';
import { storeHistory } from './history.ts';

/** The files of facts that have a place for each record, the lists in them, and the pages where these places are. */
const FILES: Readonly<Record<string, { lists: string[]; pages: string[] }>> = {
  ports: { lists: ['ports'], pages: ['reference/ports'] },
  sockets: { lists: ['sockets'], pages: ['reference/ports'] },
  components: { lists: ['components'], pages: ['reference/components'] },
  interfaces: { lists: ['interfaces'], pages: ['interfaces/*'] },
  implementations: {
    lists: ['implementations'],
    pages: ['interfaces/runtimes', 'interfaces/network-plugins', 'interfaces/storage-drivers'],
  },
  glossary: { lists: ['terms'], pages: ['reference/glossary'] },
  timeline: { lists: ['events', 'planned'], pages: ['reference/timeline'] },
  corrections: { lists: ['corrections'], pages: ['reference/corrections'] },
};
const path = (name: string): string => `src/data/${name}.yaml`;

/** Days that a feed tells of; who subscribes keeps what was before. */
const DAYS = 12;

/** The codes of each kind of label, by the name of the field that holds them; undefined where a field holds none. */
const codes = new Map<string, ReadonlySet<string> | undefined>();
const codesOf = (field: string): ReadonlySet<string> | undefined => {
  if (!codes.has(field)) {
    try {
      codes.set(field, new Set(labelCodes(field as Parameters<typeof label>[0])));
    } catch {
      codes.set(field, undefined);
    }
  }
  return codes.get(field);
};
const word: Word = (field, code, lang) =>
  codesOf(field)?.has(code) ? label(field as Parameters<typeof label>[0], code, lang) : undefined;

/** The days on which facts changed, the newest first. @param root folder of the project */
function daysOf(root: string, places: PermalinkList): Day[] {
  const known = new Map(
    places.pages.flatMap((page) => [
      [page.slug, page.title] as const,
      ...page.places.map(({ id, title }) => [`${page.slug}#${id}`, title] as const),
    ]),
  );
  const snapshots = storeHistory(root, Object.keys(FILES).map(path), DAYS);
  return snapshots.slice(0, -1).map(({ at, files }, index) => {
    const entries = new Map<string, Day['entries'][number]>();
    for (const [name, { lists, pages }] of Object.entries(FILES)) {
      for (const change of changesBetween(
        snapshots[index + 1]?.files.get(path(name)),
        files.get(path(name)),
        lists,
        word,
      )) {
        const slugs = pages.map((page) => page.replace('*', change.id));
        const slug = slugs.find((page) => known.has(`${page}#${change.id}`)) ?? slugs[0] ?? '';
        const title = known.get(slug);
        if (title === undefined) continue;
        // An interface is a page, not a place on one.
        const place = known.get(`${slug}#${change.id}`) ?? (slug.endsWith(`/${change.id}`) ? title : undefined);
        const entry = entries.get(slug) ?? { slug, title, changes: [] };
        entry.changes.push({ ...change, place });
        entries.set(slug, entry);
      }
    }
    return { at, entries: [...entries.values()] };
  });
}

/** Must come after what gives the places their titles. */
export function changes(): AstroIntegration {
  return {
    name: 'changes',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const places = JSON.parse(readFileSync(join(folder, 'data/v1/permalinks.json'), 'utf8')) as PermalinkList;
        const days = daysOf(process.cwd(), places);
        for (const language of LANGUAGES) {
          const text = feed(days, {
            language,
            site: `${SITE_URL}${BASE_PATH}`,
            name: SITE_TITLE[language.tag],
            begun: `${checkedMeta().date}T00:00:00Z`,
            word: wordOf(language.tag),
          });
          writeFileSync(join(folder, feedPath(language.locale)), text);
        }
        const told = days.reduce((sum, { entries }) => sum + entries.length, 0);
        logger.info(
          days.length === 0
            ? 'feeds without entries: an archive has no history, a shallow clone only its end (`git fetch --unshallow` brings the rest)'
            : `${told} entries a language`,
        );
      },
    },
  };
}
