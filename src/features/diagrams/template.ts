/**
 * Reads a diagram's template: one file holds the structure for both languages and both widths.
 *
 * A template is Mermaid with a YAML head. Beyond Mermaid it knows:
 * - `{key}`: a label of the head, in the language being drawn;
 * - `{party:id}`, `{port:id}`, `{socket:id}`, `{interface:id}`, `{relation:id}`, `{year:event}`: words of the
 *   fact store;
 * - a line that begins with `@wide ` or `@tall ` belongs to that width alone;
 * - a line of a label that begins with `_` is a remark below the name: not bold;
 * - `a <-- b` (or `<-.-`): an arrow from b to a that does not pull b above a in the layout.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  getEvent,
  getInterface,
  getPort,
  getRelation,
  getSocket,
  partyName,
  localize,
  type Lang,
} from '../../facts/index.ts';
import { LANGS } from '../../lib/languages.ts';
import { nearest } from '../../lib/nearest.ts';

/** Where templates and drawings are. */
export const DIAGRAMS_FOLDER = join(process.cwd(), 'src', 'features', 'diagrams');
const TEMPLATES = join(DIAGRAMS_FOLDER, 'templates');

/** The two shapes of every drawing: for a column of text, and for a phone. */
export const VARIANTS = ['wide', 'tall'] as const;
export type Variant = (typeof VARIANTS)[number];
export const DIAGRAM_LANGS = LANGS;

/** What a node stands for, and so its colour: a plane, an interface, or a thing that is neither. */
export const KINDS = ['control', 'node', 'outside', 'thing', 'cri', 'cni', 'csi', 'smi', 'cpi', 'oci'] as const;
export type Kind = (typeof KINDS)[number];

/** The shapes of the language of the drawings. */
export type Shape = 'program' | 'store' | 'object' | 'person';

const words = z.strictObject({ en: z.string().min(1), pt: z.string().min(1) });
const headSchema = z.strictObject({
  title: words,
  /** What the picture shows, for who does not see it; stands under the picture as its caption too. */
  caption: words,
  labels: z.record(z.string(), words).default({}),
  nodes: z
    .record(
      z.string(),
      z.strictObject({
        /** Component or actor of the store: its arrows are checked against relations.yaml. */
        party: z.string().optional(),
        /** `slug` or `slug#id` of the page or row that the node opens. */
        link: z.string().optional(),
        /** Colour of a lane of a sequence; a node of a flowchart says it with `:::kind`. */
        kind: z.enum(KINDS).optional(),
      }),
    )
    .default({}),
});

/** A node as both the drawing and its text twin know it. */
export interface DiagramNode {
  id: string;
  /** Lines of its label. */
  lines: string[];
  kind: Kind;
  shape: Shape;
  /** Name of the group it stands in. */
  group?: string;
  party?: string;
  link?: string;
}

/** An arrow; in a sequence the arrows are the messages, in order. */
export interface DiagramEdge {
  from: string;
  to: string;
  label: string;
  /** An answer, or something that happens only sometimes. */
  dashed: boolean;
  /** No arrow head: the two stand beside each other. */
  plain: boolean;
}

/** A diagram in one language and one width. */
export interface Drawing {
  id: string;
  lang: Lang;
  variant: Variant;
  type: 'flowchart' | 'sequence';
  title: string;
  caption: string;
  /** What Mermaid is given. */
  source: string;
  /** What a reader may copy: the same diagram in plain Mermaid, every arrow in its own direction. */
  copySource: string;
  nodes: DiagramNode[];
  edges: DiagramEdge[];
  /** Positions in `edges` that are drawn from their end. */
  flipped: number[];
}

/** Something wrong with a template: says which diagram, which language, which line of the file, and what. */
export class DiagramError extends Error {
  constructor(id: string, lang: Lang | undefined, line: number | undefined, message: string) {
    const place = `src/features/diagrams/templates/${id}.mmd${line === undefined ? '' : `:${line}`}`;
    super(`Diagram "${id}"${lang === undefined ? '' : `, language "${lang}"`} (${place}): ${message}`);
    this.name = 'DiagramError';
  }
}

/** The ids of all diagrams, sorted. */
export function diagramIds(): string[] {
  return readdirSync(TEMPLATES)
    .filter((name) => name.endsWith('.mmd'))
    .map((name) => name.slice(0, -'.mmd'.length))
    .sort();
}

