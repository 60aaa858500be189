import { parse } from 'yaml';
import { localize, type Phrase } from '../../lib/text.ts';
import { portText } from '../../schemas/ports.ts';
import type { LICENSES } from '../../schemas/implementations.ts';
import type { Facts } from '../../facts/load.ts';

/** Something that upstream says and the store does not, or the other way round. */
export interface Difference {
  /** Short and stable: it tells an issue that is open already from a new one. */
  title: string;
  /** Where upstream says it. */
  url: string;
  /** What each side says. */
  detail: string;
  /** The records to look at. */
  records: readonly string[];
}

/** One comparison: the public files it needs, and how they are compared. */
export interface DriftCheck {
  name: string;
  urls: readonly string[];
  /** @param texts one per address. @throws Error when a file no longer has the form it had: that is worth a look, too */
  compare: (texts: readonly string[]) => Difference[];
}

const RAW = 'https://raw.githubusercontent.com';
const K8S = `${RAW}/kubernetes/kubernetes`;

/** Constant of the Kubernetes code to the record of the port. */
const PORT_CONSTANTS: Readonly<Record<string, string>> = {
  ProxyStatusPort: 'kube-proxy-metrics-10249',
  KubeletPort: 'kubelet-10250',
  KubeletHealthzPort: 'kubelet-healthz-10248',
  ProxyHealthzPort: 'kube-proxy-healthz-10256',
  KubeControllerManagerPort: 'kube-controller-manager-10257',
  CloudControllerManagerPort: 'cloud-controller-manager-10258',
};

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
const missing = (wanted: readonly string[], there: readonly string[]): string[] =>
  wanted.filter((name) => !there.includes(name));

/** The first match, or an error that says what was looked for. */
function need(text: string, pattern: RegExp, what: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`no ${what} in the file: its form has changed`);
  return found;
}

/** Everything that is watched upstream. @param facts the store as it is now */
export function driftChecks(facts: Facts): DriftCheck[] {
  const { minor } = facts.versions.latest;
  return [
    ports(facts, minor),
    ...calls(facts),
    ...specVersions(facts),
    ...facts.versions.gates.map((gate) => featureGate(gate)),
    latest(minor),
    kubernetesSupport(facts),
    containerdSupport(facts),
    ...licenses(facts),
    ...repositories(facts),
  ];
}

function ports(facts: Facts, minor: string): DriftCheck {
  const url = `${K8S}/release-${minor}/pkg/cluster/ports/ports.go`;
  return {
    name: 'port constants of Kubernetes',
    urls: [url],
    compare: ([text = '']) =>
      Object.entries(PORT_CONSTANTS).flatMap(([constant, id]) => {
        const upstream = need(text, new RegExp(`\\b${constant}\\s*=\\s*(\\d+)`), constant);
        const row = facts.ports.ports.find((port) => port.id === id);
        const ours = row === undefined ? 'nothing' : portText(row.ranges);
        return upstream === ours
          ? []
          : [{ title: `${constant} is ${upstream}`, url, detail: `The store says ${ours}.`, records: [`ports/${id}`] }];
      }),
  };
}

