/**
 * Reads a diagram's template: one file holds the structure for both languages and all widths.
 *
 * A template is Mermaid with a YAML head. The head says in which cells of a grid the nodes stand (`layout`): the drawing
 * is composed, not dropped. Beyond Mermaid the text knows:
 * - `{key}`: a label of the head, in the language being drawn;
 * - `{party:id}`, `{port:id}`, `{socket:id}`, `{interface:id}`, `{relation:id}`: words of the fact store;
 * - a line that begins with `@wide ` or `@tall ` belongs to that width alone; the width between takes the lines that `medium`
 *   of the head names;
 * - a line of a label that begins with `_` is, in a node, a remark below the name (not bold); on an arrow it is said in the
 *   text below the drawing and in the copied source, but not drawn;
 * - a label of an arrow that begins with `3 · ` (or is `3 ·`) is step 3.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '../../content-index/read-source.ts';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  getInterface,
  INTERFACE_IDS,
  getPort,
  getRelation,
  getSocket,
  partyName,
  localize,
  type Lang,
} from '../../facts/index.ts';
import { byLang, LANGS } from '../../lib/languages.ts';
import { nearest } from '../../lib/nearest.ts';

/** Where templates and drawings are. */
export const DIAGRAMS_FOLDER = join(process.cwd(), 'src', 'features', 'diagrams');
const TEMPLATES = join(DIAGRAMS_FOLDER, 'templates');

/** The shapes of every drawing: for a column of text, for the narrower column of a tablet, and for a phone. */
export const VARIANTS = ['wide', 'medium', 'tall'] as const;
export type Variant = (typeof VARIANTS)[number];
export const DIAGRAM_LANGS = LANGS;

/** What a node stands for, and so its colour: a plane, an interface, or a thing that is neither. */
export const KINDS = ['control', 'node', 'outside', 'thing', 'cri', 'cni', 'csi', 'smi', 'cpi', 'oci'] as const;
export type Kind = (typeof KINDS)[number];

/** Whether a kind is one of the six interfaces, and so has a hue. */
export const isHue = (kind: Kind): boolean => (INTERFACE_IDS as readonly string[]).includes(kind);

/** The shapes of the language of the drawings. */
export type Shape = 'program' | 'store' | 'object' | 'person';

const words = z.strictObject(byLang(() => z.string().min(1)));
const routes = z.record(
  z.string().regex(/^\w+>\w+$/),
  z.string().regex(/^(top|right|bottom|left) (top|right|bottom|left)( [+-]\d+)?$/),
);
const layoutSchema = z.strictObject({
  /**
   * Where the nodes stand, as CSS names the areas of a grid: a row per line, a node in every cell it covers, `.` for an
   * empty cell. Below a line `---` the columns are counted anew; a line `+12` widens the gap between two rows.
   */
  grid: z.string(),
  /** Sides at which an arrow leaves and arrives, where the straight way is not meant, and how far its turn is moved. */
  routes: routes.default({}),
  /** How many wires may cross each other. */
  crossings: z.number().int().default(0),
});
const headSchema = z.strictObject({
  title: words,
  /** What the picture shows, for who does not see it; stands under the picture as its caption too. */
  caption: words,
  labels: z.record(z.string(), words).default({}),
  /** How a flowchart is laid out in each width. */
  layout: z.strictObject({ wide: layoutSchema, medium: layoutSchema.optional(), tall: layoutSchema }).optional(),
  /** Whose lines, and whose layout unless it has its own, the width between the two takes: the wide one's where they fit. */
  medium: z.enum(['wide', 'tall']).default('tall'),
  /** Words over the rows and the columns of a drawing that is a table: who opens the connection, to whom. */
  matrix: z.strictObject({ from: words, to: words }).optional(),
  /** The interface whose contract an arrow is, where its end does not tell: `from>to`. */
  wires: z.record(z.string(), z.enum(KINDS)).default({}),
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
  /** Without the number of its step. */
  label: string;
  /** The label as it is broken over lines. */
  lines: string[];
  step?: number;
  /** An answer, or something that happens only sometimes. */
  dashed: boolean;
  /** No arrow head: the two stand beside each other. */
  plain: boolean;
  /** The interface whose contract it is. */
  hue?: Kind;
  /** The phase of the sequence that it belongs to. */
  phase?: string;
}

/** A frame around nodes. */
export interface DiagramGroup {
  id: string;
  name: string;
  kind: Kind;
  /** Ids of the nodes in it, those of inner groups too. */
  nodes: string[];
}

/** How the nodes of a flowchart stand. */
export type Layout = z.infer<typeof layoutSchema>;

/** A diagram in one language and one width. */
export interface Drawing {
  id: string;
  lang: Lang;
  variant: Variant;
  type: 'flowchart' | 'sequence' | 'matrix';
  title: string;
  caption: string;
  /** What a reader may copy: plain Mermaid. */
  copySource: string;
  nodes: DiagramNode[];
  edges: DiagramEdge[];
  groups: DiagramGroup[];
  /** Of a flowchart. */
  layout?: Layout;
  /** Of a matrix: the words over its rows and columns. */
  axes?: { from: string; to: string };
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
  return readSource(join(TEMPLATES, `${id}.mmd`));
}

// A label ends up in a page: no markup but the line break, no address that runs code.
const DANGER = /<(?!br\/>)|javascript:|data:text|on\w+\s*=|&#|`/i;

const SHAPES: readonly [open: string, close: string, shape: Shape][] = [
  ['([', '])', 'person'],
  ['[(', ')]', 'store'],
  ['[', ']', 'program'],
  ['(', ')', 'object'],
];

const ARROW = /^\s*(\w+) (-->|-\.->|---|-\.-)(?:\|"([^"]*)"\|)? (\w+)$/;
const STEP = /^(\d+) ·(?: |<br\/>|$)/;
const MESSAGE = /^\s*(\w+)(--?>>|->>)(\w+): (.+)$/;

