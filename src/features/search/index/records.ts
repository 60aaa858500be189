/** What the facts give the search: one record per port, socket, component, term, event, dimension and implementation. */
import {
  allComponents,
  allCorrections,
  allImplementations,
  allInterfaces,
  allPorts,
  allSockets,
  allTerms,
  getComponent,
  getPort,
  getSource,
  label,
  localize,
  timeline,
  type Lang,
  type Phrase,
} from '../../../facts/index.ts';
import { otherLangs } from '../../../lib/languages.ts';
import type { SourceRef } from '../../../schemas/common.ts';
import { TEXT_DIMENSIONS } from '../../../schemas/interfaces.ts';
import { type Answer, type CardLine } from '../query/name-index.ts';

/** An answer, and the text by which it is found. */
export interface SearchRecord extends Answer {
  text: string;
  /** What the store says of it at a glance, and where that is from. */
  card?: readonly CardLine[];
  source?: { title: string; url: string };
}

/** The built pages of one language: slug → the ids on it. */
type BuiltIds = ReadonlyMap<string, ReadonlySet<string>>;

/** What of the built site and of the pages' heads the records need. */
export interface RecordInput {
  lang: Lang;
  /** UI strings of this language, for the names of dimensions. */
  strings: Readonly<Record<string, string>>;
  /** Slug → words by which a page is looked for; a component takes over those of its page. */
  aliases: ReadonlyMap<string, readonly string[]>;
  ids: BuiltIds;
}

/** Shortens a text at a word, for a line that is read at a glance. */
export function clip(text: string, length: number): string {
  const plain = text.replace(/[.;]$/, '');
  if (plain.length <= length) return plain;
  const cut = plain.slice(0, length + 1);
  const end = Math.max(cut.lastIndexOf(' '), length - 20);
  return `${cut.slice(0, end).replace(/[\s,;:(.–—-]+$/, '')}…`;
}

const LINE = 46;

/** The version with which the text of an event begins, by which it is asked for, and what it says of it. */
export function versionOf(text: string): { version?: string; rest: string } {
  const [, version, rest = ''] = /^(?:[AO] )?([^.:;,()]+? v\d+(?:\.\d+)+)(?!\w)[.:]? *(.*)$/s.exec(text) ?? [];
  return version === undefined ? { rest: text } : { version, rest };
}

/** A record as a kind gives it: without a path its page is not built yet, and it waits. */
interface Draft extends Omit<SearchRecord, 'path' | 'ranges' | 'current'> {
  path: string | undefined;
  ranges?: SearchRecord['ranges'];
  current?: boolean;
}

/** What the kinds of records are written with. */
class Writer {
  readonly lang: Lang;
  readonly input: RecordInput;
  /** Places and words that records ask for and the site does not have. */
  readonly faults: string[] = [];

  constructor(input: RecordInput) {
    this.input = input;
    this.lang = input.lang;
  }

  say(value: Phrase): string {
    return localize(value, this.lang);
  }

  /** In every language, the reader's first. */
  both(value: Phrase): string[] {
    return [this.lang, ...otherLangs(this.lang)].map((one) => localize(value, one));
  }

  all(...values: (Phrase | undefined)[]): string {
    return values.map((value) => (value ? this.say(value) : '')).join(' ');
  }

  word(key: string): string {
    return this.input.strings[key] ?? key;
  }

  /** A kind waits until its page exists; a page without the record's id is a fault. */
  place(slug: string, id: string): string | undefined {
    const known = this.input.ids.get(slug);
    if (known === undefined) return undefined;
    if (!known.has(id)) this.faults.push(`${slug}/#${id}`);
    return `${slug}/#${id}`;
  }

  /** The lines of a card; what says nothing is left out. */
  card(...lines: (readonly [label: string, value: Phrase | undefined])[]): CardLine[] {
    return lines.flatMap(([name, value]) =>
      value === undefined || this.say(value) === '' ? [] : [[name, this.say(value)]],
    );
  }

  /** Other words for a component: without `kube-`, and what its page is called. */
  componentNames(id: string): string[] {
    const { names } = getComponent(id);
    // The words of its page that are about something else (its ports, what goes wrong) do not name the component.
    const aliases = this.input.aliases.get(`components/${id}`) ?? [];
    const words = aliases.filter((word) => !/\d|[A-Z]{2,}|\./.test(word)).slice(0, 8);
    return [...this.both(names), id, id.replace(/^kube-/, ''), ...words];
  }
}

