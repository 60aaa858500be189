/**
 * The sidebar: groups in reading order, pages by slug. A page's label is its own title; groups carry a label, and so does a
 * page whose title is longer than a line of the sidebar: `sidebar.*` of the interface strings.
 */
import type { UiKey } from '../schemas/ui.ts';
import { type Language, LANGUAGES } from './languages.ts';
import { byTag } from './words.ts';

type Badge = { text: string; class: string };
/** A text in every language, as Starlight wants it: the name of the entry, and what each language calls it. */
interface Labelled {
  label: string;
  translations: Record<Language['tag'], string>;
}
interface Named extends Partial<Labelled> {
  slug: string;
  badge?: Badge;
}
type Page = string | Named;
interface Group extends Labelled {
  collapsed: true;
  items: Page[];
}

/** What `sidebar.<key>` says. */
const labelled = (key: string): Labelled => {
  const translations = byTag(`sidebar.${key}` as UiKey);
  return { label: translations[LANGUAGES[0].tag], translations };
};

/** A sidebar entry of an interface carries the abbreviation in the interface's own hue. */
const iface = (id: string, label: string): Page => ({
  slug: `interfaces/${id}`,
  label,
  badge: { text: id.toUpperCase(), class: `hue-badge hue-${id}` },
});
const short = (slug: string): Page => ({ slug, ...labelled(`short.${slug}`) });

/** Folded, but for the group of the page that is open. */
const group = (key: string, items: Page[]): Group => ({ ...labelled(key), collapsed: true, items });

export const SIDEBAR: (Page | Group)[] = [
  'start',
  group('firstSteps', [
    'first-steps',
    short('first-steps/test-cluster'),
    'first-steps/objects',
    'first-steps/pods',
    short('first-steps/workloads'),
    'first-steps/reaching-pods',
  ]),
  group('foundations', [
    short('foundations/orchestration'),
    'foundations/containers',
    'foundations/engines-and-runtimes',
  ]),
  group('architecture', [
    'architecture/overview',
    'architecture/control-plane',
    'architecture/worker-node',
    short('architecture/from-apply-to-running'),
    'architecture/etcd-and-high-availability',
    'architecture/add-ons',
  ]),
  group('components', [
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
  group('networking', ['networking/model', 'networking/services']),
  group('interfaces', [
    'interfaces/overview',
    iface('cri', 'Container Runtime'),
    iface('cni', 'Container Network'),
    iface('csi', 'Container Storage'),
    iface('smi', 'Service Mesh'),
    iface('cpi', 'Cloud Provider'),
    iface('oci', 'Open Container'),
    'interfaces/comparison',
    short('interfaces/runtimes'),
    short('interfaces/network-plugins'),
    short('interfaces/storage-drivers'),
  ]),
  group('extensibility', [
    'extensibility/overview',
    short('extensibility/custom-resources'),
    'extensibility/api-aggregation',
    'extensibility/operators',
    'extensibility/other-points',
  ]),
  group('reference', [
    'reference/ports',
    'reference/port-board',
    short('reference/firewall'),
    short('reference/lookup'),
    'reference/components',
    'reference/glossary',
    'reference/timeline',
    'reference/as-of',
    'reference/corrections',
    'reference/data',
  ]),
  group('studySheets', [
    'notes',
    short('notes/interfaces-and-extensibility'),
    short('notes/summary'),
    short('notes/cluster-architecture'),
    short('notes/six-interfaces'),
    short('notes/major-interfaces'),
  ]),
  group('practice', ['study/practice', 'study/cards', 'study/export', 'study/offline']),
  group('forCourses', ['course/linking', 'course/kit']),
  group('about', ['about', short('about/quality')]),
];

const slugOf = (page: Page): string => (typeof page === 'string' ? page : page.slug);

/** A group of the sidebar as other lists of pages show it; without a label for pages outside of the groups. */
interface PageGroup {
  label: Record<Language['tag'], string> | undefined;
  slugs: readonly string[];
}

/** The pages of the sidebar in reading order; a page outside of the groups is one of its own, without a label. */
export function pageGroups(): PageGroup[] {
  return SIDEBAR.map((entry) =>
    typeof entry === 'string' || 'slug' in entry
      ? { label: undefined, slugs: [slugOf(entry)] }
      : { label: entry.translations, slugs: entry.items.map(slugOf) },
  );
}

/** The group in which a page stands, and its pages; nothing for home and pages outside of the groups. */
export function wayTo(
  slug: string,
  tag: Language['tag'],
): { label: string; first: string; slugs: readonly string[] } | undefined {
  const found = pageGroups().find(({ slugs }) => slugs.includes(slug));
  return found?.label && { label: found.label[tag], first: found.slugs[0] ?? slug, slugs: found.slugs };
}

/** Name of the group in which a page stands; empty for home and pages outside of the groups. */
export function groupOf(slug: string, tag: Language['tag']): string {
  return wayTo(slug, tag)?.label ?? '';
}
