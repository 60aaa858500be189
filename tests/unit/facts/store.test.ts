// One file for all that asks the real store, because every file of tests runs in a process that reads the store anew.
import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { LineCounter, parseDocument } from 'yaml';
import { pathsTo } from '../../../src/facts/problems.ts';
import { readFactFile } from '../../../src/facts/read.ts';
import { FILE_SCHEMAS, type FileName } from '../../../src/schemas/index.ts';
import {
  allClaims,
  allComponents,
  allFlows,
  allGroups,
  allImplementations,
  allInterfaces,
  allPorts,
  allRelations,
  allSockets,
  allSources,
  allTerms,
  changesByVersion,
  checkedMeta,
  eventsOf,
  extensibility,
  getComponent,
  getExtension,
  getExtensionPoint,
  getFlow,
  getGroup,
  getInterface,
  getPort,
  getRelation,
  getSocket,
  getSource,
  getTerm,
  implementationsOf,
  INTERFACE_IDS,
  label,
  labelCodes,
  latestKubernetes,
  partyName,
  portsOf,
  relationsOf,
  localize,
  socketsOf,
  TEXT_DIMENSIONS,
  timeline,
  versionFacts,
} from '../../../src/facts/index.ts';

// Floors, so that a file that is read by half shows. A record that was published and is gone, the permalinks name.
describe('the store holds what it is for', () => {
  it.each([
    ['ports', allPorts, 100],
    ['sockets', allSockets, 10],
    ['components', allComponents, 50],
    ['relations', allRelations, 30],
    ['flows', allFlows, 4],
    ['implementations', allImplementations, 70],
    ['groups of implementations', allGroups, 10],
    ['version facts', versionFacts, 30],
    ['terms', allTerms, 140],
    ['claims', allClaims, 120],
    ['sources', allSources, 500],
    ['events', timeline, 46],
  ])('%s', (_name, list, floor) => {
    expect(list().length).toBeGreaterThanOrEqual(floor);
  });

  it('ways to extend, and who stands beside each in the table that helps to choose', () => {
    const { extensions, neighbours, chooseTable } = extensibility();
    expect(extensions.map((extension) => extension.id)).toEqual(['crd', 'api-aggregation', 'admission']);
    expect(neighbours.length).toBeGreaterThan(5);
    expect(chooseTable.rows.length).toBeGreaterThan(5);
  });

  it('claims of every verdict', () => {
    const verdicts = new Set(allClaims().map(({ verdict }) => verdict));
    expect([...verdicts].sort()).toEqual(['correct', 'imprecise', 'outdated', 'wrong']);
  });

  it('the six interfaces, by the ids that code may rely on', () => {
    expect(
      allInterfaces()
        .map((entry) => entry.id)
        .sort(),
    ).toEqual([...INTERFACE_IDS].sort());
  });

  it('the Kubernetes and the day of the check', () => {
    const { kubernetes, date } = checkedMeta();
    expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const { minor, nextMinor } = latestKubernetes();
    expect(minor).toBe(kubernetes);
    expect(Number(nextMinor.split('.')[1])).toBe(Number(minor.split('.')[1]) + 1);
  });
});

