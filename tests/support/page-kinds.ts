/** One page of every kind: what depends on the kind only is looked at here, not on all pages. */
export const KINDS = {
  home: '',
  start: 'start/',
  about: 'about/',
  'component with a diagram': 'components/kube-apiserver/',
  'architecture with a diagram': 'architecture/worker-node/',
  interface: 'interfaces/cri/',
  extensibility: 'extensibility/overview/',
  ports: 'reference/ports/',
  components: 'reference/components/',
  comparison: 'interfaces/comparison/',
  'network plugins': 'interfaces/network-plugins/',
  runtimes: 'interfaces/runtimes/',
  'storage drivers': 'interfaces/storage-drivers/',
  firewall: 'reference/firewall/',
  lookup: 'reference/lookup/',
  glossary: 'reference/glossary/',
  timeline: 'reference/timeline/',
  corrections: 'reference/corrections/',
  data: 'reference/data/',
  search: 'search/?q=etcd',
  practice: 'study/practice/',
  cards: 'study/cards/',
  'files for a class': 'study/export/',
  'course kit': 'course/kit/',
  'course links': 'course/linking/',
  '404': 'no-such-page/',
} as const;

/**
 * The kinds that `npm test` looks at: between them they have every sort of part. Those of `ways` are looked at as people
 * do who see, point and move in other ways, those of `rules` for errors, contrast and the rules of axe. The rest are made
 * of the same parts, and are the thorough suite's.
 */
export const FIRST_KINDS: Readonly<Record<'ways' | 'rules', ReadonlySet<string>>> = {
  ways: new Set<keyof typeof KINDS>(['interface', 'storage drivers', '404']),
  rules: new Set<keyof typeof KINDS>(['home', 'interface']),
};
