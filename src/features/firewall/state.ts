/** Choices in an address: keys and values are codes, the same in every language. */
import { type Field, readAddress, writeAddress } from '../table/url-state.ts';
import { type Choices, exampleAddresses, firstChoices } from './choices.ts';
import { FORMS, type Group, GROUPS, MACHINES, METRICS, type Spec } from './model.ts';

/** More networks than anybody types. */
const MAX_ADDRESSES = 2000;
const ETCD = ['stacked', 'external'];
const ENCRYPTION = ['none', 'wireguard', 'ipsec'];

function fields(spec: Spec): Record<string, Field> {
  const ids = (list: readonly { id: string }[]): ReadonlySet<string> => new Set(list.map(({ id }) => id));
  return {
    cluster: { kind: 'list', known: ids(spec.clusters) },
    machine: { kind: 'list', known: new Set(MACHINES) },
    etcd: { kind: 'list', known: new Set(ETCD) },
    network: { kind: 'list', known: ids(spec.networks) },
    encryption: { kind: 'list', known: new Set(ENCRYPTION) },
    metrics: { kind: 'list', known: new Set(METRICS) },
    with: { kind: 'list', known: ids(spec.options) },
    only: { kind: 'list', known: new Set(['required']) },
    ssh: { kind: 'text', max: 5 },
    form: { kind: 'list', known: new Set(FORMS) },
    ...Object.fromEntries(GROUPS.map((group) => [`a-${group}`, { kind: 'text', max: MAX_ADDRESSES } as const])),
  };
}

/**
 * Reads the choices of an address.
 * @returns the choices, those of the kind of cluster where the address says nothing, and what was not understood
 */
export function readChoices(spec: Spec, search: string): { choices: Choices; unknown: string[] } {
  const { texts, lists, unknown } = readAddress(search, fields(spec));
  const first = firstChoices(spec, lists.get('cluster')?.[0]);
  const one = <Value extends string>(key: string, otherwise: Value): Value =>
    (lists.get(key)?.[0] ?? otherwise) as Value;
  const ssh = texts.get('ssh');
  const port = ssh === undefined ? first.ssh : Number(ssh);
  const isPort = Number.isInteger(port) && port >= 0 && port <= 65535 && ssh !== '';
  const addresses = Object.fromEntries(
    GROUPS.map((group) => [group, texts.get(`a-${group}`) ?? first.addresses[group]]),
  ) as Record<Group, string>;
  return {
    choices: {
      ...first,
      etcd: one('etcd', first.etcd),
      network: one('network', first.network),
      encryption: one('encryption', first.encryption),
      machine: one('machine', first.machine),
      metrics: one('metrics', first.metrics),
      options: lists.get('with') ?? [],
      recommended: !lists.has('only'),
      ssh: isPort ? port : first.ssh,
      form: one('form', first.form),
      addresses,
    },
    unknown: [...unknown, ...(isPort ? [] : [`ssh=${ssh ?? ''}`])],
  };
}

/**
 * Writes choices for an address: only what differs from the first ones of the kind of cluster.
 * @param withAddresses whether the networks go along; without, an address says nothing of a reader's machines
 */
export function writeChoices(spec: Spec, choices: Choices, withAddresses = false): string {
  const first = firstChoices(spec, choices.cluster);
  const cluster = spec.clusters[0]?.id === choices.cluster ? [] : [choices.cluster];
  const unless = (value: string, usual: string): string[] => (value === usual ? [] : [value]);
  const texts = new Map<string, string>();
  if (choices.ssh !== first.ssh) texts.set('ssh', String(choices.ssh));
  if (withAddresses) {
    const usual = exampleAddresses(spec.clusters.find(({ id }) => id === choices.cluster) ?? firstOf(spec.clusters));
    for (const group of GROUPS) {
      if (choices.addresses[group] !== usual[group])
        texts.set(`a-${group}`, choices.addresses[group].replace(/[\uD800-\uDFFF]/gu, ''));
    }
  }
  return writeAddress(
    texts,
    new Map([
      ['cluster', cluster],
      ['machine', unless(choices.machine, first.machine)],
      ['etcd', unless(choices.etcd, first.etcd)],
      ['network', unless(choices.network, first.network)],
      ['encryption', unless(choices.encryption, 'none')],
      ['metrics', unless(choices.metrics, 'none')],
      ['with', choices.options],
      ['only', choices.recommended ? [] : ['required']],
      ['form', unless(choices.form, first.form)],
    ]),
  );
}

function firstOf<Entry>(list: readonly Entry[]): Entry {
  const [first] = list;
  if (first === undefined) throw new Error('The list of choices is empty.');
  return first;
}
