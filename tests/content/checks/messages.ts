import type { Heading } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Finding } from './finding.ts';
import { at, type Page } from './pages.ts';

/**
 * Messages as the code of the programs writes them, each with the file in which it was read. What the code fills in is a verb of Go's
 * formats; `%w` is a message in its turn, to the end. A cause can be told from a message only while its words are the program's.
 */
const MESSAGES: readonly [format: string, file: string][] = [
  [
    'failed to reserve¦ container name %q; check if¦ another CreateContainer request is in progress: name %q is reserved for %q',
    'containerd: internal/cri/server/container_create.go, internal/registrar/registrar.go (2026-08-22)',
  ],
  ['failed to get sandbox i¦mage %q: %w', 'containerd: internal/cri/server/podsandbox/sandbox_run.go (2026-08-22)'],
  ['unable to get OCI¦ runtime for sandbox %q: %w', 'containerd: internal/cri/server/sandbox_run.go (2026-08-22)'],
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
    '[FATAL] plugin/loop: Loop (%s -> %s) detected for¦ zone %q, see https://coredns.io¦/plugins/loop#troubleshooting. Query: "HINFO %s"',
    'coredns: plugin/loop/loop.go',
  ],
  ['apply request¦ took too long', 'etcd: server/etcdserver/txn/util.go'],
  ['mvcc: database¦ space exceeded', 'etcd: api/v3rpc/rpctypes/error.go'],
  [
    'The connection to¦ the server %s was refused - did¦ you specify the right host or port?',
    'kubectl: pkg/cmd/util/helpers.go',
  ],
  ['error: You must¦ be logged in to the server (%s)', 'kubectl: pkg/cmd/util/helpers.go'],
  ['Unable to connect¦ to the server: %w', 'kubectl: pkg/cmd/util/helpers.go'],
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
  [
    'plugin type="flannel" failed (add): failed to load flannel \'subnet.env\' file: %w. Check the flannel pod log for this node.',
    'flannel-io/cni-plugin: flannel.go',
  ],
  ['plugin type=%q failed (add): %w', 'cni: libcni/api.go'],
  ['failed to find plugin %q in path %s', 'cni: pkg/invoke/find.go'],
  ['no runtime for %q is configured', 'containerd: internal/cri/config/config.go'],
  ['failed to pull image %w', 'containerd: internal/cri/server/sandbox_run.go'],
  ['Failed to create pod sandbox: %w', 'kubelet: pkg/kubelet/kuberuntime/kuberuntime_manager.go'],
  ['Failed to pull image %q: %w', 'kubelet: pkg/kubelet/images/image_manager.go'],
  ['Error: %w', 'kubelet: pkg/kubelet/kuberuntime/kuberuntime_container.go'],
  [
    'PLEG is not healthy: pleg was last seen active %v ago; threshold is %v',
    'kubelet: pkg/kubelet/runtime.go, pleg/generic.go',
  ],
  ['"command failed" err="failed to run Kubelet: %w', 'component-base: cli/run.go; cmd/kubelet/app/server.go'],
  [
    'running with swap on is not supported, please disable swap or set --fail-swap-on flag to false"',
    'kubelet: pkg/kubelet/cm/container_manager_linux.go',
  ],
  ['The node was low on resource: %v.', 'kubelet: pkg/kubelet/eviction/helpers.go'],
  [
    'misconfiguration: kubelet cgroup driver: %q is different from docker cgroup driver: %q',
    'dockershim: pkg/kubelet/dockershim/docker_service.go (up to v1.23)',
  ],
  [
    '0/%d nodes are available: pod has unbound immediate PersistentVolumeClaims.',
    'kube-scheduler: plugins/volumebinding/volume_binding.go',
  ],
  [
    "0/%d nodes are available: %d node(s) didn't match PersistentVolume's node affinity.",
    'kube-scheduler: plugins/volumebinding/binder.go',
  ],
  [
    "Multi-Attach error for volume %q Volume is already exclusively attached to one node and can't be attached to another",
    'kube-controller-manager: pkg/controller/volume/attachdetach/reconciler/reconciler.go',
  ],
  [
    'Multi-Attach error for volume %q Volume is already used by pod(s) %s',
    'kube-controller-manager: pkg/controller/volume/attachdetach/reconciler/reconciler.go',
  ],
  [
    'MountVolume.MountDevice failed for volume %q : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: %w',
    'kubelet: pkg/volume/csi/csi_attacher.go',
  ],
  ['driver name %s not found in the list of registered CSI drivers', 'kubelet: pkg/volume/csi/csi_client.go'],
  ["couldn't validate the identity of the API Server: %w", 'kubeadm: cmd/kubeadm/app/discovery/discovery.go'],
  [
    'could not find a JWS signature in the cluster-info ConfigMap for token ID %q',
    'kubeadm: cmd/kubeadm/app/discovery/token/token.go',
  ],
  ['etcdserver: request timed out', 'etcd: api/v3rpc/rpctypes/error.go'],
  ['etcdserver: leader changed', 'etcd: api/v3rpc/rpctypes/error.go'],
  ['{"level":"warn",', 'etcd: its log, made by zap'],
  [',"msg":"apply request took too long","took":%q,"expected-duration":%q,', 'etcd: server/etcdserver/txn/util.go'],
  ['}', 'etcd: its log, made by zap'],
  ['error: %w', 'kubectl: pkg/cmd/util/helpers.go'],
  ['The %s %q is invalid: %w', 'kubectl: pkg/cmd/util/helpers.go'],
  ['Metrics API not available', 'kubectl: pkg/cmd/top/top_pod.go'],
  ['no matches for kind %q in version %q', 'apimachinery: pkg/api/meta/errors.go'],
  ['Operation cannot be fulfilled on %s %q: %w', 'apimachinery: pkg/api/errors/errors.go'],
  ['Internal error occurred: %w', 'apimachinery: pkg/api/errors/errors.go'],
  [
    'metadata.annotations: Too long: may not be more than %d bytes',
    'apimachinery: pkg/util/validation/field/errors.go',
  ],
  [
    'spec.ports[0].nodePort: Invalid value: %d: provided port is not in the valid range. The range of valid ports is %v',
    'apiserver: pkg/registry/core/service/portallocator',
  ],
  ['toomanyrequests: You have reached your pull rate limit.', 'docs.docker.com: Docker Hub usage and limits'],
  ['rpc error: code = %s desc = %w', 'grpc-go: internal/status/status.go'],
  ['%d Too Many Requests', 'Go: net/http/status.go'],
  ['Get %q: dial tcp %s: connect: connection refused', 'Go: net/url/url.go, net/net.go'],
  ['Post %q: context deadline exceeded', 'Go: net/url/url.go, context/context.go'],
  ['open %s: no such file or directory', 'Go: io/fs/fs.go'],
  ['tls: failed to verify certificate: %w', 'Go: crypto/tls/common.go'],
  ['x509: certificate has expired or is not yet valid: current time %s is after %s', 'Go: crypto/x509/verify.go'],
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

