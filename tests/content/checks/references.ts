import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE_CHOICES } from '../../../src/features/firewall/examples.ts';
import type { Facts } from '../../../src/facts/load.ts';
import { nearest } from '../../../src/lib/nearest.ts';
import type { Finding } from './finding.ts';
import { componentsOf, type Component, type Page } from './pages.ts';

type IdKind =
  | 'port'
  | 'socket'
  | 'term'
  | 'component'
  | 'interface'
  | 'flow'
  | 'extension'
  | 'extension point'
  | 'implementation group'
  | 'diagram'
  | 'firewall example'
  | 'claim';

/** Which component takes ids of which kind, in which attribute. A new content component with ids is added here. */
const TAKES: Readonly<Record<string, { attribute: string; kind: IdKind }>> = {
  Port: { attribute: 'id', kind: 'port' },
  PortTable: { attribute: 'ids', kind: 'port' },
  Socket: { attribute: 'id', kind: 'socket' },
  SocketTable: { attribute: 'ids', kind: 'socket' },
  Term: { attribute: 'id', kind: 'term' },
  ComponentFacts: { attribute: 'id', kind: 'component' },
  ComponentPorts: { attribute: 'id', kind: 'component' },
  ComponentRelations: { attribute: 'id', kind: 'component' },
  InterfaceFacts: { attribute: 'id', kind: 'interface' },
  InterfaceField: { attribute: 'id', kind: 'interface' },
  InterfaceOperations: { attribute: 'id', kind: 'interface' },
  InterfaceTools: { attribute: 'id', kind: 'interface' },
  InterfaceKeps: { attribute: 'id', kind: 'interface' },
  InterfaceHistory: { attribute: 'id', kind: 'interface' },
  InterfaceImplementations: { attribute: 'id', kind: 'interface' },
  Flow: { attribute: 'id', kind: 'flow' },
  Story: { attribute: 'id', kind: 'flow' },
  ExtensionFacts: { attribute: 'id', kind: 'extension' },
  ExtensionPoint: { attribute: 'id', kind: 'extension point' },
  ImplementationTable: { attribute: 'group', kind: 'implementation group' },
  Diagram: { attribute: 'id', kind: 'diagram' },
  FirewallExample: { attribute: 'id', kind: 'firewall example' },
  Point: { attribute: 'claims', kind: 'claim' },
};

/** What `InterfaceFacts` says of an interface: it is not said again as label and value below. */
const IN_BAND: ReadonlySet<string> = new Set(['client', 'api_form', 'transport', 'server', 'current_version', 'layer']);

const ids = (records: readonly { readonly id: string }[]): Set<string> => new Set(records.map((record) => record.id));

/**
 * The ids that pages may name, by kind.
 * @param root project folder, for the diagrams; their folder may be absent, then diagram ids are not checked
 */
export function knownIds(root: string, facts: Facts): Partial<Record<IdKind, Set<string>>> {
  const diagrams = join(root, 'src/features/diagrams/templates');
  return {
    port: ids(facts.ports.ports),
    socket: ids(facts.sockets.sockets),
    term: ids(facts.glossary.terms),
    component: ids(facts.components.components),
    interface: ids(facts.interfaces.interfaces),
    flow: ids(facts.flows.flows),
    'firewall example': new Set(Object.keys(EXAMPLE_CHOICES)),
    claim: ids(facts.claims.claims),
    extension: ids(facts.extensibility.extensions),
    'extension point': ids(facts.extensibility.neighbours),
    'implementation group': ids(facts.implementations.groups),
    ...(existsSync(diagrams) && {
      diagram: new Set(readdirSync(diagrams).map((name) => name.replace(/\.mmd$/, ''))),
    }),
  };
}

/** Every id that a page hands to a component, and every source of its frontmatter, exists in the store. */
export function knownReferences(pages: readonly Page[], facts: Facts, known: ReturnType<typeof knownIds>): Finding[] {
  const sources = ids(facts.sources.sources);
  return pages.flatMap((page) => [
    ...componentsOf(page).flatMap((component) => checkComponent(page, component, facts, known)),
    ...list(page.frontmatter['sources'])
      .filter((id) => !sources.has(id))
      .map((id) => unknown(page.file, 'source', id, sources)),
    ...repeatedTerms(page),
  ]);
}

function checkComponent(page: Page, component: Component, facts: Facts, known: ReturnType<typeof knownIds>): Finding[] {
  const where = `${page.file}:${component.line}`;
  const { name, attributes } = component;
  if (name === 'Day') {
    const iso = attributes['iso'];
    if (typeof iso === 'string' && /^\d{4}(-\d{4}|-\d{2}(-\d{2})?)?$/.test(iso)) return [];
    return [
      {
        where,
        what: `<Day> has no date but ${JSON.stringify(iso)}.`,
        fix: 'Write iso="YYYY-MM-DD", "YYYY-MM" or "YYYY".',
      },
    ];
  }
  const takes = TAKES[name];
  if (takes === undefined) {
    const given = ['id', 'ids', 'group', 'field'].find((key) => key in attributes);
    if (given === undefined) return [];
    return [
      {
        where,
        what: `<${name}> takes ids in "${given}" that no gate knows.`,
        fix: 'Add it to TAKES in tests/content/checks/references.ts.',
      },
    ];
  }
  const findings: Finding[] = [];
  const asked = list(attributes[takes.attribute]);
  // A point of a study sheet that no claim is about names its section instead.
  if (asked.length === 0 && !(name === 'Point' && typeof attributes['to'] === 'string'))
    findings.push({ where, what: `<${name}> has no "${takes.attribute}".`, fix: `Name a ${takes.kind}.` });
  const existing = known[takes.kind];
  for (const id of asked) if (existing && !existing.has(id)) findings.push(unknown(where, takes.kind, id, existing));
  if (name === 'InterfaceField') {
    const entry = facts.interfaces.interfaces.find((one) => one.id === attributes['id']);
    const field = String(attributes['field']);
    if (entry && !(field in entry))
      findings.push(unknown(where, `field of the interface "${entry.id}"`, field, new Set(Object.keys(entry))));
    if (IN_BAND.has(field))
      findings.push({
        where,
        what: `The band at the head of the page says the field "${field}" already.`,
        fix: 'Say in prose what it does not say, or leave it out.',
      });
  }
  return findings;
}

function unknown(where: string, kind: string, id: string, known: ReadonlySet<string>): Finding {
  return { where, what: `There is no ${kind} "${id}".`, fix: `Nearest known: ${nearest(id, [...known]).join(', ')}.` };
}

/** A definition is offered once on a page: at the term's first mention. */
function repeatedTerms(page: Page): Finding[] {
  const seen = new Map<string, number>();
  const findings: Finding[] = [];
  for (const { name, attributes, line } of componentsOf(page)) {
    if (name !== 'Term' || typeof attributes['id'] !== 'string') continue;
    const first = seen.get(attributes['id']);
    if (first === undefined) seen.set(attributes['id'], line);
    else
      findings.push({
        where: `${page.file}:${line}`,
        what: `<Term id="${attributes['id']}"> stands already on line ${first}.`,
        fix: 'Keep the first, write plain text here.',
      });
  }
  return findings;
}

const list = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((item) => typeof item === 'string');
