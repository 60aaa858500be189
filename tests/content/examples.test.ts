import type { Code } from 'mdast';
import { createRequire } from 'node:module';
import { parse as parseShell } from 'sh-syntax';
import { parse as parseToml } from 'smol-toml';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { dataFile } from '../../src/features/datasets/datasets.ts';
import { expectNone, line, type Finding } from './checks/finding.ts';
import { type Document, strictManifests } from './checks/manifests.ts';
import { at, projectPages } from './checks/pages.ts';

// The code of a page is the same in both languages: a gate holds that. So one language is enough here.
const root = process.cwd();
const pages = projectPages().pages.filter(({ locale }) => locale === 'en');
const blocks = pages.flatMap((page) => {
  const found: { where: string; slug: string; node: Code }[] = [];
  visit(page.tree, 'code', (node) => void found.push({ where: at(page, node), slug: page.slug, node }));
  return found;
});

const documents: Document[] = blocks.flatMap(({ where, node }) => {
  const file = /title="([^"]+)"/.exec(node.meta ?? '')?.[1];
  return read(node).map((value) => ({ where, file, value: value as Document['value'] }));
});

function read({ lang, value }: Code): unknown[] {
  if (lang === 'json') return [JSON.parse(value)];
  if (lang === 'toml') return [parseToml(value)];
  return lang === 'yaml' ? parseAllDocuments(value).map((document) => document.toJS() as unknown) : [];
}

describe('every manifest and configuration file fits its grammar, to the last field', () => {
  test('of the pages', () => {
    expect(documents.length).toBeGreaterThan(30);
    expectNone(strictManifests(documents, root));
  });

  /** What is found in the document of this kind, or of this file, once a field of it has another value (or none). */
  const planted = (name: string, field: string, value: unknown): string => {
    const copy = structuredClone(documents);
    const one = copy.find((document) => document.value['kind'] === name || document.file?.endsWith(name) === true);
    const keys = field.split('/');
    const last = keys.pop() ?? '';
    const parent = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], one?.value);
    (parent as Record<string, unknown>)[last] = value;
    const definition = copy.filter((document) => document.value['kind'] === 'CustomResourceDefinition');
    return strictManifests(one === undefined ? [] : [one, ...(name === 'BackupPlan' ? definition : [])], root)
      .map(line)
      .join('\n');
  };
  test.each<[fault: string, kind: string, field: string, value: unknown, message: RegExp]>([
    ['a misspelt field', 'Deployment', 'spec/template/spec/containers/0/imagePullPolice', 'Always', /imagePullPolice/],
    ['a wrong type', 'Deployment', 'spec/replicas', '2', /Deployment: .*string.*number/],
    ['a required field left out', 'RuntimeClass', 'handler', undefined, /RuntimeClass: .*handler/],
    ['a field of Gateway API', 'HTTPRoute', 'spec/parentRef', [], /HTTPRoute: .*parentRef/],
    ['a field of DRA', 'ResourceClaimTemplate', 'spec/spec/devices/requests/0/deviceClassName', 'x', /deviceClassName/],
    ['a custom field', 'BackupPlan', 'spec/keepWeeks', 2, /BackupPlan\/spec: .*keepWeeks/],
    ['a custom value', 'BackupPlan', 'spec/alertAfterDays', 0, /alertAfterDays: must be >= 1/],
    ['a field of the kubelet', 'KubeletConfiguration', 'runtimeEndpoint', 'x', /runtimeEndpoint/],
    ['a mode of kube-proxy', 'KubeProxyConfiguration', 'mode', 'nft', /mode: /],
    ['a field of kubeadm', 'InitConfiguration', 'nodeRegistration/kubeletExtraArgs', { a: 'b' }, /kubeletExtraArgs/],
    ['a field of SMI', 'TrafficSplit', 'spec/matches', [], /matches/],
    ['a field of crictl', 'crictl.yaml', 'endpoint', 'x', /endpoint/],
    ['a field of a CNI plugin', '.conflist', 'plugins/0/ipmasq', true, /ipmasq/],
    ['a table of containerd', 'config.toml', 'plugins/io.containerd.grpc.v1.cri', {}, /grpc\.v1\.cri/],
    ['a namespace of OCI', 'config.json', 'linux/namespaces/0/type', 'process', /namespaces\.0\.type/],
    ['a kind that nobody knows', 'Service', 'kind', 'Servise', /No grammar speaks of v1\/Servise/],
  ])('%s is seen', (_fault, kind, field, value, message) => {
    expect(planted(kind, field, value)).toMatch(message);
  });
});

/** What the shell cannot parse. */
async function brokenShell(code: string): Promise<string | undefined> {
  try {
    await parseShell(code, { variant: 0 });
    return undefined;
  } catch (error) {
    return String((error as Error).message);
  }
}

test('every shell block is a whole shell program', async () => {
  const findings: Finding[] = [];
  for (const { where, node } of blocks.filter((block) => block.node.lang === 'bash')) {
    const what = await brokenShell(node.value);
    if (what !== undefined) findings.push({ where, what, fix: 'Mend it: readers paste it as it is.' });
  }
  expectNone(findings);
  expect(await brokenShell("kubectl get pods -o jsonpath='{.items")).toMatch(/quote|'/);
  expect(await brokenShell('if true; then echo')).toBeDefined();
});

/** jq as WebAssembly: its module is the promise of it. */
interface Jq {
  raw: (json: string, filter: string, flags: string[]) => string;
}

test('the command of the data page runs on the file and gives every row', async () => {
  const jq = await (createRequire(import.meta.url)('jq-web') as Promise<Jq>);
  const block = blocks.find(({ slug, node }) => slug === 'reference/data' && node.lang === 'bash');
  const [, flag = '', filter = ''] = /\| jq (-\w+) '([^']+)'/.exec(block?.node.value ?? '') ?? [];
  const json = dataFile('ports', 'json');
  const { records } = JSON.parse(json) as { records: { openBetweenNodes: string }[] };
  const rows = jq.raw(json, filter, [flag]).trim().split('\n');
  expect(rows).toHaveLength(records.filter((row) => row.openBetweenNodes === 'yes').length);
  for (const row of rows) expect(row.split('\t')).toHaveLength(3);
  // The fault that this test was written for: a text in two languages cannot be a cell.
  const all = filter.replace('select(.openBetweenNodes == "yes") | ', '');
  expect(() => jq.raw(json, all.replace('(.port | .en? // .)', '.port'), [flag])).toThrow(/not valid in a csv row/);
  expect(jq.raw(json, all, [flag]).trim().split('\n')).toHaveLength(records.length);
});
