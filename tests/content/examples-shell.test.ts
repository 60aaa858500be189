import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { dataFile } from '../../src/features/datasets/datasets.ts';
import { expectNone, line } from './checks/finding.ts';
import { blocksOf, projectPages } from './checks/pages.ts';
import { lintShell, type Program } from './checks/shell.ts';

// The code of a page is the same in both languages: a gate holds that. So one language is enough here.
const blocks = blocksOf(projectPages().pages.filter(({ locale }) => locale === 'en'));

describe('shell lines', () => {
  const program = ({ where, section, node }: (typeof blocks)[number]): Program => {
    const [file = '', line] = where.split(':');
    return { file, line: Number(line) + 1, name: section, code: node.value };
  };
  const bash = blocks.filter((block) => block.node.lang === 'bash').map(program);
  const FAULTS: readonly [code: string, message: RegExp][] = [
    ["kubectl get pods -o jsonpath='{.items", /^planted:1 {2}page#section: SC1073: .*quote/],
    ['if true; then echo', /^planted:1 {2}page#section: SC1073: .*if/],
    ['cd /tmp || exit\nkubectl delete pod $pod', /^planted:2 {2}page#section: SC2086: /],
    ['sudo echo 1 > /proc/sys/net/ipv4/ip_forward', /^planted:1 {2}page#section: SC2024: /],
    ['kubectl get pods -o jsonpath={.items[0].metadata.name}', /^planted:1 {2}page#section: SC1083: /],
    ['for f in $(ls *.yaml); do cat "$f"; done', /^planted:1 .*: SC2045: /],
    ['export KUBECONFIG="~/.kube/other"', /^planted:1 {2}page#section: SC2088: /],
    ['grep Ready nodes.txt > nodes.txt', /^planted:1 {2}page#section: SC2094: /],
    ['etcdctl get \\ \n  /registry', /^planted:1 {2}page#section: SC1101: /],
  ];
  test('of the pages say what they seem to say', async () => {
    expect(bash.length).toBeGreaterThan(90);
    expectNone(await lintShell(bash));
    // A hundred programs: on a machine that does much else, it takes more than a test usually may.
  }, 120_000);
  test.each(FAULTS)('%s is seen', async (code, message) => {
    const found = await lintShell([{ file: 'planted', line: 1, name: 'page#section', code }]);
    expect(found.map(line)).toContainEqual(expect.stringMatching(message));
  });
});

/** jq as WebAssembly: its module is the promise of it. */
interface Jq {
  raw: (json: string, filter: string, flags: string[]) => string;
}

test('the programs for jq can be read', async () => {
  const jq = await (createRequire(import.meta.url)('jq-web') as Promise<Jq>);
  const unreadable = (code: string): string[] =>
    [...code.matchAll(/\bjq (?:-\w+ )?(?:'([^']+)'|(\.[\w.]+))/g)].flatMap(([, quoted, bare]) => {
      try {
        jq.raw('null', quoted ?? bare ?? '', []);
        return [];
      } catch (error) {
        // What is asked of nothing fails, too, but only once it runs.
        return /syntax error|compile error/.test((error as Error).message) ? [quoted ?? bare ?? ''] : [];
      }
    });
  const bash = blocks.filter(({ node }) => node.lang === 'bash');
  expect(bash.filter(({ node }) => /\bjq /.test(node.value)).length).toBeGreaterThan(3);
  expect(bash.flatMap(({ node }) => unreadable(node.value))).toEqual([]);
  expect(unreadable("jq -r '.status.conditions[ | .type'")).toHaveLength(1);
});

test('the command of the data page runs on the file and gives every row', async () => {
  const jq = await (createRequire(import.meta.url)('jq-web') as Promise<Jq>);
  const block = blocks.find(({ slug, node }) => slug === 'reference/data' && node.lang === 'bash');
  const [, flag = '', filter = ''] = /\| jq (-\w+) '([^']+)'/.exec(block?.node.value ?? '') ?? [];
  const json = dataFile('ports', 'json');
  const { records } = JSON.parse(json) as { records: { openBetweenNodes: string }[] };
  let answer = '';
  try {
    answer = jq.raw(json, filter, [flag]);
  } catch (error) {
    const what = `jq does not run "${filter}": ${(error as Error).message}.`;
    expectNone([{ where: block?.where ?? 'reference/data', what, fix: 'Mend it: readers copy it as it is.' }]);
  }
  const rows = answer.trim().split('\n');
  expect(rows).toHaveLength(records.filter((row) => row.openBetweenNodes === 'yes').length);
  for (const row of rows) expect(row.split('\t')).toHaveLength(3);
  // The fault that this test was written for: a text in two languages cannot be a cell.
  const all = filter.replace('select(.openBetweenNodes == "yes") | ', '');
  expect(() => jq.raw(json, all.replace('(.port | .en? // .)', '.port'), [flag])).toThrow(/not valid in a csv row/);
  expect(jq.raw(json, all, [flag]).trim().split('\n')).toHaveLength(records.length);
});
