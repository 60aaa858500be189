/** Components, the relations between them, and flows. */
import { localize, type Lang } from '../lib/text.ts';
import type { Component, Flow, Relation } from '../schemas/index.ts';
import { byId, facts, groupBy, once, pick, unknown } from './store.ts';

const components = byId(() => facts().components.components);
const relations = byId(() => facts().relations.relations);
const relationsByParty = once(() => groupBy(allRelations(), (relation) => [relation.from, relation.to]));
const flows = byId(() => facts().flows.flows);

/** Every component, in the order of the file. */
export function allComponents(): readonly Component[] {
  return facts().components.components;
}

/** One component. Throws when there is none with this id. */
export function getComponent(id: string): Component {
  return pick(components(), id, 'component', 'allComponents() or src/data/components.yaml');
}

/** Every relation, in the order of the file. */
export function allRelations(): readonly Relation[] {
  return facts().relations.relations;
}

/** One relation. Throws when there is none with this id. */
export function getRelation(id: string): Relation {
  return pick(relations(), id, 'relation', 'allRelations() or src/data/relations.yaml');
}

/** The relations that start or end at a component. Throws when there is no such component. */
export function relationsOf(componentId: string): readonly Relation[] {
  return relationsByParty().get(getComponent(componentId).id) ?? [];
}

/** The name of a party of a relation: a component, or one of the actors around the cluster. Throws when it is neither. */
export function partyName(party: string, lang: Lang): string {
  const component = components().get(party);
  if (component !== undefined) return localize(component.names, lang);
  const actors = facts().labels.labels.actor;
  const actor = actors[party];
  if (actor === undefined) {
    throw unknown(
      party,
      [...components().keys(), ...Object.keys(actors)],
      'component or actor',
      'src/data/components.yaml, and "actor" in src/data/labels.yaml',
    );
  }
  return localize(actor, lang);
}

/** Every flow, in the order of the file. */
export function allFlows(): readonly Flow[] {
  return facts().flows.flows;
}

/** One flow. Throws when there is none with this id. */
export function getFlow(id: string): Flow {
  return pick(flows(), id, 'flow', 'allFlows() or src/data/flows.yaml');
}