describe('an unknown id is answered with the nearest known ones', () => {
  it('in three lines: what was asked, what is near, where the list is', () => {
    expect(() => getPort('kube-sheduler-10259')).toThrow(
      [
        'There is no port "kube-sheduler-10259".',
        'Nearest known: kube-scheduler-10259, kubelet-10250, k3s-kubelet-10250.',
        'To see them all: allPorts() or src/data/ports.yaml.',
      ].join('\n'),
    );
  });

  it('even when only a part of the id was written', () => {
    expect(() => getComponent('scheduler')).toThrow(/Nearest known: .*\bkube-scheduler\b/);
  });

  it.each([
    ['socket', () => getSocket('cri-containrd'), 'cri-containerd'],
    ['component', () => getComponent('kublet'), 'kubelet'],
    ['relation', () => getRelation('api-to-etcd'), 'apiserver-to-etcd'],
    ['flow', () => getFlow('exec-log'), 'exec-logs'],
    ['interface', () => getInterface('crii'), 'cri'],
    ['group', () => getGroup('cri-runtimes'), 'cri-runtime'],
    ['extension', () => getExtension('crds'), 'crd'],
    ['extension point', () => getExtensionPoint('kmss'), 'kms'],
    ['term', () => getTerm('crl'), 'cri'],
    ['source', () => getSource('kep-2404'), 'kep-2040'],
    ['ports of a component', () => portsOf('etc'), 'etcd'],
    ['sockets of a component', () => socketsOf('etc'), 'etcd'],
    ['relations of a component', () => relationsOf('etc'), 'etcd'],
    ['implementations of a group', () => implementationsOf('ccms'), 'ccm'],
    ['events of a tag', () => eventsOf('crio-o'), 'crio'],
    ['code of a label', () => label('plane', 'nodes', 'en'), 'node'],
    ['party of a relation', () => partyName('linux kernel', 'en'), 'Linux kernel'],
  ])('%s', (_what, ask, near) => {
    expect(ask).toThrow(new RegExp(`^There is no [^]*\\nNearest known: [^\\n]*\\b${near}\\b[^]*\\nTo see them all: `));
  });
});

const ids = (list: readonly { readonly id: string }[]): string[] => list.map((entry) => entry.id);

const FACTS = [
  ...allPorts(),
  ...allSockets(),
  ...allComponents(),
  ...allRelations(),
  ...allFlows(),
  ...allFlows().flatMap((flow) => flow.steps),
  ...allInterfaces(),
  ...allImplementations(),
  ...timeline(),
  ...versionFacts(),
  ...allTerms(),
  ...allClaims(),
];

