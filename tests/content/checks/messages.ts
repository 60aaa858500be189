import { visit } from 'unist-util-visit';
import type { Finding } from './finding.ts';
import { at, type Page } from './pages.ts';

/**
 * Messages as the code of the programs writes them, each with the file in which it was read. What the code fills in is a verb of Go's
 * formats. A cause can be told from a message only while its words are the program's.
 */
const MESSAGES: readonly [format: string, file: string][] = [
  [
    'failed to reserve¦ container name %q; check if¦ another CreateContainer request is in progress: name %q is reserved for %q',
    'containerd: internal/cri/server/container_create.go, internal/registrar/registrar.go (2026-08-22)',
  ],
  ['failed to get sandbox i¦mage %q', 'containerd: internal/cri/server/podsandbox/sandbox_run.go (2026-08-22)'],
  ['unable to get OCI¦ runtime for sandbox %q', 'containerd: internal/cri/server/sandbox_run.go (2026-08-22)'],
  ['failed to find runtime¦ handler %s from runtime¦ list %v', 'cri-o: internal/oci/oci.go'],
  ['cni plugin not¦ initialized', 'containerd/go-cni: errors.go'],
  [
    'expected cgroupsPath¦ to be of format "slice:prefix:name" for systemd cgroups, got %q instead',
    'runc: libcontainer/specconv/spec_linux.go',
  ],
  ['node %q pod cidr¦ not assigned', 'flannel: pkg/subnet/kube/kube.go'],
  [
    "specified in the flannel¦ net config doesn't contain %q PodCIDR of¦ the %q node",
    'flannel: pkg/subnet/kube/kube.go',
  ],
  ['Failed to check¦ br_netfilter: ', 'flannel: main.go'],
  [
    'detected for¦ zone %q, see https://coredns.io¦/plugins/loop#troubleshooting. Query: "HINFO %s"',
    'coredns: plugin/loop/loop.go',
  ],
  ['apply request¦ took too long', 'etcd: server/etcdserver/txn/util.go'],
  ['mvcc: database¦ space exceeded', 'etcd: api/v3rpc/rpctypes/error.go'],
  [
    'The connection to¦ the server %s was refused - did¦ you specify the right host or port?',
    'kubectl: pkg/cmd/util/helpers.go',
  ],
  ['error: You must¦ be logged in to the server (%s)', 'kubectl: pkg/cmd/util/helpers.go'],
  ['Unable to connect¦ to the server: %v', 'kubectl: pkg/cmd/util/helpers.go'],
  ['error when evicting¦ pods/%q -n %q (will retry¦ after %v)', 'kubectl: pkg/drain/drain.go'],
  ['resource mapping¦ not found for name: %q namespace: %q from %q: %w', 'cli-runtime: pkg/resource/mapper.go'],
  ['ensure CRDs¦ are installed first', 'cli-runtime: pkg/resource/mapper.go'],
  [
    'the object has been¦ modified; please apply your changes to the latest version and try again',
    'apiserver: pkg/registry/generic/registry/store.go',
  ],
  [
    'failed calling¦ webhook %q: failed to call¦ webhook: %w',
    'apiserver: pkg/util/webhook/error.go, mutating/dispatcher.go',
  ],
  ['stale GroupVersion¦ discovery: %v', 'client-go: discovery/aggregated_discovery.go'],
  ['missing required¦ cgroups: %s', 'system-validators: validators/cgroup_validator_linux.go'],
];

/** What the code itself writes, between what it fills in; before the bar, the words by which a text is known to quote it. */
const STRETCHES = MESSAGES.flatMap(([format, file]) =>
  format.split(/%[a-z]/).flatMap((part) => {
    const [beginning = '', rest] = part.replace(/^["\s;:,]+/, '').split('¦');
    return rest === undefined ? [] : [{ beginning, stretch: (beginning + rest).trimEnd(), file }];
  }),
);

/**
 * Messages in other words than the program's. One may be cut short, by its end or by an ellipsis.
 * @param pages their code, in blocks and in sentences
 */
export function knownMessages(pages: readonly Page[]): Finding[] {
  return pages.flatMap((page) => {
    const findings: Finding[] = [];
    visit(page.tree, ['code', 'inlineCode'], (node) => {
      if (node.type !== 'code' && node.type !== 'inlineCode') return;
      for (const { beginning, stretch, file } of STRETCHES) {
        const start = node.value.indexOf(beginning);
        const [said = ''] = start === -1 ? [] : (/^[^\n…]*/.exec(node.value.slice(start)) ?? []);
        if (said.startsWith(stretch) || stretch.startsWith(said)) continue;
        const what = `“${said.slice(0, 90)}” is not what the program says: “${stretch}”.`;
        findings.push({ where: at(page, node), what, fix: `See ${file}.` });
      }
    });
    return findings;
  });
}
