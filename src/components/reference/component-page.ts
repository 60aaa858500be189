import { INTERFACE_IDS } from '#facts';

/** Components that have a page of their own (content map), and those that a wider page speaks of. */
const PAGES: Readonly<Record<string, string>> = {
  'kube-apiserver': 'components/kube-apiserver',
  etcd: 'components/etcd',
  'kube-scheduler': 'components/kube-scheduler',
  'kube-controller-manager': 'components/kube-controller-manager',
  'cloud-controller-manager': 'components/cloud-controller-manager',
  kubelet: 'components/kubelet',
  'kube-proxy': 'components/kube-proxy',
  'service-proxy': 'components/kube-proxy',
  'container-runtime': 'components/container-runtime',
  containerd: 'components/container-runtime',
  'cri-o': 'components/container-runtime',
  'cri-dockerd': 'components/container-runtime',
  coredns: 'components/coredns',
  'aggregated-apiserver': 'extensibility/api-aggregation',
  'controller-runtime': 'extensibility/operators',
};

/** The page about a component, or undefined when the table is all there is. */
export function componentPage(id: string): string | undefined {
  return PAGES[id];
}

/**
 * The page about an interface that a component's entry names first.
 * @param words an item of `Component.interfaces`: "CRI (gRPC)", "API aggregation", "NRI"
 */
export function interfacePage(words: string): string | undefined {
  const named = INTERFACE_IDS.find((id) => new RegExp(`\\b${id}\\b`, 'i').test(words));
  if (named) return `interfaces/${named}`;
  if (/aggregation|agregação/i.test(words)) return 'extensibility/api-aggregation';
  if (/\b(admission|admissão|NRI|DRA|device plugin)\b/i.test(words)) return 'extensibility/other-points';
  return undefined;
}