describe('every fact', () => {
  it('says when it was checked, whether it was verified, and where it was read', () => {
    for (const fact of FACTS) {
      expect(fact.checked.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(typeof fact.verified).toBe('boolean');
      expect(fact.sources.length).toBeGreaterThan(0);
      for (const source of fact.sources) expect(getSource(source.id).url).toMatch(/^https:\/\//);
    }
  });

  it('that is verified has a source that somebody read', () => {
    const unread = FACTS.filter((fact) => fact.verified && fact.sources.every(({ id }) => !getSource(id).read));
    // Everyday terms of the glossary are the exception: their definition is elementary, the page is for further reading.
    const terms = new Set<unknown>(allTerms());
    expect(unread.filter((fact) => !terms.has(fact))).toEqual([]);
  });
});

describe('a register of sources', () => {
  it('tells every entry by its title', () => {
    const titles = allSources().map((source) => source.title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('has no entry that nothing cites and nobody read', () => {
    const cited = new Set(FACTS.flatMap((fact) => fact.sources.map(({ id }) => id)));
    expect(allSources().filter((source) => !source.read && !cited.has(source.id))).toEqual([]);
  });
});

describe('ports and sockets', () => {
  it('belong to their component', () => {
    expect(ids(portsOf('kube-scheduler'))).toContain('kube-scheduler-10259');
    expect(portsOf('kubectl').every((port) => port.component === 'kubectl')).toBe(true);
    expect(ids(socketsOf('kubelet'))).toContain('cri-containerd');
    expect(socketsOf('kubectl')).toEqual([]);
  });

  it('tell themselves apart in a mixed list', () => {
    expect(new Set(allPorts().map((port) => port.kind))).toEqual(new Set(['port']));
    expect(new Set(allSockets().map((socket) => socket.kind))).toEqual(new Set(['socket']));
  });

  // One end of a port stands in two records: its row, and the change that is looked at as of a version.
  it('end in the version in which their change says so', () => {
    const ends = changesByVersion().flatMap(({ stages, records }) =>
      records
        .filter((record) => record.startsWith('ports/'))
        .flatMap((record) => {
          const { deprecatedIn, removedIn } = getPort(record.slice('ports/'.length));
          return stages.flatMap(({ from, code }) => {
            const told = { deprecated: deprecatedIn, removed: removedIn }[code];
            return told === undefined ? [] : [{ record, from: `v${from}`, told: localize(told, 'en') }];
          });
        }),
    );
    expect(ends.length).toBeGreaterThan(6);
    expect(ends.filter(({ from, told }) => !new RegExp(`\\b${from.replace('.', '\\.')}\\b`).test(told))).toEqual([]);
  });

  it('keep the number as it is shown and as it is searched', () => {
    expect(getPort('kube-apiserver-6443')).toMatchObject({
      port: '6443',
      portStart: 6443,
      portEnd: 6443,
      ranges: [[6443, 6443]],
    });
  });
});

describe('relations', () => {
  it('are found from both ends', () => {
    expect(ids(relationsOf('etcd'))).toContain('apiserver-to-etcd');
    expect(ids(relationsOf('kube-apiserver'))).toContain('apiserver-to-etcd');
  });

  it('have a name for every party, component or not', () => {
    for (const { from, to, initiator } of allRelations()) {
      for (const party of [from, to, initiator]) expect(partyName(party, 'pt')).not.toBe('');
    }
    expect(partyName('Linux kernel', 'pt')).toBe('kernel Linux');
  });
});

describe('flows', () => {
  it('carry the sources of their steps, each once', () => {
    const flow = getFlow('apply-to-running');
    const cited = new Set(flow.steps.flatMap((step) => ids(step.sources)));
    expect(new Set(ids(flow.sources))).toEqual(cited);
    expect(flow.sources).toHaveLength(cited.size);
  });

  it('are verified when every step is', () => {
    for (const flow of allFlows()) expect(flow.verified).toBe(flow.steps.every((step) => step.verified));
  });
});

describe('interfaces', () => {
  it('carry the sources of their dimensions', () => {
    const cri = getInterface('cri');
    expect(ids(cri.sources)).toEqual(expect.arrayContaining([...ids(cri.transport.sources), ...ids(cri.keps.sources)]));
  });

  it('can be compared in every dimension that they share', () => {
    const shared = TEXT_DIMENSIONS.filter((key) => allInterfaces().every((entry) => entry[key] !== undefined));
    expect(shared.length).toBeGreaterThan(10);
  });
});

describe('implementations', () => {
  it('are found by group and by interface', () => {
    expect(ids(implementationsOf('cri-runtime'))).toContain('containerd');
    expect(allGroups().flatMap((group) => implementationsOf(group.id))).toHaveLength(allImplementations().length);
  });
});

describe('the timeline', () => {
  it('runs from the oldest event to what is planned', () => {
    const dates = timeline().map((event) => event.date);
    expect(dates).toEqual([...dates].sort());
    expect(timeline().at(-1)?.planned).toBe(true);
  });

  it('gives each interface its own events, oldest first', () => {
    expect(ids(eventsOf('cri')).slice(0, 2)).toEqual(['cri-alpha-1-5', 'dockershim-deprecated-1-20']);
    for (const { id } of allInterfaces()) expect(eventsOf(id).length).toBeGreaterThan(0);
  });
});

describe('labels', () => {
  it('put words to a code in both languages', () => {
    expect(label('openBetweenNodes', 'no', 'en')).toBe('no');
    expect(label('openBetweenNodes', 'no', 'pt')).toBe('não');
    expect(label('isolation', 'vm', 'pt')).toBe('máquina virtual');
    expect(labelCodes('verdict')).toEqual(['correct', 'imprecise', 'outdated', 'wrong']);
  });
});

it('is read the same by the quick reader and by the one that knows lines', () => {
  let compared = 0;
  for (const name of Object.keys(FILE_SCHEMAS) as FileName[]) {
    const text = readFileSync(`src/data/${name}.yaml`, 'utf8');
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines });
    const said: unknown = document.toJS();
    expect(load(text, { schema: CORE_SCHEMA }), name).toEqual(said);
    // A line is looked for in the lines of one record: it is the one of the whole file.
    for (const path of pathsTo('sources', said).filter((_, at) => at % 20 === 0)) {
      const [start = 0] = (document.getIn(path, true) as { range: number[] }).range;
      expect(readFactFile(name, text).lineOf(path), `${name}: ${path.join('/')}`).toBe(lines.linePos(start).line);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(50);
});
