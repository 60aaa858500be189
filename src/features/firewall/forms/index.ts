/** Every form in which a plan is written. */
import type { FormId } from '../model.ts';
import { ansibleFirewalld, ansibleNftables, ansibleUfw } from './ansible.ts';
import { firewalld } from './firewalld.ts';
import type { Form } from './form.ts';
import { iptables } from './iptables.ts';
import { nftables } from './nftables.ts';
import { csv, markdown } from './tables.ts';
import { talos } from './talos.ts';
import { terraformAws, terraformGoogle } from './terraform.ts';
import { ufw } from './ufw.ts';

export const FORM: Readonly<Record<FormId, Form>> = {
  nftables,
  iptables,
  ufw,
  firewalld,
  talos,
  'terraform-aws': terraformAws,
  'terraform-google': terraformGoogle,
  'ansible-nftables': ansibleNftables,
  'ansible-ufw': ansibleUfw,
  'ansible-firewalld': ansibleFirewalld,
  csv,
  markdown,
};
export type { Comments, Form, TableWords } from './form.ts';
