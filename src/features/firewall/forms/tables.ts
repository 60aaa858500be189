/** What must be open and what must not, as plain tables. */
import { toCsv } from '../../../lib/csv.ts';
import { markdownTable } from '../../../lib/markdown-table.ts';
import { readAddresses } from '../addresses.ts';
import type { Plan } from '../plan.ts';
import type { Form, TableWords } from './form.ts';

const COLUMNS = ['state', 'from', 'networks', 'protocol', 'port', 'owner', 'why', 'row'] as const;
type Line = Record<(typeof COLUMNS)[number], string>;

function lines({ choices, open, closed }: Plan, { groups, states, address }: TableWords): Line[] {
  const networks = (group: keyof typeof groups): string => {
    const { v4, v6 } = readAddresses(choices.addresses[group]);
    return [...v4, ...v6].join(' ');
  };
  const ssh: Line[] =
    choices.ssh === 0
      ? []
      : [
          {
            state: states.required,
            from: groups.admin,
            networks: networks('admin'),
            protocol: 'TCP',
            port: String(choices.ssh),
            owner: 'SSH',
            why: '',
            row: '',
          },
        ];
  return [
    ...ssh,
    ...open.map(({ need, groups: from, protocols, port, owner, why, row }) => ({
      state: states[need],
      from: from.map((group) => groups[group]).join(', '),
      networks: from.map(networks).join(' '),
      protocol: protocols.join('/'),
      port,
      owner,
      why,
      row: row === undefined ? '' : address(row),
    })),
    ...closed.map(({ protocols, port, owner, why, row }) => ({
      state: states.closed,
      from: '',
      networks: '',
      protocol: protocols.join('/'),
      port,
      owner,
      why,
      row: address(row),
    })),
  ];
}

/** CSV: RFC 4180. */
export const csv: Form = {
  file: 'kubernetes-firewall.csv',
  language: 'csv',
  write: (plan, _head, _comments, words) => {
    const [head = '', ...rest] =
      toCsv(
        COLUMNS.map((key) => ({ key, bilingual: false })),
        lines(plan, words),
      ).match(/[^\n]*\n/g) ?? [];
    // The first line names the columns in the reader's language.
    return head === ''
      ? ''
      : toCsv(
          COLUMNS.map((key) => ({ key: words.columns[key], bilingual: false })),
          [],
        ) + rest.join('');
  },
};

/** A table in Markdown. */
export const markdown: Form = {
  file: 'kubernetes-firewall.md',
  language: 'md',
  write: (plan, head, _comments, words) =>
    `${head.join('  \n')}\n\n${markdownTable(
      COLUMNS.map((key) => words.columns[key]),
      lines(plan, words).map((line) => COLUMNS.map((key) => line[key])),
    )}`,
};
