/**
 * What a plan looks like, as HTML: written by the build for the first choices and for the ready-made examples, and by the
 * page for what a reader chooses.
 */
import { fill } from '../../lib/fill.ts';
import { plural } from '../../lib/plural.ts';
import { FORM, type Comments, type TableWords } from './forms/index.ts';
import type { ClosedSpec, FormId, Spec } from './model.ts';
import type { Impossible } from './choices.ts';
import type { OpenFlow, Plan } from './plan.ts';
import { stepsOf } from './steps.ts';
import type { Words } from './words.ts';

/** What the view must know of the page it stands on. */
export interface Page {
  words: Words;
  /** Address of the ports page in the reader's language. */
  ports: string;
  /** BCP 47 tag. */
  language: string;
  /** Address of the tool, with its origin: stands in the rules. */
  address: string;
  /** “Checked for Kubernetes v1.37 on …”. */
  checked: string;
}

/** Names of the forms that are the same in every language. */
const NAMES: Partial<Record<FormId, string>> = {
  nftables: 'nftables',
  iptables: 'iptables',
  ufw: 'ufw',
  firewalld: 'firewalld',
  talos: 'Talos',
  'terraform-aws': 'Terraform: AWS',
  'terraform-google': 'Terraform: Google Cloud',
  'ansible-nftables': 'Ansible: nftables',
  'ansible-ufw': 'Ansible: ufw',
  'ansible-firewalld': 'Ansible: firewalld',
};

/** Text for HTML, also inside quotes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);

const names = (items: readonly string[], language: string): string => new Intl.ListFormat(language).format(items);

/** What was taken back and what could not be read, one sentence each. */
export function noticesOf(
  { wrong, empty, sshForAll, choices }: Pick<Plan, 'wrong' | 'empty' | 'sshForAll' | 'choices'>,
  impossible: readonly Impossible[],
  { words, language }: Page,
): string[] {
  return [
    ...impossible.map(({ code, asked, instead }) => {
      const key =
        code === 'machine' || code === 'form' ? (`no.${code}.${instead}` as keyof Words) : (`no.${code}` as const);
      return fill(words[key], { asked, instead });
    }),
    ...wrong.map(({ group, entry: { written, problem, meant } }) =>
      fill(words[`wrong.${problem}`], {
        group: words[`group.${group}`],
        written: written.slice(0, 60),
        meant: meant.join(` ${words.or} `),
      }),
    ),
    ...(empty.length > 0
      ? [
          fill(words.empty, {
            groups: names(
              empty.map((group) => words[`group.${group}`]),
              language,
            ),
          }),
        ]
      : []),
    ...(sshForAll ? [words.sshForAll] : []),
    ...(choices.network === 'other' ? [words.otherNetwork] : []),
  ];
}

const rowLink = ({ row, port }: { row?: string | undefined; port: string }, page: Page): string =>
  row === undefined
    ? escapeHtml(port === '*' ? page.words.everything : port)
    : `<a href="${page.ports}#${row}">${escapeHtml(port)}</a>`;

const line = (flow: OpenFlow, page: Page, mark: boolean): string =>
  `<tr><th scope="row">${rowLink(flow, page)} <small>${escapeHtml(flow.protocols.join(' '))}</small></th>` +
  `<td>${flow.groups.map((group) => `<span class="fw-peer">${escapeHtml(page.words[`group.${group}`])}</span>`).join(' ')}</td>` +
  `<td>${flow.owner === '' ? '' : `<b>${escapeHtml(flow.owner)}</b> `}${escapeHtml(flow.why)} ${mark && flow.need === 'recommended' ? `<i>(${page.words['state.recommended']})</i> ` : ''}` +
  `<a class="fw-source" href="${escapeHtml(flow.source[1])}" aria-label="${escapeHtml(`${page.words.source}: ${flow.source[0]}`)}" title="${escapeHtml(flow.source[0])}">${page.words.source}</a></td></tr>`;

/**
 * What must be open, as a table.
 * @param mark whether what is only recommended says so in its line
 */
function openTable(flows: readonly OpenFlow[], caption: string, page: Page, mark = false): string {
  const { words } = page;
  return (
    `<table class="fw-table"><caption>${escapeHtml(caption)}</caption><thead><tr>` +
    `<th scope="col">${words.port}</th><th scope="col">${words.from}</th><th scope="col">${words.why}</th></tr></thead>` +
    `<tbody>${flows.map((flow) => line(flow, page, mark)).join('')}</tbody></table>`
  );
}

function closedList(closed: readonly ClosedSpec[], page: Page): string {
  if (closed.length === 0) return '';
  return (
    `<section class="fw-closed"><h2 data-no-link>${page.words.closed}</h2><p>${page.words.closedHint}</p><ul>` +
    closed
      .map(
        (port) =>
          `<li><b>${rowLink(port, page)}</b> <span>${escapeHtml(port.owner)}</span> <small>${escapeHtml(port.why)}</small></li>`,
      )
      .join('') +
    '</ul></section>'
  );
}

/** SSH as a line of the table, which is no row of the ports page. */
const sshLine = ({ choices }: Plan, { words }: Page): string =>
  choices.ssh === 0
    ? ''
    : `<tr><th scope="row">${String(choices.ssh)} <small>TCP</small></th><td><span class="fw-peer">${words['group.admin']}</span></td><td><b>SSH</b></td></tr>`;

