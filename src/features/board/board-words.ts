/** What stands on the board, from the store: the names of its parties and where they and the six interfaces lead. */
import { getComponent, getInterface, getPort, label, partyName, localize, type Lang } from '#facts';
import { type BoardPart, type BoardWords, type PartyId, type WireId, WIRES } from './board.ts';

/** Where a party is explained. Those of no page of their own lead to the list that names them. */
const PAGES: Readonly<Partial<Record<PartyId, readonly [slug: string, id?: string]>>> = {
  apiserver: ['components/kube-apiserver'],
  ccm: ['components/cloud-controller-manager'],
  kubelet: ['components/kubelet'],
  runtime: ['components/container-runtime'],
  network: ['interfaces/network-plugins'],
  driver: ['interfaces/storage-drivers'],
  low: ['interfaces/runtimes'],
};

/** The component pages whose part stands on the board, by slug; the others have no place on it. */
const PARTY_OF_PAGE: ReadonlyMap<string, PartyId> = new Map(
  (Object.entries(PAGES) as [PartyId, readonly [string]][])
    .filter(([, [slug]]) => slug.startsWith('components/'))
    .map(([party, [slug]]) => [slug, party]),
);

/** An add-on has no plane of its own on the board: its Pods run on nodes. */
const planeOf = (component: string): BoardPart =>
  getComponent(component).plane === 'control-plane' ? 'control' : 'node';

/** The part of the board that a page is about: an interface, a component, or the plane of one; nothing for other pages. */
export function partOfPage(slug: string): BoardPart | undefined {
  const [group, id = ''] = slug.split('/');
  if (group === 'interfaces' && id in WIRES) return id as WireId;
  return group === 'components' ? (PARTY_OF_PAGE.get(slug) ?? planeOf(id)) : undefined;
}

/**
 * Names of the parties in a language.
 * @throws Error when the store calls one party by two names: the board has one box for it
 */
export function partyNames(lang: Lang): Record<PartyId, string> {
  const names: Partial<Record<PartyId, string>> = {};
  const call = (party: PartyId, name: string): void => {
    if (names[party] !== undefined && names[party] !== name)
      throw new Error(
        `The board knows "${party}" as "${names[party]}" and as "${name}". Give both sides in src/data/interfaces.yaml one name.`,
      );
    names[party] = name;
  };
  for (const [id, [caller, callee]] of Object.entries(WIRES) as [WireId, (typeof WIRES)[WireId]][]) {
    const { client, server } = getInterface(id);
    // "kubelet, CSI sidecars", "OCI runtime, registry": the first is the party of the wire, the rest is said in the line.
    // OCI is called by every runtime and tool; the one on the board is the node's, which CRI and CNI name.
    if (id !== 'oci') call(caller, first(localize(client.short, lang)));
    call(callee, first(localize(server.short, lang)));
  }
  call('registry', partyName('container registry', lang));
  call('apiserver', localize(getComponent('kube-apiserver').names, lang));
  return names as Record<PartyId, string>;
}

const first = (short: string): string => short.split(', ')[0] ?? short;

/**
 * Everything that is written on the board.
 * @param link address of a page in the reader's language
 * @param halfName what a half of an interface is called for those who do not see it
 */
export function boardWords(
  lang: Lang,
  link: (slug: string, id?: string) => string,
  halfName: (side: 'plug' | 'socket', abbrev: string, party: string) => string,
): BoardWords {
  return {
    party: partyNames(lang),
    port: String(getPort('kube-apiserver-6443').ranges[0]?.[0] ?? ''),
    control: label('plane', 'control-plane', lang),
    node: label('plane', 'node', lang),
    partyHref: (id) => {
      const page = PAGES[id];
      return page && link(...page);
    },
    half: (id, side) => {
      const { abbrev, client, server } = getInterface(id);
      return side === 'plug'
        ? { href: link(`interfaces/${id}`), name: halfName(side, abbrev, localize(client.short, lang)) }
        : {
            href: link(`interfaces/${id}`, 'implementations'),
            name: halfName(side, abbrev, localize(server.short, lang)),
          };
    },
  };
}
