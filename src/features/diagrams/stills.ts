import { flowchart } from './flowchart/flowchart.ts';
import { getPicture, type Drawing, type Picture } from './index.ts';
import { toSvg } from './scene.ts';
import type { Lang } from '../../facts/index.ts';

/** A drawing without links, for where the words stand beside it. */
export interface Still {
  width: number;
  height: number;
  markup: string;
}

const still = ({ scene }: Pick<Picture, 'scene'>): Still => ({
  width: scene.width,
  height: scene.height,
  markup: toSvg(scene, () => undefined),
});

/** Width of a step's own drawing: it fits beside the number of a step on a phone of 360 px, its letters at 12 px. */
export const STILL_WIDTH = 280;

/** A diagram in its narrow width. */
export const boardOf = (id: string, lang: Lang): Still => still(getPicture(id, lang, 'tall'));

/**
 * One small drawing for each step of a diagram, placed: who, the wire, whom.
 * @returns by the number of the step
 */
export function stepPictures(id: string, lang: Lang): Map<number, Picture> {
  const { drawing } = getPicture(id, lang, 'wide');
  return new Map(
    drawing.edges.flatMap((edge) => {
      if (edge.step === undefined) return [];
      const { from, to } = edge;
      const part: Drawing = {
        ...drawing,
        variant: 'tall',
        nodes: drawing.nodes
          .filter((node) => node.id === from || node.id === to)
          // A long name breaks after its first hyphen.
          .map((node) => ({
            ...node,
            lines: node.lines.flatMap((line) => (line.length > 12 ? line.split(/(?<=-)/) : [line])),
          })),
        edges: [edge],
        groups: [],
        layout: { grid: from === to ? from : `${from} ${to}`, routes: {}, crossings: 0 },
      };
      return [[edge.step, { drawing: part, scene: flowchart(part, STILL_WIDTH) }] as const];
    }),
  );
}

/** The small drawings of a diagram's steps as the page shows them, by the number of the step. */
export const stillsOf = (id: string, lang: Lang): Map<number, Still> =>
  new Map([...stepPictures(id, lang)].map(([step, picture]) => [step, still(picture)]));
