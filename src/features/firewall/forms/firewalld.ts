/** A zone of its own for firewalld, with a rich rule for each network. */
import { isAny } from '../addresses.ts';
import type { Rule } from '../plan.ts';
import { families, type Form, hashed, hasPorts, spans } from './form.ts';

/** The zone of these rules. */
export const ZONE = 'kubernetes';
/** The policy that leaves what only passes through the machine to others. */
export const POLICY = 'kubernetes-forward';

/** The rich rules of a rule. */
function richRules(rule: Rule): string[] {
  // The zone lets ICMP in by itself.
  if (rule.protocol === 'ICMP') return [];
  const what =
    rule.protocol === 'ALL'
      ? ['']
      : hasPorts(rule.protocol)
        ? spans(rule.ranges).map((port) => ` port port="${port}" protocol="${rule.protocol.toLowerCase()}"`)
        : [` protocol value="${rule.protocol}"`];
  return families(rule).flatMap(([family, networks]) => {
    const name = `rule family="ip${family}"`;
    const sources =
      isAny(networks) && rule.protocol !== 'ALL' ? [''] : networks.map((one) => ` source address="${one}"`);
    return sources.flatMap((source) => what.map((match) => `${name}${source}${match} accept`));
  });
}

/** firewalld. */
export const firewalld: Form = {
  file: 'kubernetes-firewall.sh',
  language: 'sh',
  write: ({ rules }, head, comments) => {
    const add = rules
      .map((rule) => {
        const lines = richRules(rule);
        return lines.length === 0
          ? ''
          : `# ${rule.comment}\n${lines.map((line) => `fw --zone=${ZONE} --add-rich-rule='${line}'\n`).join('')}`;
      })
      .join('');
    return `#!/bin/sh
${hashed(head)}set -eu
fw() { firewall-cmd --quiet --permanent "$@"; }

# ${comments.earlier}
fw --delete-policy=${POLICY} 2>/dev/null || true
fw --delete-zone=${ZONE} 2>/dev/null || true
fw --new-zone=${ZONE}
fw --zone=${ZONE} --add-service=dhcpv6-client

${add}
# ${comments.forward}
fw --new-policy=${POLICY}
fw --policy=${POLICY} --add-ingress-zone=ANY
fw --policy=${POLICY} --add-egress-zone=ANY
fw --policy=${POLICY} --set-target=ACCEPT

# ${comments.reload}
firewall-cmd --reload

# ${comments.drop}
firewall-cmd --set-default-zone=${ZONE}
`;
  },
};
