/**
 * `npm run bench:drawings`: of every drawing, in both languages and widths, its size, how many wires cross, the smallest gap of
 * wires beside each other, and its bytes as a reader loads it; then the time to draw all. Ends with code 1 when one is not
 * well drawn (tests/support/geometry.ts) or weighs more than 8 kB.
 */
import { gzipSync } from 'node:zlib';
import { DIAGRAM_LANGS, diagramIds, getPicture, markupOf, VARIANTS } from '../../src/features/diagrams/index.ts';
import { drawLanes } from '../../src/features/diagrams/lanes/markup.ts';
import { laneScene, type LaneWords } from '../../src/features/diagrams/lanes/layout.ts';
import { STILL_WIDTH, stepPictures } from '../../src/features/diagrams/stills.ts';
import { crossings, geometryFaults, smallestGap } from '../support/geometry.ts';
import { laneFaults } from '../support/lane-geometry.ts';

const MOST_BYTES = 8000;
const rows: string[][] = [];
const faults: string[] = [];
const sizes: number[] = [];
let drawn = 0;

function row(
  name: string,
  size: { width: number; height: number },
  crossed: number,
  gap: number,
  markup: string,
): void {
  const bytes = gzipSync(markup).length;
  sizes.push(bytes);
  if (bytes > MOST_BYTES) faults.push(`${name} takes ${bytes} B.`);
  rows.push([
    name,
    `${size.width} × ${size.height}`,
    String(crossed),
    gap === Infinity ? '–' : gap.toFixed(1),
    String(bytes),
  ]);
}

for (const id of diagramIds()) {
  for (const variant of VARIANTS) {
    for (const lang of DIAGRAM_LANGS) {
      const start = process.cpuUsage();
      const picture = getPicture(id, lang, variant);
      const markup = markupOf(picture, (link) => `/${lang}/${link}/`);
      drawn += process.cpuUsage(start).user / 1e6;
      const name = `${id} ${variant} ${lang}`;
      faults.push(...geometryFaults(picture).map((fault) => `${name}: ${fault}.`));
      row(name, picture.scene, crossings(picture.scene).length, smallestGap(picture.scene).gap, markup);
    }
  }
}
for (const lang of DIAGRAM_LANGS) {
  for (const [step, picture] of stepPictures('apply-to-running', lang))
    faults.push(...geometryFaults(picture, STILL_WIDTH).map((fault) => `step ${step} ${lang}: ${fault}.`));
}
const words: LaneWords = {
  stages: { early: 'alpha, or before 1.0', beta: 'beta', stable: 'stable', archived: 'archived' },
  planned: 'planned',
  now: 'checked: 21 November 2026',
  day: (iso) => iso,
};
for (const variant of VARIANTS) {
  const scene = laneScene(variant, words);
  faults.push(...laneFaults(scene).map((fault) => `history ${variant}: ${fault}.`));
  row(`history ${variant} en`, scene, 0, Infinity, drawLanes('en', variant, words, (at) => `#${at}`).markup);
}

const head = ['drawing', 'size', 'crossings', 'gap', 'gzip B'];
const widths = head.map((title, column) => Math.max(title.length, ...rows.map((one) => one[column]?.length ?? 0)));
for (const one of [head, ...rows])
  console.log(
    one
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
sizes.sort((a, b) => a - b);
console.log(
  `${rows.length} drawings: median ${sizes[Math.floor(sizes.length / 2)]} B, largest ${sizes.at(-1)} B; drawn in ${drawn.toFixed(2)} s of a processor.`,
);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
