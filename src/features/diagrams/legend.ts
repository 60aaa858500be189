import { getInterface, INTERFACE_IDS } from '../../facts/index.ts';
import type { UiKey } from '../../schemas/ui.ts';
import type { Drawing } from './drawing.ts';

/** A sign of a drawing's legend: what it is in the drawing, and the key of its words. */
export interface Sign {
  sign: keyof typeof MARKS;
  key: UiKey;
}

/**
 * The signs as the drawing has them, in a box of 24 × 14: with the same classes, they look the same in every theme, in forced
 * colours and on paper.
 */
const MARKS = {
  control: '<g class="n control"><rect x="1" y="1" width="22" height="12" rx="2"/></g>',
  node: '<g class="n node"><rect x="1" y="1" width="22" height="12" rx="2"/></g>',
  outside: '<g class="n outside"><rect x="1" y="1" width="22" height="12" rx="2"/></g>',
  object: '<g class="n thing"><rect x="1" y="1" width="22" height="12" rx="6"/></g>',
  store:
    '<g class="n thing"><path d="M1 4a11 3 0 0 1 22 0v6a11 3 0 0 1-22 0z"/><path class="l" d="M1 4a11 3 0 0 0 22 0"/></g>',
  dashed: '<g class="e d"><path d="M0 7H24"/></g>',
} as const;

/** Markup of a sign. */
export const markOf = ({ sign }: Sign): string => MARKS[sign];

/**
 * What the marks of a drawing mean: only those that are used and that the drawing does not say itself.
 *
 * Planes are named where no frame names them; an interface needs no sign, for its wire or its box carries its name.
 * @throws Error for a hue whose interface is nowhere named in the drawing
 */
export function legendOf({ id, nodes, edges, groups, type }: Drawing): Sign[] {
  const written = [
    ...nodes.flatMap((node) => node.lines),
    ...edges.flatMap((edge) => [...edge.lines, edge.label]),
    ...groups.map((group) => group.name),
  ].join(' ');
  for (const hue of INTERFACE_IDS) {
    const used = nodes.some((node) => node.kind === hue) || edges.some((edge) => edge.hue === hue);
    if (used && !written.toUpperCase().includes(getInterface(hue).abbrev) && !NAMED[hue]?.test(written)) {
      throw new Error(`The drawing "${id}" uses the hue of ${hue} and names it nowhere.`);
    }
  }
  const framed = new Set(groups.filter(({ name }) => name !== '').map(({ kind }) => kind));
  const planes = (['control', 'node', 'outside'] as const).filter((kind) => nodes.some((node) => node.kind === kind));
  const shapes =
    type === 'sequence'
      ? []
      : (['store', 'object'] as const).filter((shape) => nodes.some((node) => node.shape === shape));
  return [
    ...(planes.length > 1 ? planes.filter((kind) => !framed.has(kind)) : []).map((kind): Sign => ({
      sign: kind,
      key: `diagram.kind.${kind}`,
    })),
    ...shapes.map((shape): Sign => ({ sign: shape, key: `diagram.shape.${shape}` })),
    ...(edges.some((edge) => edge.dashed) ? [{ sign: 'dashed', key: 'diagram.dashed' } as const] : []),
  ];
}

/** Names by which a reader knows an interface's hue where its abbreviation is not written: its implementation, its calls. */
const NAMED: Partial<Record<(typeof INTERFACE_IDS)[number], RegExp>> = {
  cri: /runtime/i,
  cni: /plugin/i,
  cpi: /cloud-controller-manager/,
};
