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
  group('Foundations', 'Fundamentos', [
    'foundations/orchestration',
    'foundations/containers',
    'foundations/engines-and-runtimes',
  ]),
  group('Architecture', 'Arquitetura', [
    'architecture/overview',
    'architecture/control-plane',
    'architecture/worker-node',
    'architecture/etcd-and-high-availability',
    'architecture/add-ons',
    'architecture/from-apply-to-running',
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
    'reference/components',
    'reference/glossary',
    'reference/timeline',
    'reference/corrections',
    'reference/data',
  ]),
  group('For courses', 'Para cursos', ['course/linking', 'course/kit']),
  'about',
];
