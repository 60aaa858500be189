/** How the rules of each form are tested, applied, checked and taken back. Code is the same in every language. */
import { FORM } from './forms/index.ts';
import { nameOf, SERVICE, unit } from './forms/form.ts';
import { CHAIN, NODE_CHAIN } from './forms/iptables.ts';
import { POLICY, ZONE } from './forms/firewalld.ts';
import { TABLE } from './forms/nftables.ts';
import { FORGET, removal } from './forms/ufw.ts';
import type { Plan } from './plan.ts';

const STEPS = ['test', 'plan', 'try', 'apply', 'keep', 'check', 'back'] as const;
export type Step = (typeof STEPS)[number];

/**
 * Undone by systemd unless somebody says otherwise within two minutes. It does not depend on the session: a job of the shell
 * ends with the terminal that somebody closes when he has locked himself out.
 */
const undone = (undo: string, run: string): string =>
  `systemd-run --collect --unit=firewall-undo --on-active=120 --timer-property=AccuracySec=1s \\\n  ${undo}\n${run}`;
/** What ufw and firewalld keep over a restart as it was before, to be put back: also where rules are replaced by newer ones. */
const COPY = '/run/firewall-before';
/** Paths from the root: the cp of Debian 12 reports an error with --parents and absolute ones. */
const copied = (paths: string, undo: string, run: string): string =>
  `rm -rf ${COPY}\nmkdir ${COPY}\n(cd / && cp -a --parents ${paths} ${COPY})\n${undone(`sh -c '${undo}'`, run)}`;
const KEEP = 'systemctl stop firewall-undo.timer';
/** Puts a file and the unit that loads it where they belong. */
const kept = (file: string, start: string): string =>
  `${KEEP}\ninstall -m 644 ${file} /etc/${file}\ncat > /etc/systemd/system/${SERVICE}.service <<'UNIT'\n${unit(start)}UNIT\nsystemctl daemon-reload\nsystemctl enable ${SERVICE}`;
const gone = (file: string): string =>
  `systemctl disable ${SERVICE}\nrm -f /etc/systemd/system/${SERVICE}.service /etc/${file}`;

/**
 * The commands of a form, in the order in which they are given.
 * @returns none for plain tables
 */