/** The calls of CRI and CSI: the rpc of their protocol files against the operations of the store. */
function calls(facts: Facts): DriftCheck[] {
  const PROTOS = {
    cri: `${RAW}/kubernetes/cri-api/release-${facts.versions.latest.minor}/pkg/apis/runtime/v1/api.proto`,
    csi: `${RAW}/container-storage-interface/spec/${versionOf(facts, 'csi')}/csi.proto`,
  };
  return Object.entries(PROTOS).map(([id, url]) => ({
    name: `calls of ${id.toUpperCase()}`,
    urls: [url],
    compare: ([text = '']) => {
      const upstream = sorted([...text.matchAll(/^\s*rpc\s+(\w+)\s*\(/gm)].map((match) => match[1] ?? ''));
      if (upstream.length === 0) throw new Error('no rpc in the file: its form has changed');
      const operations = facts.interfaces.interfaces.find((entry) => entry.id === id)?.operations;
      const ours = sorted((operations?.groups ?? []).flatMap(({ items }) => items.map(nameOf)));
      const record = [`interfaces/${id}/operations`];
      return [
        ...missing(upstream, ours).map((name) => ({
          title: `${id.toUpperCase()} has the call ${name}`,
          url,
          detail: 'The store does not name it.',
          records: record,
        })),
        ...missing(ours, upstream).map((name) => ({
          title: `${id.toUpperCase()} has no call ${name}`,
          url,
          detail: 'The store names it.',
          records: record,
        })),
      ];
    },
  }));
}

/** The version of an interface as the store has it; several are parted by a slash. */
function versionOf(facts: Facts, id: string): string {
  return String(facts.interfaces.interfaces.find((entry) => entry.id === id)?.current_version.version ?? '');
}

/** The call that an item names: the first word, without the remark that may follow. */
function nameOf(item: Phrase): string {
  return /\w+/.exec(localize(item, 'en'))?.[0] ?? '';
}

function specVersions(facts: Facts): DriftCheck[] {
  const release = (id: string, repo: string, tag: RegExp, place: number): DriftCheck => {
    const url = `https://api.github.com/repos/${repo}/tags?per_page=100`;
    return {
      name: `newest version of ${repo}`,
      urls: [url],
      compare: ([text = '']) => {
        const versions = (JSON.parse(text) as { name: string }[]).flatMap(({ name }) => tag.exec(name)?.[1] ?? []);
        const newest = versions.sort(byVersion).at(-1);
        if (newest === undefined) throw new Error('no tag of the known form');
        const ours = (versionOf(facts, id).split(' / ')[place] ?? '').replace(/^v/, '');
        return newest === ours
          ? []
          : [
              {
                title: `${repo} ${newest} is out`,
                url,
                detail: `The store says ${ours}.`,
                records: [`interfaces/${id}/current_version`],
              },
            ];
      },
    };
  };
  return [
    release('cni', 'containernetworking/cni', /^spec-v(\d+\.\d+\.\d+)$/, 0),
    release('csi', 'container-storage-interface/spec', /^v(\d+\.\d+\.\d+)$/, 0),
    release('oci', 'opencontainers/runtime-spec', /^v(\d+\.\d+\.\d+)$/, 0),
    release('oci', 'opencontainers/image-spec', /^v(\d+\.\d+\.\d+)$/, 1),
    release('oci', 'opencontainers/distribution-spec', /^v(\d+\.\d+\.\d+)$/, 2),
  ];
}

function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  return (left ?? []).reduce((order, part, index) => order || part - (right?.[index] ?? 0), 0);
}

function featureGate({ gate, on, stable }: Facts['versions']['gates'][number]): DriftCheck {
  const url = `${RAW}/kubernetes/website/main/content/en/docs/reference/command-line-tools-reference/feature-gates/${gate}.md`;
  return {
    name: `feature gate ${gate}`,
    urls: [url],
    compare: ([text = '']) => {
      const head = parse(need(text, /^---\n([\s\S]*?)\n---/, 'frontmatter')) as {
        stages?: { stage: string; defaultValue: boolean; fromVersion: string }[];
      };
      const from = (wanted: (stage: { stage: string; defaultValue: boolean }) => boolean): string =>
        String(head.stages?.find(wanted)?.fromVersion ?? 'never');
      const upstream = `on since v${from(({ defaultValue }) => defaultValue)}, stable since v${from(({ stage }) => stage === 'stable')}`;
      const ours = `on since v${on}, stable since v${stable}`;
      return upstream === ours
        ? []
        : [{ title: `${gate} is ${upstream}`, url, detail: `The store says ${ours}.`, records: ['versions/gates'] }];
    },
  };
}

function latest(minor: string): DriftCheck {
  const url = 'https://dl.k8s.io/release/stable.txt';
  return {
    name: 'newest Kubernetes',
    urls: [url],
    compare: ([text = '']) => {
      const upstream = need(text, /^v(\d+\.\d+)\.\d+\s*$/, 'version');
      return upstream === minor
        ? []
        : [
            {
              title: `Kubernetes ${upstream} is out`,
              url,
              detail: `The store says ${minor}.`,
              records: ['versions/latest'],
            },
          ];
    },
  };
}

/** Lines of the store whose last day upstream's table gives otherwise, or no longer gives although it is still to come. */
function ended(
  facts: Facts,
  project: Facts['versions']['support'][number]['project'],
  url: string,
  upstream: ReadonlyMap<string, string>,
): Difference[] {
  if (upstream.size === 0) throw new Error('no release line in the file: its form has changed');
  const today = new Date().toISOString().slice(0, 10);
  return facts.versions.support
    .filter((entry) => entry.project === project)
    .flatMap(({ line, ends }) => {
      const theirs = upstream.get(line) ?? (ends < today ? ends : 'never');
      return theirs === ends
        ? []
        : [
            {
              title: `${project} ${line} is supported until ${theirs}`,
              url,
              detail: `The store says ${ends}.`,
              records: ['versions/support'],
            },
          ];
    });
}

