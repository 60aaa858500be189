import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { allRelations } from '../../../../src/facts/index.ts';
import { flowchart } from '../../../../src/features/diagrams/flowchart/flowchart.ts';
import {
  DIAGRAM_LANGS,
  diagramIds,
  getPicture,
  markupOf,
  VARIANTS,
  type Drawing,
  type Picture,
  type Variant,
} from '../../../../src/features/diagrams/index.ts';
import { legendOf, type Sign } from '../../../../src/features/diagrams/legend.ts';
import { expand, readTemplate } from '../../../../src/features/diagrams/template.ts';

const IDS = diagramIds();

const markup = (picture: Picture): string => markupOf(picture, (link) => `/x/${link}`);

/** Arrows between two parties of the store that the store does not know. */
function strangers({ nodes, edges, type }: Drawing): string[] {
  const sequence = type === 'sequence';
  const party = new Map(nodes.map((node) => [node.id, node.party]));
  return edges.flatMap(({ from, to, dashed }) => {
    const [a, b] = [party.get(from), party.get(to)];
    // What a part does by itself is no connection; in a sequence a message may also be the answer along the same one.
    if (a === undefined || b === undefined || from === to || (sequence && dashed)) return [];
    const known = allRelations().some(
      (one) => (one.from === a && one.to === b) || (sequence && one.from === b && one.to === a),
    );
    return known ? [] : [`${a} → ${b}`];
  });
}

/** How a sign of the legend stands in the markup of a drawing. */
const STANDS: Record<Sign['sign'], RegExp> = {
  control: /<g class="n control\b/,
  node: /<g class="n node\b/,
  outside: /<g class="n outside\b/,
  object: /<g class="n [^"]*"><rect [^>]*rx="9"/,
  store: /<path class="l"/,
  dashed: /<g class="e[^"]* d[ "]/,
};

/** The signs of a legend that a drawing does not show. */
const unseen = (legend: readonly Sign[], svg: string): string[] =>
  legend.map(({ sign }) => sign).filter((sign) => !STANDS[sign].test(svg));

test('a sign of the legend that the drawing does not show is found', () => {
  const legend = legendOf(getPicture('runtime-stack', 'en', 'wide').drawing);
  expect(unseen(legend, markup(getPicture('cluster', 'en', 'tall')))).toEqual(['dashed']);
});

test('a drawing is the same bytes every time it is made', () => {
  expect(markup(getPicture('worker-node', 'pt', 'wide'))).toBe(markup(getPicture('worker-node', 'pt', 'wide')));
});

describe.each(IDS)('%s', (id) => {
  const drawing = (lang: 'en' | 'pt', variant: Variant): Drawing => expand(id, readTemplate(id), lang, variant);

  test('has the same nodes and arrows in both languages, and at most 16 nodes', () => {
    for (const variant of VARIANTS) {
      const shape = ({ nodes, edges }: Drawing): unknown => [
        nodes.map((node) => [node.id, node.kind, node.shape, node.link, node.group !== undefined]),
        edges.map(({ from, to, dashed, step, hue }) => [from, to, dashed, step, hue]),
      ];
      expect(shape(drawing('pt', variant))).toEqual(shape(drawing('en', variant)));
      expect(drawing('en', variant).nodes.length).toBeLessThanOrEqual(16);
    }
  });

  test('draws only arrows that the relations know', () => {
    for (const variant of VARIANTS) expect(strangers(drawing('en', variant))).toEqual([]);
  });

  test('shows every label of the template, and nothing that the policy of the site forbids', () => {
    for (const lang of DIAGRAM_LANGS) {
      for (const variant of VARIANTS) {
        const picture = getPicture(id, lang, variant);
        const svg = markup(picture);
        const shown = svg.replace(/<[^>]*>/g, ' ').replaceAll('&amp;', '&');
        for (const node of picture.drawing.nodes) {
          for (const line of node.lines) expect(shown).toContain(line.replace(/^_/, ''));
        }
        expect((svg.match(/<g class="e[ "]/g) ?? []).length).toBe(picture.drawing.edges.length);
        expect(svg).not.toMatch(/<script|<style|style=|foreignObject|\son\w+=|javascript:|NaN|undefined/);
      }
    }
  });

  test('has a legend that names nothing twice and only what each width shows, and a name for every hue', () => {
    for (const lang of DIAGRAM_LANGS) {
      const legend = legendOf(drawing(lang, 'wide'));
      expect(new Set(legend.map(({ sign }) => sign)).size).toBe(legend.length);
      for (const variant of VARIANTS) {
        expect(unseen(legend, markup(getPicture(id, lang, variant))), `${lang} ${variant}`).toEqual([]);
        expect(() => legendOf(drawing(lang, variant))).not.toThrow();
      }
    }
  });

  test('is small: 8 kB at most, as a reader loads it', () => {
    for (const lang of DIAGRAM_LANGS) {
      for (const variant of VARIANTS) expect(gzipSync(markup(getPicture(id, lang, variant))).length).toBeLessThan(8000);
    }
  });
});

test('half of the drawings take 3 kB at most', () => {
  const sizes = IDS.flatMap((id) => VARIANTS.map((variant) => gzipSync(markup(getPicture(id, 'pt', variant))).length));
  expect(sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)]).toBeLessThan(3000);
});

test('an arrow that the store does not know is found', () => {
  const text = readTemplate('control-plane').replace('@tall   sched --> api', '@tall   sched --> etcd');
  expect(strangers(expand('control-plane', text, 'en', 'tall'))).toEqual(['kube-scheduler → etcd']);
});

test('a hue without a name is found', () => {
  const drawing = expand('smi-to-gamma', readTemplate('smi-to-gamma').replace(':::smi', ':::csi'), 'en', 'wide');
  expect(() => legendOf(drawing)).toThrow(/"smi-to-gamma" uses the hue of csi and names it nowhere/);
});

test('a node that has a page is a link', () => {
  expect(markup(getPicture('control-plane', 'en', 'wide'))).toMatch(
    /<a href="\/x\/components\/etcd"><g class="n control">/,
  );
  expect(markup(getPicture('exec-logs', 'en', 'wide'))).toMatch(
    /<a href="\/x\/components\/kubelet"><g class="n node">/,
  );
});

describe('a grid that does not fit is refused', () => {
  const text = readTemplate('smi-to-gamma');
  const fault = (changed: string): string => {
    expect(changed).not.toBe(text);
    try {
      flowchart(expand('smi-to-gamma', changed, 'en', 'wide'));
    } catch (error) {
      return String(error);
    }
    return 'nothing was wrong';
  };
  test.each([
    ['a node that stands nowhere', text.replace('      ts w\n', '      . w\n'), /the node "ts" stands nowhere/],
    ['a name that is no node', text.replace('      ts w\n', '      tz w\n'), /"tz" is not a node/],
    [
      'an area that is no rectangle',
      text.replace('      ts w\n      hg m', '      ts ts\n      hg w'),
      /"ts" does not|the node "m"/,
    ],
    ['a ragged row', text.replace('      ts w\n      hg m', '      ts w\n      hg'), /not as many cells/],
    [
      'what is too wide',
      text.replaceAll('"TrafficSplit"', `"${'Traffic'.repeat(20)}"`),
      /Diagram "smi-to-gamma", language "en".*The wide drawing lacks \d+ of 672 in width/,
    ],
  ])('%s', (_name, changed, reason) => {
    expect(fault(changed)).toMatch(reason);
  });
});
