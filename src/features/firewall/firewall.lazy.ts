/** The choices of a reader, and what they come to. The fields are the state; the address is their copy, without the networks. */
import { afterPaint, afterPause } from '../../browser/after-pause.ts';
import { inertHtml } from '../../browser/inert-html.ts';
import { keepFields } from '../../browser/keep-fields.ts';
import { saveFile } from '../../browser/save-file.ts';
import { replaceAddress } from '../../browser/replace-address.ts';
import { FORM } from './forms/index.ts';
import { addressBook, type Plan, plan } from './plan.ts';
import { type Choices, exampleAddresses, formsFor, type Impossible, isPossible, possible } from './choices.ts';
import { type FormId, type Group, GROUPS, type Machine, type METRICS, type Spec } from './model.ts';
import { readChoices, writeChoices } from './state.ts';
import { countText, escapeHtml, notesHtml, noticesOf, type Page, rulesOf, stepsHtml, tables } from './view.ts';
import { fill } from '../../lib/fill.ts';

/** What is kept with this step of the history: what a reader typed, which is no part of the address. */
interface Kept {
  firewall?: Record<Group, string>;
}

/**
 * Brings what stands in `old` in line with `fresh`. A row that stays the same stays where it is: a browser styles, lays out
 * and paints the few that changed, not all.
 */
function become(old: Node, fresh: Node): void {
  const left = [...old.childNodes];
  const next = [...fresh.childNodes].map((node) => {
    const equal = left.findIndex((one) => one.isEqualNode(node));
    const at = equal < 0 ? left.findIndex((one) => holdsTheSame(one, node)) : equal;
    const [kept = node] = at < 0 ? [] : left.splice(at, 1);
    if (at !== equal) become(kept, node);
    return kept;
  });
  for (const node of left) old.removeChild(node);
  let place = old.firstChild;
  for (const node of next) {
    if (node === place) place = node.nextSibling;
    else old.insertBefore(node, place);
  }
}
/** Whether two nodes hold rows of one kind: the same table, or the one list. */
const holdsTheSame = (one: Node, other: Node): boolean =>
  one.nodeName === other.nodeName &&
  /^(?:TABLE|TBODY|SECTION|UL)$/.test(one.nodeName) &&
  (one as HTMLTableElement).caption?.textContent === (other as HTMLTableElement).caption?.textContent;