/**
 * Expands a template.
 * @param id name of the diagram, for messages
 * @param text the template
 * @throws DiagramError for a head that does not fit, a label that is missing or that nothing says, an id the store does not
 *   know, a label that could run code, a line outside of the subset of Mermaid that the text twin understands
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
  const body = parts[2];
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
    const bad = DANGER.exec(filled);
    if (bad) throw new DiagramError(id, lang, line, `"${bad[0]}" may not stand in a label: ${filled.trim()}`);
    return filled;
  };

  const lines: { text: string; number: number }[] = [];
  body.split('\n').forEach((raw, index) => {
    const number = firstLine + index;
    const only = /^@(wide|tall) (.*)$/.exec(raw);
    if (only && only[1] !== (variant === 'medium' ? head.medium : variant)) return;
    const line = only?.[2] ?? raw;
    if (line.trim() === '' || line.trim().startsWith('%%')) return;
    lines.push({ text: fill(line, number), number });
  });

  const idle = Object.keys(head.labels).find((name) => !body.includes(`{${name}}`));
  if (idle !== undefined) throw new DiagramError(id, undefined, undefined, `Nothing says the label "${idle}".`);

  const first = lines[0]?.text.trim() ?? '';
  const common = { id, lang, variant, title: head.title[lang], caption: head.caption[lang] };
  const copySource = lines.map((line) => line.text.replaceAll('<br/>_', '<br/>').replaceAll('|"_', '|"')).join('\n');
  if (first === 'sequenceDiagram') {
    return { ...common, type: 'sequence', copySource, groups: [], ...readSequence(id, lang, variant, head, lines) };
  }
  if (!/^flowchart (TB|LR|BT|RL)$/.test(first)) {
    throw new DiagramError(
      id,
      lang,
      lines[0]?.number,
      `It must begin with "flowchart TB", "flowchart LR" or "sequenceDiagram", not "${first}".`,
    );
  }
  const flowchart = { ...common, copySource, ...readFlowchart(id, lang, variant, head, lines) };
  if (head.matrix) {
    return { ...flowchart, type: 'matrix', axes: { from: head.matrix.from[lang], to: head.matrix.to[lang] } };
  }
  const layout = head.layout?.[variant] ?? head.layout?.[head.medium];
  if (layout === undefined) throw new DiagramError(id, lang, undefined, 'A flowchart needs a "layout" in its head.');
  return { ...flowchart, type: 'flowchart', layout };
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
      return localize(getPort(key).port, lang)
        .replace(/^(\d{5})-(?=\d{5}$)/, '$1–<br/>')
        .replace('-', '–');
    case 'socket':
      // Mermaid reads "<driver>" as markup.
      return breakPath(localize(getSocket(key).path, lang).replace(/<(\w+)>/g, '‹$1›'));
    case 'interface':
      return getInterface(key).abbrev;
    case 'relation':
      return localize(getRelation(key).diagramLabel, lang);
    default:
      throw new Error(`"{${kind}:${key}}" is unknown. Use party, port, socket, interface or relation.`);
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

function checkHead(id: string, lang: Lang, variant: Variant, head: Head, nodes: readonly DiagramNode[]): void {
  for (const nodeId of Object.keys(head.nodes)) {
    // A phone may show less.
    if (variant === 'wide' && !nodes.some((node) => node.id === nodeId)) {
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

/** The contract that an arrow is: what the head says, else the interface that its end implements. */
function hueOf(head: Head, nodes: readonly DiagramNode[], from: string, to: string): { hue?: Kind } {
  const hue = head.wires[`${from}>${to}`] ?? nodes.find((node) => node.id === to)?.kind;
  return hue === undefined || !isHue(hue) ? {} : { hue };
}

