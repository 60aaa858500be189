/** What a drawing is made from, as one hash: a test without a browser sees with it that a drawing is out of date. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../facts/index.ts';
import { DIAGRAMS_FOLDER, type Drawing, type Variant } from './template.ts';

/** Where the drawings are. */
export const RENDERED = join(DIAGRAMS_FOLDER, 'rendered');

/**
 * The font that text is measured with. DejaVu Sans is the widest that the site's font stack can end in, so a box that
 * holds it holds every other one.
 */
export const FONT = 'DejaVu Sans';

/**
 * How wide a drawing of each variant may be. Text is 13 units high: it is at least 12 px where the wide drawing has
 * 672 px (the column of text in a window of 1280) and the tall one 328 px (a phone of 360).
 */
export const WIDTHS: Record<Variant, number> = { wide: 728, tall: 355 };

/** How Mermaid draws. Colours are the site's own: none of its theme survives. */
export const MERMAID_CONFIG = {
  startOnLoad: false,
  securityLevel: 'strict',
  deterministicIds: true,
  htmlLabels: false,
  layout: 'elk',
  elk: { considerModelOrder: 'NODES_AND_EDGES', nodePlacementStrategy: 'NETWORK_SIMPLEX' },
  look: 'classic',
  theme: 'base',
  fontFamily: FONT,
  fontSize: 13,
  themeVariables: { fontFamily: FONT, fontSize: '13px' },
  // Names of nodes and groups are bold: measured as they will be shown.
  themeCSS: '.node .text-inner-tspan,.cluster-label .text-inner-tspan{font-weight:700}',
  flowchart: {
    htmlLabels: false,
    wrappingWidth: 600,
    minNodeWidth: 60,
    padding: 7,
    diagramPadding: 3,
    curve: 'linear',
  },
  sequence: {
    mirrorActors: false,
    useMaxWidth: false,
    diagramMarginX: 2,
    diagramMarginY: 2,
    actorMargin: 4,
    width: 82,
    height: 44,
    boxMargin: 4,
    messageMargin: 30,
    noteMargin: 6,
    actorFontFamily: FONT,
    actorFontSize: 13,
    actorFontWeight: 700,
    messageFontFamily: FONT,
    messageFontSize: 13,
    noteFontFamily: FONT,
    noteFontSize: 13,
  },
} as const;

let version: string | undefined;
let cleaner: string | undefined;

/** The configuration for one drawing: many lanes leave no room for a message on one line. */
export function configOf(drawing: Drawing): object {
  const lanes = drawing.type === 'sequence' ? drawing.nodes.length : 0;
  if (lanes === 0) return MERMAID_CONFIG;
  return {
    ...MERMAID_CONFIG,
    sequence: { ...MERMAID_CONFIG.sequence, ...(lanes > 5 ? { wrap: true, wrapPadding: 5 } : { width: 120 }) },
  };
}

/** Hash of everything that decides what a drawing looks like. */
export function fingerprint(drawing: Drawing): string {
  // Its exact version stands in package.json: a build needs no Mermaid to know what the drawings were made with.
  version ??= (
    JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as { devDependencies: { mermaid: string } }
  ).devDependencies.mermaid;
  cleaner ??= readFileSync(join(DIAGRAMS_FOLDER, 'clean.ts'), 'utf8');
  const { variant, source, flipped, type, nodes } = drawing;
  const lanes = type === 'sequence' ? nodes.map((node) => node.kind) : [];
  const made = JSON.stringify([version, configOf(drawing), WIDTHS, cleaner, variant, source, flipped, lanes]);
  return `sha256:${createHash('sha256').update(made).digest('hex')}`;
}

/** The hash that a drawing carries. */
export function hashOf(svg: string): string | undefined {
  return /sha256:[0-9a-f]{64}/.exec(svg.slice(0, 400))?.[0];
}

/** File of a drawing. */
export function drawingFile(id: string, lang: Lang, variant: Variant): string {
  return join(RENDERED, `${id}.${lang}.${variant}.svg`);
}
