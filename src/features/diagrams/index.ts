/** The diagrams of the site: what the component, the tests and the data need to know of them. */
import { existsSync, readFileSync } from 'node:fs';
import type { Lang } from '../../facts/index.ts';
import { drawingFile, fingerprint, hashOf } from './fingerprint.ts';
import { expand, oneLine, readTemplate, type Drawing, type Variant } from './template.ts';

export { DIAGRAM_LANGS, diagramIds, VARIANTS } from './template.ts';
export type { DiagramEdge, DiagramNode, Drawing, Kind, Shape, Variant } from './template.ts';

/** A drawing as the page shows it. */
export interface Picture {
  drawing: Drawing;
  /** Inner markup of the SVG: nodes are not yet linked. */
  body: string;
  width: number;
  height: number;
}

/**
 * One drawing with its expanded template.
 * @throws Error when it was never drawn, or was drawn from something else than what stands in the tree now
 */
export function getPicture(id: string, lang: Lang, variant: Variant): Picture {
  const drawing = expand(id, readTemplate(id), lang, variant);
  const file = drawingFile(id, lang, variant);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const svg = /<svg viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>([\s\S]*)<\/svg>/.exec(text);
  if (svg === null || hashOf(text) !== fingerprint(drawing)) {
    throw new Error(
      `The drawing of diagram "${id}" (${lang}, ${variant}) is ${svg === null ? 'missing' : 'out of date'}.\nRun: npm run diagrams -- ${id}`,
    );
  }
  return { drawing, width: Number(svg[1]), height: Number(svg[2]), body: svg[3] ?? '' };
}

/**
 * Gives the nodes of a drawing their links.
 * @param hrefOf address of a node's page, already with language and sub-path; undefined for a node without a page
 */
export function linkNodes({ body, drawing }: Picture, hrefOf: (link: string) => string): string {
  return body.replace(
    /<g class="([^"]*)" data-(node|lane)="([^"]*)">(.*?)<\/g>/g,
    (_all, cls: string, how: string, key: string, inside: string) => {
      const node = how === 'lane' ? drawing.nodes[Number(key)] : drawing.nodes.find((one) => one.id === key);
      const group = `<g class="${cls.trim()}">${inside}</g>`;
      return node?.link === undefined ? group : `<a href="${hrefOf(node.link)}">${group}</a>`;
    },
  );
}

/** Name of a node on one line: what is broken over lines in the drawing is joined again. */
export function nodeName(node: { lines: readonly string[] }): string {
  return oneLine(node.lines.join('<br/>'));
}