function readFlowchart(id: string, lang: Lang, variant: Variant, head: Head, lines: readonly Line[]) {
  const nodes: DiagramNode[] = [];
  const edges: DiagramEdge[] = [];
  const groups: DiagramGroup[] = [];
  const open: DiagramGroup[] = [];
  for (const { text, number } of lines) {
    const group = /^\s*subgraph (\w+)(?:\["([^"]*)"\])?$/.exec(text);
    const arrow = ARROW.exec(text);
    const node = /^\s*(\w+)(\(\[|\[\(|\[|\()"([^"]*)"(\]\)|\)\]|\]|\))(?::::(\w+))?$/.exec(text);
    const kindLine = /^\s*class ([\w,]+) (\w+)$/.exec(text);
    if (group) {
      const made: DiagramGroup = { id: group[1] ?? '', name: oneLine(group[2] ?? ''), kind: 'thing', nodes: [] };
      groups.push(made);
      open.push(made);
    } else if (text.trim() === 'end') open.pop();
    else if (kindLine) {
      const kind = KINDS.find((one) => one === kindLine[2]);
      for (const name of (kindLine[1] ?? '').split(',')) {
        const named = groups.find((one) => one.id === name);
        if (named === undefined || kind === undefined) {
          throw new DiagramError(id, lang, number, `"class" gives a group its kind: ${text.trim()}`);
        }
        named.kind = kind;
      }
    } else if (arrow) {
      const [, from = '', sign = '', label = '', to = ''] = arrow;
      const step = STEP.exec(label);
      const said = step === null ? label : label.slice(step[0].length);
      edges.push({
        from,
        to,
        label: oneLine(said),
        lines: said.split('<br/>').filter((line) => line !== '' && !line.startsWith('_')),
        ...(step === null ? {} : { step: Number(step[1]) }),
        dashed: sign.includes('.'),
        plain: sign === '---' || sign === '-.-',
      });
    } else if (node) {
      const [, nodeId = '', opening, label = '', closing, kind = 'thing'] = node;
      const shape = SHAPES.find(([a, b]) => a === opening && b === closing)?.[2];
      if (shape === undefined) throw new DiagramError(id, lang, number, `The brackets do not match: ${text.trim()}`);
      if (!(KINDS as readonly string[]).includes(kind)) {
        throw new DiagramError(id, lang, number, `"${kind}" is no kind of node. Use ${KINDS.join(', ')}.`);
      }
      for (const one of open) one.nodes.push(nodeId);
      const named = open.filter(({ name }) => name !== '').map(({ name }) => name);
      nodes.push({
        ...nodeOf(head, nodeId, label.split('<br/>'), shape, kind as Kind),
        ...(named.length === 0 ? {} : { group: named.join(' / ') }),
      });
    } else if (!/^(flowchart (TB|LR|BT|RL)|\s*direction (TB|LR|BT|RL))$/.test(text)) {
      // Mermaid knows more than the text below the drawing understands: whatever is drawn, that text must be able to say.
      throw new DiagramError(id, lang, number, `This line is neither a node, an arrow nor a group: ${text.trim()}`);
    }
  }
  // An arrow may also end at a whole group.
  const known = new Set([...nodes, ...groups].map((one) => one.id));
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
    Object.assign(edge, hueOf(head, nodes, edge.from, edge.to));
  }
  checkHead(id, lang, variant, head, nodes);
  return { nodes, edges, groups };
}

function readSequence(id: string, lang: Lang, variant: Variant, head: Head, lines: readonly Line[]) {
  const nodes: DiagramNode[] = [];
  const edges: DiagramEdge[] = [];
  let phase: string | undefined;
  let step = 0;
  const numbered = lines.some(({ text }) => text.trim() === 'autonumber');
  for (const { text, number } of lines) {
    const who = /^\s*(participant|actor) (\w+) as (.+)$/.exec(text);
    const message = MESSAGE.exec(text);
    // A note over the lanes opens a phase: it holds until the next one.
    const note = /^\s*Note over \w+,\w+: (.+)$/.exec(text);
    if (who) {
      const nodeId = who[2] ?? '';
      const kind = head.nodes[nodeId]?.kind ?? 'thing';
      nodes.push(nodeOf(head, nodeId, (who[3] ?? '').split('<br/>'), who[1] === 'actor' ? 'person' : 'program', kind));
    } else if (note) {
      phase = note[1] ?? '';
    } else if (message) {
      const [, from = '', sign = '', to = '', label = ''] = message;
      const dashed = sign === '-->>';
      edges.push({
        from,
        to,
        label: oneLine(label),
        lines: label.split('<br/>'),
        // An answer is no step of its own.
        ...(numbered && !dashed ? { step: ++step } : {}),
        dashed,
        plain: false,
        ...(phase === undefined ? {} : { phase }),
        ...(from === to ? {} : hueOf(head, nodes, from, to)),
      });
    } else if (!/^\s*(sequenceDiagram|autonumber)$/.test(text)) {
      throw new DiagramError(id, lang, number, `This line is neither a participant nor a message: ${text.trim()}`);
    }
  }
  checkHead(id, lang, variant, head, nodes);
  return { nodes, edges };
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
    .replace(/^_/, '')
    .replace(/([/–-])<br\/>(?=[^_\s])/g, '$1')
    .replaceAll('<br/>_', ', ')
    .replaceAll('<br/>', ' ');
}
