/**
 * The one way to the facts of the site. Pages, diagrams, search, exports and tests ask here and nowhere else; whoever
 * asks for an id that does not exist gets an error that names the ids nearest to it.
 */
import type { Lang, Phrase } from '../lib/text.ts';
import { LANGS } from '../lib/languages.ts';
import { localize } from '../lib/text.ts';
import type {
  Asked,
  Checked,
  Claim,
  Component,
  Correction,
  CoveredClaim,
  CrossCuttingFact,
  Extensibility,
  Extension,
  ExtensionNeighbour,
  Flow,
  GlossaryTerm,
  Implementation,
  ImplementationGroup,
  InterfaceEntry,
  LabelKind,
  LatestKubernetes,
  Port,
  Proved,
  Question,
  Relation,
  Socket,
  Source,
  TimelineEvent,
  VersionFact,
} from '../schemas/index.ts';
import { QUESTION_TOPICS } from '../schemas/questions.ts';
import { loadFacts, type Facts } from './load.ts';
import { nearest } from '../lib/nearest.ts';

export { INTERFACE_IDS, TEXT_DIMENSIONS } from '../schemas/interfaces.ts';
export { QUESTION_TOPICS } from '../schemas/questions.ts';
export type * from '../schemas/index.ts';
export type { Lang, Phrase, Text } from '../lib/text.ts';
export { localize } from '../lib/text.ts';

// The store is read when it is first asked, not when this module is imported: whoever only needs a type pays nothing.
let loaded: Facts | undefined;
const facts = (): Facts => (loaded ??= loadFacts());

/** Computes a value when it is first asked for, and keeps it. */
function once<Value>(compute: () => Value): () => Value {
  let kept: { value: Value } | undefined;
  return () => (kept ??= { value: compute() }).value;
}

function byId<Entry extends { readonly id: string }>(list: () => readonly Entry[]): () => ReadonlyMap<string, Entry> {
  return once(() => new Map(list().map((entry) => [entry.id, entry])));
}

function groupBy<Entry>(
  list: readonly Entry[],
  keysOf: (entry: Entry) => Iterable<string>,
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of list) {
    for (const key of new Set(keysOf(entry))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [entry]);
      else group.push(entry);
    }
  }
  return groups;
}

function pick<Entry>(known: ReadonlyMap<string, Entry>, id: string, noun: string, listing: string): Entry {
  const entry = known.get(id);
  if (entry === undefined) throw unknown(id, known.keys(), noun, listing);
  return entry;
}

function unknown(id: string, known: Iterable<string>, noun: string, listing: string): Error {
  return new Error(
    [
      `There is no ${noun} "${id}".`,
      `Nearest known: ${nearest(id, known).join(', ')}.`,
      `To see them all: ${listing}.`,
    ].join('\n'),
  );
}

// ---- Ports and sockets ----

const ports = byId(() => facts().ports.ports);
const portsByComponent = once(() => groupBy(allPorts(), (port) => [port.component]));
const sockets = byId(() => facts().sockets.sockets);
const socketsByComponent = once(() => groupBy(allSockets(), (socket) => socket.components));

/** Every port, in the order of the file. */
export function allPorts(): readonly Port[] {
  return facts().ports.ports;
}

/** One port. Throws when there is none with this id. */
export function getPort(id: string): Port {
  return pick(ports(), id, 'port', 'allPorts() or src/data/ports.yaml');
}

/** The ports of a component, in the order of the file; none when it has none. Throws when there is no such component. */
export function portsOf(componentId: string): readonly Port[] {
  return portsByComponent().get(getComponent(componentId).id) ?? [];
}

/** Every socket, named pipe and plugin directory, in the order of the file. */
export function allSockets(): readonly Socket[] {
  return facts().sockets.sockets;
}

/** What programs are called where ss and ps show them, and whose ports they open. */
export function allProcesses(): Facts['processes']['processes'] {
  return facts().processes.processes;
}

/** One socket. Throws when there is none with this id. */
export function getSocket(id: string): Socket {
  return pick(sockets(), id, 'socket', 'allSockets() or src/data/sockets.yaml');
}

/** The sockets that a component serves or calls. Throws when there is no such component. */
export function socketsOf(componentId: string): readonly Socket[] {
  return socketsByComponent().get(getComponent(componentId).id) ?? [];
}

// ---- Components, relations, flows ----

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

// ---- What a firewall lets in ----

/** The choices of a cluster and the connections that each brings along. */
export function firewallFacts(): Facts['firewall'] {
  return facts().firewall;
}

// ---- Interfaces and their implementations ----

const interfaces = byId<InterfaceEntry>(() => facts().interfaces.interfaces);
const groups = byId(() => facts().implementations.groups);
const implementationsByGroup = once(() => groupBy(allImplementations(), (entry) => [entry.group]));

/** The six interfaces, in the order of the file. */
export function allInterfaces(): readonly InterfaceEntry[] {
  return facts().interfaces.interfaces;
}

/** One interface. Throws when there is none with this id. */
export function getInterface(id: string): InterfaceEntry {
  return pick(interfaces(), id, 'interface', 'INTERFACE_IDS or src/data/interfaces.yaml');
}

