import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from 'unist-util-visit';
import type { Facts } from '../../../src/facts/load.ts';
import type { Finding } from './finding.ts';
import { at, type Page, proseOf } from './pages.ts';
import { textsOf } from './since.ts';

/** Numbers in examples that look like ports and are none of Kubernetes': each with its reason. */
const EXAMPLE_NUMBERS: Readonly<Record<number, string>> = {
  80: 'HTTP of a sample application',
  8080: 'HTTP of a sample application',
  1000: 'user id of a sample process',
  1210: 'number of keys in the sample output of etcdutl',
  1053: 'the port of CoreDNS in the sample log of its loop plugin',
  55953: 'a source port in the same log',
  2211: 'process id in the sample output of runc',
  5432: 'PostgreSQL, which the store does not know, in the sample of what listens on a machine',
  4096: 'length of a queue in the same sample',
  1188: 'process id in the same sample',
  1203: 'process id in the same sample',
  1500: 'MTU of Ethernet, in bytes',
  1480: 'MTU of Pods behind IP-in-IP',
  1450: 'MTU of Pods behind VXLAN',
  1440: 'MTU of Pods behind WireGuard',
  1422: 'payload of the ping that fills 1450 bytes',
};

/** Numbers that stand after these words are no ports. */
const NOT_A_PORT = /(?:RFC|KEP|ISO|NBR|CVE|PEP|ADR|issue|PR)[ -#]?$|[#.,/v-]$/i;

/** A port in running text comes from the store by `<Port>`, so that it cannot be wrong in one place. */
export function portsInProse(pages: readonly Page[]): Finding[] {
  return pages.flatMap((page) =>
    proseOf(page)
      .filter((piece) => !piece.code)
      .flatMap(({ text, line }) =>
        [
          ...text.matchAll(
            /(?<word>\b(?:ports?|portas?) |:)?(?<![\d.,])(?<number>\d{2,5})(?![\d.,]\d|\d|%|-\w| ?(?:GB|MB|kB|GiB|MiB|KiB|ms|s)\b)/gi,
          ),
        ]
          .filter(({ groups, index }) => {
            const value = Number(groups?.['number']);
            const named = groups?.['word'] !== undefined;
            const isYear = value >= 1950 && value <= 2050;
            return named
              ? value > 0 && value < 65_536
              : value > 999 && !isYear && !NOT_A_PORT.test(text.slice(0, index));
          })
          .map(([match, , number]) => ({
            where: `${page.file}:${line}`,
            what: `“${match.trim()}” looks like a port typed by hand.`,
            fix: `Write <Port id="…" /> (ids in src/data/ports.yaml); a number that is no port is written with a group mark, as ${Number(number).toLocaleString(page.locale)}.`,
          })),
      ),
  );
}

const IN_CODE: readonly RegExp[] = [
  // host:6443, [::1]:6443, *:6443
  /(?:[a-z\]*]|\d\.\d{1,3}):(\d{2,5})\b(?![.:]\d)/gi,
  // a listening address with nothing before the colon
  /(?<=^|[\s=]|[\s=]["']):(\d{2,5})\b(?![.:]\d)/gm,
  // port: 6443, "nodePort": 30080, containerPort=80
  /\w*port"?\s*[:=]\s*"?(\d{2,5})\b/gi,
  // --secure-port=6443, --secure-port 6443
  /--[\w-]*port[= ](\d{2,5})\b/g,
  // a bare number of the size of a port: 2379
  /(?<![\w./:@+-])(\d{4,5})(?![\w./:%+-])/g,
];

/** Numbers that are no port of one owner, wherever they stand: each with its reason. */
const ANYWHERE: Readonly<Record<number, string>> = {
  443: 'HTTPS, whoever serves it',
  4789: 'VXLAN, whoever speaks it (IANA)',
};

type Verdict = 'unknown' | { owners: string } | undefined;

/**
 * Judges numbers by the store. A number that one port alone has is that port, wherever it stands. One that several have, or
 * that only a distribution has (which renumbers what others own), is accepted where its owner is named: so a number that
 * was corrected in its record is found wherever the old one is left.
 * @returns what is wrong with a number in a text that names these things; nothing when it is sound
 */
function portJudge(facts: Facts): (value: number, text: string) => Verdict {
  const names = new Map(
    facts.components.components.map(({ id, names: { en, pt } }) => [
      id,
      [id, en, pt].map((name) => name.toLowerCase()),
    ]),
  );
  return (value, text) => {
    if (value in ANYWHERE || (value >= 1950 && value <= 2050)) return undefined;
    const rows = facts.ports.ports.filter(({ ranges }) => ranges.some(([from, to]) => from <= value && value <= to));
    if (rows.length === 0) return 'unknown';
    const own = rows.filter(({ category }) => !category.startsWith('distro-'));
    if (new Set(own.map(({ component }) => component)).size === 1) return undefined;
    const lower = text.toLowerCase();
    const named = ({ id, component }: (typeof rows)[number]): boolean =>
      [id, ...(names.get(component) ?? [component])].some((name) => lower.includes(name));
    return rows.some(named) ? undefined : { owners: rows.map(({ id }) => id).join(', ') };
  };
}

const message = (value: number, verdict: Exclude<Verdict, undefined>): Pick<Finding, 'what' | 'fix'> =>
  verdict === 'unknown'
    ? {
        what: `It names ${value}, which is no port of src/data/ports.yaml.`,
        fix: 'Correct it, add the port, or add the number with its reason to EXAMPLE_NUMBERS in tests/content/checks/numbers.ts.',
      }
    : {
        what: `It names ${value}, and none of those who listen there: ${verdict.owners}.`,
        fix: 'Correct the number, or name its owner beside it.',
      };

const numbersIn = (text: string, patterns: readonly RegExp[]): Set<number> =>
  new Set(patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => Number(match[1]))));

