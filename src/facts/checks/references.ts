/** Whether every id that a file names exists in the file it belongs to, and both sides say the same. */
import { type Facts, type FileName, INTERFACE_IDS } from '../../schemas/index.ts';
import { type Path, pathsTo, valueAt } from '../problems.ts';
import { componentIds, type Finding, idsOf, portIds, socketIds, unknownId } from './finding.ts';

/** Sources that are cited. */
export function* sourceFindings(facts: Partial<Facts>): Generator<Finding> {
  const { sources } = facts;
  const named = { known: sources && idsOf(sources.sources), noun: 'source', list: 'src/data/sources.yaml' };
  for (const name of Object.keys(facts) as FileName[]) {
    if (name === 'sources') continue;
    for (const path of pathsTo('sources', facts[name])) {
      const cited = valueAt(facts[name], path);
      if (!Array.isArray(cited)) continue;
      for (const [index, { id }] of (cited as { id?: unknown }[]).entries())
        if (typeof id === 'string') yield* unknownId(name, [...path, index], id, named);
    }
  }
}

/** Records that say verified: somebody opened one of the sources that they rest on. */
export function* verifiedFindings(facts: Partial<Facts>): Generator<Finding> {
  if (!facts.sources) return;
  const opened = new Map(facts.sources.sources.map(({ id, read }) => [id, read]));
  for (const name of Object.keys(facts) as FileName[]) {
    for (const path of pathsTo('sources', facts[name])) {
      const of = path.slice(0, -1);
      const cited = valueAt(facts[name], path) as readonly { id: string }[];
      if (valueAt(facts[name], [...of, 'verified']) !== true || cited.length === 0) continue;
      // A source that is not in the register is another finding.
      if (cited.every(({ id }) => opened.get(id) === false))
        yield [
          name,
          [...of, 'verified'],
          'It is verified, and nobody has opened any of its sources.',
          'Open one, and write "read: true" beside it in src/data/sources.yaml; or write "verified: false" here.',
        ];
    }
  }
}

/** Ports and the components that open them: each names the other. */
export function* portFindings(facts: Partial<Facts>): Generator<Finding> {
  const components = facts.components?.components ?? [];
  const ports = facts.ports?.ports ?? [];
  for (const [index, port] of ports.entries()) {
    const path = ['ports', index, 'component'];
    yield* unknownId('ports', path, port.component, componentIds(facts));
    for (const [position, id] of (port.replacedBy ?? []).entries()) {
      yield* unknownId('ports', ['ports', index, 'replacedBy', position], id, portIds(facts));
    }
    const owner = components.find((component) => component.id === port.component);
    if (owner !== undefined && !owner.ports.includes(port.id)) {
      const fix = `Add "${port.id}" to its "ports:" in src/data/components.yaml.`;
      yield ['ports', path, `The component "${owner.id}" does not list this port.`, fix];
    }
  }
  for (const [index, component] of components.entries()) {
    for (const [position, id] of component.ports.entries()) {
      const path = ['components', index, 'ports', position];
      yield* unknownId('components', path, id, portIds(facts));
      const port = ports.find((row) => row.id === id);
      if (port !== undefined && port.component !== component.id) {
        const fix = 'Remove it here, or change "component:" of the port.';
        yield ['components', path, `The port "${id}" belongs to "${port.component}".`, fix];
      }
    }
  }
}

/** Components of sockets and processes. */
export function* ownerFindings(facts: Partial<Facts>): Generator<Finding> {
  const lists = { sockets: facts.sockets?.sockets ?? [], processes: facts.processes?.processes ?? [] };
  for (const name of ['sockets', 'processes'] as const) {
    for (const [index, { components }] of lists[name].entries()) {
      for (const [position, id] of components.entries()) {
        yield* unknownId(name, [name, index, 'components', position], id, componentIds(facts));
      }
    }
  }
}