/** Facts about the interfaces together. */
export function crossCuttingFacts(): readonly CrossCuttingFact[] {
  return facts().interfaces.crossCutting;
}

/** Every implementation, in the order of the file. */
export function allImplementations(): readonly Implementation[] {
  return facts().implementations.implementations;
}

/** The implementations of a group. Throws when there is no such group. */
export function implementationsOf(groupId: string): readonly Implementation[] {
  return implementationsByGroup().get(getGroup(groupId).id) ?? [];
}

/** Every group of implementations, in the order of the file. */
export function allGroups(): readonly ImplementationGroup[] {
  return facts().implementations.groups;
}

/** One group of implementations. Throws when there is none with this id. */
export function getGroup(id: string): ImplementationGroup {
  return pick(groups(), id, 'group of implementations', 'allGroups() or src/data/implementations.yaml');
}

// ---- Extensibility ----

const extensions = byId(() => facts().extensibility.extensions);
const neighbours = byId(() => facts().extensibility.neighbours);

/** All that the data says about extending Kubernetes. */
export function extensibility(): Extensibility {
  return facts().extensibility;
}

/** One way to extend Kubernetes that is written out: `crd`, `api-aggregation`, `admission`. Throws when there is none. */
export function getExtension(id: string): Extension {
  return pick(extensions(), id, 'extension', 'extensibility().extensions or src/data/extensibility.yaml');
}

/** One neighbouring extension point, such as `kms`. Throws when there is none with this id. */
export function getExtensionPoint(id: string): ExtensionNeighbour {
  return pick(neighbours(), id, 'extension point', 'extensibility().neighbours or src/data/extensibility.yaml');
}

// ---- Time ----

const sortedEvents = once(() =>
  [...facts().timeline.events, ...facts().timeline.planned].sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
  ),
);
const events = byId(() => sortedEvents());
const eventsByTag = once(() => groupBy(sortedEvents(), (event) => event.tags));

/** Every event, oldest first; what has not happened yet has `planned: true`. */
export function timeline(): readonly TimelineEvent[] {
  return sortedEvents();
}

/** One event. Throws when there is none with this id. */
export function getEvent(id: string): TimelineEvent {
  return pick(events(), id, 'event', 'timeline() or src/data/timeline.yaml');
}

/** The events with a tag, oldest first. The id of an interface is a tag. Throws when no label knows the tag. */
export function eventsOf(tag: string): readonly TimelineEvent[] {
  label('eventTag', tag, 'en');
  return eventsByTag().get(tag) ?? [];
}

/** Every fact tied to a version, in the order of the file. */
export function versionFacts(): readonly VersionFact[] {
  return facts().versions.versions;
}

/**
 * Id of the row of the timeline that tells a fact about a version. An event of the same day tells it; a fact that no event
 * tells has a row of its own. Undefined for what has neither a date nor is planned: the timeline does not show it.
 */
export function timelineRow({ id, date, status }: VersionFact): string | undefined {
  if (date === undefined && status !== 'planned') return undefined;
  return timeline().find((event) => event.date === date)?.id ?? `version-${id}`;
}

/** The newest Kubernetes known, the next one, and what this rests on. */
export function latestKubernetes(): LatestKubernetes {
  return facts().versions.latest;
}

/** Against which Kubernetes and on which day the site was last checked. */
export function checkedMeta(): Checked {
  return facts().meta.checked;
}

// ---- Words ----

const terms = byId<GlossaryTerm>(() => facts().glossary.terms);
const sources = byId(() => facts().sources.sources);

/** Every entry of the glossary, in the order of the file. */
export function allTerms(): readonly GlossaryTerm[] {
  return facts().glossary.terms;
}

/** One entry of the glossary. Throws when there is none with this id. */
export function getTerm(id: string): GlossaryTerm {
  return pick(terms(), id, 'term', 'allTerms() or src/data/glossary.yaml');
}

/**
 * The words by which readers look things up: groups of phrases that mean the same, in both languages (those of
 * synonyms.yaml and the pairs of the glossary), and the words that say nothing.
 */
export function synonyms(): { groups: readonly (readonly string[])[]; stopWords: readonly string[] } {
  const { groups, stopWords } = facts().synonyms;
  return { groups: [...groups, ...termPairs()], stopWords: [...new Set(LANGS.flatMap((lang) => stopWords[lang]))] };
}

/** The question bank: what people ask and which errors they paste, by the place that answers. */
export function asked(): readonly Asked[] {
  return facts().asked.asked;
}

/** A term's names in both languages; an abbreviation in brackets is a name of its own. */
const termPairs = once(() =>
  allTerms()
    .map(({ term, officialPt }) =>
      [...LANGS.map((lang) => term[lang]), officialPt ?? '']
        .flatMap((name) => name.split(/[()]/))
        .map((name) => name.trim().toLowerCase()),
    )
    .map((names) => [...new Set(names.filter((name) => name !== ''))])
    .filter((names) => names.length > 1),
);