/** The plan of SIG Release: lines that ended move to another file. */
function kubernetesSupport(facts: Facts): DriftCheck {
  const url = `${RAW}/kubernetes/website/main/data/releases/schedule.yaml`;
  return {
    name: 'support of Kubernetes',
    urls: [url],
    compare: ([text = '']) => {
      // Without types: 1.30 is a name, not a number.
      const { schedules = [] } = parse(text, { schema: 'failsafe' }) as {
        schedules?: { release: string; endOfLifeDate: string }[];
      };
      const upstream = new Map(schedules.map(({ release, endOfLifeDate }) => [release, endOfLifeDate]));
      return ended(facts, 'kubernetes', url, upstream);
    },
  };
}

/** The table of containerd's releases, whose days are written out: `April 30, 2028`. */
function containerdSupport(facts: Facts): DriftCheck {
  const url = `${RAW}/containerd/containerd/main/RELEASES.md`;
  return {
    name: 'support of containerd',
    urls: [url],
    compare: ([text = '']) => {
      const rows = text.matchAll(/^\| \[(\d+\.\d+)\]\([^)]*\)\s*\|[^|]*\|[^|]*\|\s*(\w+ \d+, \d{4})/gm);
      const upstream = new Map(
        [...rows].map(([, line = '', day = '']) => [line, new Date(`${day} UTC`).toISOString().slice(0, 10)]),
      );
      return ended(facts, 'containerd', url, upstream);
    },
  };
}

/** The words by which a license is known in its own text. */
const LICENSE_TEXTS: Readonly<Record<(typeof LICENSES)[number], RegExp>> = {
  'Apache-2.0': /Apache License\s+Version 2\.0/,
  'BUSL-1.1': /Business Source License 1\.1/,
};

function licenses(facts: Facts): DriftCheck[] {
  return facts.implementations.implementations.flatMap(({ id, repository = '', license }) => {
    if (license === undefined) return [];
    const url = `${repository.replace('https://github.com', RAW)}/HEAD/LICENSE`;
    return [
      {
        name: `license of ${id}`,
        urls: [url],
        compare: ([text = '']: readonly string[]) =>
          LICENSE_TEXTS[license].test(text)
            ? []
            : [
                {
                  title: `${id} is no longer under ${license}`,
                  url,
                  detail: `Its LICENSE begins: ${text.trim().split('\n')[0] ?? ''}`,
                  records: [`implementations/${id}`],
                },
              ],
      },
    ];
  });
}

/** What each project of the store says of itself: archived or not. A row that says "active" of an archived one is wrong. */
function repositories(facts: Facts): DriftCheck[] {
  return facts.implementations.implementations.flatMap(({ id, repository, status }) => {
    const repo = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)$/.exec(repository ?? '')?.[1];
    if (repo === undefined) return [];
    const url = `https://api.github.com/repos/${repo}`;
    return [
      {
        name: `state of ${repo}`,
        urls: [url],
        compare: ([text = '']: readonly string[]) => {
          const { archived } = JSON.parse(text) as { archived?: boolean };
          if (archived === undefined) throw new Error('no flag "archived" in the answer');
          return archived === ['archived', 'retired'].includes(status.key)
            ? []
            : [
                {
                  title: `${repo} is ${archived ? '' : 'not '}archived`,
                  url,
                  detail: `The store says "${status.key}".`,
                  records: [`implementations/${id}`],
                },
              ];
        },
      },
    ];
  });
}

/** What came of a watch: what differs, and what could not be looked at. The two are never mixed up. */
export interface DriftReport {
  differences: readonly Difference[];
  unreachable: readonly { name: string; url: string; why: string }[];
  /** Files that were read and no longer have the form that was expected. */
  unreadable: readonly { name: string; why: string }[];
  checked: number;
}

/**
 * Runs the checks one after the other.
 * @param read the text of an address. @throws Error when it cannot be had
 */
export async function drift(
  checks: readonly DriftCheck[],
  read: (url: string) => Promise<string>,
): Promise<DriftReport> {
  const differences: Difference[] = [];
  const unreachable: DriftReport['unreachable'][number][] = [];
  const unreadable: DriftReport['unreadable'][number][] = [];
  for (const { name, urls, compare } of checks) {
    const texts: string[] = [];
    for (const url of urls) {
      try {
        texts.push(await read(url));
      } catch (error) {
        unreachable.push({ name, url, why: (error as Error).message });
      }
    }
    if (texts.length < urls.length) continue;
    try {
      differences.push(...compare(texts));
    } catch (error) {
      unreadable.push({ name, why: (error as Error).message });
    }
  }
  return { differences, unreachable, unreadable, checked: checks.length };
}
