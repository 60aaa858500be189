// Rules as a reader gets them, without the words of a language.
import { FORM } from '../../../src/features/firewall/forms/index.ts';
import { addressBook, plan } from '../../../src/features/firewall/plan.ts';
import { type Choices, firstChoices } from '../../../src/features/firewall/choices.ts';
import type { Group } from '../../../src/features/firewall/model.ts';
import { firewallSpec } from '../../../src/features/firewall/spec.ts';

/** The store as English says it. */
export const spec = firewallSpec('en');
/** Comments of the files, each a dash. */
export const comments = {
  loopback: '-',
  answers: '-',
  icmp: '-',
  dhcp: '-',
  nodePorts: '-',
  proxy: '-',
  forward: '-',
  drop: '-',
  earlier: '-',
  reload: '-',
  byHand: '-',
  egress: '-',
};
/** Words of the tables, as English says them. */
export const tableWords = {
  columns: {
    state: 'open',
    from: 'from',
    networks: 'networks',
    protocol: 'protocol',
    port: 'port',
    owner: 'owner',
    why: 'why',
    row: 'row',
  },
  groups: Object.fromEntries(Object.keys(firstChoices(spec).addresses).map((group) => [group, group])) as Record<
    Group,
    string
  >,
  states: { required: 'yes', recommended: 'recommended', closed: 'no' },
  address: (row: string) => `#${row}`,
};
/** The rules of some choices, in the form that they name. */
export const write = (choices: Choices): string =>
  FORM[choices.form].write(plan(spec, choices, bookOf(choices)), ['head'], comments, tableWords);
const books = new Map<string, ReturnType<typeof addressBook>>();
/** The networks of a kind of cluster, read once. */
export function bookOf({ cluster, addresses }: Choices): ReturnType<typeof addressBook> {
  const known = books.get(cluster) ?? addressBook(addresses);
  books.set(cluster, known);
  return known;
}
