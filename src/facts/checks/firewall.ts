/** Whether the choices, networks and flows of firewall.yaml name only what exists. */
import type { Facts } from '../../schemas/index.ts';
import type { Path } from '../problems.ts';
import { componentIds, type Finding, idsOf, type Named, portIds, unknownId } from './finding.ts';

interface Asked {
  clusters?: readonly string[] | undefined;
  networks?: readonly string[] | undefined;
}

/** What is wrong with the ids of firewall.yaml. */
export function* firewallFindings(facts: Partial<Facts>): Generator<Finding> {
  const { firewall } = facts;
  if (firewall === undefined) return;
  const here = (list: 'clusters' | 'networks' | 'options', noun: string): Named => ({
    known: idsOf(firewall[list]),
    noun,
    list: `"${list}" of src/data/firewall.yaml`,
  });
  const [clusters, networks] = [here('clusters', 'cluster'), here('networks', 'network')];
  const choices = function* (path: Path, asked: Asked): Generator<Finding> {
    for (const [position, id] of (asked.clusters ?? []).entries()) {
      yield* unknownId('firewall', [...path, 'clusters', position], id, clusters);
    }
    for (const [position, id] of (asked.networks ?? []).entries()) {
      yield* unknownId('firewall', [...path, 'networks', position], id, networks);
    }
  };
  for (const [index, { network }] of firewall.clusters.entries()) {
    yield* unknownId('firewall', ['clusters', index, 'network'], network, networks);
  }
  for (const [index, { component }] of firewall.networks.entries()) {
    if (component === undefined) continue;
    yield* unknownId('firewall', ['networks', index, 'component'], component, componentIds(facts));
  }
  for (const [index, option] of firewall.options.entries()) yield* choices(['options', index], option);
  for (const list of ['flows', 'unoffered'] as const) {
    for (const [index, { port }] of firewall[list].entries()) {
      if (port !== undefined) yield* unknownId('firewall', [list, index, 'port'], port, portIds(facts));
    }
  }
  for (const [index, { when }] of firewall.flows.entries()) {
    if (when === undefined) continue;
    yield* choices(['flows', index, 'when'], when);
    if (when.option !== undefined) {
      const path = ['flows', index, 'when', 'option'];
      yield* unknownId('firewall', path, when.option, here('options', 'option'));
    }
  }
}
