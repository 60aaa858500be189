/**
 * Pictures at build time: SVG in, PNG out. The renderer is WebAssembly and text comes as outlines of a font from npm, so
 * the bytes depend on no font, library or processor of the machine that builds.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { zlibSync } from 'fflate';

let ready: Promise<void> | undefined;

/** A file of an npm package, found from the project's folder: built code lies elsewhere. @throws Error when it is not there */
export function packageFile(name: string): string {
  return createRequire(join(process.cwd(), 'package.json')).resolve(name);
}

/**
 * Draws an SVG.
 * @param svg with a `viewBox`, without fonts of its own
 * @param width of the picture in px; its height follows from the `viewBox`
 * @returns a PNG
 */
export async function toPng(svg: string, width: number): Promise<Buffer> {
  // Once per process: a second call of initWasm throws.
  ready ??= initWasm(readFileSync(packageFile('@resvg/resvg-wasm/index_bg.wasm')));
  await ready;
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render();
  const png = encodePng(image.pixels, image.width, image.height);
  // Its memory is outside of what JavaScript cleans up.
  image.free();
  return png;
}

/** Colours that a palette of one byte a pixel holds. */
const PALETTE = 256;

/**
 * Writes pixels as a PNG with a palette: a flat drawing has two hundred colours, most of them the edges of its letters.
 * JavaScript does all of it, as a library of the system packs in its own way on each kind of processor.
 * @param pixels four bytes each: red, green, blue, opacity; of more than 256 colours the commonest stay, and each other
 *   one becomes the nearest of those
 * @see https://www.w3.org/TR/png-3/ for the chunks
 */
export function encodePng(pixels: Uint8Array, width: number, height: number): Buffer {
  const colours = new Uint32Array(new Uint8Array(pixels).buffer);
  const places = placesOf(colours);
  // Each line begins with the number of its filter. 0 is none, which packs flat drawings best; one that is the same as the
  // line above says so by 2, the difference to it, which is nothing: most are, and nothing is soon packed.
  const lines = new Uint8Array((width + 1) * height);
  for (let line = 0; line < height; line++) {
    const from = line * width;
    const to = line * (width + 1);
    if (line > 0 && repeats(colours, from, width)) {
      lines[to] = 2;
      continue;
    }
    // A map asks longer than a comparison, and neighbours are mostly of one colour.
    let last: number | undefined;
    let place = 0;
    for (let at = 0; at < width; at++) {
      const colour = colours[from + at] ?? 0;
      if (colour !== last) {
        last = colour;
        place = places.get(colour) ?? 0;
      }
      lines[to + 1 + at] = place;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // bits of an index, and that it is one of a palette
  const kept = [...places.keys()].slice(0, PALETTE);
  const palette = [...new Uint8Array(Uint32Array.from(kept).buffer).entries()];
  const opacities = palette.flatMap(([at, byte]) => (at % 4 === 3 ? [byte] : []));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(([at, byte]) => (at % 4 === 3 ? [] : [byte])))),
    ...(opacities.some((byte) => byte < 255) ? [chunk('tRNS', Buffer.from(opacities))] : []),
    chunk('IDAT', zlibSync(lines, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Whether a line of pixels is the same as the one above it. */
function repeats(colours: Uint32Array, from: number, width: number): boolean {
  for (let at = from; at < from + width; at++) if (colours[at] !== colours[at - width]) return false;
  return true;
}

/** The place of each colour in the palette, the commonest first; those beyond its end have the place of the nearest. */
function placesOf(colours: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  let from = 0;
  for (let at = 1; at <= colours.length; at++) {
    const colour = colours[from] ?? 0;
    if (at < colours.length && colours[at] === colour) continue;
    counts.set(colour, (counts.get(colour) ?? 0) + at - from);
    from = at;
  }
  const sorted = [...counts].sort(([, first], [, second]) => second - first).map(([colour]) => colour);
  const places = new Map(sorted.slice(0, PALETTE).map((colour, place) => [colour, place]));
  const kept = [...places];
  for (const colour of sorted.slice(PALETTE)) {
    const [nearest] = kept.reduce(
      (best, [other, place]) => {
        const distance = distanceOf(colour, other);
        return distance < best[1] ? [place, distance] : best;
      },
      [0, Infinity],
    );
    places.set(colour, nearest);
  }
  return places;
}

/** How far apart two colours are: the sum of the squares over their four bytes. */
function distanceOf(first: number, second: number): number {
  return [0, 8, 16, 24].reduce((sum, bits) => sum + (((first >>> bits) & 255) - ((second >>> bits) & 255)) ** 2, 0);
}

/** A chunk of a PNG: length, name, data, and the checksum of the last two. */
function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