export function stepsOf(plan: Plan): [Step, string][] {
  const { form } = plan.choices;
  const { file } = FORM[form];
  const name = nameOf(plan);
  const group = name.replaceAll('-', '_');
  switch (form) {
    case 'nftables':
      return [
        ['test', `nft -c -f ${file}`],
        // What was kept before comes back; where nothing was, nothing stays.
        ['try', undone(`sh -c 'nft -f /etc/${file} || nft delete table inet ${TABLE}'`, `nft -f ${file}`)],
        ['keep', kept(file, `/usr/sbin/nft -f /etc/${file}`)],
        ['check', `nft list table inet ${TABLE}`],
        ['back', `nft delete table inet ${TABLE}\n${gone(file)}`],
      ];
    case 'iptables': {
      const jumps = ['iptables', 'ip6tables'].flatMap((tool) => [
        `${tool} -D INPUT -j ${CHAIN}`,
        ...(plan.nodePorts ? [`${tool} -t mangle -D PREROUTING -j ${NODE_CHAIN}`] : []),
      ]);
      const chains = ['iptables', 'ip6tables'].flatMap((tool) => [
        `${tool} -F ${CHAIN}; ${tool} -X ${CHAIN}`,
        ...(plan.nodePorts ? [`${tool} -t mangle -F ${NODE_CHAIN}; ${tool} -t mangle -X ${NODE_CHAIN}`] : []),
      ]);
      return [
        [
          'test',
          `sed -n '/^# IPv4/,/^RULES/p' ${file} | sed '1,2d;$d' | iptables-restore --test --noflush\nsed -n '/^# IPv6/,/^RULES/p' ${file} | sed '1,2d;$d' | ip6tables-restore --test --noflush`,
        ],
        ['try', undone(`sh -c 'sh /etc/${file} || { ${jumps.join('; ')}; }'`, `sh ${file}`)],
        ['keep', kept(file, `/bin/sh /etc/${file}`)],
        ['check', `iptables -nvL ${CHAIN}\nip6tables -nvL ${CHAIN}`],
        ['back', `${[...jumps, ...chains].join('\n')}\n${gone(file)}`],
      ];
    }
    case 'ufw':
      return [
        ['test', `sed -n 's/^ufw allow/ufw --dry-run allow/p' ${file} | sh -e > /dev/null`],
        [
          'try',
          copied(
            'etc/ufw etc/default/ufw',
            `ufw disable; cp -a ${COPY}/etc /; ! grep -q ENABLED=yes /etc/ufw/ufw.conf || ufw --force enable`,
            `sh ${file}`,
          ),
        ],
        ['keep', KEEP],
        ['check', 'ufw status verbose'],
        ['back', `ufw disable\n${FORGET}\n${removal('/etc/ufw/before.rules', '/etc/ufw/before6.rules')}`],
      ];
    case 'firewalld':
      return [
        ['test', `sh -n ${file}\nfirewall-cmd --check-config`],
        [
          'try',
          // A copy that is laid over takes nothing away: the policy would go on letting everything through.
          copied(
            'etc/firewalld',
            `rm -f /etc/firewalld/policies/${POLICY}.xml /etc/firewalld/zones/${ZONE}.xml; cp -a ${COPY}/etc / && firewall-cmd --reload`,
            `sh ${file}`,
          ),
        ],
        ['keep', KEEP],
        ['check', `firewall-cmd --zone=${ZONE} --list-all\nfirewall-cmd --get-active-zones`],
        [
          'back',
          `firewall-cmd --set-default-zone=public\nfirewall-cmd --permanent --delete-policy=${POLICY}\nfirewall-cmd --permanent --delete-zone=${ZONE}\nfirewall-cmd --reload`,
        ],
      ];
    case 'talos':
      return [
        ['test', `talosctl patch machineconfig --patch @${file} --dry-run`],
        ['try', `talosctl patch machineconfig --patch @${file} --mode=try --timeout=2m`],
        ['keep', `talosctl patch machineconfig --patch @${file} --mode=no-reboot`],
        ['check', 'talosctl get machineconfig -o yaml'],
        ['back', 'talosctl edit machineconfig'],
      ];
    case 'terraform-aws':
    case 'terraform-google': {
      const target = form === 'terraform-aws' ? 'aws_security_group' : 'google_compute_firewall';
      const more = form === 'terraform-aws' ? '' : ` -target=${target}.${group}_deny`;
      return [
        ['test', 'terraform fmt -check\nterraform validate'],
        ['plan', 'terraform plan -out=firewall.plan'],
        ['apply', 'terraform apply firewall.plan'],
        ['check', 'terraform plan -detailed-exitcode'],
        ['back', `terraform destroy -target=${target}.${group}${more}`],
      ];
    }
    case 'ansible-nftables':
    case 'ansible-ufw':
    case 'ansible-firewalld': {
      const run = (command: string): string => `ansible ${group} --become -m ansible.builtin.shell -a '${command}'`;
      const [check, back] = {
        'ansible-nftables': [
          `nft list table inet ${TABLE}`,
          `nft delete table inet ${TABLE}; ${gone('kubernetes-firewall.nft').replace('\n', '; ')}`,
        ],
        'ansible-ufw': ['ufw status verbose', 'ufw disable'],
        'ansible-firewalld': [`firewall-cmd --zone=${ZONE} --list-all`, 'firewall-cmd --set-default-zone=public'],
      }[form] as [string, string];
      return [
        ['test', `ansible-playbook --syntax-check ${file}`],
        ['plan', `ansible-playbook --check --diff ${file}`],
        ['apply', `ansible-playbook ${file}`],
        ['check', run(check)],
        ['back', run(back)],
      ];
    }
    case 'csv':
    case 'markdown':
      return [];
  }
}
