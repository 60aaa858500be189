/** What depends on the version of Kubernetes. */
import type { Phrase } from '../lib/text.ts';
import type { Checked, LatestKubernetes, VersionFact } from '../schemas/index.ts';
import type { Facts } from './load.ts';
import { getSource } from './sources.ts';
import { facts } from './store.ts';

/** Every fact tied to a version, in the order of the file. */
export function versionFacts(): readonly VersionFact[] {
  return facts().versions.versions;
}

/** The newest Kubernetes known, the next one, and what this rests on. */
export function latestKubernetes(): LatestKubernetes {
  return facts().versions.latest;
}

/** Against which Kubernetes and on which day the site was last checked. */
export function checkedMeta(): Checked {
  return facts().meta.checked;
}

/** Something that is not the same in every version, with the versions from which on what holds, oldest first. */
interface ChangeByVersion {
  id: string;
  subject: Phrase;
  /** The section that explains it. */
  page: string;
  stages: readonly { from: string; code: string }[];
  /** The rows and cells that it changes: `ports/kubelet-10250`, `interfaces/cri/client`. */
  records: readonly string[];
}

/** What is not the same in every version of Kubernetes. @throws Error for a gate that the store does not have */
export function changesByVersion(): ChangeByVersion[] {
  return facts().versions.changes.map(({ id, subject, page, stages, gate, alpha, records }) => {
    if (stages) return { id, subject, page, stages, records };
    const found = featureGates().find((entry) => entry.gate === gate);
    if (!found) throw new Error(`versions.yaml, changes: there is no gate "${gate}".`);
    const known = [
      { from: alpha, code: 'alpha' },
      { from: found.on === found.stable ? undefined : found.on, code: 'on' },
      { from: found.stable, code: 'stable' },
    ];
    return {
      id,
      subject,
      page,
      stages: known.flatMap(({ from, code }) => (from === undefined ? [] : [{ from, code }])),
      records,
    };
  });
}

/** Since which version a row is known to be as it is now; rows of changes are not among them unless only a part of them changed. */
export function unchangedSince(): ReadonlyMap<string, string> {
  return new Map(facts().versions.unchanged.flatMap(({ from, records }) => records.map((record) => [record, from])));
}

/** A record that the file of versions has beside its facts. */
interface VersionRecord {
  id: string;
  name: Phrase;
  /** Whether somebody opened one of its sources. */
  verified: boolean;
  sources: readonly { id: string }[];
  checked: Checked;
}

/** The lists that the file of versions has beside its facts: feature gates, default values, changes, ends of support. */
export function versionLists(): Record<'gates' | 'defaults' | 'changes' | 'support', VersionRecord[]> {
  const { meta, gates, defaults, changes, support } = facts().versions;
  const record = (id: string, name: Phrase, { sources }: Pick<VersionRecord, 'sources'>): VersionRecord => {
    const verified = sources.some((source) => getSource(source.id).read);
    return { id, name, verified, sources, checked: meta.checked };
  };
  return {
    gates: gates.map((entry) => record(entry.gate, entry.gate, entry)),
    defaults: defaults.map((entry) => record(entry.id, entry.setting, entry)),
    changes: changes.map((entry) => record(entry.id, entry.subject, entry)),
    support: support.map((entry) => record(`${entry.project}-${entry.line}`, `${entry.project} ${entry.line}`, entry)),
  };
}

/** Whether a component is released with Kubernetes, and not in versions of its own. */
export function isReleasedWithKubernetes(component: string): boolean {
  return facts().versions.released.includes(component);
}

/** The feature gates that texts speak of. */
export function featureGates(): Facts['versions']['gates'] {
  return facts().versions.gates;
}
