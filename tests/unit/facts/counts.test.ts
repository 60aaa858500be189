import { describe, expect, it } from 'vitest';
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
  checkedMeta,
  crossCuttingFacts,
  extensibility,
  INTERFACE_IDS,
  latestKubernetes,
  timeline,
  versionFacts,
} from '../../../src/facts/index.ts';

// The numbers come from the research that the store was filled from, counted there and not here: a record that got lost
// on the way shows. Whoever adds or retires a fact changes the number with it.
describe('the store holds every fact of the research', () => {
  it.each([
    ['ports', allPorts, 121],
    ['sockets', allSockets, 13],
    ['components', allComponents, 60],
    ['relations', allRelations, 36],
    ['flows', allFlows, 4],
    ['interfaces', allInterfaces, 6],
    ['facts about the interfaces together', crossCuttingFacts, 3],
    ['implementations', allImplementations, 81],
    ['groups of implementations', allGroups, 12],
    ['version facts', versionFacts, 41],
    ['terms', allTerms, 150],
    ['claims', allClaims, 143],
    ['sources', allSources, 550],
  ])('%s', (_name, list, count) => {
    expect(list()).toHaveLength(count);
  });

  it('steps of the flows', () => {
    expect(allFlows().flatMap((flow) => flow.steps)).toHaveLength(26);
  });

  it('events, one of them planned', () => {
    expect(timeline().filter((event) => !event.planned)).toHaveLength(49);
    expect(timeline().filter((event) => event.planned)).toHaveLength(1);
  });

  it('ways to extend, their neighbours, and the table that helps to choose', () => {
    const { extensions, neighbours, chooseTable, guidance } = extensibility();
    expect(extensions.map((extension) => extension.id)).toEqual(['crd', 'api-aggregation', 'admission']);
    expect(neighbours).toHaveLength(11);
    expect(chooseTable.rows).toHaveLength(11);
    expect(guidance).toHaveLength(3);
  });

  it('claims of every verdict', () => {
    const counts = { correct: 0, imprecise: 0, outdated: 0, wrong: 0 };
    for (const claim of allClaims()) counts[claim.verdict] += 1;
    expect(counts).toEqual({ correct: 46, imprecise: 64, outdated: 9, wrong: 24 });
  });

  it('the six interfaces, by the ids that code may rely on', () => {
    expect(
      allInterfaces()
        .map((entry) => entry.id)
        .sort(),
    ).toEqual([...INTERFACE_IDS].sort());
  });

  it('the Kubernetes and the day of the check', () => {
    expect(checkedMeta()).toEqual({ kubernetes: '1.37', date: '2026-11-21' });
    expect(latestKubernetes()).toMatchObject({ minor: '1.37', releaseDate: '2026-08-26', nextMinor: '1.38' });
  });
});
