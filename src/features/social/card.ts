/**
 * The picture that others show when they link to a page (Open Graph): 1200 × 630 px. The board with the part of the page
 * lit; on the page of an interface its two halves meet on a wire that runs into the board.
 */
import { readFileSync } from 'node:fs';
import satori, { type Font } from 'satori';
import { type BoardPart, drawBoard, SHEETS } from '../board/board.ts';
import { CARD } from './addresses.ts';
import type { InterfaceId, TokenColors } from './token-colors.ts';
import { packageFile, toPng } from './rasterize.ts';

/** What stands on a card. */
export interface Card {
  site: string;
  title: string;
  /** Group of the sidebar; empty where a page stands outside of the groups. */
  section: string;
  /** The interface of which the page speaks. */
  about: InterfaceId | undefined;
  /** The part of the board that is lit; all of it where the page has none. */
  part?: BoardPart | undefined;
}

const MARGIN = 76;
/** The wire's height on the card. */
const WIRE = 492;
/** Where the board ends on the card, how much larger it is than in a page, and how much beside an interface's halves. */
const BOARD = { right: CARD.width - MARGIN, bottom: 580, scale: 1.9, beside: 1.6 } as const;
/** Sizes of the title in px, largest first, and the room that it has above the board. */
const TITLE = { sizes: [88, 76, 66, 56], height: 200, leading: 1.08 } as const;
/** Letters of the head: nine of a feed's pixels, which shows a card 300 px wide. */
const HEAD = { top: 63, fontFamily: 'sans', fontSize: 36 } as const;

/**
 * Draws a card.
 * @param mark the site's mark, content of `public/favicon.svg`
 * @returns a PNG
 * @throws Error when the title is longer than a card can hold
 */
export async function drawCard(card: Card, colors: TokenColors, mark: string): Promise<Buffer> {
  return toPng(await cardSvg(card, colors, mark), CARD.width);
}

/** The drawing of a card: text as outlines, so that it needs no font. */
export async function cardSvg(card: Card, colors: TokenColors, mark: string): Promise<string> {
  const size = await fitting(card.title);
  const own = card.about;
  const part = own ?? card.part;
  const [, , boardWidth, boardHeight] = SHEETS.small.view;
  const scale = own ? BOARD.beside : BOARD.scale;
  const [x, y] = [BOARD.right - boardWidth * scale, BOARD.bottom - boardHeight * scale];
  const words = await outlines({ width: '100%', height: '100%', position: 'relative', color: colors.ink }, [
    text({ left: MARGIN + 62, fontWeight: 600, ...HEAD }, card.site),
    text({ right: MARGIN, color: colors.soft, ...HEAD }, card.section),
    text({ left: MARGIN, top: 158, width: CARD.width - 2 * MARGIN, ...titleStyle(size) }, card.title),
    ...(own
      ? [
          text(
            {
              left: MARGIN,
              top: WIRE - 36,
              width: 158,
              justifyContent: 'center',
              fontFamily: 'sans',
              fontSize: 61,
              lineHeight: 72 / 61,
              fontWeight: 600,
              color: colors.paper,
            },
            own.toUpperCase(),
          ),
        ]
      : []),
  ]);
  const { width, height } = CARD;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${colors.paper}"/>`,
    neatline(colors.line),
    `<svg x="${MARGIN}" y="62" width="46" height="46" viewBox="0 0 32 32">${inner(mark)}</svg>`,
    ...(own
      ? [
          `<path d="M0 ${WIRE}H${x - 40}" stroke="${colors[own]}" stroke-width="12"/>`,
          connector(colors[own], colors.paper, MARGIN, 0.9),
        ]
      : []),
    `<g transform="translate(${x} ${y}) scale(${scale})">${painted(part, colors)}</g>`,
    // Without its own frame: the renderer would cut along it, which takes five times as long as all the rest.
    words.replace(/^<svg[^>]*>|<\/svg>$/g, ''),
    '</svg>',
  ].join('');
}

/** The small board with its colours in it: what draws the picture reads no style sheet. */
function painted(part: BoardPart | undefined, colors: TokenColors): string {
  const plain: Readonly<Record<string, string>> = {
    'b-frame': `fill="none" stroke="${part ? colors.line : colors.ink}"`,
    'b-frame on': `fill="none" stroke="${colors.ink}" stroke-width="2"`,
    'b-bar': `fill="${part ? colors.line : colors.ink}"`,
    'b-bar on': `fill="${colors.ink}"`,
    'b-stem': `fill="none" stroke="${colors.line}"`,
  };
  return drawBoard('small', undefined, part)
    .replace(/^<svg[^>]*>|<\/svg>$/g, '')
    .replace(
      /<g class="b-wire hue-(\w+)( on)?"[^>]*>(.*?)<\/g>/g,
      (_, id: InterfaceId, on: string | undefined, inside: string) => {
        const hue = on ? colors[id] : colors.line;
        return inside
          .replaceAll('class="b-line"', `fill="none" stroke="${hue}" stroke-width="1.5"`)
          .replaceAll('class="b-plug"', `fill="${hue}"`)
          .replaceAll(
            'class="b-socket"',
            `fill="${blend(hue, colors.paper, 0.16)}" stroke="${hue}" stroke-width="1.5"`,
          );
      },
    )
    .replace(
      /class="b-(?:box|person|out)( on)?"/g,
      (_, on: string | undefined) => `fill="${colors.paper}" stroke="${on || !part ? colors.ink : colors.line}"`,
    )
    .replace(/class="(b-[^"]*)"/g, (_, name: string) => plain[name.replace(' b-node', '')] ?? '');
}

