import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { cardAddress } from '../../../../src/features/social/addresses.ts';
import { cardSvg, drawCard, type Card } from '../../../../src/features/social/card.ts';
import { favicon, icon, markSvg } from '../../../../src/features/social/icons.ts';
import { encodePng } from '../../../../src/features/social/rasterize.ts';
import { readTokens } from '../../../../src/features/social/token-colors.ts';
import { groupOf, pageGroups } from '../../../../src/config/sidebar.ts';
import { pageSlugs } from '../../../../src/content-index/slugs.ts';

const css = readFileSync('src/styles/tokens.css', 'utf8');
const colors = readTokens(css);
const mark = markSvg();
const card = (given: Partial<Card>): Card => ({
  site: 'Site',
  title: 'Title',
  section: '',
  about: undefined,
  ...given,
});

test('colours come from the tokens, and a missing one is named', () => {
  expect(colors.cri).toBe(/--hue-cri: light-dark\((#\w+),/.exec(css)?.[1]);
  expect(colors.night).not.toBe(colors.paper);
  expect(() => readTokens(css.replaceAll('--hue-oci', '--hue-ico'))).toThrow(/no --hue-oci in its light theme/);
});

test('a card is 1200×630, in few colours, and the same bytes each time', async () => {
  const first = await drawCard(card({ about: 'cri' }), colors, mark);
  const { width, height } = await sharp(first).metadata();
  expect([width, height]).toEqual([1200, 630]);
  expect(first[25], 'colour type of the PNG header: 3 is a palette').toBe(3);
  expect((await drawCard(card({ about: 'cri' }), colors, mark)).equals(first)).toBe(true);
});

test('a picture is written by its pixels alone, not as a library of this machine packs it', async () => {
  for (const picture of [await drawCard(card({ about: 'cri' }), colors, mark), await icon(mark, 'icon-192')]) {
    const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(encodePng(data, info.width, info.height).equals(picture)).toBe(true);
  }
  const [blue, red] = [
    [9, 8, 250, 255],
    [250, 8, 9, 100],
  ] as const;
  const pixels = Buffer.from([blue, red, red, blue, blue, red].flat());
  const png = encodePng(pixels, 3, 2);
  expect((await sharp(png).raw().toBuffer()).equals(pixels)).toBe(true);
  // The commonest first.
  const counted = encodePng(Buffer.from([red, blue, red, red].flat()), 2, 2);
  expect([...counted.subarray(counted.indexOf('PLTE') + 4).subarray(0, 6)]).toEqual([
    ...red.slice(0, 3),
    ...blue.slice(0, 3),
  ]);
  expect(png.includes('tRNS')).toBe(true);
  expect(encodePng(Buffer.alloc(24, 255), 3, 2).includes('tRNS')).toBe(false);
});

test('of more colours than a palette holds, the rarest becomes the nearest of the others', async () => {
  const grey = (value: number): number[] => [value, value, value, 255];
  const twice = Array.from({ length: 256 }, (_, index) => [grey(index), grey(index)]).flat();
  const once = [250, 251, 252, 255];
  const png = encodePng(Buffer.from([...twice, once, grey(0)].flat()), 257, 2);
  const { data } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([...data.subarray(512 * 4)]).toEqual([...grey(251), ...grey(0)]);
  expect(data.subarray(0, 512 * 4).equals(Buffer.from(twice.flat()))).toBe(true);
});

test('a card lights the interface of its page, the part with its interfaces, or the whole board', async () => {
  const hues = ['cri', 'cni', 'csi', 'smi', 'cpi', 'oci'] as const;
  const found = async (given: Pick<Card, 'about' | 'part'>): Promise<string[]> => {
    const svg = await cardSvg(card(given), colors, mark);
    return hues.filter((id) => svg.includes(`fill="${colors[id]}"`));
  };
  expect(await found({ about: 'smi' })).toEqual(['smi']);
  expect(await found({ about: undefined, part: 'kubelet' })).toEqual(['cri', 'csi']);
  expect(await found({ about: undefined, part: 'apiserver' })).toEqual([]);
  expect(await found({ about: undefined })).toEqual(hues);
});

test('long titles become smaller, and one that cannot fit stops the build', async () => {
  const words = 'orquestração de contêineres ';
  const short = await cardSvg(card({ title: 'Ports' }), colors, mark);
  const long = await cardSvg(card({ title: words.repeat(3).trim() }), colors, mark);
  // The title is the only piece of text in the ink of the text beside the name of the site; its outlines tell its room.
  const lowest = async (svg: string): Promise<number> => {
    const { data, info } = await sharp(Buffer.from(svg))
      // Left of the board.
      .extract({ left: 76, top: 150, width: 560, height: 262 })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    let last = 0;
    for (let index = 0; index < data.length; index += 1) if ((data[index] ?? 255) < 80) last = index;
    return Math.floor(last / info.width);
  };
  expect(await lowest(short)).toBeLessThan(110);
  expect(await lowest(long)).toBeGreaterThan(130);
  // The board begins at 371.
  expect(await lowest(long)).toBeLessThan(210);
  await expect(cardSvg(card({ title: words.repeat(8) }), colors, mark)).rejects.toThrow(/too long for its card/);
});

test('addresses of cards', () => {
  expect(cardAddress('en', '')).toBe('/og/en/index.png');
  expect(cardAddress('pt-br', 'interfaces/cri')).toBe('/og/pt-br/interfaces/cri.png');
});

test('icons: square, whole to the edge where the system cuts, and the mark inside the safe circle', async () => {
  const corner = async (png: Buffer): Promise<number> => (await sharp(png).ensureAlpha().raw().toBuffer())[3] ?? -1;
  expect(await corner(await icon(mark, 'icon-192'))).toBe(0);
  expect(await corner(await icon(mark, 'apple-touch-icon'))).toBe(255);
  const maskable = sharp(await icon(mark, 'icon-maskable-512'));
  const { data, info } = await maskable.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let farthest = 0;
  for (let index = 0; index < data.length; index += 3) {
    const bright = (data[index] ?? 0) > 200; // the two halves; the wire may reach the edge
    const [x, y] = [(index / 3) % info.width, Math.floor(index / 3 / info.width)];
    if (bright) farthest = Math.max(farthest, Math.hypot(x - 256, y - 256));
  }
  expect(farthest).toBeGreaterThan(150);
  expect(farthest).toBeLessThanOrEqual(0.4 * 512);
  const ico = await favicon(mark);
  expect([...ico.subarray(0, 8)]).toEqual([0, 0, 1, 0, 1, 0, 32, 32]);
  expect(ico.readUInt32LE(14)).toBe(ico.length - 22);
  expect((await sharp(ico.subarray(ico.readUInt32LE(18))).metadata()).width).toBe(32);
});

test('a source that lost its parts is named', () => {
  expect(() => icon('<svg viewBox="0 0 32 32"/>', 'icon-maskable-512')).toThrow(/public\/favicon\.svg has no/);
});

test('every page stands in a group or alone, once', () => {
  const listed = pageGroups().flatMap(({ slugs }) => slugs);
  expect(new Set(listed).size).toBe(listed.length);
  expect(pageSlugs().filter((slug) => !listed.includes(slug))).toEqual(['', 'search']);
  expect(groupOf('interfaces/cri', 'pt-BR')).toBe('Interfaces');
  expect(groupOf('reference/ports', 'pt-BR')).toBe('Referência');
  expect(groupOf('start', 'en')).toBe('');
});
