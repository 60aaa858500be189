/** A table of its own for nftables: loaded at once or not at all, and again as often as one likes. */
import { isAny } from '../addresses.ts';
import type { Plan, Rule } from '../plan.ts';
import { families, type Form, hashed, hasPorts, ICMP4, ICMP6, spans } from './form.ts';

/** Name of the table; nothing else of the machine's is touched. */
export const TABLE = 'kubernetes_firewall';

const set = (items: readonly (string | number)[]): string =>
  items.length === 1 ? String(items[0]) : `{ ${items.join(', ')} }`;

const source = (family: 'v4' | 'v6', networks: readonly string[]): string =>
  isAny(networks)
    ? `meta nfproto ip${family === 'v4' ? 'v4' : 'v6'}`
    : `${family === 'v4' ? 'ip' : 'ip6'} saddr ${set(networks)}`;

function matches({ protocol, ranges }: Rule, family: 'v4' | 'v6'): string {
  if (protocol === 'ALL') return '';
  if (protocol === 'ICMP') return family === 'v4' ? 'icmp type 8 ' : 'icmpv6 type 128 ';
  if (hasPorts(protocol)) return `${protocol.toLowerCase()} dport ${set(spans(ranges))} `;
  return `meta l4proto ${protocol} `;
}

const allow = (rule: Rule): string =>
  families(rule)
    .map(
      ([family, networks]) =>
        `    ${source(family, networks)} ${matches(rule, family)}accept comment "${rule.comment}"\n`,
    )
    .join('');

function nodePorts(open: Plan['nodePorts'], words: string): string {
  if (!open) return '';
  const from = families(open)
    .map(([family, networks]) => `    ${source(family, networks)} accept\n`)
    .join('');
  return `
  # ${words}
  chain node_ports {
    type filter hook prerouting priority -150; policy accept;
    fib daddr type != local accept
    iifname "lo" accept
    ct state established,related accept
    meta l4proto != { tcp, udp, sctp } accept
    th dport != 30000-32767 accept
${from}    drop
  }
`;
}

function proxied(proxyMark: string | undefined, words: string): string {
  const [mark = '', mask = ''] = proxyMark?.split('/') ?? [];
  return mark === '' ? '' : `    # ${words}\n    meta mark & ${mask} == ${mark} accept\n`;
}

/** nftables. */
export const nftables: Form = {
  file: 'kubernetes-firewall.nft',
  language: 'nft',
  write: (plan, head, comments) => `#!/usr/sbin/nft -f
${hashed(head)}
table inet ${TABLE}
delete table inet ${TABLE}

table inet ${TABLE} {
  # ${comments.drop}
  chain input {
    type filter hook input priority 0; policy drop;

    # ${comments.loopback}
    iifname "lo" accept
    # ${comments.answers}
    ct state established,related accept
    ct state invalid drop
${proxied(plan.proxyMark, comments.proxy)}    # ${comments.icmp}
    icmp type ${set(ICMP4)} accept
    icmpv6 type ${set(ICMP6)} accept
    # ${comments.dhcp}
    udp sport 67 udp dport 68 accept
    ip6 saddr fe80::/10 udp dport 546 accept

${plan.rules.map(allow).join('')}  }
${nodePorts(plan.nodePorts, comments.nodePorts)}}
`,
};