/**
 * Text of one template.
 * @throws Error that names the nearest known ids when there is none
 */
export function readTemplate(id: string): string {
  const known = diagramIds();
  if (!known.includes(id)) {
    throw new Error(
      `There is no diagram "${id}".\nNearest known: ${nearest(id, known).join(', ')}.\nTo see them all: src/features/diagrams/templates/.`,
    );
  }
  return readFileSync(join(TEMPLATES, `${id}.mmd`), 'utf8');
}

// A label ends up in a page: no markup but the line break, no address that runs code.
const DANGER = /<(?!br\/>)|javascript:|data:text|on\w+\s*=|&#|`/i;

const SHAPES: readonly [open: string, close: string, shape: Shape][] = [
  ['([', '])', 'person'],
  ['[(', ')]', 'store'],
  ['[', ']', 'program'],
  ['(', ')', 'object'],
];

const ARROW = /^(\s*)(\w+) (<--|-->|-\.->|<-\.-|---|-\.-)(?:\|"([^"]*)"\|)? (\w+)$/;
const MESSAGE = /^\s*(\w+)(--?>>|->>)(\w+): (.+)$/;

/**
 * Expands a template.
 * @param id name of the diagram, for messages
 * @param text the template
 * @throws DiagramError for a head that does not fit, a label that is missing, an id the store does not know, a label
 *   that could run code, a line outside of the subset of Mermaid that the text twin understands
 */
export function expand(id: string, text: string, lang: Lang, variant: Variant): Drawing {
  const parts = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text);
  if (parts?.[1] === undefined || parts[2] === undefined) {
    throw new DiagramError(id, undefined, 1, 'It must begin with a YAML head between two lines of "---".');
  }
  let head: z.infer<typeof headSchema>;
  try {
    head = headSchema.parse(parse(parts[1]));
  } catch (error) {
    const why =
      error instanceof z.ZodError
        ? error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
        : String(error);
    throw new DiagramError(id, undefined, undefined, `The head does not fit. ${why}`);
  }
  const firstLine = parts[1].split('\n').length + 2;

  const fill = (raw: string, line: number): string => {
    const filled = raw.replace(/\{([a-z]+):([^{}]+)\}|\{([\w-]+)\}/g, (_all, kind, key, name) => {
      try {
        return name === undefined
          ? fromStore(String(kind), String(key), lang)
          : fromHead(head.labels, String(name), lang);
      } catch (error) {
        throw new DiagramError(id, lang, line, error instanceof Error ? error.message : String(error));
      }
    });
    const bad = DANGER.exec(filled.replace(/^\s*\w+ (?:<--|<-\.-)/, ''));
    if (bad) throw new DiagramError(id, lang, line, `"${bad[0]}" may not stand in a label: ${filled.trim()}`);
    return filled;
  };

  const lines: { text: string; number: number }[] = [];
  parts[2].split('\n').forEach((raw, index) => {
    const number = firstLine + index;
    const only = /^@(wide|tall) (.*)$/.exec(raw);
    if (only && only[1] !== variant) return;
    const body = only?.[2] ?? raw;
    if (body.trim() === '' || body.trim().startsWith('%%')) return;
    lines.push({ text: fill(body, number), number });
  });

  const first = lines[0]?.text.trim() ?? '';
  const common = { id, lang, variant, title: head.title[lang], caption: head.caption[lang] };
  if (first === 'sequenceDiagram') {
    const sequence = readSequence(id, lang, head, lines);
    const copySource = lines.map((line) => line.text).join('\n');
    // Mermaid sets its numbers on top of short arrows: ours stand in the message, and answers have none.
    let step = 0;
    const source = copySource.includes('\n  autonumber\n')
      ? copySource.replace('  autonumber\n', '').replace(/^(\s*\w+->>\w+: )/gm, (start) => `${start}${++step} · `)
      : copySource;
    const drawing: Drawing = { ...common, type: 'sequence', source, copySource, flipped: [], ...sequence };
    // A phone has no room for side-by-side lanes: there the messages stand under each other as numbered steps.
    return variant === 'tall' ? { ...drawing, type: 'flowchart', source: stepsOf(drawing) } : drawing;
  }
  if (!/^flowchart (TB|LR|BT|RL)$/.test(first)) {
    throw new DiagramError(
      id,
      lang,
      lines[0]?.number,
      `It must begin with "flowchart TB", "flowchart LR" or "sequenceDiagram", not "${first}".`,
    );
  }
  return { ...common, type: 'flowchart', ...readFlowchart(id, lang, head, lines) };
}

