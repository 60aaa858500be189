/** What a diagram says, before anything is placed: its nodes, its arrows and its groups, in one language and one width. */
import { INTERFACE_IDS, type Lang } from '../../facts/index.ts';
import { LANGS } from '../../lib/languages.ts';

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

/** How the nodes of a flowchart stand; what the words mean is said in the schema of the head of a template. */
interface Layout {
  grid: string;
  routes: Record<string, string>;
  crossings: number;
}

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
