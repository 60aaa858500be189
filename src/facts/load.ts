import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { LineCounter, parseDocument, Scalar, visit, type Document } from 'yaml';
import { portText } from '../schemas/ports.ts';
import {
  FILE_SCHEMAS,
  INTERFACE_IDS,
  QUESTION_TOPICS,
  type DeepReadonly,
  type FileContent,
  type FileName,
} from '../schemas/index.ts';
import { nearest } from '../lib/nearest.ts';
import { questionFindings } from './questions.ts';
import { textProblems } from './text-problems.ts';
import { describePath, explainIssue, FactsError, valueAt, type Path, type Problem } from './problems.ts';

/** The content of every file of src/data, checked and completed. */
export type Facts = { readonly [Name in FileName]: DeepReadonly<FileContent<Name>> };

const NAMES = Object.keys(FILE_SCHEMAS) as FileName[];

/** Something wrong, before it is known on which line. */
type Finding = { path: Path; what: string; fix: string; line?: number };

type ReadFile = {
  /** The text it was read from. */
  readonly text: string;
  /** What the file says, completed; undefined when it is not even YAML. */
  readonly raw: unknown;
  /** The same, when it fits its schema. */
  readonly content: unknown;
  readonly findings: readonly Finding[];
  readonly lineOf: (path: Path) => number | undefined;
};

// A file that did not change is not read twice in one process: tests load many copies that differ in one file. Two texts
// of each file are kept, the newest first, so that a copy with a fault does not push out the text without it.
const memory = new Map<FileName, readonly ReadFile[]>();

function remember(name: FileName, text: string): ReadFile {
  const known = memory.get(name) ?? [];
  const file = known.find((candidate) => candidate.text === text) ?? readFile(name, text);
  memory.set(name, [file, ...known.filter((candidate) => candidate !== file)].slice(0, 2));
  return file;
}

/**
 * Reads, checks and joins the data files.
 *
 * @param directory where they are; the project's own `src/data` when not given
 * @throws FactsError that names everything wrong in every file: what, where (file, line, record, field), what to do
 */
export function loadFacts(directory: string = join(process.cwd(), 'src', 'data')): Facts {
  const files = new Map<FileName, ReadFile>();
  const problems: Problem[] = [];
  const label = (name: FileName): string => {
    const path = join(directory, `${name}.yaml`);
    const fromRoot = relative(process.cwd(), path);
    return fromRoot.startsWith('..') ? path : fromRoot;
  };
  const report = (name: FileName, findings: readonly Finding[]): void => {
    const file = files.get(name);
    for (const { path, what, fix, line } of findings) {
      problems.push({
        file: label(name),
        line: line ?? file?.lineOf(path),
        where: describePath(file?.raw, path),
        what,
        fix,
      });
    }
  };

  for (const name of NAMES) {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(join(directory, `${name}.yaml`));
    } catch {
      problems.push({
        file: label(name),
        where: '',
        what: 'The file is missing.',
        fix: 'Restore it, or take it out of src/schemas/index.ts.',
      });
      continue;
    }
    const { text, problems: broken } = textProblems(bytes);
    if (broken.length > 0) {
      for (const problem of broken) problems.push({ file: label(name), where: '', ...problem });
      continue;
    }
    const file = remember(name, text);
    files.set(name, file);
    report(name, file.findings);
  }

  const valid = Object.fromEntries(
    [...files].filter(([, file]) => file.content !== undefined).map(([name, file]) => [name, file.content]),
  );
  for (const [name, findings] of crossCheck(valid as Partial<Facts>)) report(name, findings);

  if (problems.length > 0) throw new FactsError(problems);
  return valid as Facts;
}

