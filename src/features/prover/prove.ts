import { missingLines } from './compare.ts';
import type { Check } from './sections.ts';

/** Where commands run: outside the cluster, and in a shell of a node where there is one. */
export interface Place {
  /** Runs a shell program. @returns what it printed (both streams), and its exit code */
  outside: (command: string, files: Check['files']) => { output: string; code: number };
  /** The same on a node; undefined where no shell of a node can be had. */
  node?: Place['outside'];
  /** Why nothing can run against a cluster; undefined where one answers. */
  noCluster?: string;
  /** Names of this cluster in the place of the pages' ones. */
  names: Readonly<Record<string, string>>;
  /** Whether commands may create and delete: only on a cluster that was made for it. */
  write: boolean;
}

export type Verdict =
  | { id: string; kind: 'same' }
  | { id: string; kind: 'differs'; missing: readonly string[]; output: string }
  | { id: string; kind: 'cannot'; why: string };

/** Checks that need what no test cluster has. What is not named here and cannot run is a fault. */
export const NEEDS: Readonly<Record<string, string>> = {
  'architecture/add-ons#check/1': 'needs metrics-server',
  'architecture/etcd-and-high-availability#check/1': 'needs three etcd members and the certificates in the environment',
  'components/cloud-controller-manager#check/1': 'needs a cloud provider',
  'components/cloud-controller-manager#check/2': 'needs a cloud provider',
  'components/kube-scheduler#check/3': 'needs a Pod that does not fit',
  'extensibility/api-aggregation#check/1': 'needs metrics-server',
  'extensibility/operators#check/1': 'needs the controller of the example',
  'extensibility/other-points#check/2': 'needs a device plugin',
  'extensibility/overview#check/1': 'needs what the reader installed',
  'foundations/containers#check/1': 'needs the Pod of the example on the node of the shell',
  'foundations/engines-and-runtimes#check/1': 'needs gVisor and Kata',
  'foundations/orchestration#check/1': 'names a Pod that the command before it creates',
  'interfaces/cni#check/1': 'needs the network of the example',
  'interfaces/cpi#check/1': 'needs a cloud provider',
  'interfaces/csi#check/1': 'needs a CSI driver',
  'interfaces/oci#check/1': 'needs an image that was pulled from a registry',
  'interfaces/smi#check/1': 'needs Gateway API and a mesh',
  'networking/services#check/2': 'two of its commands belong to two different modes',
  'networking/model#check/1': 'names an address that the command before it creates',
};

const CORE_DNS = { what: 'CoreDNS', command: 'kubectl -n kube-system get deployment coredns' };
/** Parts that a cluster of kubeadm has and one set up by hand may lack. Where the command fails, that is the reason, not the page. */
export const PRESENT: Readonly<Record<string, { what: string; command: string }>> = {
  'architecture/overview#check/1': {
    what: 'Pods of the control plane',
    command: 'kubectl -n kube-system get pods -o name | grep .',
  },
  'components/coredns#check/1': CORE_DNS,
  'components/coredns#check/2': CORE_DNS,
  'components/etcd#check/1': { what: 'a Pod of etcd', command: 'kubectl -n kube-system get pod etcd-node-1' },
  'interfaces/overview#check/1': { what: 'a DaemonSet', command: 'kubectl get daemonsets -A -o name | grep .' },
};

/** The Deployment and the Service `web` that many pages look at. */
const WEB = `kubectl apply -f - <<'YAML'
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] }
YAML
kubectl create deployment web --image=nginx:stable
kubectl rollout status deployment/web --timeout=120s && sleep 5`;
/** What a check takes for granted. It runs first, and only on a cluster where commands may write. */
export const BEFORE: Readonly<Record<string, string>> = {
  'components/kube-proxy#check/2': WEB,
  'first-steps/reaching-pods#check/1': WEB,
  'networking/services#check/1': WEB,
};

const ON_NODE = /\bsudo\b|\bsystemctl\b|\bcrictl\b|127\.0\.0\.1|\/sys\/fs|\/proc\//;
/** What only a node of a cluster has: the kubelet as a service, the rules of kube-proxy. */
const OF_A_NODE = /\bsystemctl\b|\biptables-save\b|\bnft list\b/;
const WRITES = /kubectl (apply|create|delete|run|scale|patch|annotate|label)\b/;
/** Commands that go on until somebody stops them. */
const ENDLESS = /\bkubectl port-forward\b/g;

