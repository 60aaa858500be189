/** Ready-made choices with an address of their own on the page: the cases that are asked for most. */
export const EXAMPLE_CHOICES = {
  'kubeadm-control-plane': '',
  'kubeadm-worker': '?machine=worker&with=nodeport',
  'external-etcd': '?machine=etcd&etcd=external',
  'api-load-balancer': '?machine=load-balancer',
  'cilium-worker': '?machine=worker&network=cilium-vxlan&with=hubble',
  'k3s-server': '?cluster=k3s',
  'k3s-agent': '?cluster=k3s&machine=worker',
  'rke2-server': '?cluster=rke2',
  'rke2-agent': '?cluster=rke2&machine=worker',
  'microk8s-node': '?cluster=microk8s',
  'talos-control-plane': '?cluster=talos',
  'k0s-controller': '?cluster=k0s',
} as const;
export type ExampleId = keyof typeof EXAMPLE_CHOICES;
