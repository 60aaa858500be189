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
import sharp from 'sharp';

let ready: Promise<void> | undefined;

/** A file of an npm package, found from the project's folder: built code lies elsewhere. @throws Error when it is not there */
export function packageFile(name: string): string {
  return createRequire(join(process.cwd(), 'package.json')).resolve(name);
}

/**
 * Draws an SVG.
 * @param svg with a `viewBox`, without fonts of its own
 * @param width of the picture in px; its height follows from the `viewBox`
 * @param colours size of the palette, up to 256: flat drawings need few, and each halving saves about a third of the bytes
 * @returns a PNG
 */
export async function toPng(svg: string, width: number, colours: number): Promise<Buffer> {
  // Once per process: a second call of initWasm throws.
  ready ??= initWasm(readFileSync(packageFile('@resvg/resvg-wasm/index_bg.wasm')));
  await ready;
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render();
  const raw = { width: image.width, height: image.height, channels: 4 as const };
  const few = sharp(image.pixels, { raw }).png({ palette: true, colours, effort: 1, dither: 0, compressionLevel: 0 });
  const { data, info } = await sharp(await few.toBuffer())
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  // Its memory is outside of what JavaScript cleans up.
  image.free();
  return encodePng(data, info.width, info.height);
}

/**
 * Writes pixels as a PNG with a palette. The library that chose the colours puts them in another order on Windows than on
 * Linux, and packs them as suits the processor: here they stand as they are met, and JavaScript packs.
 * @param pixels four bytes each: red, green, blue, opacity; at most 256 different ones
 * @throws Error when there are more
 * @see https://www.w3.org/TR/png-3/ for the chunks
 */
export function encodePng(pixels: Buffer, width: number, height: number): Buffer {
  const colours = new Uint32Array(new Uint8Array(pixels).buffer);
  const places = new Map<number, number>();
  // Each line begins with the number of its filter. 0 is none, which packs flat drawings best; one that is the same as the
  // line above says so by 2, the difference to it, which is nothing: most are, and nothing is soon packed.
  const lines = new Uint8Array((width + 1) * height);
  for (let line = 0; line < height; line++) {
    const from = line * width;
    const to = line * (width + 1);
    if (line > 0 && pixels.compare(pixels, (from - width) * 4, from * 4, from * 4, (from + width) * 4) === 0) {
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
        const known = places.get(colour);
        place = known ?? places.size;
        if (known === undefined) places.set(colour, place);
        if (place > 255) throw new Error('A palette holds 256 colours, and the picture has more.');
      }
      lines[to + 1 + at] = place;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // bits of an index, and that it is one of a palette
  const palette = [...new Uint8Array(Uint32Array.from(places.keys()).buffer).entries()];
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

/** A chunk of a PNG: length, name, data, and the checksum of the last two. */
function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
