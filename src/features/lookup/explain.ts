/** What a port that was pasted means: whose it is, whether it belongs here, whether it should be reachable. Pure. */
import type { Machine } from '../firewall/model.ts';
import type { Endpoint } from './read.ts';

/** A row of the ports page, as far as it is needed here. */
export interface LookupRow {
  id: string;
  port: string;
  owner: string;
  component: string;
  category: string;
  ranges: readonly (readonly [number, number])[];
  protocols: readonly string[];
  /** The machines on which it listens; none for what lives at the address of a Pod, of a Service or of a client. */
  on: readonly Machine[];
  /** Code of openBetweenNodes. */
  open: string;
  /** Code of the status. */
  status: string;
  purpose: string;
  /** Whether it listens on loopback alone unless somebody changes that. */
  loopback: boolean;
  /** Rows that took its place: id and number. */
  instead: readonly (readonly [string, string])[];
  /** Id of the correction that speaks of it. */
  correction?: string | undefined;
}

/** All that the tool knows, in one language. */
export interface LookupSpec {
  rows: readonly LookupRow[];
  /** Components by name of a program. */
  processes: readonly (readonly [string, readonly string[]])[];
  /** Kinds of cluster: id, name, category of its own rows. */
  clusters: readonly (readonly [string, string, string])[];
}

/** Where the paste comes from; empty when a reader does not say. */
export interface Place {
  machine: Machine | '';
  cluster: string;
}

/** Why something should be looked at. */
export type Warning = 'removed' | 'offByDefault' | 'exposed' | 'etcd';
/** What a port means on the machine it was seen on. */
export interface Meaning {
  /** Rows that it can be, the likeliest first. */
  rows: readonly LookupRow[];
  /** What decided: the program, or the number alone. */
  by: 'process' | 'number';
  verdict: 'expected' | 'elsewhere' | 'pod' | 'known' | 'unknown' | 'otherPort' | 'closed' | 'connected';
  warnings: readonly Warning[];
}

/** A name that is cut shorter than this could be anything: lsof leaves nine letters, the kernel fifteen. */
const MIN_CUT = 9;

/** The components of a program: its name may be cut short, and have arguments behind it. */
function componentsOf(process: string, spec: LookupSpec): readonly string[] {
  const names = process.split(', ').map((name) => name.replace(/[\s:].*$/, ''));
  return names.flatMap((name) =>
    spec.processes
      .filter(([known]) => known === name || (name.length >= MIN_CUT && known.startsWith(name)))
      .flatMap(([, components]) => components),
  );
}

const covers = ({ ranges }: LookupRow, { from, to }: Endpoint): boolean =>
  ranges.some(([start, end]) => start <= from && to <= end);

/** Order of likelihood: what every cluster has, then add-ons, then what only some have; wide ranges last of all. */
function rank(row: LookupRow, cluster: string): number {
  const wide = row.ranges.some(([start, end]) => end - start > 100) ? 100 : 0;
  const gone = row.status === 'current' || row.status === 'off-by-default' ? 0 : 10;
  const kind =
    row.category === cluster
      ? -1
      : /^(?:core-|etcd$|runtime$)/.test(row.category)
        ? 0
        : row.category.startsWith('distro-')
          ? 6
          : 3;
  return wide + gone + kind + (row.on.length === 0 ? 1 : 0);
}

function warningsOf(row: LookupRow, { scope, state }: Endpoint): Warning[] {
  if (state === 'closed' || state === 'connected') return [];
  const away = scope === 'any' || scope === 'own';
  return [
    ...(row.status === 'removed' ? (['removed'] as const) : []),
    ...(row.status === 'off-by-default' ? (['offByDefault'] as const) : []),
    ...(row.status === 'current' && row.loopback && away ? (['exposed'] as const) : []),
    // Every address of the machine: who reaches this one holds the cluster, unless certificates are asked for.
    ...(scope === 'any' && /2379/.test(row.id) && row.status === 'current' ? (['etcd'] as const) : []),
  ];
}

/**
 * What a port means.
 * @param place where the paste comes from, as far as a reader says
 */
export function explain(endpoint: Endpoint, spec: LookupSpec, place: Place): Meaning {
  const category = spec.clusters.find(([id]) => id === place.cluster)?.[2] ?? '';
  const fits = (row: LookupRow): boolean =>
    (endpoint.protocol === '' || row.protocols.includes(endpoint.protocol)) &&
    (place.cluster === '' || !row.category.startsWith('distro-') || row.category === category);
  const byNumber = spec.rows
    .filter((row) => covers(row, endpoint) && fits(row))
    .sort((a, b) => rank(a, category) - rank(b, category));
  const components = endpoint.process === '' ? [] : componentsOf(endpoint.process, spec);
  const byProcess = byNumber.filter(({ component }) => components.includes(component));
  // A program may open a port of no fixed number, such as the streaming of containerd.
  const unfixed =
    components.length > 0 && byProcess.length === 0 && endpoint.scope === 'loopback'
      ? spec.rows.filter(
          (row) => row.ranges.length === 0 && row.protocols.includes('TCP') && components.includes(row.component),
        )
      : [];
  const decided = byProcess.length > 0 ? byProcess : unfixed;
  const rows = decided.length > 0 ? decided : components.length > 0 ? [] : byNumber;
  const [main] = rows;
  return {
    rows,
    by: decided.length > 0 ? 'process' : 'number',
    verdict: verdictOf(main, endpoint, place, components.length > 0),
    warnings: main ? warningsOf(main, endpoint) : [],
  };
}

function verdictOf(
  row: LookupRow | undefined,
  { state }: Endpoint,
  { machine }: Place,
  known: boolean,
): Meaning['verdict'] {
  if (state === 'connected') return 'connected';
  if (!row) return known ? 'otherPort' : 'unknown';
  if (state === 'closed') return 'closed';
  if (row.on.length === 0) return 'pod';
  if (machine === '') return 'known';
  return row.on.includes(machine) ? 'expected' : 'elsewhere';
}
