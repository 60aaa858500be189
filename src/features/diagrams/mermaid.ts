/** Reads the part of Mermaid that templates may use: whatever is drawn, the text below the drawing must be able to say. */
import { partyName } from '../../facts/index.ts';
import { nearest } from '../../lib/nearest.ts';
import {
  type DiagramEdge,
  DiagramError,
  type DiagramGroup,
  type DiagramNode,
  type Drawing,
  isHue,
  type Kind,
  KINDS,
  type Shape,
} from './drawing.ts';
import type { Head } from './template-head.ts';

/** The lines of a template in one language and one width, its words filled in. */
export interface Source extends Pick<Drawing, 'id' | 'lang' | 'variant'> {
  head: Head;
  lines: readonly { text: string; number: number }[];
}

const SHAPES: readonly [open: string, close: string, shape: Shape][] = [
  ['([', '])', 'person'],
  ['[(', ')]', 'store'],
  ['[', ']', 'program'],
  ['(', ')', 'object'],
];

const ARROW = /^\s*(\w+) (-->|-\.->|---|-\.-)(?:\|"([^"]*)"\|)? (\w+)$/;
const STEP = /^(\d+) ·(?: |<br\/>|$)/;
const MESSAGE = /^\s*(\w+)(--?>>|->>)(\w+): (.+)$/;

const GROUP = /^\s*subgraph (\w+)(?:\["([^"]*)"\])?$/;
const NODE = /^\s*(\w+)(\(\[|\[\(|\[|\()"([^"]*)"(\]\)|\)\]|\]|\))(?::::(\w+))?$/;
const GROUP_KIND = /^\s*class ([\w,]+) (\w+)$/;

/** A fault in a line of a template. */
const faulty = ({ id, lang }: Source, line: number | undefined, message: string): DiagramError =>
  new DiagramError(id, lang, line, message);

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

/** What the head says of nodes must be drawn, and who they are must be known. */
function checkHead(source: Source, nodes: readonly DiagramNode[]): void {
  const { head, lang, variant } = source;
  for (const nodeId of Object.keys(head.nodes)) {
    // A phone may show less.
    if (variant === 'wide' && !nodes.some((node) => node.id === nodeId)) {
      throw faulty(source, undefined, `The head speaks of a node "${nodeId}" that is not drawn.`);
    }
  }
  for (const node of nodes) {
    if (node.party === undefined) continue;
    try {
      partyName(node.party, lang);
    } catch (error) {
      throw faulty(source, undefined, error instanceof Error ? error.message : String(error));
    }
  }
}

/** The contract that an arrow is: what the head says, else the interface that its end implements. */
function hueOf(head: Head, nodes: readonly DiagramNode[], from: string, to: string): { hue?: Kind } {
  const hue = head.wires[`${from}>${to}`] ?? nodes.find((node) => node.id === to)?.kind;
  return hue === undefined || !isHue(hue) ? {} : { hue };
}

/**
 * Reads a flowchart.
 * @throws DiagramError for a line that is neither a node, an arrow nor a group, an arrow to nowhere, a kind or a party that
 *   is not known
 */
export function readFlowchart(source: Source): Pick<Drawing, 'nodes' | 'edges' | 'groups'> {
  const nodes: DiagramNode[] = [];
  const edges: DiagramEdge[] = [];
  const groups: DiagramGroup[] = [];
  const open: DiagramGroup[] = [];
  for (const { text, number } of source.lines) {
    const group = GROUP.exec(text);
    const arrow = ARROW.exec(text);
    const node = NODE.exec(text);
    const groupKind = GROUP_KIND.exec(text);
    if (group) {
      const made: DiagramGroup = { id: group[1] ?? '', name: oneLine(group[2] ?? ''), kind: 'thing', nodes: [] };
      groups.push(made);
      open.push(made);
    } else if (text.trim() === 'end') open.pop();
    else if (groupKind) {
      const kind = KINDS.find((one) => one === groupKind[2]);
      for (const name of (groupKind[1] ?? '').split(',')) {
        const named = groups.find((one) => one.id === name);
        if (named === undefined || kind === undefined) {
          throw faulty(source, number, `"class" gives a group its kind: ${text.trim()}`);
        }
        named.kind = kind;
      }
    } else if (arrow) edges.push(edgeOf(arrow));
    else if (node) {
      const [, nodeId = '', opening, label = '', closing, kind = 'thing'] = node;
      const shape = SHAPES.find(([a, b]) => a === opening && b === closing)?.[2];
      if (shape === undefined) throw faulty(source, number, `The brackets do not match: ${text.trim()}`);
      if (!(KINDS as readonly string[]).includes(kind)) {
        throw faulty(source, number, `"${kind}" is no kind of node. Use ${KINDS.join(', ')}.`);
      }
      for (const one of open) one.nodes.push(nodeId);
      const named = open.filter(({ name }) => name !== '').map(({ name }) => name);
      nodes.push({
        ...nodeOf(source.head, nodeId, label.split('<br/>'), shape, kind as Kind),
        ...(named.length === 0 ? {} : { group: named.join(' / ') }),
      });
    } else if (!/^(flowchart (TB|LR|BT|RL)|\s*direction (TB|LR|BT|RL))$/.test(text)) {
      throw faulty(source, number, `This line is neither a node, an arrow nor a group: ${text.trim()}`);
    }
  }
  checkEnds(source, edges, [...nodes, ...groups]);
  checkHead(source, nodes);
  return {
    nodes,
    edges: edges.map((edge) => ({ ...edge, ...hueOf(source.head, nodes, edge.from, edge.to) })),
    groups,
  };
}

function edgeOf([, from = '', sign = '', label = '', to = '']: RegExpExecArray): DiagramEdge {
  const step = STEP.exec(label);
  const said = step === null ? label : label.slice(step[0].length);
  return {
    from,
    to,
    label: oneLine(said),
    lines: said.split('<br/>').filter((line) => line !== '' && !line.startsWith('_')),
    ...(step === null ? {} : { step: Number(step[1]) }),
    dashed: sign.includes('.'),
    plain: sign === '---' || sign === '-.-',
  };
}

/** An arrow ends at a node, or at a whole group. */
function checkEnds(source: Source, edges: readonly DiagramEdge[], ends: readonly { id: string }[]): void {
  const known = new Set(ends.map(({ id }) => id));
  for (const end of edges.flatMap(({ from, to }) => [from, to])) {
    if (known.has(end)) continue;
    const near = nearest(end, known).join(', ');
    throw faulty(
      source,
      undefined,
      `An arrow names "${end}", which is neither a node nor a group. Nearest known: ${near}.`,
    );
  }
}

/**
 * Reads a sequence: its arrows are the messages, in order.
 * @throws DiagramError for a line that is neither a participant nor a message, or a party that is not known
 */
export function readSequence(source: Source): Pick<Drawing, 'nodes' | 'edges'> {
  const { head, lines } = source;
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
      throw faulty(source, number, `This line is neither a participant nor a message: ${text.trim()}`);
    }
  }
  checkHead(source, nodes);
  return { nodes, edges };
}

/** A label without its line breaks: a path or a name that was broken is whole again. */
export function oneLine(label: string): string {
  return label
    .replace(/^_/, '')
    .replace(/([/–-])<br\/>(?=[^_\s])/g, '$1')
    .replaceAll('<br/>_', ', ')
    .replaceAll('<br/>', ' ');
}
