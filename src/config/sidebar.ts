/**
 * The sidebar: groups in reading order, pages by slug. A page's label is its own title; groups carry a label here, in both
 * languages, and so does a page whose title is longer than a line of the sidebar.
 */
type Badge = { text: string; class: string };
interface Named {
  slug: string;
  badge?: Badge;
  label?: string;
  translations?: { 'pt-BR': string };
}
type Page = string | Named;
interface Group {
  label: string;
  translations: { 'pt-BR': string };
  collapsed: true;
  items: Page[];
}

/** A sidebar entry of an interface carries the abbreviation in the interface's own hue. */
const iface = (id: string, label: string): Page => ({
  slug: `interfaces/${id}`,
  label,
  badge: { text: id.toUpperCase(), class: `hue-badge hue-${id}` },
});
const short = (slug: string, label: string, pt: string): Page => ({ slug, label, translations: { 'pt-BR': pt } });

/** Folded, but for the group of the page that is open. */
const group = (en: string, pt: string, items: Page[]): Group => ({
  label: en,
  translations: { 'pt-BR': pt },
  collapsed: true,
  items,
});

export const SIDEBAR: (Page | Group)[] = [
  'start',
  group('First steps', 'Primeiros passos', [
    'first-steps',
    'first-steps/test-cluster',
    'first-steps/objects',
    'first-steps/pods',
    'first-steps/workloads',
    'first-steps/reaching-pods',
  ]),
  group('Foundations', 'Fundamentos', [
    short('foundations/orchestration', 'Why orchestrate containers', 'Por que orquestrar'),
    'foundations/containers',
    'foundations/engines-and-runtimes',
  ]),
  group('Architecture', 'Arquitetura', [
    'architecture/overview',
    'architecture/control-plane',
    'architecture/worker-node',
    short('architecture/from-apply-to-running', 'From apply to running', 'Do apply ao Pod rodando'),
    'architecture/etcd-and-high-availability',
    'architecture/add-ons',
  ]),
  group('Components', 'Componentes', [
    'components/kube-apiserver',
    'components/etcd',
    'components/kube-scheduler',
    'components/kube-controller-manager',
    'components/cloud-controller-manager',
    'components/kubelet',
    'components/kube-proxy',
    'components/container-runtime',
    'components/coredns',
  ]),
  group('Networking', 'Rede', ['networking/model', 'networking/services']),
  group('Interfaces', 'Interfaces', [
    'interfaces/overview',
    iface('cri', 'Container Runtime'),
    iface('cni', 'Container Network'),
    iface('csi', 'Container Storage'),
    iface('smi', 'Service Mesh'),
    iface('cpi', 'Cloud Provider'),
    iface('oci', 'Open Container'),
    'interfaces/comparison',
    short('interfaces/runtimes', 'Container runtimes', 'Runtimes de contêiner'),
    short('interfaces/network-plugins', 'Network plugins', 'Plugins de rede'),
    short('interfaces/storage-drivers', 'Storage drivers', 'Drivers de armazenamento'),
  ]),
  group('Extensibility', 'Extensibilidade', [
    'extensibility/overview',
    short('extensibility/custom-resources', 'Custom resources', 'Recursos personalizados'),
    'extensibility/api-aggregation',
    'extensibility/operators',
    'extensibility/other-points',
  ]),
  group('Reference', 'Referência', [
    'reference/ports',
    'reference/port-board',
    short('reference/firewall', 'Firewall rules', 'Regras de firewall'),
    short('reference/lookup', 'What is listening here?', 'O que escuta aqui?'),
    'reference/components',
    'reference/glossary',
    'reference/timeline',
    'reference/as-of',
    'reference/corrections',
    'reference/data',
  ]),
  group('Study sheets', 'Folhas de estudo', [
    'notes',
    'notes/interfaces-and-extensibility',
    'notes/summary',
    'notes/cluster-architecture',
    'notes/six-interfaces',
    'notes/major-interfaces',
  ]),
  group('Practice', 'Praticar', ['study/practice', 'study/cards', 'study/export', 'study/offline']),
  group('For courses', 'Para cursos', ['course/linking', 'course/kit']),
  group('About', 'Sobre', ['about', 'about/quality']),
];

const slugOf = (page: Page): string => (typeof page === 'string' ? page : page.slug);

/** A group of the sidebar as other lists of pages show it; `label` is empty for pages outside of the groups. */
export interface PageGroup {
  label: { en: string; 'pt-BR': string };
  slugs: readonly string[];
}

/** The pages of the sidebar in reading order; a page outside of the groups is one of its own, without a label. */
export function pageGroups(): PageGroup[] {
  return SIDEBAR.map((entry) =>
    typeof entry === 'string' || 'slug' in entry
      ? { label: { en: '', 'pt-BR': '' }, slugs: [slugOf(entry)] }
      : { label: { en: entry.label, 'pt-BR': entry.translations['pt-BR'] }, slugs: entry.items.map(slugOf) },
  );
}

/** The group in which a page stands, with its first page; nothing for home and pages outside of the groups. */
export function wayTo(slug: string, tag: 'en' | 'pt-BR'): { label: string; first: string } | undefined {
  const found = pageGroups().find(({ slugs }) => slugs.includes(slug));
  return found && found.label[tag] !== '' ? { label: found.label[tag], first: found.slugs[0] ?? slug } : undefined;
}

/** Name of the group in which a page stands; empty for home and pages outside of the groups. */
export function groupOf(slug: string, tag: 'en' | 'pt-BR'): string {
  return pageGroups().find(({ slugs }) => slugs.includes(slug))?.label[tag] ?? '';
}
