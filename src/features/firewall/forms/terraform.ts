/** Rules for the firewalls of two clouds, as Terraform and OpenTofu read them. */
import { isAny } from '../addresses.ts';
import type { Rule } from '../plan.ts';
import { ANY, families, type Form, hashed, hasPorts, nameOf, spans, withPrefix } from './form.ts';

const quoted = (text: string): string => `"${text}"`;
const list = (items: readonly string[]): string => `[${items.map(quoted).join(', ')}]`;

/** Pairs as HCL has them: the signs of equality one below the other. */
function pairs(entries: readonly (readonly [string, string])[], by: number): string {
  const width = Math.max(...entries.map(([key]) => key.length));
  return entries.map(([key, value]) => `${' '.repeat(by)}${key.padEnd(width)} = ${value}\n`).join('');
}

/** The protocol of AWS, by its name or its number. */
function awsProtocol(protocol: string, family: 'v4' | 'v6'): string {
  if (protocol === 'ALL') return '-1';
  if (protocol === 'ICMP') return family === 'v4' ? 'icmp' : 'icmpv6';
  return protocol === 'SCTP' ? '132' : protocol.toLowerCase();
}

/** AWS: a security group, one rule for each network and range. */
export const terraformAws: Form = {
  file: 'kubernetes-firewall.tf',
  language: 'hcl',
  write: (plan, head, comments) => {
    const name = nameOf(plan);
    const resource = name.replaceAll('-', '_');
    const rules = plan.rules.flatMap((rule) =>
      families(rule).flatMap(([family, networks]) => {
        const ranges: (readonly [number, number] | undefined)[] = hasPorts(rule.protocol)
          ? [...rule.ranges]
          : rule.protocol === 'ICMP'
            ? [[family === 'v4' ? 8 : 128, family === 'v4' ? -1 : 0]]
            : [undefined];
        return ranges.flatMap((range) =>
          (isAny(networks) ? [ANY[family]] : networks).map((network) => {
            const protocol = awsProtocol(rule.protocol, family);
            const key = [rule.id, ...(range ? [range[0]] : []), network].join(' ');
            const cidr = [`cidr_ip${family}`, quoted(withPrefix(network))] as const;
            return `    ${quoted(key)} = {\n${pairs(
              [
                ['ip_protocol', quoted(protocol)],
                ...(range
                  ? ([
                      ['from_port', String(range[0])],
                      ['to_port', String(range[1])],
                    ] as const)
                  : []),
                cidr,
                ['description', quoted(rule.comment)],
              ],
              6,
            )}    }\n`;
          }),
        );
      }),
    );
    return `${hashed(head)}
variable "vpc_id" {
  type = string
}

locals {
  ${resource} = {
${rules.join('')}  }
}

# ${comments.drop}
resource "aws_security_group" "${resource}" {
${pairs(
  [
    ['name', quoted(name)],
    ['description', quoted(`Kubernetes: ${plan.choices.cluster}, ${plan.choices.machine}`)],
    ['vpc_id', 'var.vpc_id'],
  ],
  2,
)}}

resource "aws_vpc_security_group_ingress_rule" "${resource}" {
  for_each = local.${resource}

${pairs(
  [
    ['security_group_id', `aws_security_group.${resource}.id`],
    ['ip_protocol', 'each.value.ip_protocol'],
    ['from_port', 'try(each.value.from_port, null)'],
    ['to_port', 'try(each.value.to_port, null)'],
    ['cidr_ipv4', 'try(each.value.cidr_ipv4, null)'],
    ['cidr_ipv6', 'try(each.value.cidr_ipv6, null)'],
    ['description', 'each.value.description'],
  ],
  2,
)}}

# ${comments.egress}
resource "aws_vpc_security_group_egress_rule" "${resource}" {
  for_each = toset(["0.0.0.0/0", "::/0"])

${pairs(
  [
    ['security_group_id', `aws_security_group.${resource}.id`],
    ['ip_protocol', '"-1"'],
    ['cidr_ipv4', 'each.value == "::/0" ? null : each.value'],
    ['cidr_ipv6', 'each.value == "::/0" ? each.value : null'],
  ],
  2,
)}}
`;
  },
};

/** The protocol of Google Cloud, by its name or its number. */
function googleProtocol(protocol: string, family: 'v4' | 'v6'): string {
  if (protocol === 'ALL') return 'all';
  if (protocol === 'ICMP') return family === 'v4' ? 'icmp' : '58';
  return protocol.toLowerCase();
}

const googleRule = (rule: Rule): string =>
  families(rule)
    .map(([family, networks]) => {
      const key = `${rule.id}-${family}`;
      return `    ${quoted(key)} = {\n${pairs(
        [
          ['protocol', quoted(googleProtocol(rule.protocol, family))],
          ['ports', hasPorts(rule.protocol) ? list(spans(rule.ranges)) : '[]'],
          ['source_ranges', list((isAny(networks) ? [ANY[family]] : networks).map(withPrefix))],
          ['description', quoted(rule.comment)],
        ],
        6,
      )}    }\n`;
    })
    .join('');

/** Google Cloud: firewall rules for machines with a network tag. */
export const terraformGoogle: Form = {
  file: 'kubernetes-firewall.tf',
  language: 'hcl',
  write: (plan, head, comments) => {
    const name = nameOf(plan);
    const resource = name.replaceAll('-', '_');
    return `${hashed(head)}
variable "network" {
  type = string
}

locals {
  ${resource} = {
${plan.rules.map(googleRule).join('')}  }
}

resource "google_compute_firewall" "${resource}" {
  for_each = local.${resource}

${pairs(
  [
    ['name', `"k8s-${plan.choices.machine}-\${each.key}"`],
    ['network', 'var.network'],
    ['direction', '"INGRESS"'],
    ['source_ranges', 'each.value.source_ranges'],
    ['target_tags', list([name])],
    ['description', 'each.value.description'],
  ],
  2,
)}
  allow {
    protocol = each.value.protocol
    ports    = each.value.ports
  }
}

# ${comments.drop}
resource "google_compute_firewall" "${resource}_deny" {
  for_each = { v4 = "0.0.0.0/0", v6 = "::/0" }

${pairs(
  [
    ['name', `"k8s-${plan.choices.machine}-deny-\${each.key}"`],
    ['network', 'var.network'],
    ['direction', '"INGRESS"'],
    ['priority', '65534'],
    ['source_ranges', '[each.value]'],
    ['target_tags', list([name])],
  ],
  2,
)}
  deny {
    protocol = "all"
  }
}
`;
  },
};
