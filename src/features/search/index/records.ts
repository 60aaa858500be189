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
export type BuiltIds = ReadonlyMap<string, ReadonlySet<string>>;

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

/**
 * Every record of the facts, in one language.
 * @throws Error when a record's page is built but has no element with its id: a result would lead to the wrong place
 */
export function factRecords(input: RecordInput): SearchRecord[] {
  const { lang, ids, aliases, strings } = input;
  const both = (value: Phrase): string[] => [lang, ...otherLangs(lang)].map((one) => localize(value, one));
  const all = (...values: (Phrase | undefined)[]): string =>
    values.map((value) => (value ? localize(value, lang) : '')).join(' ');
  const records: SearchRecord[] = [];
  const faults: string[] = [];

  /** A kind waits until its page exists; a page without the record's id is a fault. */
  const place = (slug: string, id: string): string | undefined => {
    const known = ids.get(slug);
    if (known === undefined) return undefined;
    if (!known.has(id)) faults.push(`${slug}/#${id}`);
    return `${slug}/#${id}`;
  };
  const word = (key: string): string => strings[key] ?? key;
  /** The lines of a card; what says nothing is left out. */
  const card = (...lines: (readonly [label: string, value: Phrase | undefined])[]): CardLine[] =>
    lines.flatMap(([name, value]) =>
      value === undefined || localize(value, lang) === '' ? [] : [[name, localize(value, lang)]],
    );
  const firstSource = (refs: readonly SourceRef[]): { source: { title: string; url: string } } => {
    const [ref] = refs;
    const id = typeof ref === 'string' ? ref : (ref?.id ?? '');
    const { title, url } = getSource(id);
    return { source: { title, url } };
  };
  const add = (
    record: Omit<SearchRecord, 'path' | 'names' | 'ranges' | 'current'> & {
      path: string | undefined;
      names: readonly string[];
      ranges?: SearchRecord['ranges'];
      current?: boolean;
    },
  ): void => {
    const { path, names, ranges = [], current = true, ...rest } = record;
    if (path === undefined) return;
    records.push({
      ...rest,
      path,
      names: [...new Set(names.map(flat).filter((name) => name !== ''))],
      ranges,
      current,
    });
  };
  /** Other words for a component: without `kube-`, and what its page is called. */
  const componentNames = (id: string): string[] => {
    const { names } = getComponent(id);
    // The words of its page that are about something else (its ports, what goes wrong) do not name the component.
    const words = (aliases.get(`components/${id}`) ?? []).filter((word) => !/\d|[A-Z]{2,}|\./.test(word)).slice(0, 8);
    return [...both(names), id, id.replace(/^kube-/, ''), ...words];
  };

  for (const port of allPorts()) {
    const owner = localize(getComponent(port.component).names, lang);
    const ended = port.statusCode === 'current' ? '' : ` (${label('statusCode', port.statusCode, lang)})`;
    const number = localize(port.port, lang);
    add({
      kind: 'port',
      path: place('reference/ports', port.id),
      title: `${number}/${port.protocols.join('/')} — ${owner} — ${protocol(localize(port.appProtocol, lang))}: ${clip(localize(port.purpose, lang), LINE)}${ended}`,
      names: [number, port.id.replaceAll('-', ' '), ...componentNames(port.component).slice(0, 5), ...port.protocols],
      ranges: port.ranges,
      current: port.statusCode === 'current',
      card: card(
        [word('reference.col.component'), owner],
        [word('reference.col.purpose'), port.purpose],
        [word('reference.col.who'), port.whoConnects],
        [word('reference.col.nodes'), label('openBetweenNodes', port.openBetweenNodes, lang)],
        [word('reference.col.status'), port.statusCode === 'current' ? undefined : port.status],
      ),
      ...firstSource(port.sources),
      text: all(
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
    });
  }
  for (const socket of allSockets()) {
    const path = localize(socket.path, lang);
    add({
      kind: 'socket',
      path: place('reference/ports', socket.id),
      title: `${path} — ${localize(socket.server, lang)} — ${clip(localize(socket.purpose, lang), LINE)}`,
      names: [
        path,
        path.split('/').at(-1) ?? path,
        localize(socket.server, lang),
        ...socket.clients.map((client) => localize(client, lang)),
        ...(socket.windowsPath ? [socket.windowsPath] : []),
      ],
      text: all(socket.purpose, socket.protocol, socket.status, socket.notes, ...socket.clients),
    });
  }
  for (const component of allComponents()) {
    add({
      kind: 'component',
      path: place('reference/components', component.id),
      title: `${localize(component.names, lang)} — ${clip(localize(component.role, lang), LINE)}`,
      names: componentNames(component.id),
      current: component.status === 'current',
      card: card(
        [word('reference.col.role'), component.role],
        [word('reference.col.plane'), label('plane', component.plane, lang)],
        [word('reference.field.runsAs'), component.runsAs],
        [word('reference.col.ports'), component.ports.map((id) => localize(getPort(id).port, lang)).join(', ')],
      ),
      ...firstSource(component.sources),
      text: all(component.role, component.runsAs, component.notes, ...component.interfaces),
    });
  }
  for (const term of allTerms()) {
    const names = [...both(term.term), ...(term.officialPt ? [term.officialPt] : [])];
    add({
      kind: 'term',
      path: place('reference/glossary', term.id),
      title: `${localize(term.term, lang)} — ${clip(localize(term.definition, lang), LINE)}`,
      // "Container Runtime Interface (CRI)" is looked for by either name.
      names: [...names, ...names.flatMap((name) => name.split(/[()]/)), term.id],
      card: card(['', term.definition]),
      ...firstSource(term.sources),
      text: all(term.definition, term.usageNote),
    });
  }
  for (const correction of allCorrections()) {
    add({
      kind: 'correction',
      path: place('reference/corrections', correction.id),
      title: `“${clip(localize(correction.title, lang), LINE)}” — ${clip(localize(correction.holds, lang), LINE + 20)}`,
      names: [correction.id.replaceAll('-', ' '), localize(correction.title, lang)],
      card: card(
        [word('find.card.said'), correction.title],
        [word('find.card.holds'), correction.holds],
        [word('reference.field.since'), correction.since],
      ),
      ...firstSource(correction.sources),
      text: all(correction.title, correction.holds, correction.since),
    });
  }
  for (const event of timeline()) {
    const [year, text] = [event.date.slice(0, 4), localize(event.text, lang)];
    const { version, rest } = versionOf(text);
    add({
      kind: 'event',
      path: place('reference/timeline', event.id),
      title:
        version === undefined
          ? `${year} — ${clip(text, LINE + 20)}`
          : [`${version} — ${year}`, clip(rest, LINE + 10 - version.length)].filter((part) => part !== '').join(': '),
      names: [...(version === undefined ? [] : [version]), event.id],
      card: card([event.dateLabel ? localize(event.dateLabel, lang) : year, event.text]),
      ...firstSource(event.sources),
      text: all(event.text, event.dateLabel),
    });
  }
  for (const dimension of TEXT_DIMENSIONS) {
    const cells = allInterfaces().flatMap((entry) => {
      const cell = entry[dimension];
      return cell ? [`${entry.abbrev}: ${localize(cell.text, lang)}`] : [];
    });
    const name = strings[`dimension.${dimension}`];
    if (name === undefined) faults.push(`the UI string dimension.${dimension}`);
    else {
      add({
        kind: 'dimension',
        path: place('interfaces/comparison', dimension.replaceAll('_', '-')),
        title: `${name} — CRI, CNI, CSI, SMI, CPI, OCI`,
        names: [name, dimension.replaceAll('_', ' ')],
        text: cells.join(' '),
      });
    }
  }
  const comparisons = ['interfaces/runtimes', 'interfaces/network-plugins', 'interfaces/storage-drivers'];
  for (const entry of allImplementations()) {
    const slug = comparisons.find((page) => ids.get(page)?.has(entry.id));
    add({
      kind: 'implementation',
      path: slug === undefined ? undefined : `${slug}/#${entry.id}`,
      title: `${entry.name} — ${clip(localize(entry.text, lang), LINE)}`,
      names: [entry.name, entry.id],
      current: !['archived', 'removed', 'retired'].includes(entry.status.key),
      text: all(entry.text, entry.kind, entry.governance, entry.status.text, ...(entry.details ?? [])),
    });
  }
  if (faults.length > 0) {
    throw new Error(
      `The search would lead to ${faults.length} place(s) that do not exist in "${lang}": ${faults.slice(0, 8).join(', ')}.\n` +
        'Give the element on that page the id of its record (src/features/search/index/records.ts says which), or take the kind out there.',
    );
  }
  return records;
}

/** The file of answers separates names by a bar. */
function flat(name: string): string {
  return name.replaceAll('|', ' ').trim();
}

/** "HTTPS (HTTP/1.1, HTTP/2, …)" is too long for a title. */
function protocol(words: string): string {
  return words.replace(/\s*[(;,].*$/, '');
}
