/** Playbooks that set up the firewalls of Linux; their rules are those of the other forms. */
import { firewalld } from './firewalld.ts';
import { type Form, hashed, indent, nameOf, SERVICE, unit } from './form.ts';
import { nftables } from './nftables.ts';
import { ufw } from './ufw.ts';
import type { Plan } from '../plan.ts';

const play = (plan: Plan, head: readonly string[], tasks: string): string =>
  `${hashed(head)}- name: Firewall of ${nameOf(plan)}
  hosts: ${nameOf(plan).replaceAll('-', '_')}
  become: true
  tasks:
${indent(tasks, 4)}`;

/** Copies the table of nftables and has it loaded now and at every start. */
export const ansibleNftables: Form = {
  file: 'kubernetes-firewall.yaml',
  language: 'yaml',
  write: (plan, head, comments, table) =>
    play(
      plan,
      head,
      `- name: Write the rules
  ansible.builtin.copy:
    dest: /etc/${nftables.file}
    mode: '0644'
    validate: nft -c -f %s
    content: |
${indent(nftables.write(plan, head, comments, table), 6)}
  register: rules
- name: Write the unit that loads them at every start
  ansible.builtin.copy:
    dest: /etc/systemd/system/${SERVICE}.service
    mode: '0644'
    content: |
${indent(unit(`/usr/sbin/nft -f /etc/${nftables.file}`), 6)}
- name: Load them now and at every start
  ansible.builtin.systemd:
    name: ${SERVICE}
    daemon_reload: true
    enabled: true
    state: "{{ 'restarted' if rules.changed else 'started' }}"
`,
    ),
};

const script =
  (form: Form, packages: string): Form['write'] =>
  (plan, head, comments, table) =>
    play(
      plan,
      head,
      `- name: Install ${packages}
  ansible.builtin.package:
    name: ${packages}
    state: present
- name: Write the rules
  ansible.builtin.copy:
    dest: /usr/local/sbin/${form.file}
    mode: '0750'
    content: |
${indent(form.write(plan, head, comments, table), 6)}  register: rules
- name: Apply them
  ansible.builtin.command: /usr/local/sbin/${form.file}
  when: rules.changed
`,
    );

/** Runs the script of ufw where it changed. */
export const ansibleUfw: Form = { file: 'kubernetes-firewall.yaml', language: 'yaml', write: script(ufw, 'ufw') };

/** Runs the script of firewalld where it changed. */
export const ansibleFirewalld: Form = {
  file: 'kubernetes-firewall.yaml',
  language: 'yaml',
  write: script(firewalld, 'firewalld'),
};
