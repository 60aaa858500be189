import { parse } from 'yaml';
import { localize } from '../../lib/text.ts';
import { portText } from '../../schemas/ports.ts';
import type { Facts } from '../../facts/load.ts';
import { ended } from './ended.ts';
import { need, RAW, whole, type DriftCheck } from './upstream.ts';

/** Constant of the Kubernetes code to the record of the port. */
const PORT_CONSTANTS: Readonly<Record<string, string>> = {
  ProxyStatusPort: 'kube-proxy-metrics-10249',
  KubeletPort: 'kubelet-10250',
  KubeletHealthzPort: 'kubelet-healthz-10248',
  ProxyHealthzPort: 'kube-proxy-healthz-10256',
  KubeControllerManagerPort: 'kube-controller-manager-10257',
  CloudControllerManagerPort: 'cloud-controller-manager-10258',
};

/** What Kubernetes says of itself: ports, flags and fields, feature gates, default values, its newest version and the end of each. */
export function kubernetesChecks(facts: Facts, today: string): DriftCheck[] {
  const { minor } = facts.versions.latest;
  return [
    ports(facts, minor),
    ...settings(facts, minor),
    ...facts.versions.gates.map((gate) => featureGate(facts, gate)),
    ...defaults(facts),
    latest(minor),
    kubernetesSupport(facts, today),
  ];
}

function ports(facts: Facts, minor: string): DriftCheck {
  const url = `${RAW}/kubernetes/kubernetes/release-${minor}/pkg/cluster/ports/ports.go`;
  return {
    name: 'port constants of Kubernetes',
    urls: [url],
    compare: ([text = '']) =>
      Object.entries(PORT_CONSTANTS).flatMap(([constant, id]) => {
        const upstream = need(whole(text), new RegExp(`\\b${constant}\\s*=\\s*(\\d+)`), constant);
        const row = facts.ports.ports.find((port) => port.id === id);
        const ours = row === undefined ? 'nothing' : portText(row.ranges);
        return upstream === ours
          ? []
          : [{ title: `${constant} is ${upstream}`, url, detail: `The store says ${ours}.`, records: [`ports/${id}`] }];
      }),
  };
}

/** Where Kubernetes writes its flags and the fields of its configuration files down. */
function settingsFiles(minor: string): Readonly<Record<string, string>> {
  const pages = `${RAW}/kubernetes/website/main/content/en/docs/reference/command-line-tools-reference`;
  return {
    'kube-apiserver': `${pages}/kube-apiserver.md`,
    'kube-scheduler': `${pages}/kube-scheduler.md`,
    'kube-controller-manager': `${pages}/kube-controller-manager.md`,
    KubeletConfiguration: `${RAW}/kubernetes/kubelet/release-${minor}/config/v1beta1/types.go`,
    KubeProxyConfiguration: `${RAW}/kubernetes/kube-proxy/release-${minor}/config/v1alpha1/types.go`,
  };
}

/** A flag or a field that sets a port, with whose it is: `--secure-port`, `KubeletConfiguration.port / .address`. */
function settingsOf({ component, config }: Facts['ports']['ports'][number]): { owner: string; name: string }[] {
  const text = localize(config, 'en');
  const flags = [...text.matchAll(/--([a-z][\w-]+)(?: \(([\w-]+)\))?/g)].map(([, name = '', owner = component]) => ({
    owner,
    name: `--${name}`,
  }));
  const fields = [...text.matchAll(/\b(Kube\w+Configuration)((?:(?: \/ )?\.\w+)+)/g)].flatMap(
    ([, owner = '', names = '']) => [...names.matchAll(/\.(\w+)/g)].map(([, name = '']) => ({ owner, name })),
  );
  return [...flags, ...fields];
}