/** A port in a code block, in code inside a sentence, or among the words a page is searched by, is one of the store. */
export function portsInCode(pages: readonly Page[], facts: Facts): Finding[] {
  const judge = portJudge(facts);
  return pages.flatMap((page) => {
    const findings: Finding[] = [];
    const look = (where: string, text: string): void => {
      for (const value of numbersIn(text, IN_CODE)) {
        const verdict = value in EXAMPLE_NUMBERS ? undefined : judge(value, page.source);
        if (verdict) findings.push({ where, ...message(value, verdict) });
      }
    };
    visit(page.tree, ['code', 'inlineCode'], (node) => {
      if (node.type === 'code' || node.type === 'inlineCode') look(at(page, node), node.value);
    });
    for (const alias of [page.frontmatter['aliases']].flat()) look(page.file, String(alias ?? ''));
    return findings;
  });
}

const IN_DATA: readonly RegExp[] = [
  /(?:[a-z\]*]|\d\.\d{1,3}):(\d{2,5})\b(?![.:]\d)/gi,
  /\b(?:ports?|portas?) (\d{2,5})\b/gi,
  /--[\w-]*port[= ](\d{2,5})\b/g,
  /(?<![\w./:%+#-])(\d{4,5})(?![\w/:%+-]|[.,]\d)/g,
];

/** Numbers in the data that are ports of nobody in the store: each with its reason. */
const OTHER_NUMBERS: Readonly<Record<number, string>> = {
  8093: 'health of the Konnectivity agent, told in the row of its server',
  8094: 'administration of the Konnectivity agent, likewise',
  8000: 'modules of the dashboard, behind the proxy that is its port',
};

/** A port in a text of the data is the number that the record of the port has. */
export function portsInData(facts: Facts): Finding[] {
  const judge = portJudge(facts);
  const { ports, sources: _, ...others } = facts;
  return Object.entries({ ports, ...others }).flatMap(([name, file]) =>
    Object.values(file)
      .flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))
      .flatMap((record) => {
        // A line of the question bank has no id: it is known by the place that answers.
        const { to = '?', id = to } = record as { id?: string; to?: string };
        const own = name === 'ports' ? (record as Facts['ports']['ports'][number]) : undefined;
        const texts = textsOf(record).map(({ text }) => text);
        // What a port's own record says of its numbers is judged by them.
        const context = [id, ...texts].join(' ');
        return [...new Set(texts.flatMap((text) => [...numbersIn(text, IN_DATA)]))].flatMap((value) => {
          if (value in OTHER_NUMBERS || own?.ranges.some(([from, to]) => from <= value && value <= to)) return [];
          const verdict = judge(value, context);
          return verdict ? [{ where: `src/data/${name}.yaml: ${id}`, ...message(value, verdict) }] : [];
        });
      }),
  );
}

/**
 * A port in a string of the interface, an example of what to type or to paste, is one of the store. Its owner need not
 * stand beside it, unless only a distribution has the number; `{asked}` may be that distribution.
 * @param file where the strings stand, for the finding
 */
export function portsInStrings(file: string, strings: Readonly<Record<string, string>>, facts: Facts): Finding[] {
  const judge = portJudge(facts);
  const isUpstream = (value: number): boolean =>
    facts.ports.ports.some(
      ({ category, ranges }) =>
        !category.startsWith('distro-') && ranges.some(([from, to]) => from <= value && value <= to),
    );
  return Object.entries(strings).flatMap(([key, text]) =>
    [...numbersIn(text, IN_DATA)].flatMap((value) => {
      if (value in EXAMPLE_NUMBERS || isUpstream(value)) return [];
      const verdict = judge(value, text);
      return verdict && (verdict === 'unknown' || !text.includes('{'))
        ? [{ where: `${file}: ${key}`, ...message(value, verdict) }]
        : [];
    }),
  );
}

/** A Kubernetes version in prose (`v1.26`) is one that some fact of the store speaks of. */
export function knownVersions(pages: readonly Page[], root: string): Finding[] {
  const folder = join(root, 'src/data');
  const data = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const known = new Set([...data.matchAll(/(?<![\d.])v?(1\.\d{1,2})(?!\d)/g)].map((match) => match[1]));
  return pages.flatMap((page) =>
    proseOf(page).flatMap(({ text, line }) =>
      [...text.matchAll(/\bv(1\.\d{1,2})\b/g)]
        .filter((match) => !known.has(match[1]))
        .map(([match]) => ({
          where: `${page.file}:${line}`,
          what: `No fact of the store speaks of ${match}.`,
          fix: 'Correct the version, or add the fact with its source to src/data.',
        })),
    ),
  );
}