function firstSource([ref]: readonly SourceRef[]): { source: { title: string; url: string } } {
  const { title, url } = getSource(typeof ref === 'string' ? ref : (ref?.id ?? ''));
  return { source: { title, url } };
}

/**
 * Every record of the facts, in one language.
 * @throws Error when a record's page is built but has no element with its id: a result would lead to the wrong place
 */
export function factRecords(input: RecordInput): SearchRecord[] {
  const writer = new Writer(input);
  const drafts = [
    ...portRecords(writer),
    ...socketRecords(writer),
    ...componentRecords(writer),
    ...termRecords(writer),
    ...correctionRecords(writer),
    ...eventRecords(writer),
    ...dimensionRecords(writer),
    ...implementationRecords(writer),
  ];
  const { faults, lang } = writer;
  if (faults.length > 0) {
    throw new Error(
      `The search would lead to ${faults.length} place(s) that do not exist in "${lang}": ${faults.slice(0, 8).join(', ')}.\n` +
        'Give the element on that page the id of its record (src/features/search/index/records.ts says which), or take the kind out there.',
    );
  }
  return drafts.flatMap(({ path, names, ranges = [], current = true, ...rest }): SearchRecord[] => {
    if (path === undefined) return [];
    const own = [...new Set(names.map(flat).filter((name) => name !== ''))];
    return [{ ...rest, path, names: own, ranges, current }];
  });
}

const portRecords = (w: Writer): Draft[] =>
  allPorts().map((port) => {
    const owner = w.say(getComponent(port.component).names);
    const ended = port.statusCode === 'current' ? '' : ` (${label('statusCode', port.statusCode, w.lang)})`;
    const number = w.say(port.port);
    return {
      kind: 'port',
      path: w.place('reference/ports', port.id),
      title: `${number}/${port.protocols.join('/')} — ${owner} — ${protocol(w.say(port.appProtocol))}: ${clip(w.say(port.purpose), LINE)}${ended}`,
      names: [number, port.id.replaceAll('-', ' '), ...w.componentNames(port.component).slice(0, 5), ...port.protocols],
      ranges: port.ranges,
      current: port.statusCode === 'current',
      card: w.card(
        [w.word('reference.col.component'), owner],
        [w.word('reference.col.purpose'), port.purpose],
        [w.word('reference.col.who'), port.whoConnects],
        [w.word('reference.col.nodes'), label('openBetweenNodes', port.openBetweenNodes, w.lang)],
        [w.word('reference.col.status'), port.statusCode === 'current' ? undefined : port.status],
      ),
      ...firstSource(port.sources),
      text: w.all(
        port.purpose,
        port.appProtocol,
        port.whoConnects,
        port.tls,
        port.authn,
        port.config,
        port.config,
        port.notes,
        port.status,
      ),
    };
  });

const socketRecords = (w: Writer): Draft[] =>
  allSockets().map((socket) => {
    const path = w.say(socket.path);
    return {
      kind: 'socket',
      path: w.place('reference/ports', socket.id),
      title: `${path} — ${w.say(socket.server)} — ${clip(w.say(socket.purpose), LINE)}`,
      names: [
        path,
        path.split('/').at(-1) ?? path,
        w.say(socket.server),
        ...socket.clients.map((client) => w.say(client)),
        ...(socket.windowsPath ? [socket.windowsPath] : []),
      ],
      text: w.all(socket.purpose, socket.protocol, socket.status, socket.notes, ...socket.clients),
    };
  });

const componentRecords = (w: Writer): Draft[] =>
  allComponents().map((component) => ({
    kind: 'component',
    path: w.place('reference/components', component.id),
    title: `${w.say(component.names)} — ${clip(w.say(component.role), LINE)}`,
    names: w.componentNames(component.id),
    current: component.status === 'current',
    card: w.card(
      [w.word('reference.col.role'), component.role],
      [w.word('reference.col.plane'), label('plane', component.plane, w.lang)],
      [w.word('reference.field.runsAs'), component.runsAs],
      [w.word('reference.col.ports'), component.ports.map((id) => w.say(getPort(id).port)).join(', ')],
    ),
    ...firstSource(component.sources),
    text: w.all(component.role, component.runsAs, component.notes, ...component.interfaces),
  }));

