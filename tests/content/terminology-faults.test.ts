/** Words against the terminology, planted. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { line } from './checks/finding.ts';
import {
  avoidedWords,
  dataTerminology,
  diagramTerminology,
  readTerminology,
  uiTerminology,
} from './checks/terminology.ts';

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
  ['pt', 'O swap vem habilitado desde a v1.30.', 'O swap vem habilitado por padrão desde a v1.30.'],
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

test('terminology: a word of another glossary in the data is seen', () => {
  const from = 'API gRPC pela qual o kubelet comanda';
  const glossary = readFileSync('src/data/glossary.yaml', 'utf8');
  expect(glossary).toContain(from);
  const root = tempFolder({ 'src/data/glossary.yaml': glossary.replace(from, from.replace('o kubelet', 'o node')) });
  expect(dataTerminology(root, readTerminology(process.cwd())).map(line).join('\n')).toMatch(
    /glossary\.yaml:\d+ .*“node”/,
  );
});
