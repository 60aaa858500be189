import { localize } from '../../lib/text.ts';
import type { LICENSES } from '../../schemas/implementations.ts';
import type { Facts } from '../../facts/load.ts';
import { ended } from './ended.ts';
import { byVersion, RAW, whole, type Difference, type DriftCheck } from './upstream.ts';

/** What the projects of the store say of themselves: where they live, whether they go on, their license, releases and ends. */
export function projectChecks(facts: Facts, today: string): DriftCheck[] {
  return [containerdSupport(facts, today), ...licenses(facts), ...repositories(facts), ...releases(facts)];
}

/** The table of containerd's releases, whose days are written out: `April 30, 2028`. */
function containerdSupport(facts: Facts, today: string): DriftCheck {
  const url = `${RAW}/containerd/containerd/main/RELEASES.md`;
  return {
    name: 'support of containerd',
    urls: [url],
    compare: ([text = '']) => {
      const rows = whole(text).matchAll(/^\| \[(\d+\.\d+)\]\([^)]*\)\s*\|[^|]*\|[^|]*\|\s*(\w+ \d+, \d{4})/gm);
      const upstream = new Map(
        [...rows].map(([, line = '', day = '']) => [line, new Date(`${day} UTC`).toISOString().slice(0, 10)]),
      );
      return ended(facts, 'containerd', url, upstream, today);
    },
  };
}

/** The words by which a license is known in its own text. */
const LICENSE_TEXTS: Readonly<Record<(typeof LICENSES)[number], RegExp>> = {
  'Apache-2.0': /Apache License\s+Version 2\.0/,
  'BUSL-1.1': /Business Source License 1\.1/,
};

function licenses(facts: Facts): DriftCheck[] {
  return facts.implementations.implementations.flatMap(({ id, repository = '', license }) => {
    if (license === undefined) return [];
    const url = `${repository.replace('https://github.com', RAW)}/HEAD/LICENSE`;
    return [
      {
        name: `license of ${id}`,
        urls: [url],
        compare: ([text = '']: readonly string[]) => {
          // Half a text of a license is none that a project has chosen.
          if (!/\b(licen[cs]e|copyright)\b/i.test(text)) throw new Error('not the text of a license');
          return LICENSE_TEXTS[license].test(text)
            ? []
            : [
                {
                  title: `${id} is no longer under ${license}`,
                  url,
                  detail: `Its LICENSE begins: ${text.trim().split('\n')[0] ?? ''}`,
                  records: [`implementations/${id}`],
                },
              ];
        },
      },
    ];
  });
}

/** Each repository on GitHub that the store names, as `owner/name`, with its rows: two drivers can share one. */
function onGitHub(facts: Facts): [repo: string, rows: Facts['implementations']['implementations'][number][]][] {
  const rows = new Map<string, Facts['implementations']['implementations'][number][]>();
  for (const row of facts.implementations.implementations) {
    const repo = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)$/.exec(row.repository ?? '')?.[1];
    if (repo !== undefined) rows.set(repo, [...(rows.get(repo) ?? []), row]);
  }
  return [...rows];
}

const recordsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => `implementations/${id}`);

/** What each project of the store says of itself: where it lives, archived or not. A row that says "active" of an archived one is wrong. */
function repositories(facts: Facts): DriftCheck[] {
  return onGitHub(facts).map(([repo, rows]) => {
    const url = `https://api.github.com/repos/${repo}`;
    return {
      name: `state of ${repo}`,
      urls: [url],
      compare: ([text = '']: readonly string[]) => {
        const { archived, full_name: now = repo } = JSON.parse(text) as { archived?: boolean; full_name?: string };
        if (archived === undefined) throw new Error('no flag "archived" in the answer');
        const differences: Difference[] = [];
        if (now.toLowerCase() !== repo.toLowerCase())
          differences.push({
            title: `${repo} has moved to ${now}`,
            url,
            detail: `The store says ${repo}.`,
            records: recordsOf(rows),
          });
        const wrong = rows.filter(({ status }) => archived !== ['archived', 'retired'].includes(status.key));
        if (wrong.length > 0)
          differences.push({
            title: `${repo} is ${archived ? '' : 'not '}archived`,
            url,
            detail: `The store says "${[...new Set(wrong.map(({ status }) => status.key))].join('", "')}".`,
            records: recordsOf(wrong),
          });
        return differences;
      },
    };
  });
}

/** The minor versions of what the store has seen released. A patch changes no fact, and a project without releases is not compared. */
function releases(facts: Facts): DriftCheck[] {
  const minorOf = (versions: readonly string[]): string | undefined =>
    versions
      .map((version) => version.split('.').slice(0, 2).join('.'))
      .sort(byVersion)
      .at(-1);
  return onGitHub(facts).flatMap(([repo, rows]) => {
    const told = [...new Set(rows.flatMap(({ latestSeen }) => (latestSeen ? [localize(latestSeen, 'en')] : [])))].join(
      '; ',
    );
    const ours = minorOf(
      [...told.matchAll(/(?<![\d.])v?(\d+\.\d+)(?:\.\d+)?(?![\d.]*\d)/g)].map(([, version = '']) => version),
    );
    if (ours === undefined) return [];
    const url = `https://api.github.com/repos/${repo}/releases?per_page=30`;
    return [
      {
        name: `newest release of ${repo}`,
        urls: [url],
        compare: ([text = '']: readonly string[]) => {
          const found = JSON.parse(text) as { tag_name: string; prerelease: boolean }[];
          if (!Array.isArray(found)) throw new Error('no list of releases in the answer');
          const newest = minorOf(
            found.flatMap(({ tag_name: tag, prerelease }) =>
              prerelease ? [] : (/^v?(\d+\.\d+\.\d+)$/.exec(tag)?.[1] ?? []),
            ),
          );
          return newest === undefined || byVersion(newest, ours) <= 0
            ? []
            : [{ title: `${repo} ${newest} is out`, url, detail: `The store says ${told}.`, records: recordsOf(rows) }];
        },
      },
    ];
  });
}
