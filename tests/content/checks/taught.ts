import type { Heading, Link, Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Facts } from '../../../src/facts/load.ts';
import type { Finding } from './finding.ts';
import { headingId, type Page } from './pages.ts';

type Words = Readonly<Record<Page['locale'], RegExp>>;

// Not \b: it knows no accents. A hyphen, dot or slash makes it part of a name (`node-exporter`, `cri/pod`).
const word = (pattern: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}_/.-])(?:${pattern})(?![\\p{L}\\p{N}_/-])`, 'u');
const words = (en: string, pt = en): Words => ({ en: word(en), 'pt-br': word(pt) });

/**
 * How sentences name the words that a beginner must be taught, by the id of the term. A word in lower case that everyday
 * language has too (kind, image of a person) is not here: it cannot be told apart.
 */
const BASIC_WORDS: Readonly<Record<string, Words>> = {
  'container-image': words('(container )?images?', '(imagem|imagens)( de contêiner(es)?)?'),
  'container-runtime': words('([Cc]ontainer )?[Rr]untimes?(?! class)', '[Rr]untimes?( de contêiner(es)?)?'),
  'control-plane': words('[Cc]ontrol planes?'),
  'kube-apiserver': words('(?<!aggregated )API servers?', 'API servers?(?! agregad)'),
  'kube-proxy': words('kube-proxy'),
  'kube-scheduler': words('[Ss]cheduler'),
  'worker-node': words('[Ww]orker nodes?', '[Nn]ós? workers?'),
  cluster: words('[Cc]lusters?(?! API)'),
  configmap: words('ConfigMaps?'),
  container: words(
    '[Cc]ontainers?(?! (image|runtime|engine|Network|Storage|Runtime))',
    '(?<!runtimes? de |image[mn]s? de )[Cc]ontêiner(es)?',
  ),
  controller: words(
    '[Cc]ontrollers?(?! (manager|plugin|service))',
    '(?<!(plugins?|serviço) de )[Cc]ontrollers?(?! manager)',
  ),
  daemonset: words('DaemonSets?'),
  deployment: words('Deployments?'),
  etcd: words('etcd'),
  kubectl: words('kubectl'),
  kubelet: words('kubelets?'),
  label: words('[Ll]abels?'),
  manifest: words('[Mm]anifests?', '[Mm]anifestos?'),
  // Those of Linux are told apart by the words beside them.
  namespace: words(
    "(?<!(network|user|Linux|Pod's) )[Nn]amespaces?(?! and cgroups)",
    '(?<!(network|user) )[Nn]amespaces?(?! (de (rede|usuário)|do (Linux|Pod)|e cgroups))',
  ),
  node: words('(?<!([Ww]orker|control plane) )[Nn]odes?', '[Nn]ós?(?! workers?)'),
  pod: words('Pods?'),
  probe: words('[Pp]robes?'),
  rbac: words('RBAC'),
  replicaset: words('ReplicaSets?'),
  rollout: words('[Rr]ollouts?'),
  secret: words('Secrets?'),
  selector: words('[Ss]electors?'),
  service: words('Services?(?! Mesh)'),
  statefulset: words('StatefulSets?'),
  volume: words('[Vv]olumes?'),
};

/**
 * Words that no page of the first steps teaches, by the id of the term. Where one comes up first on the study path, it carries
 * its definition, is a link to what explains it, or is being introduced in bold.
 */
const FURTHER_WORDS: Readonly<Record<string, Words>> = {
  'add-on': words('[Aa]dd-ons?'),
  'admission-webhook': words(
    '([Aa]dmission|[Mm]utating|[Vv]alidating) webhooks?',
    '[Ww]ebhooks? de (admissão|mutação|validação)',
  ),
  'aggregation-layer': words(
    'aggregated API servers?|API aggregation|aggregation layer',
    'API servers? agregados?|agregação de APIs?|camada de agregação',
  ),
  'cni-plugin': words('CNI plugins?', '[Pp]lugins? CNI'),
  'cri-o': words('CRI-O'),
  'csi-driver': words('CSI (node )?drivers?', '[Dd]rivers? CSI'),
  'custom-resource': words('[Cc]ustom resources?', '[Rr]ecursos? personalizados?'),
  'desired-state': words('[Dd]esired state', '[Ee]stado desejado'),
  'device-plugin': words('[Dd]evice plugins?'),
  'endpoint-slice': words('EndpointSlices?'),
  'feature-gate': words('(feature )?gates?'),
  'gateway-api': words('Gateway API'),
  'high-level-runtime': words('high-level runtimes?', 'runtimes? de alto nível'),
  'hub-and-spoke': words('hub[- ]and[- ]spoke'),
  'in-tree': words('in-tree'),
  'init-container': words('[Ii]nit containers?'),
  'low-level-runtime': words('low-level runtimes?', 'runtimes? de baixo nível'),
  'namespace-linux': words('([Nn]etwork|Linux) namespaces?', '[Nn]amespaces? (de rede|do Linux)'),
  'network-policy': words('NetworkPolic(y|ies)'),
  'pod-disruption-budget': words('PodDisruptionBudgets?'),
  'service-mesh': words('[Ss]ervice mesh(es)?'),
  'sidecar-container': words('[Ss]idecars?'),
  'static-pod': words('[Ss]tatic Pods?', 'Pods? estáticos?'),
  'unix-socket': words('Unix sockets?', 'sockets? Unix'),
  'volume-snapshot': words('[Ss]napshots?'),
  affinity: words('affinit(y|ies)', '[Aa]finidades?'),
  bundle: words('bundles?'),
  canary: words('canary'),
  cdi: words('CDI'),
  cel: words('CEL'),
  cgroup: words('cgroups?'),
  clusterip: words('ClusterIPs?'),
  cni: words('CNI'),
  containerd: words('containerd'),
  coredns: words('CoreDNS'),
  cpi: words('CPI'),
  crd: words('CRDs?'),
  cri: words('CRI'),
  csi: words('CSI'),
  digest: words('digests?'),
  dockershim: words('dockershim'),
  dra: words('DRA'),
  ebpf: words('eBPF'),
  finalizer: words('finalizers?'),
  gamma: words('GAMMA'),
  grpc: words('gRPC'),
  handler: words('handlers?'),
  hpa: words('HPA|HorizontalPodAutoscaler'),
  informer: words('[Ii]nformers?'),
  ingress: words('Ingress'),
  ipam: words('IPAM'),
  iptables: words('iptables'),
  ipvs: words('ipvs|IPVS'),
  kms: words('KMS'),
  kubeadm: words('kubeadm'),
  kubeconfig: words('kubeconfig'),
  lease: words('Leases?'),
  loopback: words('[Ll]oopback'),
  mtls: words('mTLS|mutual TLS', 'mTLS|TLS mútuo'),
  nat: words('[SD]?NAT'),
  nftables: words('nftables'),
  nodeport: words('NodePorts?'),
  nri: words('NRI'),
  oci: words('OCI'),
  operator: words('Operators?'),
  overlay: words('overlays?(?! file)', '(?<!arquivos )overlays?'),
  preemption: words('preemption', 'preempção'),
  pv: words('PersistentVolumes?'),
  pvc: words('PersistentVolumeClaims?|PVCs?'),
  quorum: words('[Qq]uorum', '[Qq]uórum'),
  raft: words('Raft'),
  registry: words('[Rr]egistr(y|ies)'),
  runc: words('runc'),
  runtimeclass: words('RuntimeClass(es)?'),
  sandbox: words('[Ss]andbox(es)?'),
  seccomp: words('seccomp'),
  serviceaccount: words('ServiceAccounts?'),
  shim: words('shims?'),
  smi: words('SMI'),
  storageclass: words('StorageClass(es)?'),
  taint: words('[Tt]aints?'),
  toleration: words('[Tt]olerations?'),
};

/** Terms whose definition explains the word as well: what the word means in another place, or the longer name. */
const EXPLAINS: Readonly<Record<string, readonly string[]>> = {
  'container-runtime': ['high-level-runtime', 'low-level-runtime'],
  namespace: ['namespace-linux', 'user-namespace'],
};

/** The pages that teach the basic words. They are short and read in one go. */
const FIRST_STEPS = 'first-steps';

/** Marks the text of a link. */
const LINK = 'a link';

/** A stretch of text that a reader sees, or a term with its definition. */
interface Run {
  text: string;
  /** The term that it is the text of, or LINK. */
  term?: string;
  /** In bold: on the page that teaches it, the word is being introduced. */
  strong: boolean;
  /** The section it stands in; empty above the first. */
  section: string;
  line: number;
}

/**
 * The pages that a beginner reads, in order: the links of the numbered list under `#student` of the start page.
 * @returns slugs
 */
