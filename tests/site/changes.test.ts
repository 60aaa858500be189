/** The feed of each language as it is published. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BASE_PATH, SITE_TITLE, SITE_URL } from '../../src/config/site.ts';
import { LANGUAGES } from '../../src/config/languages.ts';
import { atomProblems } from '../support/atom.ts';
import { DIST } from '../support/pages.ts';
import { builtSite } from '../support/site.ts';

/** Where history is whole, as on a laptop and in the deployment. */
function hasHistory(): boolean {
  try {
    return (
      execFileSync('git', ['rev-parse', '--is-shallow-repository'], { encoding: 'utf8', stdio: 'pipe' }).trim() ===
      'false'
    );
  } catch {
    return false;
  }
}

const ROOT = `${SITE_URL}${BASE_PATH}`;
const site = builtSite();

test.each(LANGUAGES)(
  '$tag: valid, in its language, and every link of it leads to a place of the site',
  ({ locale, tag }) => {
    const xml = readFileSync(join(DIST, locale, 'changes.atom'), 'utf8');
    expect(atomProblems(xml)).toEqual([]);
    expect(xml).toContain(`xml:lang="${tag}"`);
    if (hasHistory()) expect(xml).toContain('<entry>');
    const links = [...xml.matchAll(/<a href="([^"]+)"/g)];
    const lost = links.filter(([, href = '']) => {
      const [address = '', id = ''] = href.slice(ROOT.length).split('#');
      const doc = href.startsWith(`${ROOT}/${locale}/`) ? site.byAddress.get(address) : undefined;
      return doc === undefined || (id !== '' && !doc.ids.includes(id));
    });
    expect(lost.map(([, href]) => href)).toEqual([]);
  },
);

test('every language tells of the same days, pages and numbers of records', () => {
  const told = LANGUAGES.map(({ locale }) =>
    [...readFileSync(join(DIST, locale, 'changes.atom'), 'utf8').matchAll(/<entry>.*?<\/entry>/gs)].map(([entry]) => ({
      page: entry.match(new RegExp(`<id>tag:[^,]*,([^<]*):${locale}/([^<]*)</id>`))?.slice(1),
      counts: entry.match(/<title>[^<]*<\/title>/)?.[0].match(/\d+(?= ·|<)/g),
    })),
  );
  for (const other of told) expect(other).toEqual(told[0]);
});

test('a feed reader finds the feed from the home page, the choice of language and the pages of what is listed', () => {
  for (const { locale, tag } of LANGUAGES) {
    for (const page of [
      'index.html',
      ...['', 'about/', 'reference/corrections/', 'reference/data/', 'reference/timeline/'].map(
        (slug) => `${locale}/${slug}index.html`,
      ),
    ]) {
      const html = readFileSync(join(DIST, page), 'utf8');
      const link = new RegExp(
        `<link rel="alternate" type="application/atom\\+xml" title="${SITE_TITLE[tag]}" href="${BASE_PATH}/${locale}/changes\\.atom"`,
      );
      expect(html, page).toMatch(link);
    }
  }
  expect(existsSync(join(DIST, 'changes.atom'))).toBe(false);
});