/** Every claim of the course notes, in the order of the file. */
export function allClaims(): readonly Claim[] {
  return facts().claims.claims;
}

const corrections = byId<Correction>(() => facts().corrections.corrections);
const correctionsByPage = once(() =>
  groupBy(allCorrections(), (entry) => [entry.page, ...(entry.also ?? [])].map((place) => place.split('#')[0] ?? '')),
);

/** Every correction of what notes often say, in the order of the file. */
export function allCorrections(): readonly Correction[] {
  return facts().corrections.corrections;
}

/** One correction. Throws when there is none with this id. */
export function getCorrection(id: string): Correction {
  return pick(corrections(), id, 'correction', 'allCorrections() or src/data/corrections.yaml');
}

/** The corrections that a page speaks of; none for a page that no correction names. */
export function correctionsOf(slug: string): readonly Correction[] {
  return correctionsByPage().get(slug) ?? [];
}

/** The section that covers each claim of the course notes. */
export function claimCoverage(): readonly CoveredClaim[] {
  return facts().coverage.coverage;
}

/** Every source, in the order of its id. */
export function allSources(): readonly Source[] {
  return facts().sources.sources;
}

/** One source. Throws when there is none with this id. */
export function getSource(id: string): Source {
  return pick(sources(), id, 'source', 'allSources() or src/data/sources.yaml');
}

const labelMaps = once(
  () =>
    new Map(
      Object.entries({ ...facts().labels.labels, ...facts().implementations.vocabulary }).map(([kind, map]) => [
        kind,
        new Map(Object.entries(map)),
      ]),
    ),
);

/** The codes of a kind that have a label, in the order in which a reader should meet them. */
export function labelCodes(kind: LabelKind): readonly string[] {
  return [...pick(labelMaps(), kind, 'kind of label', 'src/data/labels.yaml').keys()];
}

/** The words for a code. Throws when the kind or the code has none. */
export function label(kind: LabelKind, code: string, lang: Lang): string {
  const map = pick(labelMaps(), kind, 'kind of label', 'src/data/labels.yaml');
  return localize(pick(map, code, `label of the kind "${kind}" for the code`, `labelCodes('${kind}')`), lang);
}

const questions = byId<Question>(() => allQuestions());
const questionsByPage = once(() => groupBy(allQuestions(), ({ section }) => [section.split('#')[0] ?? '']));
const everyQuestion = once((): readonly Question[] =>
  QUESTION_TOPICS.flatMap((topic) =>
    facts()[`questions/${topic}`].questions.map((question): Question => ({ ...question, topic })),
  ),
);

/** Every question, topic by topic, in the order of its file. */
export function allQuestions(): readonly Question[] {
  return everyQuestion();
}

/** One question. Throws when there is none with this id. */
export function getQuestion(id: string): Question {
  return pick(questions(), id, 'question', 'allQuestions() or src/data/questions/');
}

/** The questions that sections of a page answer; none for a page that no question names. */
export function questionsOf(slug: string): readonly Question[] {
  return questionsByPage().get(slug) ?? [];
}

/** The check sections that were run on real software. */
export function provedSections(): readonly Proved[] {
  return facts().proved.proved;
}

/** The last records of what commands measured; one that is undefined has not been made. */
export function measured(): Omit<Facts['proved'], 'proved'> {
  return facts().proved;
}

/** Something that is not the same in every version, with the versions from which on what holds, oldest first. */
export interface ChangeByVersion {
  id: string;
  subject: Phrase;
  /** The section that explains it. */
  page: string;
  stages: readonly { from: string; code: string }[];
  /** The rows and cells that it changes: `ports/kubelet-10250`, `interfaces/cri/client`. */
  records: readonly string[];
}

/** What is not the same in every version of Kubernetes. @throws Error for a gate that the store does not have */
export function changesByVersion(): ChangeByVersion[] {
  return facts().versions.changes.map(({ id, subject, page, stages, gate, alpha, records }) => {
    if (stages) return { id, subject, page, stages, records };
    const found = featureGates().find((entry) => entry.gate === gate);
    if (!found) throw new Error(`versions.yaml, changes: there is no gate "${gate}".`);
    const known = [
      { from: alpha, code: 'alpha' },
      { from: found.on === found.stable ? undefined : found.on, code: 'on' },
      { from: found.stable, code: 'stable' },
    ];
    return {
      id,
      subject,
      page,
      stages: known.flatMap(({ from, code }) => (from === undefined ? [] : [{ from, code }])),
      records,
    };
  });
}

/** Since which version a row is known to be as it is now; rows of changes are not among them unless only a part of them changed. */
export function unchangedSince(): ReadonlyMap<string, string> {
  return new Map(facts().versions.unchanged.flatMap(({ from, records }) => records.map((record) => [record, from])));
}

/** Whether a component is released with Kubernetes, and not in versions of its own. */
export function isReleasedWithKubernetes(component: string): boolean {
  return facts().versions.released.includes(component);
}

/** The feature gates that texts speak of. */
export function featureGates(): Facts['versions']['gates'] {
  return facts().versions.gates;
}