export function studyPath(start: Page): string[] {
  const slugs: string[] = [];
  let inside = false;
  for (const node of start.tree.children) {
    if (node.type === 'heading') inside = headingId(node) === 'student';
    if (!inside || node.type !== 'list') continue;
    visit(node, 'link', (link: Link) => {
      slugs.push(link.url.replace(/^\/[\w-]+\/|\/(#.*)?$/g, ''));
    });
  }
  return slugs;
}

/** The study path follows the sidebar: whoever turns pages there reads in the same order. */
export function pathInOrder(path: readonly string[], sidebar: readonly string[], start: Page): Finding[] {
  const places = path.map((slug) => sidebar.indexOf(slug));
  return path.flatMap((slug, i) =>
    i > 0 && (places[i] ?? -1) <= (places[i - 1] ?? -1)
      ? [
          {
            where: start.file,
            what: `The study path has "${slug}" after "${path[i - 1] ?? ''}", the sidebar before it or not at all.`,
            fix: 'Bring the numbered list of the start page and src/config/sidebar.ts into one order.',
          },
        ]
      : [],
  );
}

/**
 * On the study path, a basic word comes after the place that teaches it, or carries its definition. Outside of the first
 * steps its first use on a page carries it anyway: many readers come from a search. A link counts as an explanation;
 * headings and code are exempt.
 * @param path the pages in reading order, all of one language
 */
export function taughtFirst(path: readonly Page[], facts: Facts): Finding[] {
  const taught = new Map(
    facts.glossary.terms.flatMap(({ id, taught: place }) => (place ? [[id, place] as const] : [])),
  );
  const findings: Finding[] = [];
  for (const id of new Set([...taught.keys(), ...Object.keys(BASIC_WORDS)])) {
    const place = taught.get(id);
    const pattern = BASIC_WORDS[id];
    const slug = place?.split('#')[0];
    if (place === undefined || pattern === undefined || !path.some((page) => page.slug === slug)) {
      findings.push({
        where: `src/data/glossary.yaml  term ${id}:`,
        what:
          place === undefined || pattern === undefined
            ? 'The term is basic in one place only.'
            : `"${place}" is not on the study path.`,
        fix: 'Name under "taught" a page or section of the study path, and its words in BASIC_WORDS of tests/content/checks/taught.ts.',
      });
    }
  }
  const known = new Set<string>();
  for (const page of path) {
    const runs = runsOf(page);
    for (const [id, pattern] of Object.entries(BASIC_WORDS)) {
      const place = taught.get(id)?.split('#');
      const first = runs.find(
        ({ text, term }) =>
          explains(term, id) || ((term === undefined || term === LINK) && pattern[page.locale].test(text)),
      );
      if (place === undefined || first === undefined || first.term !== undefined) continue;
      if (place[0] === page.slug && (first.strong || isTaught(runs, first, place[1]))) continue;
      if (known.has(id) && page.slug.startsWith(FIRST_STEPS)) continue;
      findings.push({
        where: `${page.file}:${first.line}`,
        what: `“${pattern[page.locale].exec(first.text)?.[0] ?? id}” is used ${known.has(id) ? 'for the first time on the page' : `before ${place.join('#')} teaches it`}, without its definition.`,
        fix: `Write <Term id="${id}">…</Term> at this first use.`,
      });
    }
    for (const [id, place] of taught) if (place.split('#')[0] === page.slug) known.add(id);
  }
  return findings;
}

/**
 * A word beyond the basic ones carries its definition where a reader of the study path meets it first.
 * @param path the pages in reading order, all of one language
 */
export function explainedWhereMet(path: readonly Page[]): Finding[] {
  const runs = path.flatMap((page) => runsOf(page).map((run) => ({ ...run, page })));
  return Object.entries(FURTHER_WORDS).flatMap(([id, pattern]) => {
    const first = runs.find(
      ({ text, term, page }) =>
        term === id || ((term === undefined || term === LINK) && pattern[page.locale].test(text)),
    );
    if (first === undefined || first.term !== undefined || first.strong) return [];
    return [
      {
        where: `${first.page.file}:${first.line}`,
        what: `“${pattern[first.page.locale].exec(first.text)?.[0] ?? id}” comes up for the first time on the study path, without its definition.`,
        fix: `Write <Term id="${id}">…</Term> at this first use.`,
      },
    ];
  });
}

const explains = (term: string | undefined, id: string): boolean =>
  term !== undefined && (term === id || (EXPLAINS[id]?.includes(term) ?? false));

/** Whether a run stands in the section that teaches, or after it. */
function isTaught(runs: readonly Run[], run: Run, section: string | undefined): boolean {
  const begin = runs.findIndex((other) => other.section === section);
  return begin !== -1 && runs.indexOf(run) >= begin;
}

function runsOf(page: Page): Run[] {
  const runs: Run[] = [];
  let section = '';
  const walk = (node: Nodes, strong: boolean, term?: string): void => {
    if (node.type === 'heading') {
      section = headingId(node as Heading) ?? section;
      return;
    }
    if (node.type === 'link') {
      // What a link names is explained where it leads.
      visit(node, 'text', ({ value }) => {
        runs.push({ text: value, term: LINK, strong, section, line: node.position?.start.line ?? 1 });
      });
      return;
    }
    // Code is exempt, but where it carries a definition.
    if (node.type === 'text' || (node.type === 'inlineCode' && term !== undefined)) {
      const line = node.position?.start.line ?? 1;
      runs.push({ text: node.value, strong, section, line, ...(term !== undefined && { term }) });
      return;
    }
    let inner = term;
    if ((node.type === 'mdxJsxTextElement' || node.type === 'mdxJsxFlowElement') && node.name === 'Term') {
      const id = node.attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === 'id')?.value;
      inner = typeof id === 'string' ? id : undefined;
    }
    if ('children' in node) for (const child of node.children) walk(child, strong || node.type === 'strong', inner);
  };
  walk(page.tree, false);
  return runs;
}