function readFile(name: FileName, text: string): ReadFile {
  const quick = quickly(text);
  const file = quick === undefined ? undefined : understood(name, text, quick, () => undefined);
  if (file?.content === undefined || file.findings.length > 0) return carefully(name, text);
  // Nothing is wrong in it: where its parts stand is asked only when another file disagrees with it.
  let lines: ReadFile | undefined;
  return { ...file, lineOf: (path) => (lines ??= carefully(name, text)).lineOf(path) };
}

/**
 * What a file says, by a reader that is six times as quick and knows no lines: all files in half a second. Undefined when it
 * says nothing, or what only the other reader can explain.
 */
function quickly(text: string): unknown {
  if (ALIAS.test(text)) return undefined;
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
}

/** Where an anchor or an alias may stand: what repeats itself may be endless. */
const ALIAS = /(?:^|[\s,[{])[&*]\w/;

/** Reads a file with the line of every part, for a message about it. */
function carefully(name: FileName, text: string): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const findings = document.errors.map((error) => ({
      path: [],
      line: lines.linePos(startOfQuote(document, error.pos[0]) ?? error.pos[0]).line,
      what: `This is not YAML: ${(error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')}.`,
      fix: 'Correct this line or the one above. Two spaces for each level; text with ": " or " #" in it, or with a special first character, stands in quotes.',
    }));
    return { text, raw: undefined, content: undefined, findings, lineOf: () => undefined };
  }
  const [first] = content(document);
  if (typeof first === 'string' || first === null) {
    const finding = {
      path: [],
      line: 1,
      what: first ?? 'The file is empty.',
      fix:
        first === null || first.startsWith('The whole')
          ? 'Bring it back with `git checkout`.'
          : 'Write out what the aliases (*name) stand for: the data files use none.',
    };
    return { text, raw: undefined, content: undefined, findings: [finding], lineOf: () => undefined };
  }
  return understood(name, text, first, (path) => lineOfPath(document, lines, path));
}

/** What a file says, completed and held against its schema. */
function understood(name: FileName, text: string, first: unknown, lineOf: ReadFile['lineOf']): ReadFile {
  const raw = complete(name, first);
  const schemaFile = `src/schemas/${name.split('/')[0] ?? name}.ts`;
  const parsed = FILE_SCHEMAS[name].safeParse(raw);
  const issues = parsed.success ? [] : parsed.error.issues.flatMap((issue) => explainIssue(issue, raw, schemaFile));
  // "checked" has a default, so its absence only follows from another mistake.
  const own = issues.filter(({ path }) => path.at(-1) !== 'checked' || path[0] === 'meta' || path.length === 1);
  // What is wrong in the head is wrong in every record that takes it over: once is enough.
  if (own.some(({ path }) => path[0] === 'meta')) {
    const inherited = own.filter(({ path }) => path[0] !== 'meta' && path.at(-2) === 'checked');
    for (const issue of inherited) own.splice(own.indexOf(issue), 1);
  }
  const findings = [...(own.length > 0 ? own : issues), ...duplicates(raw, lineOf)];
  return { text, raw, content: parsed.success ? parsed.data : undefined, findings, lineOf };
}

/** What a document says, in a list of one; a sentence when that cannot be told, null when it says nothing. */
function content(document: Document): [unknown] {
  try {
    const said: unknown = document.toJS() ?? null;
    return [
      said === null || typeof said === 'object' ? said : `The whole file is one word: ${String(said).slice(0, 40)}.`,
    ];
  } catch (error) {
    return [`This is not plain YAML: ${error instanceof Error ? error.message : String(error)}.`];
  }
}

/** Where the quoted text begins in which the reader stopped: a quote that never closes is noticed far below its line. */
function startOfQuote(document: Document, stop: number): number | undefined {
  let start: number | undefined;
  visit(document, {
    Scalar(_key, node) {
      const quoted = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE;
      if (quoted && node.range && node.range[0] <= stop && stop <= node.range[2]) start = node.range[0];
    },
  });
  return start;
}

function lineOfPath(document: Document, lines: LineCounter, path: Path): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return lines.linePos(Number(node.range[0])).line;
    }
  }
  return undefined;
}

