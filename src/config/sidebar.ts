/**
 * The sidebar: groups in reading order, pages by slug. A page's label is its own title, so only groups carry a
 * label here, in both languages.
 */
type Badge = { text: string; class: string };
type Page = string | { slug: string; badge: Badge };
interface Group {
  label: string;
  translations: { 'pt-BR': string };
  collapsed?: boolean;
  items: Page[];
}

/** A sidebar entry of an interface carries the abbreviation in the interface's own hue. */
const iface = (id: string): Page => ({
  slug: `interfaces/${id}`,
  badge: { text: id.toUpperCase(), class: `hue-badge hue-${id}` },
});

const group = (en: string, pt: string, items: Page[]): Group => ({ label: en, translations: { 'pt-BR': pt }, items });

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
    'foundations/orchestration',
    'foundations/containers',
    'foundations/engines-and-runtimes',
  ]),
  group('Architecture', 'Arquitetura', [
    'architecture/overview',
    'architecture/control-plane',
    'architecture/worker-node',
    'architecture/from-apply-to-running',
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
    iface('cri'),
    iface('cni'),
    iface('csi'),
    iface('smi'),
    iface('cpi'),
    iface('oci'),
    'interfaces/comparison',
    'interfaces/runtimes',
    'interfaces/network-plugins',
    'interfaces/storage-drivers',
  ]),
  group('Extensibility', 'Extensibilidade', [
    'extensibility/overview',
    'extensibility/custom-resources',
    'extensibility/api-aggregation',
    'extensibility/operators',
    'extensibility/other-points',
  ]),
  group('Reference', 'Referência', [
    'reference/ports',
    'reference/port-board',
    'reference/components',
    'reference/glossary',
    'reference/timeline',
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

/** Name of the group in which a page stands; empty for home and pages outside of the groups. */
export function groupOf(slug: string, tag: 'en' | 'pt-BR'): string {
  return pageGroups().find(({ slugs }) => slugs.includes(slug))?.label[tag] ?? '';
}