function fromHead(labels: z.infer<typeof headSchema>['labels'], name: string, lang: Lang): string {
  const label = labels[name];
  if (label === undefined) {
    throw new Error(
      `There is no label "${name}" in the head. Nearest known: ${nearest(name, Object.keys(labels)).join(', ')}.`,
    );
  }
  return label[lang];
}

function fromStore(kind: string, key: string, lang: Lang): string {
  switch (kind) {
    case 'party':
      return partyName(key, lang);
    case 'port':
      return localize(getPort(key).port, lang).replace('-', '–');
    case 'socket':
      // Mermaid reads "<driver>" as markup.
      return breakPath(localize(getSocket(key).path, lang).replace(/<(\w+)>/g, '‹$1›'));
    case 'year':
      return getEvent(key).date.slice(0, 4);
    case 'interface':
      return getInterface(key).abbrev;
    case 'relation':
      return localize(getRelation(key).diagramLabel, lang);
    default:
      throw new Error(`"{${kind}:${key}}" is unknown. Use party, port, socket, interface, relation or year.`);
  }
}

type Head = z.infer<typeof headSchema>;
type Line = { text: string; number: number };

function nodeOf(head: Head, nodeId: string, lines: string[], shape: Shape, kind: Kind): DiagramNode {
  const said = head.nodes[nodeId];
  return {
    id: nodeId,
    lines,
    kind,
    shape,
    ...(said?.party === undefined ? {} : { party: said.party }),
    ...(said?.link === undefined ? {} : { link: said.link }),
  };
}

function checkHead(id: string, lang: Lang, head: Head, nodes: readonly DiagramNode[]): void {
  for (const nodeId of Object.keys(head.nodes)) {
    if (!nodes.some((node) => node.id === nodeId)) {
      throw new DiagramError(id, lang, undefined, `The head speaks of a node "${nodeId}" that is not drawn.`);
    }
  }
  for (const node of nodes) {
    if (node.party === undefined) continue;
    try {
      partyName(node.party, lang);
    } catch (error) {
      throw new DiagramError(id, lang, undefined, error instanceof Error ? error.message : String(error));
    }
  }
}

