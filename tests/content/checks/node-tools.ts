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
    /(?<=\bsystemctl(?: --\S+)* [a-z-]+(?: [\w.@-]+)*|\bjournalctl -u) ((?!-)[\w.@-]+)/g,
    /^(containerd|cri-docker|crio|docker|etcd|k3s|k3s-agent|kubelet)(\.service|\.socket)?$/,
  ],
  [
    'systemctl has no command',
    /\bsystemctl(?: --\S+)* ([a-z-]+)/g,
    /^(is-active|is-enabled|(re)?start|stop|reload|enable|disable|status|daemon-reload|cat|show)$/,
  ],
  [
    'journalctl cannot begin at',
    /\bjournalctl\b[^|]*? --since[ =]("[^"]+"|\S+)/g,
    /^(-\d+(s|m|min|h|d)|"?(today|yesterday|\d+ (min|hours?|days?) ago)"?)$/,
  ],
  ['curl writes no', /\bcurl\b[^|]*%\{(\w+)\}/g, /^(http_code|remote_ip|size_download|time_(connect|total))$/],
  ['ss has no options', /\bss -(\w+)/g, /^[46Haeilmnoptuwx]+$/],
  [
    'ip has no command',
    /(?<=(?:^|[|;&(]) *(?:sudo )?)ip(?: -n \w+)* ((?!-)\w+(?: [a-z]+)?)/g,
    /^(addr(ess)?|link|route|neigh)( (show|add|del|set|get))?$|^netns (add|del|exec|list)$/,
  ],
  [
    'no program of the pages reads the variable',
    /\b((?:CNI|ETCDCTL|KUBE)\w*)=/g,
    /^(CNI_(ARGS|COMMAND|CONTAINERID|IFNAME|NETNS|PATH)|ETCDCTL_(CACERT|CERT|ENDPOINTS|KEY)|KUBECONFIG)$/,
  ],
  [
    'lsns has not all of the columns',
    /\blsns\b[^|]* -o (\S+)/g,
    /^((NS|TYPE|PATH|NPROCS|PID|PPID|COMMAND|UID|USER|NETNSID|NSFS)(,|$))+$/,
  ],
  [
    'a maker of test clusters has no option',
    /(?<=\b(?:k3d|kind|minikube) (?:\S+ )*)(--?[a-z-]+)/g,
    /^(--(agents|config|driver|image|name|nodes|servers|wait)|-p)$/,
  ],
  ['stat of a file system knows no', /\bstat -fc (\S+)/g, /^%[abcdfilnsStT]$/],
  ['ping -M cannot be', /\bping\b[^|]* -M (\S+)/g, /^(do|dont|probe|want)$/],
  ['df has no option', /(?<=\bdf(?: \S+)*) (-\S+)/g, /^-[ahiklT]+$/],
  [
    'nothing of the pages has the label',
    / -l ((?:k8s-)?app=[\w-]+)/g,
    /^(k8s-app=(kube-dns|metrics-server)|app=(flannel|probe|web))$/,
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