/** The formats as patterns of a whole text. A value has no blanks; what stands in quotation marks may have them. */
const WHOLE = MESSAGES.map(([format]) => {
  const literal = format.replaceAll('¦', '').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const value = (verb: string): string => ({ '%w': '(.*)', '%q': '"[^"]*"' })[verb] ?? String.raw`\S+`;
  return new RegExp(`^${literal.replaceAll(/%[a-z]/g, value)}$`);
});

/** Is every word of a text one of a format, or a value of it? Where an ellipsis stands alone, something was left out. */
function explained(text: string): boolean {
  return text
    .split(/(?:^|\s)…(?=[\s}]|$)/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .every((piece) => WHOLE.some((whole) => (whole.exec(piece) ?? whole.exec(`${piece} `))?.slice(1).every(explained)));
}

/**
 * Messages of which nobody has recorded where a program writes them. A block that no command of its section prints quotes one; what its
 * heading quotes stands in the block.
 * @param pages of the folders that speak of a cluster
 */
export function recordedMessages(pages: readonly Page[]): Finding[] {
  return pages.flatMap((page) => {
    if (!/^(architecture|components|extensibility|foundations|interfaces|networking)\//.test(page.slug)) return [];
    const findings: Finding[] = [];
    let [printed, heading]: [boolean, Heading | undefined] = [false, undefined];
    for (const node of page.tree.children) {
      if (node.type === 'heading') [printed, heading] = [false, node];
      if (node.type !== 'code') continue;
      printed ||= node.lang === 'bash';
      if (printed || node.lang !== 'text' || typeof node.meta === 'string') continue;
      // A table's cells are far apart, and short; a message is a sentence.
      const sentences = node.value.split(/\n|\s{2,}/).filter((cell) => cell.split(' ').length > 2);
      const unknown = sentences.filter((sentence) => !explained(sentence));
      const title = heading?.children.flatMap((child) => (child.type === 'inlineCode' ? [child.value] : [])) ?? [];
      const missing =
        sentences.length === 0
          ? []
          : title.filter((code) => code.split(/…|: /).some((piece) => !node.value.includes(piece.trim())));
      for (const said of [...unknown, ...missing])
        findings.push({
          where: at(page, node),
          what: `“${said.slice(0, 90)}” is no message whose source is recorded.`,
          fix: 'Take the words from the code of the program, and add their format to tests/content/checks/messages.ts.',
        });
    }
    return findings;
  });
}