/** What must be open, what is recommended and what must not be open. */
export function tables(plan: Plan, page: Page): string {
  const { words } = page;
  const required = plan.open.filter(({ need }) => need === 'required');
  const recommended = plan.open.filter(({ need }) => need === 'recommended');
  const open =
    required.length === 0 && plan.choices.ssh === 0
      ? `<p>${words.nothing}</p>`
      : openTable(required, words.open, page).replace('<tbody>', `<tbody>${sshLine(plan, page)}`);
  return (
    open +
    (recommended.length > 0 ? openTable(recommended, words.recommendedTitle, page) : '') +
    closedList(plan.closed, page)
  );
}

/** The comments that stand in the rules. */
function commentsOf(words: Words): Comments {
  return {
    loopback: words['comment.loopback'],
    answers: words['comment.answers'],
    icmp: words['comment.icmp'],
    dhcp: words['comment.dhcp'],
    nodePorts: words['comment.nodePorts'],
    proxy: words['comment.proxy'],
    forward: words['comment.forward'],
    drop: words['comment.drop'],
    earlier: words['comment.earlier'],
    reload: words['comment.reload'],
    byHand: words['comment.byHand'],
    egress: words['comment.egress'],
  };
}

function tableWords({ words, ports, address }: Page): TableWords {
  const origin = /^https?:\/\/[^/]+/.exec(address)?.[0] ?? '';
  return {
    columns: {
      state: words['table.state'],
      from: words.from,
      networks: words['table.networks'],
      protocol: words['table.protocol'],
      port: words.port,
      owner: words['table.owner'],
      why: words.why,
      row: words['table.row'],
    },
    groups: {
      'control-plane': words['group.control-plane'],
      worker: words['group.worker'],
      etcd: words['group.etcd'],
      'load-balancer': words['group.load-balancer'],
      pods: words['group.pods'],
      admin: words['group.admin'],
      monitoring: words['group.monitoring'],
      clients: words['group.clients'],
      routers: words['group.routers'],
    },
    states: {
      required: words['state.required'],
      recommended: words['state.recommended'],
      closed: words['state.closed'],
    },
    address: (row) => `${origin}${ports}#${row}`,
  };
}

/**
 * The rules of a plan in the form that it asks for.
 * @param query the choices as an address has them, `?cluster=k3s`
 */
export function rulesOf(plan: Plan, spec: Spec, page: Page, query: string): string {
  const { choices } = plan;
  const cluster = spec.clusters.find(({ id }) => id === choices.cluster)?.name ?? choices.cluster;
  const network = spec.networks.find(({ id }) => id === choices.network);
  const title = fill(page.words['comment.title'], {
    cluster,
    network: network
      ? network.name === network.mode
        ? network.name
        : `${network.name} ${network.mode}`
      : choices.network,
    machine: page.words[`machine.${choices.machine}`],
  });
  return FORM[choices.form].write(
    plan,
    [title, page.address + query, page.checked],
    commentsOf(page.words),
    tableWords(page),
  );
}

function notes({ choices: { form, cluster: id }, nodePorts, proxyMark }: Plan, spec: Spec, words: Words): string[] {
  const cluster = spec.clusters.find((known) => known.id === id);
  const firewall = form.replace('ansible-', '');
  const host = /^(?:nftables|iptables|ufw|firewalld|ansible-.*)$/.test(form);
  const closes = /nftables|iptables/.test(form);
  return [
    ...(form.startsWith('ansible') ? [words['note.ansible']] : []),
    ...(form.startsWith('terraform') ? [words['note.cloud']] : []),
    ...(form === 'talos' ? [words['note.talos']] : []),
    ...(cluster?.advisesAgainst?.includes(firewall)
      ? [fill(words['note.advisesAgainst'], { cluster: cluster.name, firewall })]
      : []),
    ...(host ? [words['note.host']] : []),
    ...(form.endsWith('nftables') ? [words['note.nftables']] : []),
    ...(host && nodePorts ? [closes ? words['note.nodePortsClosed'] : words['note.nodePortsOpen']] : []),
    ...(form === 'iptables' ? [words['note.iptables']] : []),
    ...(form.endsWith('ufw') ? [words['note.ufw']] : []),
    ...(form.endsWith('firewalld') ? [words['note.firewalld']] : []),
    ...(form.endsWith('firewalld') && proxyMark !== undefined ? [words['note.firewalldProxy']] : []),
  ];
}

/** A form's name as a reader knows it. */
export const formName = (form: FormId, words: Words): string =>
  form === 'csv' || form === 'markdown' ? words[`form.${form}`] : (NAMES[form] ?? form);

/** What to know about the form of the rules. */
export const notesHtml = (plan: Plan, spec: Spec, words: Words): string =>
  notes(plan, spec, words)
    .map((note) => `<p>${escapeHtml(note)}</p>`)
    .join('');

/** How to apply, check and take back; nothing for plain tables. */
export const stepsHtml = (plan: Plan, words: Words): string =>
  stepsOf(plan)
    .map(([step, text]) => {
      const label = words[`step.${step}`];
      return `<dt>${label}</dt><dd><pre tabindex="0" role="group" aria-label="${escapeHtml(label)}"><code>${escapeHtml(text)}</code></pre></dd>`;
    })
    .join('');

/** How many rules there are. */
export const countText = (plan: Plan, { words, language }: Page): string =>
  plural(words, 'count', plan.rules.length, language);

/** What a ready-made case opens: one table, what is only recommended marked. */
export function examplesTable(plan: Plan, page: Page): string {
  return openTable(plan.open, page.words.open, page, true).replace('<tbody>', `<tbody>${sshLine(plan, page)}`);
}
