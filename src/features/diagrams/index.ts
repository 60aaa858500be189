/** The diagrams of the site: what the component, the tests and the data need to know of them. */
import type { Lang } from '../../facts/index.ts';
import { flowchart } from './flowchart/flowchart.ts';
import { matrix } from './matrix.ts';
import { type Scene, toSvg } from './scene.ts';
import { sequence } from './sequence.ts';
import type { Drawing, Variant } from './drawing.ts';
import { oneLine } from './mermaid.ts';
import { expand, readTemplate } from './template.ts';

export { DIAGRAM_LANGS, isHue, VARIANTS } from './drawing.ts';
export { diagramIds } from './template.ts';
export type { DiagramEdge, DiagramNode, Drawing, Kind, Shape, Variant } from './drawing.ts';

/** A drawing as the page shows it. */
export interface Picture {
  drawing: Drawing;
  scene: Scene;
}

const LAYOUTS = { flowchart, sequence, matrix };

/**
 * One drawing with its expanded template.
 * @throws DiagramError for what is wrong with the template, or when it does not fit its width
 */
export function getPicture(id: string, lang: Lang, variant: Variant): Picture {
  const drawing = expand(id, readTemplate(id), lang, variant);
  return { drawing, scene: LAYOUTS[drawing.type](drawing) };
}

/**
 * The inner markup of a drawing's `<svg>`.
 * @param hrefOf address of a node's page, with language and sub-path
 */
export function markupOf({ drawing, scene }: Picture, hrefOf: (link: string) => string): string {
  return toSvg(scene, (nodeId) => {
    const link = drawing.nodes.find((node) => node.id === nodeId)?.link;
    return link === undefined ? undefined : hrefOf(link);
  });
}

/** Name of a node on one line: what is broken over lines in the drawing is joined again. */
export function nodeName(node: { lines: readonly string[] }): string {
  return oneLine(node.lines.join('<br/>'));
}