const termRecords = (w: Writer): Draft[] =>
  allTerms().map((term) => {
    const names = [...w.both(term.term), ...(term.officialPt ? [term.officialPt] : [])];
    return {
      kind: 'term',
      path: w.place('reference/glossary', term.id),
      title: `${w.say(term.term)} — ${clip(w.say(term.definition), LINE)}`,
      // "Container Runtime Interface (CRI)" is looked for by either name.
      names: [...names, ...names.flatMap((name) => name.split(/[()]/)), term.id],
      card: w.card(['', term.definition]),
      ...firstSource(term.sources),
      text: w.all(term.definition, term.usageNote),
    };
  });

const correctionRecords = (w: Writer): Draft[] =>
  allCorrections().map((correction) => ({
    kind: 'correction',
    path: w.place('reference/corrections', correction.id),
    title: `“${clip(w.say(correction.title), LINE)}” — ${clip(w.say(correction.holds), LINE + 20)}`,
    names: [correction.id.replaceAll('-', ' '), w.say(correction.title)],
    card: w.card(
      [w.word('find.card.said'), correction.title],
      [w.word('find.card.holds'), correction.holds],
      [w.word('reference.field.since'), correction.since],
    ),
    ...firstSource(correction.sources),
    text: w.all(correction.title, correction.holds, correction.since),
  }));

const eventRecords = (w: Writer): Draft[] =>
  timeline().map((event) => {
    const [year, text] = [event.date.slice(0, 4), w.say(event.text)];
    const { version, rest } = versionOf(text);
    return {
      kind: 'event',
      path: w.place('reference/timeline', event.id),
      title:
        version === undefined
          ? `${year} — ${clip(text, LINE + 20)}`
          : [`${version} — ${year}`, clip(rest, LINE + 10 - version.length)].filter((part) => part !== '').join(': '),
      names: [...(version === undefined ? [] : [version]), event.id],
      card: w.card([event.dateLabel ? w.say(event.dateLabel) : year, event.text]),
      ...firstSource(event.sources),
      text: w.all(event.text, event.dateLabel),
    };
  });

const dimensionRecords = (w: Writer): Draft[] =>
  TEXT_DIMENSIONS.flatMap((dimension): Draft[] => {
    const key = `dimension.${dimension}`;
    const name = w.input.strings[key];
    if (name === undefined) {
      w.faults.push(`the UI string ${key}`);
      return [];
    }
    const cells = allInterfaces().flatMap((entry) => {
      const cell = entry[dimension];
      return cell ? [`${entry.abbrev}: ${w.say(cell.text)}`] : [];
    });
    return [
      {
        kind: 'dimension',
        path: w.place('interfaces/comparison', dimension.replaceAll('_', '-')),
        title: `${name} — CRI, CNI, CSI, SMI, CPI, OCI`,
        names: [name, dimension.replaceAll('_', ' ')],
        text: cells.join(' '),
      },
    ];
  });

const implementationRecords = (w: Writer): Draft[] => {
  const comparisons = ['interfaces/runtimes', 'interfaces/network-plugins', 'interfaces/storage-drivers'];
  return allImplementations().map((entry) => {
    const slug = comparisons.find((page) => w.input.ids.get(page)?.has(entry.id));
    return {
      kind: 'implementation',
      path: slug === undefined ? undefined : `${slug}/#${entry.id}`,
      title: `${entry.name} — ${clip(w.say(entry.text), LINE)}`,
      names: [entry.name, entry.id],
      current: !['archived', 'removed', 'retired'].includes(entry.status.key),
      text: w.all(entry.text, entry.kind, entry.governance, entry.status.text, ...(entry.details ?? [])),
    };
  });
};

/** The file of answers separates names by a bar. */
function flat(name: string): string {
  return name.replaceAll('|', ' ').trim();
}

/** "HTTPS (HTTP/1.1, HTTP/2, …)" is too long for a title. */
function protocol(words: string): string {
  return words.replace(/\s*[(;,].*$/, '');
}