/** How kubectl says that no server answers it, or that one sends it away. */
const LOST =
  /Unable to connect to the server|The connection to the server \S+ was refused|TLS handshake timeout|i\/o timeout|Error from server \((TooManyRequests|ServiceUnavailable|Timeout)\)/;
const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? '';

/**
 * Runs checks and compares each output with the page's.
 *
 * @returns a verdict per check; a check without shown output only has to succeed
 */
export function prove(checks: readonly Check[], place: Place): Verdict[] {
  return checks.map(({ id, command, expected, files }): Verdict => {
    const cannot = (why: string): Verdict => ({ id, kind: 'cannot', why });
    const declared = NEEDS[id];
    if (declared !== undefined) return cannot(declared);
    const onNode = ON_NODE.test(command);
    if (/\bkubectl\b/.test(command) && place.noCluster !== undefined) return cannot(place.noCluster);
    if (onNode && place.node === undefined) return cannot('needs a shell on a node');
    if (place.noCluster !== undefined && onNode) {
      if (OF_A_NODE.test(command)) return cannot('needs a node of a cluster');
      // Outside a cluster a silent port is one that nobody runs, not one that answers wrongly.
      const [, silent] =
        [...command.matchAll(/127\.0\.0\.1:(\d+)/g)].find(
          ([, port = '']) => place.node?.(`: < /dev/tcp/127.0.0.1/${port}`, {}).code !== 0,
        ) ?? [];
      if (silent !== undefined) return cannot(`nothing listens on 127.0.0.1:${silent} there`);
    }
    if (WRITES.test(command) && !place.write) return cannot('creates or deletes objects: run it with --kind');
    const ofCluster = (text: string): string =>
      Object.entries(place.names).reduce((named, [from, to]) => named.replaceAll(from, to), text);
    const present = PRESENT[id];
    if (present !== undefined && place.outside(ofCluster(present.command), {}).code !== 0)
      return cannot(`this cluster has not got ${present.what}`);
    if (BEFORE[id] !== undefined) {
      if (!place.write) return cannot('creates what it looks at: run it with --kind');
      const made = place.outside(BEFORE[id], {});
      if (made.code !== 0) return cannot(`what it looks at could not be made: ${lastLine(made.output)}`);
    }
    const named = ofCluster(command).replace(ENDLESS, (endless) => `timeout 10 ${endless}`);
    const { output, code } = (onNode ? place.node : place.outside)?.(named, files) ?? { output: '', code: 1 };
    const absent = /(\S+): command not found/.exec(output)?.[1];
    if (absent !== undefined) return cannot(`${absent} is not installed there`);
    if (output.includes('has not been booted with systemd')) return cannot('needs a machine that systemd runs');
    // A cluster that no longer answers says nothing about the page, unless the page shows just that.
    if (LOST.test(output) && !LOST.test(expected ?? '')) return cannot(`the cluster was lost: ${lastLine(output)}`);
    const missing = expected === undefined ? (code === 0 ? [] : ['(success)']) : missingLines(expected, output);
    return missing.length === 0 ? { id, kind: 'same' } : { id, kind: 'differs', missing, output };
  });
}

/** Why no cluster answers, with kubectl's own last words. @param output what `kubectl version -o json` printed */
export function unanswered(output: string): string {
  const words = output
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => /error|refused|unable|unauthorized|forbidden/i.test(line));
  return words === undefined ? 'no cluster answers to kubectl' : `no cluster answers to kubectl (${words})`;
}

/** The verdicts as a person reads them; what differs comes with what was printed. */
export function report(verdicts: readonly Verdict[]): string {
  const lines = verdicts.map((verdict) => {
    if (verdict.kind === 'same') return `same     ${verdict.id}`;
    if (verdict.kind === 'cannot') return `cannot   ${verdict.id}: ${verdict.why}`;
    const indent = (text: string): string => text.trimEnd().replace(/^/gm, '           ');
    return `differs  ${verdict.id}\n         the page shows, the run did not print:\n${indent(verdict.missing.join('\n'))}\n         printed:\n${indent(verdict.output)}`;
  });
  const count = (kind: Verdict['kind']): number => verdicts.filter((verdict) => verdict.kind === kind).length;
  return [...lines, '', `${count('same')} same, ${count('differs')} differ, ${count('cannot')} could not run`].join(
    '\n',
  );
}
