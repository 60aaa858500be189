/** A script that fills chains of its own with iptables-restore, for IPv4 and for IPv6, and leads packets through them. */
import { isAny } from '../addresses.ts';
import type { Plan, Rule } from '../plan.ts';
import { type Form, hashed, hasPorts, ICMP4, ICMP6, spans } from './form.ts';

/** Name of the chain; other chains, such as those of kube-proxy, are not touched. */
export const CHAIN = 'K8S-FIREWALL';
export const NODE_CHAIN = 'K8S-NODEPORTS';

const from = (networks: readonly string[]): string => (isAny(networks) ? '' : `-s ${networks.join(',')} `);

function matches({ protocol, ranges }: Rule, family: 'v4' | 'v6'): string {
  if (protocol === 'ALL') return '';
  if (protocol === 'ICMP') return family === 'v4' ? '-p icmp --icmp-type 8 ' : '-p ipv6-icmp --icmpv6-type 128 ';
  if (!hasPorts(protocol)) return `-p ${protocol} `;
  const ports = spans(ranges, ':');
  const name = protocol.toLowerCase();
  return ports.length === 1
    ? `-p ${name} -m ${name} --dport ${ports.join('')} `
    : `-p ${name} -m multiport --dports ${ports.join(',')} `;
}

// An accepted packet goes back to INPUT, where the chains of kube-proxy and of the network plugin see it too.
function filter(plan: Plan, family: 'v4' | 'v6'): string {
  const icmp = family === 'v4' ? ICMP4 : ICMP6;
  const name = family === 'v4' ? '-p icmp --icmp-type' : '-p ipv6-icmp --icmpv6-type';
  const rules = plan.rules
    .filter((rule) => rule[family].length > 0)
    .map(
      (rule) =>
        `-A ${CHAIN} ${from(rule[family])}${matches(rule, family)}-m comment --comment "${rule.comment}" -j RETURN\n`,
    );
  const dhcp = family === 'v4' ? '-p udp -m udp --sport 67 --dport 68' : '-s fe80::/10 -p udp -m udp --dport 546';
  return `*filter
:${CHAIN} - [0:0]
-A ${CHAIN} -i lo -j RETURN
-A ${CHAIN} -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN
-A ${CHAIN} -m conntrack --ctstate INVALID -j DROP
${plan.proxyMark === undefined ? '' : `-A ${CHAIN} -m mark --mark ${plan.proxyMark} -j RETURN\n`}${icmp.map((type) => `-A ${CHAIN} ${name} ${String(type)} -j RETURN\n`).join('')}-A ${CHAIN} ${dhcp} -j RETURN
${rules.join('')}-A ${CHAIN} -j DROP
COMMIT
`;
}

function mangle({ nodePorts }: Plan, family: 'v4' | 'v6'): string {
  if (!nodePorts) return '';
  const open = nodePorts[family].length > 0 ? `-A ${NODE_CHAIN} ${from(nodePorts[family])}-j RETURN\n` : '';
  return `*mangle
:${NODE_CHAIN} - [0:0]
-A ${NODE_CHAIN} -m addrtype ! --dst-type LOCAL -j RETURN
-A ${NODE_CHAIN} -i lo -j RETURN
-A ${NODE_CHAIN} -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN
${open}${['tcp', 'udp', 'sctp'].map((name) => `-A ${NODE_CHAIN} -p ${name} -m ${name} --dport 30000:32767 -j DROP\n`).join('')}COMMIT
`;
}

/** iptables-restore and ip6tables-restore. */
export const iptables: Form = {
  file: 'kubernetes-firewall.sh',
  language: 'sh',
  write: (plan, head, comments) => {
    const file = (family: 'v4' | 'v6'): string => mangle(plan, family) + filter(plan, family);
    const jump = (table: string, chain: string, target: string): string =>
      `  "$tool" -w -t ${table} -C ${chain} -j ${target} 2>/dev/null || "$tool" -w -t ${table} -I ${chain} 1 -j ${target}\n`;
    return `#!/bin/sh
${hashed(head)}set -eu

# IPv4
iptables-restore -w --noflush <<'RULES'
${file('v4')}RULES

# IPv6
ip6tables-restore -w --noflush <<'RULES'
${file('v6')}RULES

# ${comments.drop}
for tool in iptables ip6tables; do
${plan.nodePorts ? `  # ${comments.nodePorts}\n${jump('mangle', 'PREROUTING', NODE_CHAIN)}` : ''}${jump('filter', 'INPUT', CHAIN)}done
`;
  },
};
