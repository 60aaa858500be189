/** A script of ufw commands. What ufw has no word for goes into a block of its own of before.rules. */
import { isAny } from '../addresses.ts';
import type { Rule } from '../plan.ts';
import { ANY, families, type Form, hashed, hasPorts, spans } from './form.ts';

/** Protocols that a rule of ufw can name; echo requests it lets in anyway. */
const NAMED: Readonly<Record<string, string>> = { TCP: 'tcp', UDP: 'udp', 50: 'esp' };
/** By this mark the rules of an earlier run are found. */
const MARK = 'k8s';
/** Takes away the rules that an earlier run added with commands. */
export const FORGET = `ufw show added | sed -n "s/^ufw \\(.* comment '${MARK} .*\\)/ufw --force delete \\1/p" | sh -e`;
/** Takes away what an earlier run wrote into files. */
export const removal = (...paths: readonly string[]): string =>
  `sed -i '/^# BEGIN ${MARK}$/,/^# END ${MARK}$/d' ${paths.join(' ')}`;

const cannot = ({ protocol }: Rule): boolean => !(protocol in NAMED) && protocol !== 'ALL' && protocol !== 'ICMP';

/** The rules that ufw has commands for: protocol, source, numbers and comment, one line each. */
function ufwRules(rules: readonly Rule[]): { proto: string; from: string; ports: string; comment: string }[] {
  return rules.flatMap((rule) =>
    cannot(rule) || rule.protocol === 'ICMP'
      ? []
      : families(rule).flatMap(([family, networks]) =>
          (isAny(networks) ? [ANY[family]] : networks).map((from) => ({
            proto: NAMED[rule.protocol] ?? '',
            from,
            ports: hasPorts(rule.protocol) ? spans(rule.ranges, ':').join(',') : '',
            comment: `${MARK} ${rule.comment}`,
          })),
        ),
  );
}

/** What stands in before.rules or before6.rules. */
function before(rules: readonly Rule[], family: 'v4' | 'v6'): string {
  const chain = family === 'v4' ? 'ufw-before-input' : 'ufw6-before-input';
  return rules
    .filter((rule) => cannot(rule) && rule[family].length > 0)
    .flatMap(({ protocol, ranges, comment, ...rule }) =>
      rule[family].map((network) => {
        const ports = hasPorts(protocol) ? `-m multiport --dports ${spans(ranges, ':').join(',')} ` : '';
        return `-A ${chain} -s ${network} -p ${protocol.toLowerCase()} ${ports}-m comment --comment "${MARK} ${comment}" -j ACCEPT\n`;
      }),
    )
    .join('');
}

/** ufw. */
export const ufw: Form = {
  file: 'kubernetes-firewall.sh',
  language: 'sh',
  write: ({ rules }, head, comments) => {
    const lines = ufwRules(rules).map(
      ({ proto, from, ports, comment }) =>
        `ufw allow ${proto === '' ? '' : `proto ${proto} `}from ${from} to any${ports === '' ? '' : ` port ${ports}`} comment '${comment}'\n`,
    );
    const byHand = (['v4', 'v6'] as const)
      .map((family) => {
        const name = family === 'v4' ? 'before.rules' : 'before6.rules';
        const block = before(rules, family);
        const path = `/etc/ufw/${name}`;
        const remove = removal(path);
        if (block === '') return `${remove}\n`;
        // Before the last COMMIT, the only one unless somebody added a table.
        return `${remove}
block=$(cat <<'RULES'
# BEGIN ${MARK}
${block}# END ${MARK}
RULES
)
awk -v block="$block" '/^COMMIT$/ && !done { print block; done = 1 } { print }' ${path} > ${path}.new
mv ${path}.new ${path}
`;
      })
      .join('');
    return `#!/bin/sh
${hashed(head)}set -eu

# ${comments.earlier}
${FORGET}

${lines.join('')}
# ${comments.byHand}
${byHand}
# ${comments.drop}
ufw default deny incoming
ufw default allow outgoing
# ${comments.forward}
ufw default allow routed
ufw --force enable
ufw reload
`;
  },
};