function readFlowchart(id: string, lang: Lang, head: Head, lines: readonly Line[]) {
  const nodes: DiagramNode[] = [];
  const edges: DiagramEdge[] = [];
  const flipped: number[] = [];
  const groups: string[] = [];
  const groupIds = new Set<string>();
  const source: string[] = [];
  const copy: string[] = [];
  for (const { text, number } of lines) {
    let drawn = text;
    let copied = text;
    const group = /^\s*subgraph (\w+)(?:\["([^"]*)"\])?$/.exec(text);
    const arrow = ARROW.exec(text);
    const node = /^\s*(\w+)(\(\[|\[\(|\[|\()"([^"]*)"(\]\)|\)\]|\]|\))(?::::(\w+))?$/.exec(text);
    if (group) {
      groups.push((group[2] ?? '').replaceAll('<br/>', ' ').trim());
      groupIds.add(group[1] ?? '');
    } else if (text.trim() === 'end') groups.pop();
    else if (arrow) {
      const [, indent, left = '', sign = '', label = '', right = ''] = arrow;
      const back = sign.startsWith('<');
      const dashed = sign.includes('.');
      const beam = dashed ? '-.->' : '-->';
      const shown = label === '' ? '' : `|"${label}"|`;
      if (back) {
        flipped.push(edges.length);
        drawn = `${indent}${left} ${beam}${shown} ${right}`;
        copied = `${indent}${right} ${beam}${shown} ${left}`;
      }
      edges.push({
        from: back ? right : left,
        to: back ? left : right,
        label: oneLine(label),
        dashed,
        plain: sign === '---' || sign === '-.-',
      });
    } else if (node) {
      const [, nodeId = '', open, label = '', close, kind = 'thing'] = node;
      const shape = SHAPES.find(([a, b]) => a === open && b === close)?.[2];
      if (shape === undefined) throw new DiagramError(id, lang, number, `The brackets do not match: ${text.trim()}`);
      if (!(KINDS as readonly string[]).includes(kind)) {
        throw new DiagramError(id, lang, number, `"${kind}" is no kind of node. Use ${KINDS.join(', ')}.`);
      }
      nodes.push({
        ...nodeOf(head, nodeId, label.split('<br/>'), shape, kind as Kind),
        ...(groups.length > 0 && groups.at(-1) !== ''
          ? { group: groups.filter((name) => name !== '').join(' / ') }
          : {}),
      });
    } else if (
      !/^(flowchart (TB|LR|BT|RL)|\s*direction (TB|LR|BT|RL)|\s*class [\w,]+ \w+|\s*\w+ ~~~ \w+)$/.test(text)
    ) {
      // Mermaid knows more than the text twin understands: whatever it draws, the twin must be able to say.
      throw new DiagramError(id, lang, number, `This line is neither a node, an arrow nor a group: ${text.trim()}`);
    }
    source.push(drawn);
    copy.push(copied);
  }
  // An arrow may also end at a whole group.
  const known = new Set([...nodes.map((node) => node.id), ...groupIds]);
  for (const edge of edges) {
    for (const end of [edge.from, edge.to]) {
      if (!known.has(end))
        throw new DiagramError(
          id,
          lang,
          undefined,
          `An arrow names "${end}", which is neither a node nor a group. Nearest known: ${nearest(end, known).join(', ')}.`,
        );
    }
  }
  checkHead(id, lang, head, nodes);
  return { source: source.join('\n'), copySource: copy.join('\n'), nodes, edges, flipped };
}

function readSequence(id: string, lang: Lang, head: Head, lines: readonly Line[]) {
  const nodes: DiagramNode[] = [];
  const edges: DiagramEdge[] = [];
  for (const { text, number } of lines) {
    const who = /^\s*(participant|actor) (\w+) as (.+)$/.exec(text);
    const message = MESSAGE.exec(text);
    if (who) {
      const nodeId = who[2] ?? '';
      const kind = head.nodes[nodeId]?.kind ?? 'thing';
      nodes.push(nodeOf(head, nodeId, (who[3] ?? '').split('<br/>'), 'program', kind));
    } else if (message) {
      const [, from = '', sign = '', to = '', label = ''] = message;
      edges.push({ from, to, label: oneLine(label), dashed: sign === '-->>', plain: false });
    } else if (
      !/^\s*(sequenceDiagram|autonumber|(loop|opt|alt|else|rect|par|and) .*|end|Note (over|left of|right of) .+)$/.test(
        text,
      )
    ) {
      throw new DiagramError(id, lang, number, `This line is neither a participant nor a message: ${text.trim()}`);
    }
  }
  checkHead(id, lang, head, nodes);
  return { nodes, edges };
}

/** The messages of a sequence as a column of steps. */
function stepsOf(sequence: Drawing): string {
  const kindOf = new Map(sequence.nodes.map((node) => [node.id, node.kind]));
  const name = (nodeId: string): string =>
    oneLine(sequence.nodes.find((node) => node.id === nodeId)?.lines.join('<br/>') ?? nodeId);
  const lines = ['flowchart TB'];
  let step = 0;
  sequence.edges.forEach((edge, index) => {
    const number = edge.dashed ? '' : `${++step} · `;
    const who = edge.from === edge.to ? name(edge.from) : `${name(edge.from)} → ${name(edge.to)}`;
    const heading = wrap(`${sequence.copySource.includes('autonumber') ? number : ''}${who}`, 34);
    const wrapped = [...heading, ...wrap(edge.label, 38).map((line) => `_${line}`)].join('<br/>');
    lines.push(`s${index}["${wrapped}"]:::${kindOf.get(edge.from) ?? 'thing'}`);
    if (index > 0) lines.push(`s${index - 1} --> s${index}`);
  });
  return lines.join('\n');
}

/** Breaks a long path after a slash, so that it does not widen the drawing. */
function breakPath(path: string): string {
  const lines: string[] = [];
  for (const part of path.match(/[^/]*\/|[^/]+/g) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && `${last}${part}`.length <= 20) lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  return lines.join('<br/>');
}

/** A label without its line breaks: a path or a name that was broken is whole again. */
export function oneLine(label: string): string {
  return label
    .replace(/([/-])<br\/>(?=[^_\s])/g, '$1')
    .replaceAll('<br/>_', ', ')
    .replaceAll('<br/>', ' ');
}

/** Breaks a text between words into lines of at most `width` characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
