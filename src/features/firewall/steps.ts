/** How the rules of each form are tested, applied, checked and taken back. Code is the same in every language. */
import { FORM } from './forms/index.ts';
import { nameOf } from './forms/form.ts';
import { CHAIN, NODE_CHAIN } from './forms/iptables.ts';
import { POLICY, ZONE } from './forms/firewalld.ts';
import { TABLE } from './forms/nftables.ts';
import { MARK } from './forms/ufw.ts';
import type { Plan } from './model.ts';

export const STEPS = ['test', 'plan', 'try', 'apply', 'keep', 'check', 'back'] as const;
export type Step = (typeof STEPS)[number];

/** Undone unless somebody says otherwise within two minutes: who locks himself out waits. */
const undone = (undo: string, run: string): string => `(sleep 120; ${undo}) &\n${run}`;
const both = (command: string): string => `for tool in iptables ip6tables; do\n${command}\ndone`;

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
        ['try', undone(`nft delete table inet ${TABLE}`, `nft -f ${file}`)],
        [
          'keep',
          `kill %1\ninstall -m 644 ${file} /etc/${file}\ngrep -q ${file} /etc/nftables.conf ||\n  echo 'include "/etc/${file}"' >> /etc/nftables.conf\nsystemctl enable nftables`,
        ],
        ['check', `nft list table inet ${TABLE}`],
        ['back', `nft delete table inet ${TABLE}\nsed -i '/${file}/d' /etc/nftables.conf`],
      ];
    case 'iptables': {
      const mangle = plan.nodePorts !== undefined;
      const undo = `for t in iptables ip6tables; do $t -D INPUT -j ${CHAIN}; done`;
      return [
        [
          'test',
          `sed -n '/^# IPv4/,/^RULES/p' ${file} | sed '1,2d;$d' | iptables-restore --test --noflush\nsed -n '/^# IPv6/,/^RULES/p' ${file} | sed '1,2d;$d' | ip6tables-restore --test --noflush`,
        ],
        ['try', undone(undo, `sh ${file}`)],
        [
          'keep',
          `kill %1\ninstall -m 755 ${file} /usr/local/sbin/${file}\nprintf '%s\\n' '[Unit]' 'Before=network-pre.target' 'Wants=network-pre.target' \\\n  '[Service]' 'Type=oneshot' 'ExecStart=/usr/local/sbin/${file}' \\\n  '[Install]' 'WantedBy=multi-user.target' > /etc/systemd/system/kubernetes-firewall.service\nsystemctl enable kubernetes-firewall`,
        ],
        ['check', `iptables -nvL ${CHAIN}\nip6tables -nvL ${CHAIN}`],
        [
          'back',
          `${both(`  $tool -D INPUT -j ${CHAIN}; $tool -F ${CHAIN}; $tool -X ${CHAIN}${mangle ? `\n  $tool -t mangle -D PREROUTING -j ${NODE_CHAIN}\n  $tool -t mangle -F ${NODE_CHAIN}; $tool -t mangle -X ${NODE_CHAIN}` : ''}`)}\nsystemctl disable kubernetes-firewall`,
        ],
      ];
    }
    case 'ufw':
      return [
        ['test', `sed -n 's/^ufw allow/ufw --dry-run allow/p' ${file} | sh -e > /dev/null`],
        ['try', undone('ufw disable', `sh ${file}`)],
        ['keep', 'kill %1'],
        ['check', 'ufw status verbose'],
        [
          'back',
          `ufw disable\nsed -i '/^# BEGIN ${MARK}$/,/^# END ${MARK}$/d' /etc/ufw/before.rules /etc/ufw/before6.rules`,
        ],
      ];
    case 'firewalld':
      return [
        ['test', `sh -n ${file}\nfirewall-cmd --check-config`],
        ['try', undone('firewall-cmd --set-default-zone=public', `sh ${file}`)],
        ['keep', 'kill %1'],
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
          `nft delete table inet ${TABLE}; rm /etc/kubernetes-firewall.nft`,
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
