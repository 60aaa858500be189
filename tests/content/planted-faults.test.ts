import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadFacts } from '../../src/facts/load.ts';
import { tempFolder } from '../support/temp.ts';
import { soundChecks, soundCommands } from './checks/commands.ts';
import { validExamples } from './checks/examples.ts';
import { line, type Finding } from './checks/finding.ts';
import { knownFrontmatter } from './checks/frontmatter.ts';
import { headingIds } from './checks/headings.ts';
import { sameUiStrings, uiPhrases } from './checks/i18n.ts';
import { completeLock } from './checks/lockfile.ts';
import { knownVersions, portsInCode, portsInData, portsInProse, portsInStrings } from './checks/numbers.ts';
import { type Page, parsePage, readPages } from './checks/pages.ts';
import { normaliseNumber, samePages, sameStructure, withoutComments } from './checks/parity.ts';
import { knownIds, knownReferences } from './checks/references.ts';
import { declaredImports, sameForms } from './checks/repository.ts';
import { bothSinces } from './checks/since.ts';
import { explainedWhereMet, pathInOrder, studyPath, taughtFirst } from './checks/taught.ts';
import {
  avoidedWords,
  dataTerminology,
  diagramTerminology,
  pageTerminology,
  readTerminology,
  uiTerminology,
} from './checks/terminology.ts';
import { tidyLines } from './checks/whitespace.ts';

const EN = `---
title: Demo
description: A page that is whole, against which faults are planted.
checked: { kubernetes: '1.37', date: '2026-11-21' }
aliases: [demo]
sources: [cri-proto]
---
import { Port, Term, Sources } from '@components/content';

The <Term id="cri">CRI</Term> is used on 1,000 nodes since v1.26, and the API server listens on <Port id="kube-apiserver-6443" /> behind 443 rules.

## Why it exists [#why]

See [the CRI](/en/interfaces/cri/#operations).

- one
- two

| a | b |
|---|---|
| 1 | 2.5 |

\`\`\`yaml
# A comment
apiVersion: v1
kind: Pod
metadata:
  name: demo
spec:
  hostNetwork: true
\`\`\`

## Sources [#sources]

<Sources />
`;
const PT = EN.replace('The <Term', 'A <Term')
  .replace(
    'is used on 1,000 nodes since v1.26, and the API server listens on',
    'é usada em 1.000 nós desde a v1.26, e o API server escuta na',
  )
  .replace('behind 443 rules', 'atrás de 443 regras')
  .replace('Why it exists', 'Por que existe')
  .replace('[the CRI](/en/', '[a CRI](/pt-br/')
  .replace('2.5', '2,5')
  .replace('# A comment', '# Um comentário')
  .replace('## Sources', '## Fontes');

const EN_FILE = 'src/content/docs/en/demo.mdx';
const PT_FILE = 'src/content/docs/pt-br/demo.mdx';
const facts = loadFacts();

/** All gates over two small pages. */
function check(files: Readonly<Record<string, string>>): Finding[] {
  const { pages, findings } = readPages(tempFolder(files));
  return [...findings, ...checkPages(pages)];
}
function checkPages(pages: readonly Page[]): Finding[] {
  const root = process.cwd();
  return [
    ...samePages(pages),
    ...sameStructure(pages),
    ...knownFrontmatter(pages),
    ...headingIds(pages),
    ...knownReferences(pages, facts, knownIds(root, facts)),
    ...portsInProse(pages),
    ...portsInCode(pages, facts),
    ...knownVersions(pages, root),
    ...validExamples(pages),
    ...soundCommands(pages),
    ...pageTerminology(pages, readTerminology(root)),
    ...tidyLines(pages),
  ];
}

test('the whole pages pass every gate', () => {
  expect(check({ [EN_FILE]: EN, [PT_FILE]: PT })).toEqual([]);
});