/**
 * The two halves, each 200 × 144 before scaling: the one that calls reaches into the one that answers, and a gap of
 * paper keeps them apart.
 */
function connector(hue: string, paper: string, x: number, scale: number): string {
  const caller = 'M12 -72H176V-30H216V30H176V72H12A12 12 0 0 1 0 60V-60A12 12 0 0 1 12 -72Z';
  const callee = 'M200 -72H364A12 12 0 0 1 376 -60V60A12 12 0 0 1 364 72H200V46H232V-46H200Z';
  return (
    `<g transform="translate(${x} ${WIRE}) scale(${scale})">` +
    `<path d="M170 -80H240V80H170Z" fill="${paper}"/>` +
    `<path d="${caller}" fill="${hue}"/>` +
    `<path d="${callee}" fill="${blend(hue, paper, 0.16)}" stroke="${hue}" stroke-width="${scale < 1 ? 8 : 6}" stroke-linejoin="round"/></g>`
  );
}

/** The frame of a map sheet: a hairline with ticks. */
function neatline(colour: string): string {
  const { width, height } = CARD;
  const inset = 28;
  const ticks: string[] = [];
  for (let x = inset + 44; x < width - inset; x += 44) ticks.push(`M${x} ${inset}v8M${x} ${height - inset}v-8`);
  for (let y = inset + 41; y < height - inset; y += 41) ticks.push(`M${inset} ${y}h8M${width - inset} ${y}h-8`);
  return `<path d="M${inset} ${inset}H${width - inset}V${height - inset}H${inset}Z${ticks.join('')}" fill="none" stroke="${colour}" stroke-width="2"/>`;
}

/** The mark without its own frame and dark theme. */
function inner(mark: string): string {
  return mark.replace(/<style>[^]*?<\/style>/, '').replace(/^[^]*?<svg[^>]*>|<\/svg>\s*$/g, '');
}

/** A colour mixed with another. @param share of the first, 0 to 1 */
function blend(first: string, second: string, share: number): string {
  const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(1 + at * 2, 3 + at * 2), 16);
  const mixed = [0, 1, 2].map((at) => Math.round(channel(first, at) * share + channel(second, at) * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

type Style = Readonly<Record<string, string | number>>;
/** An element as satori takes it: the form of a React element, without React. */
interface Piece {
  type: 'div';
  props: { style: Style; children: readonly Piece[] | string };
}

const titleStyle = (size: number): Style => ({
  fontFamily: 'serif',
  fontSize: size,
  fontWeight: 600,
  lineHeight: TITLE.leading,
  letterSpacing: -size / 60,
  textWrap: 'balance',
});

function text(style: Style, children: string): Piece {
  return { type: 'div', props: { style: { display: 'flex', position: 'absolute', ...style }, children } };
}

/** The largest size at which a title fits. */
async function fitting(title: string): Promise<number> {
  const width = CARD.width - 2 * MARGIN;
  for (const size of TITLE.sizes) {
    // Without a height satori makes the drawing as high as the text.
    const drawn = await outlines({ width }, [text({ position: 'relative', width, ...titleStyle(size) }, title)], {
      width,
    });
    if (Number(/ height="([\d.]+)"/.exec(drawn)?.[1]) <= TITLE.height) return size;
  }
  throw new Error(
    `The title “${title}” is too long for its card. Shorten it, or give src/features/social/card.ts a smaller size.`,
  );
}

let fonts: Font[] | undefined;

/** Sets text with the two fonts of the cards. */
async function outlines(
  style: Style,
  children: readonly Piece[],
  size: { width: number } | { width: number; height: number } = CARD,
): Promise<string> {
  fonts ??= (
    [
      ['serif', 'source-serif-4', 600],
      ['sans', 'source-sans-3', 400],
      ['sans', 'source-sans-3', 600],
    ] as const
  ).map(([name, family, weight]) => ({ name, weight, style: 'normal', data: fontFile(family, weight) }));
  const root: Piece = { type: 'div', props: { style: { display: 'flex', ...style }, children } };
  return satori(root, { ...size, fonts });
}

/** Latin of a font from npm: it holds every letter of English and Portuguese. */
function fontFile(family: string, weight: number): Buffer {
  return readFileSync(packageFile(`@fontsource/${family}/files/${family}-latin-${weight}-normal.woff`));
}
