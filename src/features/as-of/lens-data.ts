/** What the lens of the tables needs, as a file of its own in each language: it is fetched when a version is asked for. */
import {
  allComponents,
  allInterfaces,
  allPorts,
  allSockets,
  changesByVersion,
  isReleasedWithKubernetes,
  latestKubernetes,
  localize,
  unchangedSince,
  type Lang,
} from '#facts';
import type { Stage } from './stages.ts';

/** A change as the lens shows it. */
interface LensChange {
  subject: string;
  stages: readonly Stage[];
}

/** The file of the lens. */
export interface LensData {
  latest: string;
  changes: readonly LensChange[];
  /** Rows and cells to the changes that touch them, as positions in `changes`: `ports/kubelet-10250`, `interfaces/cri/client`. */
  records: Readonly<Record<string, readonly number[]>>;
  /** Rows that are known to have been the same since a version. */
  unchanged: Readonly<Record<string, string>>;
  /** What has versions of its own, which no version of Kubernetes decides: rows, and whole columns (`interfaces/cni`). */
  own: readonly string[];
}

/** Interfaces whose specification is released apart from Kubernetes. */
const OWN_INTERFACES: readonly string[] = ['cni', 'csi', 'smi', 'oci'];

/** @param lang the language of the subjects */
export function lensData(lang: Lang): LensData {
  const changes = changesByVersion();
  const records: Record<string, number[]> = {};
  for (const [index, change] of changes.entries())
    for (const record of change.records) (records[record] ??= []).push(index);
  const own = [
    ...allPorts().flatMap(({ id, component }) => (isReleasedWithKubernetes(component) ? [] : [`ports/${id}`])),
    // The first of a socket's components is the one that opens it.
    ...allSockets().flatMap(({ id, components: [first = ''] }) =>
      isReleasedWithKubernetes(first) ? [] : [`sockets/${id}`],
    ),
    ...allComponents().flatMap(({ id }) => (isReleasedWithKubernetes(id) ? [] : [`components/${id}`])),
    ...allInterfaces().flatMap(({ id }) => (OWN_INTERFACES.includes(id) ? [`interfaces/${id}`] : [])),
  ];
  return {
    latest: latestKubernetes().minor,
    changes: changes.map(({ subject, stages }) => ({ subject: localize(subject, lang), stages })),
    records,
    unchanged: Object.fromEntries(unchangedSince()),
    own,
  };
}