/** Flags and fields of the ports that are there today: one that upstream has renamed or taken out is named with its rows. */
function settings(facts: Facts, minor: string): DriftCheck[] {
  const told = facts.ports.ports
    .filter(({ statusCode }) => statusCode !== 'removed')
    .flatMap((port) => settingsOf(port).map((setting) => ({ ...setting, record: `ports/${port.id}` })));
  return Object.entries(settingsFiles(minor)).map(([owner, url]) => ({
    name: `settings of ${owner}`,
    urls: [url],
    compare: ([text = '']) => {
      const file = whole(text);
      const there = (name: string): boolean =>
        new RegExp(name.startsWith('--') ? `<td colspan="2">(-\\w, )?${name}(?![\\w-])` : `json:"${name}[",]`).test(
          file,
        );
      const own = told.filter((setting) => setting.owner === owner);
      // The form is known where anything at all is found; a page of another form has none of them.
      if (!own.some(({ name }) => there(name)))
        throw new Error('none of the settings in the file: its form has changed');
      return [...new Set(own.map(({ name }) => name))]
        .filter((name) => !there(name))
        .map((name) => ({
          title: `${owner} has no ${name}`,
          url,
          detail: 'The store names it.',
          records: own.filter((setting) => setting.name === name).map(({ record }) => record),
        }));
    },
  }));
}

function featureGate(facts: Facts, { gate, on, stable }: Facts['versions']['gates'][number]): DriftCheck {
  const url = `${RAW}/kubernetes/website/main/content/en/docs/reference/command-line-tools-reference/feature-gates/${gate}.md`;
  return {
    name: `feature gate ${gate}`,
    urls: [url],
    compare: ([text = '']) => {
      const head = parse(need(text, /^---\n([\s\S]*?)\n---/, 'frontmatter')) as {
        stages?: { stage: string; defaultValue: boolean; fromVersion: string }[];
      };
      const stages = head.stages ?? [];
      // A gate that was turned off again is on since it was turned on for good.
      const lastOff = stages.findLastIndex(({ defaultValue }) => !defaultValue);
      const onSince = stages[lastOff + 1]?.fromVersion;
      const stableSince = stages.find(({ stage }) => stage === 'stable')?.fromVersion;
      const say = (word: string, version: string | undefined): string =>
        version === undefined ? `not ${word}` : `${word} since v${version}`;
      const upstream = `${say('on', onSince)}, ${say('stable', stableSince)}`;
      const ours = `on since v${on}, stable since v${stable}`;
      return upstream === ours
        ? []
        : [
            {
              title: `${gate} is ${upstream}`,
              url,
              detail: `The store says ${ours}.`,
              records: [
                `versions/gates/${gate}`,
                ...facts.versions.changes
                  .filter((change) => change.gate === gate)
                  .map(({ id }) => `versions/changes/${id}`),
              ],
            },
          ];
    },
  };
}

/** Default values: the words of the code that say them still stand in the newest form of its file. One check per file. */
function defaults(facts: Facts): DriftCheck[] {
  const watched = facts.versions.defaults.flatMap((entry) => {
    const source = facts.sources.sources.find(({ id }) => id === entry.sources[0]?.id);
    return entry.code === undefined
      ? []
      : [{ ...entry, code: entry.code, file: `${source?.repo}/HEAD/${source?.path}` }];
  });
  return [...Map.groupBy(watched, ({ file }) => file)].map(([file, told]) => {
    const url = `${RAW}/${file}`;
    return {
      name: `default values in ${file.replace('/HEAD/', ': ')}`,
      urls: [url],
      compare: ([text = '']) => {
        // Go lines up what follows a name by blanks.
        const there = whole(text).replaceAll(/[ \t]+/g, ' ');
        return told
          .filter(({ code }) => !there.includes(code))
          .map(({ id, setting, value, code }) => ({
            title: `${setting} may not be ${value} any more`,
            url,
            detail: `The file does not say “${code}”.`,
            records: [`versions/defaults/${id}`],
          }));
      },
    };
  });
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

/** The plan of SIG Release: lines that ended move to another file. */
function kubernetesSupport(facts: Facts, today: string): DriftCheck {
  const url = `${RAW}/kubernetes/website/main/data/releases/schedule.yaml`;
  return {
    name: 'support of Kubernetes',
    urls: [url],
    compare: ([text = '']) => {
      // Without types: 1.30 is a name, not a number.
      const { schedules = [] } = parse(whole(text), { schema: 'failsafe' }) as {
        schedules?: { release: string; endOfLifeDate: string }[];
      };
      const upstream = new Map(schedules.map(({ release, endOfLifeDate }) => [release, endOfLifeDate]));
      return ended(facts, 'kubernetes', url, upstream, today);
    },
  };
}
