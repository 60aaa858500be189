import { allPorts, allSockets, getComponent, label, labelCodes, type Port, type Socket } from '#facts';
import { otherLangs } from '#lib/languages.ts';
import { sharedNumbers, type SharedNumber } from '#features/table/same-number.ts';
import type { Facet, RowSpec } from '#features/table/table-spec.ts';
import type { Lang } from '#lib/text.ts';
import type { UiKey } from '../../schemas/ui.ts';
import { usedFacets, wordsOnlyIn } from '../../features/table/search-words.ts';

/** The numbers that rows of several components use. */
export function portsShared(): SharedNumber[] {
  return sharedNumbers(allPorts().map(({ id, component, ranges }) => ({ id, owner: component, ranges })));
}

/** For each row that shares a number: the ids of the rows of other components that use it too. */
export function othersWithTheSameNumber(): ReadonlyMap<string, readonly string[]> {
  const owner = new Map(allPorts().map(({ id, component }) => [id, component]));
  const others = new Map<string, Set<string>>();
  for (const { ids } of portsShared()) {
    for (const id of ids) {
      const set = others.get(id) ?? new Set();
      for (const other of ids) if (owner.get(other) !== owner.get(id)) set.add(other);
      others.set(id, set);
    }
  }
  return new Map([...others].map(([id, set]) => [id, [...set]]));
}

/** Whether a port is no longer used: it is told because old texts name it. */
export function isGone(status: Port['statusCode']): boolean {
  return status === 'removed' || status === 'retired';
}

const CNI = 'cni-';
const DISTRIBUTION = 'distro-';
const TRANSPORTS = ['TCP', 'UDP', 'SCTP'];
/** A port on every node is found under each kind of node. */
const NODES = ['control-plane', 'worker'];

/** The ways to filter ports and sockets, with labels in one language. */
export function portFacets(t: (key: UiKey) => string, lang: Lang): Facet[] {
  const named = (kind: 'listensOn' | 'statusCode' | 'openBetweenNodes', codes: readonly string[]) =>
    codes.map((code) => ({ code, label: label(kind, code, lang) }));
  const categories = labelCodes('category');
  const plain = categories.filter((code) => !code.startsWith(CNI) && !code.startsWith(DISTRIBUTION));
  const within = (prefix: string) =>
    categories
      .filter((code) => code.startsWith(prefix))
      .map((code) => ({ code: code.slice(prefix.length), label: label('category', code, lang) }));
  const facets: Facet[] = [
    {
      key: 'on',
      label: t('facet.on'),
      values: named('listensOn', labelCodes('listensOn')).filter(({ code }) => code !== 'all'),
    },
    {
      key: 'family',
      label: t('facet.family'),
      values: [
        ...plain.map((code) => ({ code, label: label('category', code, lang) })),
        { code: 'cni', label: t('facet.family.cni') },
        { code: 'distro', label: t('facet.family.distro') },
        { code: 'socket', label: t('facet.family.socket') },
      ],
    },
    { key: 'cni', label: t('facet.cni'), values: within(CNI) },
    { key: 'distro', label: t('facet.distro'), values: within(DISTRIBUTION) },
    {
      key: 'proto',
      label: t('facet.proto'),
      values: [
        ...TRANSPORTS.map((name) => ({ code: name.toLowerCase(), label: name })),
        { code: 'ip', label: t('facet.proto.ip') },
        { code: 'unix', label: t('facet.proto.unix') },
      ],
    },
    { key: 'status', label: t('facet.status'), values: named('statusCode', labelCodes('statusCode')) },
    { key: 'nodes', label: t('facet.nodes'), values: named('openBetweenNodes', labelCodes('openBetweenNodes')) },
    { key: 'shared', label: t('facet.shared'), values: [{ code: 'yes', label: t('facet.shared.yes') }] },
  ];
  return usedFacets(facets, portRows(lang));
}

/** What the table tool must know of every port and socket. */
export function portRows(lang: Lang): Record<string, RowSpec> {
  const other = otherLangs(lang);
  const shared = othersWithTheSameNumber();
  return Object.fromEntries([
    ...allPorts().map((port) => [port.id, portRow(port, shared.has(port.id), other)]),
    ...allSockets().map((socket) => [socket.id, socketRow(socket, other)]),
  ]);
}

function portRow(port: Port, shared: boolean, other: readonly Lang[]): RowSpec {
  const { category } = port;
  const [family, within] = category.startsWith(CNI)
    ? ['cni', { cni: [category.slice(CNI.length)] }]
    : category.startsWith(DISTRIBUTION)
      ? ['distro', { distro: [category.slice(DISTRIBUTION.length)] }]
      : [category, {}];
  return {
    codes: {
      on: [...new Set(port.listensOn.flatMap((place) => (place === 'all' ? NODES : [place])))],
      family: [family],
      ...within,
      proto: [...new Set(port.protocols.map((name) => (TRANSPORTS.includes(name) ? name.toLowerCase() : 'ip')))],
      status: [port.statusCode],
      nodes: [port.openBetweenNodes],
      ...(shared ? { shared: ['yes'] } : {}),
    },
    ranges: port.ranges,
    // What has no number comes after everything that has one.
    sort: { port: port.portStart ?? port.ranges[0]?.[0] ?? 100_000, where: port.listensOn[0] ?? '' },
    other: wordsOnlyIn(port, other),
  };
}

/** A socket belongs to the nodes of the component that serves it, and never leaves its node. */
function socketRow(socket: Socket, other: readonly Lang[]): RowSpec {
  const planes = socket.components.map((id) => getComponent(id).plane);
  return {
    codes: {
      on: planes[0] === 'control-plane' ? ['control-plane'] : NODES,
      family: ['socket'],
      proto: ['unix'],
      status: [socketStatus(socket)],
      nodes: ['local-only'],
    },
    other: wordsOnlyIn(socket, other),
  };
}

/** The store says a socket's status in words only. */
export function socketStatus(socket: Socket): 'current' | 'removed' {
  return socket.status.en.startsWith('removed') ? 'removed' : 'current';
}