describe('a fault in the Portuguese page is seen', () => {
  const faults: [name: string, from: string, to: string, message: RegExp][] = [
    ['443 turned 433', ' 443 ', ' 433 ', /number “443” stands here and not in .*demo\.mdx/],
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

describe('a fault of a command or an output is seen', () => {
  test.each([
    ['bash', 'curl -s http://127.0.0.1:10248/healthz', /ends without a line break.*; echo/],
    ['bash', "kubectl get node node-1 -o jsonpath='{.status.phase}'", /prompt sticks to it/],
    ['bash', 'kubectl get events --sort-by=.metadata.creationTimestamp', /resourceVersion/],
    ['bash', 'kubectl apply -f a.yaml\nkubectl exec web -- ls', /runs before the Pod does/],
    ['text', 'pod "web-1" deleted', /deleted from NAME namespace/],
    ['text', '+-----+-----+', /┌─┬─┐/],
  ])('%s: %s', (language, code, message) => {
    const block = `\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;
    const found = check({ [EN_FILE]: EN + block, [PT_FILE]: PT + block }).map(line);
    expect(found.join('\n')).toMatch(message);
  });
  test('in the command of a correction', () => {
    const [first] = facts.corrections.corrections.filter(({ check }) => check !== undefined);
    if (!first?.check) throw new Error('No correction has a command.');
    const planted = { ...first, check: { ...first.check, command: 'curl -k https://127.0.0.1:10257/healthz' } };
    expect(soundChecks([planted]).map(line).join()).toMatch(/corrections\.yaml, .*ends without a line break/);
  });
  test.each([
    'curl -s http://127.0.0.1:10248/healthz; echo',
    "curl -s -o /dev/null -w '%{http_code}\\n' http://127.0.0.1:10256/healthz",
    'kubectl apply -f a.yaml\nkubectl wait --for=condition=Ready pod/web\nkubectl exec web -- ls',
    `uid=$(kubectl get backupplan nightly -o jsonpath='{.metadata.uid}')`,
  ])('and not in %s', (code) => {
    const block = `\n\n\`\`\`bash\n${code}\n\`\`\`\n`;
    expect(soundCommands(readPages(tempFolder({ [EN_FILE]: EN + block, [PT_FILE]: PT + block })).pages)).toEqual([]);
  });
});

test('a text that gives only the version of GA is seen, in both languages', () => {
  const at = (text: string): Finding[] => bothSinces([{ where: 'here', text }], facts.versions.gates);
  expect(at('Device plugins are stable since v1.26.').map(line).join()).toMatch(/on by default since v1\.10, stable/);
  expect(at('O framework de device plugins é GA desde a v1.26.')).toHaveLength(1);
  expect(at('Device plugins are on by default since v1.10, stable since v1.26.')).toEqual([]);
  expect(at('DRA is stable since v1.34.')).toEqual([]);
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
test('comments of code are translated, code is not', () => {
  expect(withoutComments('# one\na: 1 # two')).toBe(withoutComments('# um\na: 1 # dois'));
  expect(withoutComments('a: 1')).not.toBe(withoutComments('a: 2'));
  expect(withoutComments('https://a.example')).not.toBe(withoutComments('https://b.example'));
});

describe('the study path', () => {
  const page = (slug: string, source: string): Page => ({
    locale: 'en',
    slug,
    file: `src/content/docs/en/${slug}.mdx`,
    ...parsePage(source),
  });
  const kubelet = (...sources: string[]): string =>
    taughtFirst(
      sources.map((source, i) => page(['first-steps', 'first-steps/pods', 'architecture/overview'][i] ?? '', source)),
      facts,
    )
      .map(line)
      .filter((text) => text.includes('“kubelet”'))
      .join('\n');

  test('a basic word before the place that teaches it is seen', () => {
    expect(kubelet('The kubelet runs.\n\n## The parts [#parts]\n\nIt.\n')).toMatch(
      /first-steps\.mdx:1 .*before first-steps#parts teaches it.*<Term id="kubelet">/,
    );
    expect(kubelet('## The parts [#parts]\n\nThe kubelet runs.\n', 'The kubelet again.\n')).toBe('');
    expect(kubelet('## The parts [#parts]\n\nThe kubelet runs.\n', '', 'The kubelet again.\n')).toMatch(
      /overview\.mdx:1 .*for the first time on the page/,
    );
    expect(kubelet('The <Term id="kubelet">kubelet</Term> runs, the kubelet.\n')).toBe('');
    expect(kubelet('See the [kubelet](/en/components/kubelet/) or `kubelet`, of kubelet-config.\n')).toBe('');
    expect(kubelet('| The part |\n|---|\n| **kubelet** |\n')).toBe('');
  });
  test('another word without its definition where it comes up first is seen', () => {
    const found = (...sources: string[]): string =>
      explainedWhereMet(sources.map((source, i) => page(['a', 'b'][i] ?? '', source)))
        .map(line)
        .join('\n');
    expect(found('Nothing.\n', 'A taint, a <Term id="taint">taint</Term>.\n')).toMatch(
      /b\.mdx:1 .*“taint” comes up for the first time.*<Term id="taint">/,
    );
    expect(found('A <Term id="taint">taint</Term>.\n', 'A taint.\n')).toBe('');
    expect(found('A <Term id="nodeport">`NodePort`</Term>.\n', 'A NodePort.\n')).toBe('');
    expect(found('A [taint](/en/b/), a **Lease** and `runc`.\n')).toBe('');
  });
  test('a basic word that no page of the path teaches is seen', () => {
    const found = taughtFirst([page('other', 'Nothing.\n')], facts)
      .map(line)
      .join('\n');
    expect(found).toMatch(/term kubelet: .*"first-steps#parts" is not on the study path/);
  });
  test('a path that turns back is seen', () => {
    const start = page('start', '## Student [#student]\n\n1. [B](/en/b/) and [A](/en/a/#x)\n\n[Not a step](/en/c/)\n');
    expect(studyPath(start)).toEqual(['b', 'a']);
    expect(pathInOrder(['b', 'a'], ['b', 'a'], start)).toEqual([]);
    expect(pathInOrder(['b', 'a'], ['a', 'b'], start).map(line).join('\n')).toMatch(
      /has "a" after "b", the sidebar before/,
    );
    expect(pathInOrder(['b', 'a'], ['b'], start)).toHaveLength(1);
  });
});

describe('the data', () => {
  /** A copy of the store with one change; the whole store loads, so the message is of this change. */
  const planted = (file: string, from: string | RegExp, to: string): string => {
    const root = tempFolder({});
    cpSync('src/data', join(root, 'src/data'), { recursive: true });
    const path = join(root, 'src/data', file);
    const before = readFileSync(path, 'utf8');
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
    return root;
  };
  const load = (root: string) => () => loadFacts(join(root, 'src/data'));

  test('a missing pt', () => {
    expect(load(planted('glossary.yaml', /(definition:\n {6}en: .*\n) {6}pt: .*\n/, '$1'))).toThrow(
      /glossary\.yaml[^]*pt/,
    );
  });
  test('a duplicate id', () => {
    expect(load(planted('ports.yaml', 'id: etcd-client-2379', 'id: kube-apiserver-6443'))).toThrow(
      /"kube-apiserver-6443" is used twice: on line \d+ and on line \d+/,
    );
  });
  test('broken YAML', () => {
    expect(load(planted('ports.yaml', '[[6443, 6443]]', '[[6443, 6443]'))).toThrow(/ports\.yaml[^]*not YAML/);
  });
  test('a word of another glossary', () => {
    const from = 'API gRPC pela qual o kubelet comanda';
    const glossary = readFileSync('src/data/glossary.yaml', 'utf8');
    expect(glossary).toContain(from);
    const root = tempFolder({ 'src/data/glossary.yaml': glossary.replace(from, from.replace('o kubelet', 'o node')) });
    expect(dataTerminology(root, readTerminology(process.cwd())).map(line).join('\n')).toMatch(
      /glossary\.yaml:\d+ .*“node”/,
    );
  });
});

test('terminology: quoted words, names and code are exempt', () => {
  const rules = readTerminology(process.cwd());
  const words = (text: string): string[] => rules.flatMap((rule) => avoidedWords(text, rule));
  expect(
    words(
      'O nó roda contêineres; “node” é como dizem. O Container Runtime Interface, node-exporter e csi.storage.k8s.io ficam.',
    ),
  ).toEqual([]);
  expect(words('O CRI-O implementa a CRI.')).toEqual([]);
  expect(words('Pelo CRI, o servidor da API fala com o node.').sort()).toEqual(['Pelo CRI', 'node', 'servidor da API']);
});

/** A sentence that breaks each rule of the terminology, in the order of the file, and one that keeps it. */
test.each([
  ['pt', 'O CRD declara um kind.', 'A CRD declara um kind.'],
  ['pt', 'O Docker doou o runc.', 'A Docker doou o runc; o Docker roda.'],
  ['pt', 'um recurso customizado', 'um recurso personalizado'],
  ['pt', 'o network namespace do Pod', 'o namespace de rede do Pod'],
  ['pt', 'um etcd empilhado', 'um etcd stacked (empilhado)'],
  ['pt', 'lê do stdin', 'lê da stdin'],
  ['pt', 'E/S de disco', 'I/O de disco; cpu, io e pids'],
  ['pt', 'uma micromáquina virtual', 'uma microVM'],
  ['pt', 'neste aparelho', 'neste dispositivo'],
  ['pt', 'em duas línguas', 'em dois idiomas'],
  ['pt', 'quando o modelo muda', 'quando o template muda; o modelo de rede'],
  ['pt', 'a checagem de saúde', 'o health check'],
  ['pt', 'o que falha nas health checks', 'o que falha nos health checks'],
  ['pt', 'pode despejar Pods', 'pode remover Pods'],
  ['pt', 'bytes cifrados', 'bytes criptografados'],
  ['pt', 'a imagem desempacotada', 'a imagem descompactada'],
  ['pt', 'o proxy de serviços', 'o proxy de Services'],
  ['pt', 'o projeto de rede decide', 'o plugin de rede decide'],
  ['pt', 'num cluster', 'em um cluster'],
  ['pt', 'O componente é atual e obrigatório.', 'O componente está em uso.'],
  ['pt', 'A porta serve saúde e métricas.', 'A porta expõe saúde e métricas; serve para a saúde.'],
  ['pt', 'A API é servida pelo API server.', 'A API é oferecida pelo API server.'],
  ['pt', 'Os parâmetros viajam no ambiente.', 'Os parâmetros vão no ambiente.'],
  ['pt', 'o CCM é a casa da interface', 'é no CCM que a interface vive'],
  ['pt', 'regras estreitas', 'regras restritas'],
  ['pt', 'verifica identidade e direitos', 'verifica identidade e permissões'],
  ['pt', 'Secrets são projetados', 'Secrets viram arquivos'],
  ['pt', 'a versão mais nova lida', 'a versão mais recente'],
  ['pt', 'As CRDs são GA.', 'As CRDs são estáveis (GA).'],
  ['pt', 'aberta entre nós', 'aberta entre os nós'],
  ['pt', 'entra ou sai do cluster', 'entra no cluster ou sai dele'],
  ['pt', 'com colunas cortadas', 'algumas colunas foram omitidas'],
  ['pt', 'a linha do Kubernetes v1.34', 'a série do Kubernetes v1.34'],
  ['pt', 'o kubelet renova seu Lease', 'o kubelet renova o próprio Lease; seus nós, à sua escolha'],
  ['pt', 'o Kubernetes 1.37, desde a 1.26', 'o Kubernetes v1.37, desde a v1.26'],
  ['pt', 'responde a 4 perguntas', 'responde a quatro perguntas; 3 membros'],
  ['pt', 'O que falha sem ele', 'O que quebra sem ele'],
  ['pt', 'Quando falta', 'O que quebra sem ela; quando falta disco'],
  ['pt', 'Histórico e situação', 'História e situação atual'],
  ['pt', 'abre um NodePort', 'abre uma NodePort; um Service do tipo NodePort'],
  ['pt', 'um resolvedor local', 'um resolver local'],
  ['pt', 'chame o plugin na mão', 'chame o plugin à mão'],
  ['pt', 'no código do kubelet lido', 'no código do kubelet; um arquivo de log lido pelo kubelet'],
  ['pt', 'nenhuma fonte foi lida', 'nenhuma fonte foi consultada'],
  ['pt', 'v2.4.2 (até 20/11/2026)', 'v2.4.2 (em 20/11/2026); LTS até 30/04/2028'],
  ['pt', 'Flagger and Argo Rollouts', 'Flagger e Argo Rollouts'],
  ['en', 'answers 4 questions', 'answers four questions; 3 members'],
  ['en', 'When it is missing', 'What breaks without it'],
  ['en', 'What fails without it', 'What breaks without it'],
  ['en', 'its behaviour', 'its behavior'],
  ['en', 'an organisation', 'an organization; otherwise, a promise'],
  ['en', 'The API is stable since v1.21.', 'The API has been stable since v1.21.'],
  ['en', 'The flags left in v1.24.', 'The flags were removed in v1.24; a node left alone'],
  ['en', 'when a node is away', 'when a node is down'],
  ['en', 'it takes the same road', 'it takes the same path'],
  ['en', 'whoever fulfils the contract', 'whoever fulfills the contract'],
  ['en', 'added afterwards', 'added afterward'],
  ['en', 'nobody needs it any more.', 'nobody needs it anymore; any more than two'],
  ['en', 'Swap has been on since v1.30.', 'Swap has been on by default since v1.30.'],
  ['en', 'in the code that was read', 'in the code; the file is read once'],
  ['en', 'It says which and tells which.', 'It says which; it tells you which.'],
  ['en', 'the successor of Ingress', 'the successor to Ingress'],
  ['en', 'sheets for revision', 'sheets for review'],
  ['en', 'The files lie in the node.', 'The files are on the node; the problem lies elsewhere.'],
  ['en', 'inside of the cluster', 'inside the cluster'],
  ['en', 'turned into rules of the kernel', 'turned into kernel rules'],
  ['en', 'It serves health and metrics.', 'It exposes health and metrics.'],
  ['en', 'the kernel of the node of the client', "the kernel of the client's node"],
  ['en', 'announced on 2016-12-19', 'announced on 19 December 2016'],
  ['en', 'Kubernetes 1.37, since 1.26', 'Kubernetes v1.37, since v1.26; containerd 1.7'],
] as const)('terminology, %s: “%s” is seen, “%s” is not', (lang, wrong, right) => {
  const rules = readTerminology(process.cwd()).filter((rule) => rule.lang === lang);
  const words = (text: string): string[] => rules.flatMap((rule) => avoidedWords(text, rule));
  expect(words(wrong)).not.toEqual([]);
  expect(words(right)).toEqual([]);
});

test('terminology: drawings, interface strings, names and English texts are read', () => {
  const rules = readTerminology(process.cwd());
  const root = tempFolder({
    'src/features/diagrams/templates/a.mmd':
      "---\ntitle:\n  en: The deciders\n  pt: As malhas\nlabels:\n  a: { en: 'a<br/>_behaviour', pt: nó }\n---\nflowchart TB\n  a[node]\n",
    'src/content/i18n/en.json': '{ "a": "Licence" }',
    'src/content/i18n/pt-BR.json': '{ "a": "escalonador" }',
    'src/data/a.yaml':
      'a: { name: Flagger e node }\nb: { en: since 1.26, pt: 19/12/2016 }\nc: { usageNote: { pt: node } }\n',
  });
  const found = [
    ...diagramTerminology(root, rules),
    ...uiTerminology(root, rules),
    ...dataTerminology(root, rules),
  ].map(line);
  expect(found.map((text) => /“[^”]+”/.exec(text)?.[0]).sort()).toEqual(
    ['“Licence”', '“behaviour”', '“deciders”', '“escalonador”', '“malhas”', '“node”', '“since 1.26”'].sort(),
  );
});

test('a number with one form, a form without the other and two functions with one phrase are seen', () => {
  const found = uiPhrases('en.json', {
    'compare.facts': '{{count}} facts',
    'kit.own_one': '{count} link',
    'kit.import': 'Bring a list back',
    'kit.restore': 'Bring my list back',
    'check.limit': 'Only the first {count} were read.',
    'diagram.copied': 'Copied.',
    'kit.copied': 'Copied.',
  })
    .map(line)
    .join('\n');
  expect(found.split('\n')).toHaveLength(3);
  expect(found).toMatch(/"compare\.facts" has one form/);
  expect(found).toMatch(/"kit\.own_one" has no "kit\.own_other"/);
  expect(found).toMatch(/"kit\.import" and "kit\.restore" say the same/);
});

test('a key of one language only, an empty text and another blank are seen', () => {
  const root = tempFolder({
    'src/content/i18n/en.json': '{ "a": "A {{count}}", "b": "B", "c": " " }',
    'src/content/i18n/pt-BR.json': '{ "a": "A {{total}}", "c": "C" }',
  });
  const found = sameUiStrings(root).map(line).join('\n');
  expect(found).toMatch(/pt-BR\.json .*"b"/);
  expect(found).toMatch(/en\.json .*"c" is empty/);
  expect(found).toMatch(/"a" fills in \{count\}/);
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

test('an import that a production install lacks is seen', () => {
  const files = {
    'package.json': '{ "dependencies": { "a": "1.0.0" } }',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@lib/*": [] } } }',
    'src/one.ts':
      "import { x } from 'a/part';\nimport { join } from 'node:path';\nimport type { T } from 'types';\nimport { u } from '@lib/u.ts';\nimport y from './two.ts';\n",
    'src/two.ts': "import {\n  z,\n} from '@scope/b/deep';\nexport const w = import('c');\n",
  };
  const found = declaredImports(tempFolder(files)).map(line);
  expect(found).toEqual([expect.stringContaining('"@scope/b"'), expect.stringContaining('"c"')]);
});

test('a form that one language lacks, or asks otherwise, is seen', () => {
  const form = (id: string): string => `labels: [x]\nbody:\n  - type: input\n    id: ${id}\n`;
  const folder = '.github/ISSUE_TEMPLATE';
  expect(sameForms(tempFolder({ [`${folder}/a.yml`]: form('one'), [`${folder}/b.yml`]: form('one') }))).toEqual([]);
  const found = sameForms(tempFolder({ [`${folder}/a.yml`]: form('one'), [`${folder}/b.yml`]: form('two') }));
  expect(found.map(line).join('\n')).toMatch(/a\.yml .*input one.*\n.*b\.yml .*input two/);
});

test('a lock file for one platform, with addresses or loose versions is seen', () => {
  const root = tempFolder({
    'package.json': '{ "dependencies": { "a": "^1.0.0", "b": "1.0.0" } }',
    'package-lock.json': JSON.stringify({
      packages: {
        '': {},
        'node_modules/a': {
          version: '1.0.0',
          integrity: 'x',
          resolved: 'https://example.com/a.tgz',
          optionalDependencies: { 'a-linux': '1', 'a-windows': '1' },
        },
        'node_modules/a/node_modules/a-linux': { version: '1.0.0', integrity: 'x' },
        'node_modules/b': { version: '1.1.0' },
      },
    }),
  });
  const found = completeLock(root).map(line).join('\n');
  expect(found).toMatch(/"a-windows" on another platform/);
  expect(found).not.toMatch(/"a-linux" on another platform/);
  expect(found).toMatch(/names a download address/);
  expect(found).toMatch(/"a" asks for "\^1\.0\.0"/);
  expect(found).toMatch(/"b" is not locked at 1\.0\.0/);
  expect(found).toMatch(/"node_modules\/b" has no integrity/);
});
