/** Writes the lanes of time: as the inside of an `<svg>`, as its legend, as Mermaid. */
import { checkedMeta, type Lang, localize } from '../../../facts/index.ts';
import { STAGES } from '../../../schemas/timeline.ts';
import type { Variant } from '../drawing.ts';
import type { Box, Point } from '../scene.ts';
import { lanes, type Stage, type Told } from './lanes.ts';
import { DOT, laneScene, type LaneText, type LaneWords, TARGET } from './layout.ts';

const said = (event: Told, lang: Lang, words: LaneWords): string =>
  `${event.planned ? `${words.planned}: ` : ''}${localize(event.text, lang)} (${words.day(event.date)})`;

const n = (value: number): string => String(Math.round(value * 10) / 10);
const esc = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const rect = ({ x, y, w, h }: Box): string => `x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}"`;

/**
 * A bar, told by how it is filled: alpha in stripes across, beta to the half, stable in full, archived not at all.
 * @param upright whether time runs downwards
 */
function barMarkup(stage: Stage, { x, y, w, h }: Box, upright: boolean): string {
  const rim = `<rect class="rim ${stage}" ${rect({ x: x + 0.5, y: y + 0.5, w: w - 1, h: h - 1 })}/>`;
  if (stage === 'archived') return rim;
  const broad = (upright ? w : h) / (stage === 'beta' ? 2 : 1);
  const d = upright ? `M${n(x + broad / 2)} ${n(y)}V${n(y + h)}` : `M${n(x)} ${n(y + h - broad / 2)}H${n(x + w)}`;
  return `<path class="bar ${stage}" stroke-width="${n(broad)}" d="${d}"/>${stage === 'stable' ? '' : rim}`;
}

/** What the marks of the lanes mean: the words, and the same marks in a box of 24 × 14. */
export function laneLegend(words: LaneWords): { sign: string; word: string }[] {
  return [
    ...STAGES.map((stage) => ({
      sign: barMarkup(stage, { x: 0, y: 0, w: 24, h: 14 }, false),
      word: words.stages[stage],
    })),
    {
      sign: '<path class="stem plan" d="M0 7H14"/><circle class="dot plan" cx="18" cy="7" r="5"/>',
      word: words.planned,
    },
  ].map(({ sign, word }) => ({ sign: `<g class="k8s">${sign}</g>`, word }));
}

/** The drawing of the lanes: its size, and the inner markup of its `<svg>`. `href` is the address of a row. */
export function drawLanes(
  lang: Lang,
  variant: Variant,
  words: LaneWords,
  href: (id: string) => string,
): { variant: Variant; width: number; height: number; markup: string } {
  const scene = laneScene(variant, words);
  const upright = variant === 'tall';
  const line = ([a, b]: [Point, Point]): string =>
    `M${n(a.x)} ${n(a.y)}${a.x === b.x ? `V${n(b.y)}` : a.y === b.y ? `H${n(b.x)}` : `L${n(b.x)} ${n(b.y)}`}`;
  const word = ({ kind, text, x, y, stage, ground }: LaneText): string =>
    `${ground ? `<rect class="say ${stage}" ${rect(ground)}/>` : ''}<text class="${kind}${stage ? ` ${stage}` : ''}" x="${n(x)}" y="${n(y)}">${esc(text)}</text>`;
  const parts = lanes().map(({ id }) => {
    const bars = scene.bars.filter(({ lane }) => lane === id).map(({ stage, box }) => barMarkup(stage, box, upright));
    const names = scene.texts.filter(({ lane }) => lane === id).map(word);
    const dots = scene.dots
      .filter(({ lane }) => lane === id)
      .map(({ event, at, stem }) => {
        const plan = event.planned ? ' plan' : '';
        const title = esc(said(event, lang, words));
        const circle = `cx="${n(at.x)}" cy="${n(at.y)}"`;
        return `<path class="stem${plan}" d="${line(stem)}"/><a href="${esc(href(event.id))}" aria-label="${title}"><title>${title}</title><circle class="hit" ${circle} r="${TARGET / 2}"/><circle class="dot${plan}" ${circle} r="${DOT}"/></a>`;
      });
    return `<g class="${id}">${[...bars, ...names, ...dots].join('')}</g>`;
  });
  const own = scene.texts.filter(({ lane }) => lane === undefined).map(word);
  const markup = `<path class="hair" d="${scene.grid.map(line).join('')}"/>${own.join('')}${parts.join('')}<path class="now" d="${line(scene.now)}"/>`;
  return { variant, width: scene.width, height: scene.height, markup };
}

/** The lanes as Mermaid: a Gantt chart. */
export function lanesSource(words: LaneWords): string {
  const day = (date: string): string =>
    date.length === 10 ? date : `${date}${'-01'.repeat(date.length === 7 ? 1 : 2)}`;
  return [
    'gantt',
    '  dateFormat YYYY-MM-DD',
    '  axisFormat %Y',
    ...lanes().flatMap((lane) => [
      `  section ${lane.name}`,
      ...lane.bars.map(({ stage, event }, index) => {
        const next = lane.bars[index + 1]?.event.date ?? checkedMeta().date;
        return `  ${words.stages[stage].replace(/[,:#;]/g, ' ')} :${day(event.date)}, ${day(next)}`;
      }),
    ]),
  ].join('\n');
}
