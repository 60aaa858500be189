import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from 'unist-util-visit';
import type { Facts } from '../../../src/facts/load.ts';
import type { Finding } from './finding.ts';
import { at, type Page, proseOf } from './pages.ts';

/** Numbers in examples that look like ports and are none of Kubernetes': each with its reason. */
const EXAMPLE_NUMBERS: Readonly<Record<number, string>> = {
  80: 'HTTP of a sample application',
  8080: 'HTTP of a sample application',
  1000: 'user id of a sample process',
  1210: 'number of keys in the sample output of etcdutl',
  2211: 'process id in the sample output of runc',
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

/** A port in a code block, or in code inside a sentence, is one that the store knows. */
export function portsInCode(pages: readonly Page[], facts: Facts): Finding[] {
  const ranges = facts.ports.ports.flatMap((port) => port.ranges);
  const known = (value: number): boolean =>
    value in EXAMPLE_NUMBERS || ranges.some(([from = 0, to = 0]) => from <= value && value <= to);
  return pages.flatMap((page) => {
    const findings: Finding[] = [];
    visit(page.tree, ['code', 'inlineCode'], (node) => {
      if (node.type !== 'code' && node.type !== 'inlineCode') return;
      const numbers = IN_CODE.flatMap((pattern) => [...node.value.matchAll(pattern)].map((match) => Number(match[1])));
      for (const value of new Set(numbers)) {
        if (known(value) || (value >= 1950 && value <= 2050)) continue;
        findings.push({
          where: at(page, node),
          what: `The code names ${value}, which is no port of src/data/ports.yaml.`,
          fix: 'Correct it, add the port, or add the number with its reason to EXAMPLE_NUMBERS in tests/content/checks/numbers.ts.',
        });
      }
    });
    return findings;
  });
}

/** A Kubernetes version in prose (`v1.26`) is one that some fact of the store speaks of. */
export function knownVersions(pages: readonly Page[], root: string): Finding[] {
  const folder = join(root, 'src/data');
  const data = readdirSync(folder)
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
