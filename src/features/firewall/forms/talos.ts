/** The ingress firewall of Talos Linux: documents for the machine configuration. */
import { isAny } from '../addresses.ts';
import { ANY, families, type Form, hashed, hasPorts, spans } from './form.ts';

/** Talos Linux. Its firewall knows TCP, UDP and ICMP only. */
export const talos: Form = {
  file: 'kubernetes-firewall.yaml',
  language: 'yaml',
  write: ({ rules }, head, comments) => {
    const known = rules.flatMap((rule) =>
      rule.protocol === 'ALL'
        ? ['TCP', 'UDP'].map((protocol) => ({
            ...rule,
            id: `${rule.id}-${protocol.toLowerCase()}`,
            protocol,
            ranges: [[1, 65535]] as const,
          }))
        : rule.protocol === 'TCP' || rule.protocol === 'UDP'
          ? [rule]
          : [],
    );
    const others = rules.filter(({ protocol }) => !hasPorts(protocol) && protocol !== 'ICMP' && protocol !== 'ALL');
    const documents = known.map((rule) => {
      const subnets = families(rule).flatMap(([family, networks]) => (isAny(networks) ? [ANY[family]] : networks));
      return `---
# ${rule.comment}
apiVersion: v1alpha1
kind: NetworkRuleConfig
name: ${rule.id}
portSelector:
  ports:
${spans(rule.ranges)
  .map((port) => `    - ${port}\n`)
  .join('')}  protocol: ${rule.protocol.toLowerCase()}
ingress:
${subnets.map((subnet) => `  - subnet: ${subnet.includes('/') ? subnet : `${subnet}/${subnet.includes(':') ? '128' : '32'}`}\n`).join('')}`;
    });
    return `${hashed(head)}# ${comments.drop}
apiVersion: v1alpha1
kind: NetworkDefaultActionConfig
ingress: block
${documents.join('')}${others.length > 0 ? `# ${comments.byHand}\n${hashed(others.map(({ comment }) => comment))}` : ''}`;
  },
};
