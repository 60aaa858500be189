import { keyFault } from './belongs.ts';

/** What stands at one place of a shell line, and what can stand there. */
const WORDS: readonly [what: string, place: RegExp, known: RegExp][] = [
  [
    'no path of a component answers to',
    /127\.0\.0\.1:\d+\/([\w/-]+)/g,
    /^(configz|health|healthz|livez|metrics|proxyMode|readyz|version)$/,
  ],
  [
    'no service of a node is called',
    /\b(?:systemctl(?: --\S+)* [a-z-]+|journalctl -u) ((?!-)[\w.@-]+)/g,
    /^(containerd|cri-docker|crio|docker|etcd|k3s|k3s-agent|kubelet)(\.service|\.socket)?$/,
  ],
  ['iptables has no table', /\biptables(?:-save)? -t (\S+)/g, /^(filter|mangle|nat|raw|security)$/],
  [
    'nft cannot list',
    /\bnft list (.+?)(?: *$|(?= [|>]))/g,
    /^(ruleset|(tables|chains|sets|maps)( (ip|ip6|inet))?|table (ip|ip6|inet) \S+|(chain|set|map) (ip|ip6|inet) \S+ \S+)$/,
  ],
  ['sysctl has no option', /\bsysctl (-\S+)/g, /^(--system|-[anpw]+)$/],
  [
    'Kubernetes asks for no kernel setting',
    /(?<=\\n|\b)((?:net|vm|kernel|fs|user)(?:\.[\w-]+){2,})\b(?=\s*=)/g,
    /^(net\.ipv4\.ip_forward|net\.ipv6\.conf\.all\.forwarding|net\.bridge\.bridge-nf-call-ip6?tables|fs\.inotify\.max_user_(instances|watches))$/,
  ],
  ['Kubernetes asks for no module', /\bmodprobe (?:-\S+ )*(\w+)/g, /^(br_netfilter|overlay|ip_vs|nf_conntrack)$/],
  [
    'no such folder or file is told on the pages',
    /(?<![\w.~:/$}"])(\/(?:etc|var|run|opt|sys|proc|usr)(?:\/[\w.*$-]+)+\/?)/g,
    new RegExp(
      '^(/etc/cni/net\\.d|/etc/containerd/config\\.toml|/etc/(modules-load|sysctl)\\.d/k8s\\.conf|/etc/store/\\w+|' +
        '/etc/kubernetes/(admin|kubelet)\\.conf|/etc/kubernetes/(manifests|stopped)(/(\\*|[\\w-]+)(\\.yaml)?)?|' +
        '/etc/kubernetes/pki(/etcd)?(/[\\w-]+\\.(crt|key))?|/etc/kubernetes/tmp|/etc/resolv\\.conf|/opt/cni/bin(/[\\w-]+)?|/proc/.+|' +
        '/run/(containerd|crio|k3s|cri-dockerd\\.sock|dockershim\\.sock|netns|flannel)\\b.*|/run/xtables\\.lock|' +
        '/sys/fs/cgroup\\b.*|/usr/share/nginx/html|/usr/(local/)?s?bin/[\\w-]+|/usr/libexec/kubernetes/.+|/var/backups/[\\w.-]+|' +
        '/var/lib/(cni|containerd|etcd[\\w-]*|docker)|/var/lib/kubelet(/(config\\.yaml|device-plugins|pki|plugins_registry|pods|plugins|pod-resources)\\b.*)?|' +
        '/var/log(/(pods|containers)\\b.*)?|/var/run/netns/\\w+)/?$',
    ),
  ],
  [
    'no namespace of the pages is called',
    /\bkubectl\b[^|;]*? (?:-n|--namespace)[ =]([\w-]+)/g,
    /^(classroom|default|demo|kube-(flannel|node-lease|public|system)|shop)$/,
  ],
];

/** What a shell line asks tools of a node for that they have not got: folders, services, tables, settings; keys of labels. */
export function nodeFaults(line: string): string[] {
  const command = line.replace(/(^|\s)#.*/, '');
  return [
    ...WORDS.flatMap(([what, place, known]) =>
      [...command.matchAll(place)]
        .map(([, word = '']) => word)
        .filter((word) => !known.test(word))
        .map((word) => `${what} ${word}`),
    ),
    ...[...command.matchAll(/ (?:-l|-L|--selector)[ =]([\w.-]+\/[\w.-]+)/g)].flatMap(
      ([, key = '']) => keyFault(key) ?? [],
    ),
  ];
}
