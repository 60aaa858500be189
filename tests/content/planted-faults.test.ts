import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadFacts } from '../../src/facts/load.ts';
import { tempFolder } from '../support/temp.ts';
import { rightDefaults, unsaid } from './checks/defaults.ts';
import { daysAhead, daysChecked } from './checks/days.ts';
import { line, type Finding } from './checks/finding.ts';
import { portsInCode, portsInData, portsInStrings } from './checks/numbers.ts';
import { readPages } from './checks/pages.ts';
import { normaliseNumber, sameSigns, withoutComments } from './checks/parity.ts';
import { tooAbsolute } from './checks/absolutes.ts';
import { bothSinces, rightSinces } from './checks/since.ts';
import { check, EN, EN_FILE, PT, PT_FILE } from './demo-pages.ts';

const facts = loadFacts();

test('the whole pages pass every gate', () => {
  expect(check({ [EN_FILE]: EN, [PT_FILE]: PT })).toEqual([]);
});

describe('a fault in the Portuguese page is seen', () => {
  const faults: [name: string, from: string, to: string, message: RegExp][] = [
    ['443 turned 433', ' 443 ', ' 433 ', /number “443” stands here and not in .*demo\.mdx/],
    [
      'a number moved to another section',
      ' 443 regras.\n\n## Por que existe [#why]\n',
      ' regras.\n\n## Por que existe [#why]\n\nSão 443.\n',
      /number “443” stands here and not in/,
    ],
    ['a flag that only one language names', '[a CRI]', '`--cri` [a CRI]', /code “--cri” stands here and not in .*en/],
    ['a number fewer', '| 2,5 |', '| dois e meio |', /number “2\.5”/],
    ['another version', 'v1.26', 'v1.25', /number “1\.2[56]”/],
    ['a version that no fact speaks of', 'v1.26', 'v1.99', /No fact of the store speaks of v1\.99/],
    ['another heading id', '[#why]', '[#porque]', /differ in heading 1: “## porque”|differ in heading 1: “## why”/],
    [
      'a heading without id',
      'Por que existe [#why]',
      'Por que existe',
      /pt-br\/demo\.mdx:12 .*The heading has no id.*\[#english-id\]/,
    ],
    ['a heading of another level', '## Por que', '### Por que', /differ in heading 1/],
    ['an id used twice', '## Fontes [#sources]', '## Fontes [#why]', /used twice on the page/],
    [
      'an unknown port id',
      'kube-apiserver-6443',
      'kube-apiserver-6433',
      /There is no port "kube-apiserver-6433"\. Nearest known: kube-apiserver-6443/,
    ],
    [
      'a label and value that the band at the head says',
      'Por que existe [#why]\n',
      'Por que existe [#why]\n\n<InterfaceField id="cri" field="transport" />\n',
      /The band at the head of the page says the field "transport" already/,
    ],
    ['an unknown term', 'Term id="cri"', 'Term id="crii"', /There is no term "crii"/],
    ['an unknown source', 'sources: [cri-proto]', 'sources: [cri-prototype]', /There is no source "cri-prototype"/],
    ['an unknown frontmatter key', 'aliases:', 'alias:', /"alias" is not known and would be dropped/],
    ['another list of aliases', 'aliases: [demo]', 'aliases: [demonstração]', /frontmatter key "aliases" differs/],
    ['a row more', '| 1 | 2,5 |', '| 1 | 2,5 |\n| x | y |', /differ in table 1/],
    ['an item fewer', '- two\n', '', /differ in list 1/],
    ['other code', 'hostNetwork: true', 'hostNetwork: false', /differ in code block 1/],
    ['a link to another section', 'cri/#operations', 'cri/#tools', /link “\/interfaces\/cri\/#(operations|tools)”/],
    ['a link into the other language', '(/pt-br/interfaces', '(/en/interfaces', /link “\/en\/interfaces/],
    ['a component fewer', '<Port id="kube-apiserver-6443" />', 'porta', /differ in component 1/],
    ['a term fewer', '<Term id="cri">CRI</Term>', 'CRI', /term “cri” stands here and not in/],
    [
      'a port typed by hand',
      'Por que existe [#why]\n',
      'Por que existe [#why]\n\nEscuta em 6443.\n',
      /“6443” looks like a port typed by hand/,
    ],
    [
      'a port typed after its word',
      'Por que existe [#why]\n',
      'Por que existe [#why]\n\nA porta 443.\n',
      /“porta 443” looks like a port/,
    ],
    ['a wrong port in code', 'hostNetwork: true', 'hostPort: 6433', /names 6433/],
    ['broken YAML', 'name: demo', 'name: "demo', /YAML|yaml example does not parse/i],
    ['an object without a name', 'metadata:\n  name: demo', 'metadata:\n  labels: {}', /The Pod has no metadata\.name/],
    [
      'an API version that does not exist',
      'apiVersion: v1',
      'apiVersion: apps/v1beta2',
      /"apps\/v1beta2" \(Pod\) is not known/,
    ],
    ['an unclosed tag', '</Term>', '', /The page cannot be read: .*Term/],
    ['a stray brace', 'atrás de', 'atrás de {', /The page cannot be read/],
    ['broken frontmatter', 'aliases: [demo]', 'aliases: [demo', /The page cannot be read/],
    ['a word of another glossary', 'nós desde', 'nodes desde', /“nodes” is not this site's word\. Use: nó/],
    [
      'a date typed by hand',
      'Por que existe [#why]\n',
      'Por que existe [#why]\n\nDesde 2016-12-19.\n',
      /“2016-12-19” is not this site's word/,
    ],
    ['a space at the end', '- two\n', '- two \n', /Spaces at the end of the line/],
    [
      'a term explained twice',
      'Por que existe [#why]\n',
      'Por que existe [#why]\n\nA <Term id="cri">CRI</Term>.\n',
      /stands already on line 10/,
    ],
  ];
  test.each(faults)('%s', (_name, from, to, message) => {
    expect(PT).toContain(from);
    const found = check({ [EN_FILE]: EN, [PT_FILE]: PT.replace(from, to) }).map(line);
    expect(found.join('\n')).toMatch(message);
  });
});

test('a day of a check that is not yet is seen, on a page, in a file, in a record and in a run', () => {
  const { pages } = readPages(tempFolder({ [EN_FILE]: EN, [PT_FILE]: PT.replace("'2026-11-21'", "'2027-11-21'") }));
  const [port, ...ports] = facts.ports.ports;
  const [run, ...runs] = facts.proved.proved;
  const [value] = facts.versions.gates;
  if (!port || !run || !value) throw new Error('The store is empty.');
  const on = (date: string) => ({ kubernetes: '1.37', date });
  const planted: typeof facts = {
    ...facts,
    meta: { ...facts.meta, checked: on('2027-01-01') },
    ports: { ...facts.ports, ports: [{ ...port, checked: on('2027-02-02') }, ...ports] },
    proved: { ...facts.proved, proved: [{ ...run, date: '2027-03-03' }, ...runs] },
  };
  const found = daysAhead(daysChecked(pages, planted), new Date('2026-12-31T09:00:00Z'));
  expect(found.map(line).join('\n')).toMatch(
    /pt-br.*on 2027-11-21[^]*meta {2}.*on 2027-01-01[^]*ports {2}.*on 2027-02-02[^]*proved {2}.*on 2027-03-03/,
  );
  // On the other side of the world the next day has begun.
  expect(daysAhead(daysChecked([], planted), new Date('2026-12-31T10:00:00Z')).map(line).join()).not.toContain(
    'on 2027-01-01',
  );
});

test('a text that gives only the version of GA is seen, in both languages', () => {
  const at = (text: string): Finding[] => bothSinces([{ where: 'here', text }], facts.versions.gates);
  expect(at('Device plugins are stable since v1.26.').map(line).join()).toMatch(/on by default since v1\.10, stable/);
  expect(at('O framework de device plugins é GA desde a v1.26.')).toHaveLength(1);
  expect(at('Device plugins are on by default since v1.10, stable since v1.26.')).toEqual([]);
  expect(at('DRA is stable since v1.34.')).toEqual([]);
  expect(at('User namespaces are optional (hostUsers: false) and became stable in v1.36.')).toHaveLength(1);
});

test.each([
  ['Cilium replaces kube-proxy altogether.', /only where they are told to/],
  ['O Cilium substitui o kube-proxy.', /only where they are told to/],
  ['Cilium can replace kube-proxy.', undefined],
  ['They replace many webhooks, and there is no service to run.', /fits into an expression/],
  ['Elas substituem muitos webhooks.', /fits into an expression/],
  ['Policies written in CEL can now replace many webhooks.', undefined],
  ['Elas podem substituir muitos webhooks.', undefined],
  ['node-driver-registrar calls NodeGetInfo and registers.', /GetPluginInfo/],
  ['AntreaProxy e kube-proxy nunca rodam juntos.', /proxyAll/],
  ['Só a camada mais baixa cria namespaces.', /containerd makes/],
  ['The API server stores, checks and nothing else.', /also proxies/],
  ['Há quatro partes: o etcd está em todo cluster.', /K3s/],
])('too absolute: %s', (text, message) => {
  const found = tooAbsolute([{ where: 'here', text }])
    .map(line)
    .join();
  if (message === undefined) expect(found).toBe('');
  else expect(found).toMatch(message);
});

test.each([
  ['Device plugins are on by default since v1.10, stable since v1.27.', /stable since v1\.27” is not .*: v1\.26/],
  ['As regras CEL estão habilitadas por padrão desde a v1.24.', /desde a v1\.24” is not .*: v1\.25/],
  ['- v1.31: field selectors become stable (on by default since v1.31).', /v1\.31: .*stable” is not .*: v1\.32/],
  ['O dockershim foi removido do kubelet na v1.25.', /na v1\.25” is not .*: v1\.24/],
  ['ipvs has been deprecated since v1.36', /deprecated since v1\.36” is not .*: v1\.35/],
  ['<Port id="kube-scheduler-10251-insecure" /> was removed in v1.22.', /removed in v1\.22” is not .*: v1\.23/],
  ['nftables became stable in v1.33, and ipvs has been deprecated since v1.35.', undefined],
  ['PodSecurityPolicy foi descontinuada na v1.21 e removida na v1.25.', undefined],
])('a version that is not the one of the store: %s', (text, message) => {
  const found = rightSinces([{ where: 'here', text }], facts.versions)
    .map(line)
    .join();
  if (message === undefined) expect(found).toBe('');
  else expect(found).toMatch(message);
});

test.each([
  ['The kubelet renews its <Term id="lease">Lease</Term> every 15 seconds.', /“15 seconds” .* lease-renewal: 10 s/],
  ['O kubelet renova um Lease a cada vinte minutos, ou a cada 12 minutos.', /“12 minutos” .* lease-renewal/],
  [
    'Pods tolerate that taint for [six minutes](https://a.example/) unless they say so.',
    /“six minutes” .* toleration: 5 min/,
  ],
  ['Os Pods toleram esse taint por 300 segundos.', undefined],
  ['The file has a quota: 4 GB by default, with 8 GB as the suggested maximum.', /“4 GB” .* etcd-quota: 2 GB/],
  [
    'Vale conhecer: 250 Pods por nó e cinco arquivos de log de 20 MiB.',
    /“250 Pods” .*: 110.*“20 MiB” .* log-size: 10 MiB/,
  ],
  ['Por padrão, um token vive **12 horas**.', /“12 horas” .* join-token: 24 h/],
  ['| `nodefs.available` | 15% | `DiskPressure` |', /“15%” .* evict-nodefs: 10 %/],
  [
    'The usual values are 15 seconds for the lease, 12 to renew it and 2 between attempts.',
    /“12 to renew” .* leader-renew: 10 s/,
  ],
  ['| Com o kubeadm | sem padrão | `--service-cidr`, padrão `10.96.0.0/16` |', /“10\.96\.0\.0\/16” .* service-range/],
  ['a `failurePolicy`; o padrão é `Ignore`.', /“`Ignore`” .* webhook-failure: Fail/],
  ['The log files of a container are on its node for 30 days.', undefined],
])('a default value that is not the one of the store: %s', (text, message) => {
  const found = rightDefaults([{ where: 'here', text }], facts.versions.defaults)
    .findings.map(line)
    .join();
  if (message === undefined) expect(found).toBe('');
  else expect(found).toMatch(message);
});

test('a default of the store that one language no longer says is seen', () => {
  const [lease] = facts.versions.defaults.filter(({ id }) => id === 'lease-renewal');
  if (!lease) throw new Error('The store has no such default.');
  const { said } = rightDefaults(
    [{ where: 'src/content/docs/pt-br/a.mdx:1', text: 'O kubelet renova um Lease a cada 10 segundos.' }],
    [lease],
  );
  expect(unsaid([lease], said)).toEqual(['lease-renewal en']);
});

test('a page in one language is seen, and the message names the file to write', () => {
  const found = check({ [EN_FILE]: EN, [PT_FILE]: PT, 'src/content/docs/en/interfaces/new.mdx': EN }).map(line);
  expect(found.join('\n')).toMatch(
    /en\/interfaces\/new\.mdx .*no counterpart in "pt-br".*src\/content\/docs\/pt-br\/interfaces\/new\.mdx/,
  );
});

test('numbers: groups and decimals of the two languages, versions untouched', () => {
  expect(normaliseNumber('1,000', 'en')).toBe(normaliseNumber('1.000', 'pt-br'));
  expect(normaliseNumber('2.5', 'en')).toBe(normaliseNumber('2,5', 'pt-br'));
  expect(normaliseNumber('1.36.3', 'en')).toBe(normaliseNumber('1.36.3', 'pt-br'));
  expect(normaliseNumber('1,000,000', 'en')).toBe('1000000');
});
test('a number that one language of a text of the data has alone is seen; a day in each language’s form is the same', () => {
  const record = (pt: string) => ({ list: [{ id: 'one', text: { en: 'On 3 May 2026: 1,000 bytes, v1.26.', pt } }] });
  expect(sameSigns(record('Em 03/05/2026: 1.000 bytes, v1.26.'), 'data')).toEqual([]);
  expect(sameSigns(record('Em 03/05/2026: 1.000 bytes, v1.27.'), 'data').map(line).join()).toMatch(
    /^data\/list\/one\/text {2}English has .*1\.26.*, Portuguese .*1\.27/,
  );
  expect(sameSigns(record('Em 04/05/2026: 1.000 bytes, v1.26.'), 'data')).toHaveLength(1);
  expect(sameSigns(record('Em 03/05/2026: 1.000 bytes, v1.26, com --bytes.'), 'data')).toHaveLength(1);
});
test('comments of code are translated, code is not', () => {
  expect(withoutComments('# one\na: 1 # two')).toBe(withoutComments('# um\na: 1 # dois'));
  expect(withoutComments('a: 1')).not.toBe(withoutComments('a: 2'));
  expect(withoutComments('https://a.example')).not.toBe(withoutComments('https://b.example'));
});

test('a port corrected in its record is named wherever the old number is left', () => {
  // MicroK8s keeps the old number: what does not speak of MicroK8s is still found.
  const ports = facts.ports.ports.map((port) =>
    port.id === 'kube-scheduler-10259'
      ? { ...port, id: 'kube-scheduler-10299', ranges: [[10299, 10299] as const] }
      : port,
  );
  const corrected = { ...facts, ports: { ...facts.ports, ports } };
  const names = ['en', 'pt-br'].map((lang) => `src/content/docs/${lang}/components/kube-scheduler.mdx`);
  const { pages } = readPages(tempFolder(Object.fromEntries(names.map((name) => [name, readFileSync(name, 'utf8')]))));
  const found = [
    ...portsInData(corrected),
    ...portsInCode(pages, corrected),
    ...portsInStrings('en.json', { example: '10259, scheduler', other: '10257', own: '10259 of {asked}' }, corrected),
  ].map(line);
  expect(found).toEqual(
    expect.arrayContaining([expect.stringMatching(/^src\/data\/ports\.yaml: kube-scheduler-10299 +.*10259/)]),
  );
  expect(found.filter((text) => text.startsWith('en.json'))).toEqual([expect.stringMatching(/^en\.json: example/)]);
  for (const where of ['src/data/relations.yaml', 'en/components/kube-scheduler.mdx']) {
    expect(
      found.filter((text) => text.includes(where) && text.includes('10259')),
      where,
    ).not.toEqual([]);
  }
});