/** Who connects to whom, and to what. */
export function* relationFindings(facts: Partial<Facts>): Generator<Finding> {
  const { known } = componentIds(facts);
  const { labels } = facts;
  const parties = {
    known: known && labels && new Set([...known, ...Object.keys(labels.labels.actor)]),
    noun: 'component or actor',
    list: 'src/data/components.yaml or to "actor" of src/data/labels.yaml',
  };
  for (const [index, relation] of (facts.relations?.relations ?? []).entries()) {
    const path = (field: string): Path => ['relations', index, field];
    for (const end of ['from', 'to', 'initiator'] as const) {
      yield* unknownId('relations', path(end), relation[end], parties);
    }
    const { from, to, initiator, portId, socketId } = relation;
    if (initiator !== from && initiator !== to)
      yield ['relations', path('initiator'), `"${initiator}" is none of its ends.`, `Write "${from}" or "${to}".`];
    if (portId !== undefined) yield* unknownId('relations', path('portId'), portId, portIds(facts));
    if (socketId !== undefined) yield* unknownId('relations', path('socketId'), socketId, socketIds(facts));
  }
}

/** Rows and cells that depend on the version, and the components that are released with Kubernetes. */
export function* versionFindings(facts: Partial<Facts>): Generator<Finding> {
  const { interfaces, versions } = facts;
  // A cell of the comparison for which an interface has no entry gives its reason, which may depend on the version, too.
  const dimensions = [...new Set((interfaces?.interfaces ?? []).flatMap((entry) => Object.keys(entry)))];
  const rows: Readonly<Record<string, ReadonlySet<string> | undefined>> = {
    ports: portIds(facts).known,
    sockets: socketIds(facts).known,
    components: componentIds(facts).known,
    interfaces:
      interfaces && new Set(interfaces.interfaces.flatMap(({ id }) => dimensions.map((key) => `${id}/${key}`))),
  };
  for (const list of ['changes', 'unchanged'] as const) {
    for (const [index, { records }] of (versions?.[list] ?? []).entries()) {
      for (const [position, record] of records.entries()) {
        const [dataset = '', id = ''] = record.split(/\/(.*)/);
        const named = { known: rows[dataset], noun: 'record', list: `src/data/${dataset}.yaml` };
        yield* unknownId('versions', [list, index, 'records', position], id, named);
      }
    }
  }
  for (const [index, id] of (versions?.released ?? []).entries()) {
    yield* unknownId('versions', ['released', index], id, componentIds(facts));
  }
}

/** Nothing can have been checked against a version that is newer than the newest one known, nor be stable since one. */
export function* checkedFindings(facts: Partial<Facts>): Generator<Finding> {
  const newest = facts.versions?.latest.minor;
  if (newest === undefined) return;
  for (const [index, { ga }] of (facts.extensibility?.extensions ?? []).entries()) {
    if (typeof ga === 'string' && /^1\.\d+$/.test(ga) && Number(ga.slice(2)) > Number(newest.slice(2)))
      yield [
        'extensibility',
        ['extensions', index, 'ga'],
        `Kubernetes ${ga} is newer than ${newest}, the newest one that the site knows.`,
        'Correct the version, or "latest" of src/data/versions.yaml.',
      ];
  }
  for (const [file, { meta }] of Object.entries(facts) as [
    FileName,
    { meta?: { checked?: { kubernetes: string } } },
  ][]) {
    const minor = meta?.checked?.kubernetes;
    if (minor !== undefined && Number(minor.slice(2)) > Number(newest.slice(2)))
      yield [
        file,
        ['meta', 'checked', 'kubernetes'],
        `Kubernetes ${minor} is newer than ${newest}, the newest one that the site knows.`,
        'Correct the version, or "latest" of src/data/versions.yaml.',
      ];
  }
}

/** Interfaces that must be there. */
export function* interfaceFindings({ interfaces }: Partial<Facts>): Generator<Finding> {
  if (interfaces === undefined) return;
  const present = idsOf(interfaces.interfaces);
  for (const id of INTERFACE_IDS.filter((known) => !present.has(known))) {
    const fix = 'Add its entry, or take the id out of INTERFACE_IDS in src/schemas/interfaces.ts.';
    yield ['interfaces', ['interfaces'], `The interface "${id}" is missing.`, fix];
  }
}