// ---- Completing: what every record carries, but nobody should have to write ----

type Loose = Record<string, unknown>;

function isMap(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function maps(value: unknown): Loose[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** The file with `sources: [id]` written out, the default "checked" on every fact, and the fields that follow from others. */
function complete(name: FileName, value: unknown): unknown {
  if (!isMap(value)) return value;
  const checked = isMap(value['meta']) ? value['meta']['checked'] : undefined;
  const root = name === 'sources' ? value : (expand(value, checked) as Loose);
  for (const row of maps(root['ports'])) Object.assign(row, { kind: 'port', ...numbers(row['ranges']), ...row });
  for (const row of maps(root['sockets'])) row['kind'] = 'socket';
  if (name === 'timeline') {
    for (const row of maps(root['events'])) row['planned'] = false;
    for (const row of maps(root['planned'])) row['planned'] = true;
  }
  if (name === 'flows') for (const flow of maps(root['flows'])) Object.assign(flow, summary(flow['steps'], checked));
  if (name === 'interfaces')
    for (const entry of maps(root['interfaces'])) Object.assign(entry, summary(entry, checked));
  return root;
}

/** A port as a reader sees it, and its two ends when it is one number or one range. A wrong form is the schema's to name. */
function numbers(ranges: unknown): Loose {
  if (!Array.isArray(ranges) || ranges.length === 0 || !ranges.every(Array.isArray)) return {};
  const spans: readonly unknown[][] = ranges;
  const [only, ...others] = spans;
  const port = portText(spans);
  return others.length === 0 ? { port, portStart: only?.[0], portEnd: only?.[1] } : { port };
}

function expand(value: unknown, checked: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => expand(item, checked));
  if (!isMap(value)) return value;
  const copy: Loose = {};
  for (const [key, inner] of Object.entries(value)) {
    copy[key] =
      key === 'sources' && Array.isArray(inner)
        ? inner.map((source: unknown) => (typeof source === 'string' ? { id: source } : source))
        : expand(inner, checked);
  }
  if ('verified' in copy && !('checked' in copy) && checked !== undefined) copy['checked'] = checked;
  return copy;
}

/** The provenance of something made of parts: all their sources once, verified when every part is. */
function summary(parts: unknown, checked: unknown): Loose {
  const sources = new Map<unknown, unknown>();
  const verdicts: boolean[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (!isMap(value)) return;
    // The note belongs to one use of a source, so the list of all sources goes without it.
    for (const source of maps(value['sources'])) sources.set(source['id'], { id: source['id'] });
    if (typeof value['verified'] === 'boolean') verdicts.push(value['verified']);
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(parts);
  return { sources: [...sources.values()], verified: verdicts.every(Boolean), checked };
}

// ---- Checking: ids and references ----

function duplicates(raw: unknown, lineOf: (path: Path) => number | undefined): Finding[] {
  if (!isMap(raw)) return [];
  const findings: Finding[] = [];
  const seen = new Map<string, Path>();
  for (const [list, records] of Object.entries(raw)) {
    if (!Array.isArray(records)) continue;
    for (const [index, record] of records.entries()) {
      const id: unknown = isMap(record) ? record['id'] : undefined;
      if (typeof id !== 'string') continue;
      // An event may move from "planned" to "events", so both lists share one space of ids.
      const space = list === 'planned' ? 'events' : list;
      const first = seen.get(`${space} ${id}`);
      const path = [list, index, 'id'];
      if (first === undefined) {
        seen.set(`${space} ${id}`, path);
        continue;
      }
      findings.push({
        path,
        what: `The id "${id}" is used twice: on line ${lineOf(first) ?? '?'} and on line ${lineOf(path) ?? '?'}.`,
        fix: 'Give one of the two records another id, or remove one.',
      });
    }
  }
  return findings;
}

/** What is wrong between the files. A file that did not fit its schema is left out: its own problems come first. */
function crossCheck(facts: Partial<Facts>): Map<FileName, Finding[]> {
  const findings = new Map<FileName, Finding[]>(NAMES.map((name) => [name, []]));
  const add = (name: FileName, path: Path, what: string, fix: string): void =>
    void findings.get(name)?.push({ path, what, fix });
  const { components, ports, sockets, relations, labels, implementations, claims, interfaces, sources } = facts;

  /** Reports an id that the other file does not have. */
  const refer = (
    name: FileName,
    path: Path,
    asked: string,
    known: ReadonlySet<string> | undefined,
    noun: string,
    list: string,
  ): void => {
    if (known === undefined || known.has(asked)) return;
    add(
      name,
      path,
      `There is no ${noun} "${asked}".`,
      `Nearest known: ${nearest(asked, known).join(', ')}. If it is new, add it to ${list} first.`,
    );
  };

  const componentIds = components && idsOf(components.components);
  const portIds = ports && idsOf(ports.ports);
  const socketIds = sockets && idsOf(sockets.sockets);
  const parties = componentIds && labels && new Set([...componentIds, ...Object.keys(labels.labels.actor)]);

  const sourceIds = sources && idsOf(sources.sources);
  for (const name of NAMES) {
    if (name === 'sources' || facts[name] === undefined) continue;
    for (const path of sourcePaths(facts[name])) {
      const asked = valueAt(facts[name], [...path, 'id']);
      if (typeof asked === 'string') refer(name, path, asked, sourceIds, 'source', 'src/data/sources.yaml');
    }
  }

  for (const [index, port] of (ports?.ports ?? []).entries()) {
    refer(
      'ports',
      ['ports', index, 'component'],
      port.component,
      componentIds,
      'component',
      'src/data/components.yaml',
    );
    for (const [position, id] of (port.replacedBy ?? []).entries()) {
      refer('ports', ['ports', index, 'replacedBy', position], id, portIds, 'port', 'src/data/ports.yaml');
    }
    const owner = components?.components.find((component) => component.id === port.component);
    if (owner !== undefined && !owner.ports.includes(port.id)) {
      add(
        'ports',
        ['ports', index, 'component'],
        `The component "${owner.id}" does not list this port.`,
        `Add "${port.id}" to its "ports:" in src/data/components.yaml.`,
      );
    }
  }
  for (const [index, component] of (components?.components ?? []).entries()) {
    for (const [position, id] of component.ports.entries()) {
      const path = ['components', index, 'ports', position];
      refer('components', path, id, portIds, 'port', 'src/data/ports.yaml');
      const port = ports?.ports.find((row) => row.id === id);
      if (port !== undefined && port.component !== component.id) {
        add(
          'components',
          path,
          `The port "${id}" belongs to "${port.component}".`,
          'Remove it here, or change "component:" of the port.',
        );
      }
    }
  }
  for (const [index, socket] of (sockets?.sockets ?? []).entries()) {
    for (const [position, id] of socket.components.entries()) {
      refer(
        'sockets',
        ['sockets', index, 'components', position],
        id,
        componentIds,
        'component',
        'src/data/components.yaml',
      );
    }
  }
  for (const [index, process] of (facts.processes?.processes ?? []).entries()) {
    for (const [position, id] of process.components.entries()) {
      const path = ['processes', index, 'components', position];
      refer('processes', path, id, componentIds, 'component', 'src/data/components.yaml');
    }
  }
  for (const [index, relation] of (relations?.relations ?? []).entries()) {
    for (const end of ['from', 'to', 'initiator'] as const) {
      refer(
        'relations',
        ['relations', index, end],
        relation[end],
        parties,
        'component or actor',
        'src/data/components.yaml or to "actor" of src/data/labels.yaml',
      );
    }
    if (relation.portId !== undefined)
      refer('relations', ['relations', index, 'portId'], relation.portId, portIds, 'port', 'src/data/ports.yaml');
    if (relation.socketId !== undefined)
      refer(
        'relations',
        ['relations', index, 'socketId'],
        relation.socketId,
        socketIds,
        'socket',
        'src/data/sockets.yaml',
      );
  }
  for (const [path, asked, known, noun, list] of firewallReferences(facts)) {
    refer('firewall', path, asked, known, noun, list);
  }
  const cells =
    interfaces &&
    new Set(interfaces.interfaces.flatMap((entry) => Object.keys(entry).map((key) => `${entry.id}/${key}`)));
  const rows = { ports: portIds, sockets: socketIds, components: componentIds, interfaces: cells };
  for (const list of ['changes', 'unchanged'] as const) {
    for (const [index, { records }] of (facts.versions?.[list] ?? []).entries()) {
      for (const [position, record] of records.entries()) {
        const [dataset = '', id = ''] = record.split(/\/(.*)/);
        const path = [list, index, 'records', position];
        refer('versions', path, id, rows[dataset as keyof typeof rows], 'record', `src/data/${dataset}.yaml`);
      }
    }
  }
  for (const [index, id] of (facts.versions?.released ?? []).entries())
    refer('versions', ['released', index], id, componentIds, 'component', 'src/data/components.yaml');
  for (const [index, claim] of (claims?.claims ?? []).entries()) {
    if (claim.topic === undefined || labels === undefined) continue;
    refer(
      'claims',
      ['claims', index, 'topic'],
      claim.topic,
      new Set(Object.keys(labels.labels.claimTopic)),
      'topic',
      '"claimTopic" of src/data/labels.yaml',
    );
  }
  if (interfaces !== undefined) {
    const present = idsOf(interfaces.interfaces);
    for (const id of INTERFACE_IDS.filter((known) => !present.has(known))) {
      add(
        'interfaces',
        ['interfaces'],
        `The interface "${id}" is missing.`,
        'Add its entry, or take the id out of INTERFACE_IDS in src/schemas/interfaces.ts.',
      );
    }
  }
  if (implementations !== undefined) {
    for (const [path, what, fix] of featureFindings(implementations)) add('implementations', path, what, fix);
  }
  const { corrections, coverage } = facts;
  if (claims !== undefined && corrections !== undefined && coverage !== undefined) {
    for (const [name, path, what, fix] of coverageFindings(claims, corrections, coverage)) add(name, path, what, fix);
  }
  const known = { ports: ports?.ports, corrections: corrections && idsOf(corrections.corrections) };
  const home = new Map<string, FileName>();
  for (const topic of QUESTION_TOPICS) {
    const name = `questions/${topic}` as const;
    for (const [index, question] of (facts[name]?.questions ?? []).entries()) {
      const path: Path = ['questions', index];
      for (const [where, what, fix] of questionFindings(question, path, known)) add(name, where, what, fix);
      const first = home.get(question.id);
      // Twice in one file is found where the file is read.
      if (first !== undefined && first !== name)
        add(
          name,
          [...path, 'id'],
          `The question "${question.id}" stands in src/data/${first}.yaml already.`,
          'Give one of the two another id, or remove one.',
        );
      home.set(question.id, first ?? name);
    }
  }
  return findings;
}

/** Every id that the choices and flows of firewall.yaml name, with the ids that they can be of. */
function* firewallReferences({
  firewall,
  ports,
  components,
}: Partial<Facts>): Generator<[Path, string, ReadonlySet<string> | undefined, string, string]> {
  if (firewall === undefined) return;
  const [clusters, networks, options] = [firewall.clusters, firewall.networks, firewall.options].map(idsOf);
  const here = (list: string): string => `"${list}" of src/data/firewall.yaml`;
  for (const [index, { network }] of firewall.clusters.entries()) {
    yield [['clusters', index, 'network'], network, networks, 'network', here('networks')];
  }
  for (const [index, { component }] of firewall.networks.entries()) {
    if (component === undefined) continue;
    const known = components && idsOf(components.components);
    yield [['networks', index, 'component'], component, known, 'component', 'src/data/components.yaml'];
  }
  const choices = function* (path: Path, asked: { clusters?: readonly string[]; networks?: readonly string[] }) {
    for (const [position, id] of (asked.clusters ?? []).entries()) {
      yield [[...path, 'clusters', position], id, clusters, 'cluster', here('clusters')] as const;
    }
    for (const [position, id] of (asked.networks ?? []).entries()) {
      yield [[...path, 'networks', position], id, networks, 'network', here('networks')] as const;
    }
  };
  for (const [index, option] of firewall.options.entries()) {
    for (const [path, ...rest] of choices(['options', index], option as object)) yield [path, ...rest];
  }
  const portIds = ports && idsOf(ports.ports);
  for (const [list, entries] of [
    ['flows', firewall.flows],
    ['unoffered', firewall.unoffered],
  ] as const) {
    for (const [index, { port }] of entries.entries()) {
      if (port !== undefined) yield [[list, index, 'port'], port, portIds, 'port', 'src/data/ports.yaml'];
    }
  }
  for (const [index, { when }] of firewall.flows.entries()) {
    if (when === undefined) continue;
    for (const [path, ...rest] of choices(['flows', index, 'when'], when as object)) yield [path, ...rest];
    if (when.option !== undefined) {
      yield [['flows', index, 'when', 'option'], when.option, options, 'option', here('options')];
    }
  }
}

/** Whether every claim is covered, and every one that does not hold is answered by exactly one correction. */
function coverageFindings(
  { claims }: Facts['claims'],
  { corrections }: Facts['corrections'],
  { coverage }: Facts['coverage'],
): [FileName, Path, string, string][] {
  const findings: [FileName, Path, string, string][] = [];
  const claimOf = new Map(claims.map((claim) => [claim.id, claim]));
  const covered = new Map(coverage.map((entry) => [entry.claim, entry]));
  const answers = new Map<string, string>();

  for (const [index, entry] of corrections.entries()) {
    for (const [position, id] of entry.claims.entries()) {
      const path: Path = ['corrections', index, 'claims', position];
      const claim = claimOf.get(id);
      const other = answers.get(id);
      answers.set(id, entry.id);
      if (claim === undefined) {
        const known = nearest(id, claimOf.keys()).join(', ');
        findings.push(['corrections', path, `There is no claim "${id}".`, `Nearest known: ${known}.`]);
      } else if (claim.verdict === 'correct') {
        findings.push([
          'corrections',
          path,
          `The claim "${id}" is correct.`,
          'Take it out: only what does not hold is corrected.',
        ]);
      } else if (other !== undefined) {
        findings.push([
          'corrections',
          path,
          `The claim "${id}" is answered twice, by "${other}" too.`,
          'Keep it in one of the two.',
        ]);
      }
    }
    const grounded = entry.claims.some((id) => claimOf.get(id)?.verified === true);
    if (entry.claims.length > 0 && entry.verified !== grounded) {
      findings.push([
        'corrections',
        ['corrections', index, 'verified'],
        `"verified" is ${entry.verified}, but ${grounded ? 'a claim of it is' : 'no claim of it is'} verified.`,
        `Write "verified: ${grounded}", or correct the claim.`,
      ]);
    }
  }
  for (const [index, entry] of coverage.entries()) {
    const known = claimOf.has(entry.claim);
    if (!known || covered.get(entry.claim) !== entry) {
      findings.push([
        'coverage',
        ['coverage', index, 'claim'],
        known ? `The claim "${entry.claim}" has two lines.` : `There is no claim "${entry.claim}".`,
        known ? 'Keep one of them.' : `Nearest known: ${nearest(entry.claim, claimOf.keys()).join(', ')}.`,
      ]);
    } else if (entry.correction !== answers.get(entry.claim)) {
      const answer = answers.get(entry.claim);
      findings.push([
        'coverage',
        ['coverage', index, 'correction'],
        `The claim "${entry.claim}" is answered by ${answer === undefined ? 'no correction' : `"${answer}"`} in corrections.yaml.`,
        answer === undefined ? 'Take "correction:" out, or add the entry.' : `Write "correction: ${answer}".`,
      ]);
    }
  }
  for (const [index, claim] of claims.entries()) {
    if (!covered.has(claim.id)) {
      findings.push([
        'claims',
        ['claims', index],
        `The claim "${claim.id}" has no section that covers it.`,
        'Add a line with its "page:" to src/data/coverage.yaml.',
      ]);
    }
    if (claim.verdict !== 'correct' && !answers.has(claim.id)) {
      findings.push([
        'claims',
        ['claims', index, 'verdict'],
        `The claim "${claim.id}" is not correct, and no correction answers it.`,
        'Add its id to an entry of src/data/corrections.yaml.',
      ]);
    }
  }
  return findings;
}

/** The values that a feature of free words may take when nobody knows the words. */
const WORDLESS = ['not-checked', 'not-applicable'];

function featureFindings(file: Facts['implementations']): [Path, string, string][] {
  const findings: [Path, string, string][] = [];
  const groups = new Map(file.groups.map((group) => [group.id, group]));
  for (const [index, implementation] of file.implementations.entries()) {
    const at: Path = ['implementations', index];
    const group = groups.get(implementation.group);
    if (group === undefined) {
      findings.push([
        [...at, 'group'],
        `There is no group "${implementation.group}".`,
        `Nearest known: ${nearest(implementation.group, groups.keys()).join(', ')}. If it is new, add it under "groups:".`,
      ]);
      continue;
    }
    const keys = group.features.map((feature) => feature.key);
    for (const key of Object.keys(implementation.features).filter((own) => !keys.includes(own))) {
      findings.push([
        [...at, 'features', key],
        `The group "${group.id}" does not compare the feature "${key}".`,
        `It compares: ${keys.join(', ') || 'nothing'}. Correct the key, or add the feature to the group and to all of its implementations.`,
      ]);
    }
    for (const { key, values } of group.features) {
      const feature = implementation.features[key];
      const path = [...at, 'features', key];
      if (feature === undefined) {
        findings.push([
          path,
          `The feature "${key}" is missing; every implementation of the group "${group.id}" has it.`,
          'Add it; "value: not-checked" says that nobody looked.',
        ]);
        continue;
      }
      if (values === 'text') {
        if (feature.value !== undefined && !WORDLESS.includes(feature.value)) {
          findings.push([
            [...path, 'value'],
            `"${feature.value}" is not a value of the feature "${key}".`,
            `Write a "text:" in both languages, or one of ${WORDLESS.join(', ')}.`,
          ]);
        }
        continue;
      }
      const allowed = Object.keys(file.vocabulary[values]);
      if (feature.value === undefined) {
        findings.push([
          path,
          `The feature "${key}" takes a value, not a text.`,
          `Use "value:" with one of ${allowed.join(', ')}; words go under "note:".`,
        ]);
      } else if (!allowed.includes(feature.value)) {
        findings.push([
          [...path, 'value'],
          `"${feature.value}" is not a value of the feature "${key}".`,
          `Use one of ${allowed.join(', ')}, or add it to "vocabulary: ${values}:".`,
        ]);
      }
    }
  }
  return findings;
}

function idsOf(records: readonly { readonly id: string }[]): Set<string> {
  return new Set(records.map((record) => record.id));
}

/** The path of every citation of a source inside a file. */
function sourcePaths(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => sourcePaths(item, [...path, index]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'sources' && Array.isArray(inner)
      ? inner.map((_, index) => [...path, key, index])
      : sourcePaths(inner, [...path, key]),
  );
}