/** Makes the tool work. */
export function setUp(host: HTMLElement): void {
  const { spec, page } = JSON.parse(host.querySelector('script')?.textContent ?? '{}') as { spec: Spec; page: Page };
  const part = (name: string): HTMLElement => host.querySelector(`[data-part="${name}"]`) as HTMLElement;
  const said = host.querySelector('.fw-said') as HTMLElement;
  const field = (name: string): HTMLInputElement => host.querySelector(`[name="${name}"]`) as HTMLInputElement;
  const inputs = (name: string): HTMLInputElement[] => [
    ...host.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`),
  ];
  let cluster = '';
  let now: Plan;

  const read = (): Choices => ({
    cluster: field('cluster').value,
    etcd: field('etcd').value,
    network: field('network').value,
    encryption: field('encryption').value,
    machine: field('machine').value as Machine,
    metrics: field('metrics').value as (typeof METRICS)[number],
    options: inputs('with')
      .filter(({ checked }) => checked)
      .map(({ value }) => value),
    recommended: field('recommended').checked,
    ssh: Math.min(65535, Math.max(0, Math.trunc(Number(field('ssh').value) || 0))),
    form: inputs('form').find(({ checked }) => checked)?.value as FormId,
    addresses: Object.fromEntries(GROUPS.map((group) => [group, field(`a-${group}`).value])) as Record<Group, string>,
  });

  const hide = (element: HTMLElement, hidden: boolean): void => {
    if (element.hidden !== hidden) element.hidden = hidden;
  };

  /** Brings the fields in line with choices, and shows what can be chosen with them. */
  const write = (choices: Choices): void => {
    for (const key of ['cluster', 'etcd', 'network', 'encryption', 'machine', 'metrics'] as const) {
      field(key).value = choices[key];
    }
    for (const input of inputs('with')) {
      input.checked = choices.options.includes(input.value);
      const option = spec.options.find(({ id }) => id === input.value);
      hide(input.parentElement as HTMLElement, !option || !isPossible(option, choices));
    }
    field('recommended').checked = choices.recommended;
    field('ssh').value = String(choices.ssh);
    const known = spec.clusters.find(({ id }) => id === choices.cluster);
    const forms = known ? formsFor(known) : [];
    for (const input of inputs('form')) {
      input.checked = input.value === choices.form;
      hide(input.parentElement as HTMLElement, !forms.includes(input.value as FormId));
    }
    for (const group of GROUPS) {
      const input = field(`a-${group}`);
      if (input.value !== choices.addresses[group]) input.value = choices.addresses[group];
    }
    cluster = choices.cluster;
  };

  // What stands there already is not written again: reading it back from the page would cost more than writing it.
  const written = new Map<Element, string>();
  const html = (element: Element, text: string): void => {
    if (written.get(element) !== text) become(element, inertHtml(text));
    written.set(element, text);
  };

  // The rules stand below what must be open, and a browser writes its history down: neither keeps the first answer waiting.
  const writeRules = (): void => {
    part('count').textContent = countText(now, page);
    html(part('notes'), notesHtml(now, spec, page.words));
    part('file').textContent = FORM[now.choices.form].file;
    part('code').textContent = rulesOf(now, spec, page, writeChoices(spec, now.choices));
    const steps = stepsHtml(now, page.words);
    html(part('steps'), steps);
    (part('steps').parentElement as HTMLElement).hidden = steps === '';
  };
  const writeAddress = (): void =>
    replaceAddress(window.location.pathname + writeChoices(spec, now.choices) + window.location.hash, {
      firewall: now.choices.addresses,
    } satisfies Kept);

  // Most choices leave the addresses as they are, and reading them takes as long as all the rest of a plan.
  let known: { from: string; book: ReturnType<typeof addressBook> } | undefined;
  const bookFor = (addresses: Choices['addresses']): ReturnType<typeof addressBook> => {
    const from = JSON.stringify(addresses);
    if (known?.from !== from) known = { from, book: addressBook(addresses) };
    return known.book;
  };

  const show = (choices: Choices, impossible: readonly Impossible[], more: readonly string[] = []): void => {
    now = plan(spec, choices, bookFor(choices.addresses));
    const notices = [...more, ...noticesOf(now, impossible, page)];
    html(
      host.querySelector('.fw-notices') as Element,
      notices.length === 0 ? '' : `<ul>${notices.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`,
    );
    const wrong = new Set(now.wrong.map(({ group }) => group));
    for (const group of GROUPS) field(`a-${group}`).setAttribute('aria-invalid', String(wrong.has(group)));
    html(host.querySelector('.fw-tables') as Element, tables(now, page));
    afterPaint(writeRules);
    said.textContent = '';
  };

  const chosen = (): void => {
    const asked = read();
    // Another kind of cluster comes with its own network and its own addresses of Pods.
    if (asked.cluster !== cluster) {
      const [from, to] = [cluster, asked.cluster].map((id) => spec.clusters.find((known) => known.id === id));
      if (from && to) {
        if (asked.network === from.network) asked.network = to.network;
        if (asked.addresses.pods === exampleAddresses(from).pods) {
          asked.addresses = { ...asked.addresses, pods: exampleAddresses(to).pods };
        }
        if (from.shell !== to.shell) {
          asked.ssh = to.shell ? 22 : 0;
          if (!formsFor(to).includes(asked.form)) asked.form = formsFor(to)[0] ?? asked.form;
        }
      }
    }
    const { choices, impossible } = possible(spec, asked);
    write(choices);
    show(choices, impossible);
    afterPaint(writeAddress);
  };

  const fromAddress = (): void => {
    const { choices: asked, unknown } = readChoices(spec, window.location.search);
    const kept = (window.history.state as Kept | null)?.firewall;
    const { choices, impossible } = possible(spec, { ...asked, addresses: kept ?? asked.addresses });
    write(choices);
    const { words } = page;
    show(choices, impossible, unknown.length > 0 ? [fill(words.unknown, { names: unknown.join(', ') })] : []);
  };

  const copy = (text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => (said.textContent = page.words.copied),
      () => {
        // The browser or a policy refuses the clipboard: the text stands selected.
        getSelection()?.selectAllChildren(part('code'));
        said.textContent = page.words.refused;
      },
    );
  };

  const actions: Record<string, () => void> = {
    copy: () => copy(part('code').textContent),
    download: () => saveFile(FORM[now.choices.form].file, part('code').textContent, 'text/plain'),
    link: () => {
      const [here = ''] = window.location.href.split(/[?#]/);
      copy(here + writeChoices(spec, now.choices, field('with-addresses').checked));
    },
  };

  // What the browser or a quick reader put into the fields before the script came is a choice too.
  const touched = window.location.search === '' && host.dataset['touched'] !== undefined;
  cluster = spec.clusters[0]?.id ?? '';
  if (touched) chosen();
  else fromAddress();
  const typed = afterPause(chosen);
  host.addEventListener('input', (event) => {
    const { name, type } = event.target as HTMLInputElement;
    if (name === 'with-addresses') return;
    if (type === 'text' || type === 'number') typed.later();
    else chosen();
  });
  // Whoever leaves a field, for a button perhaps, has finished typing.
  host.addEventListener('change', typed.now);
  host.addEventListener('click', (event) => {
    const name = (event.target as Element).closest<HTMLElement>('button[data-do]')?.dataset['do'];
    if (name === undefined) return;
    writeRules();
    actions[name]?.();
  });
  window.addEventListener('popstate', fromAddress);
  keepFields(host);
}
