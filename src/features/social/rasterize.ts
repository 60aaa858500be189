/**
 * Pictures at build time: SVG in, PNG out. The renderer is WebAssembly and text comes as outlines of a font from npm, so
 * the pixels depend on no font, library or processor of the machine that builds.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
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
  const png = await sharp(image.pixels, { raw }).png({ palette: true, colours, effort: 1, dither: 0 }).toBuffer();
  // Its memory is outside of what JavaScript cleans up.
  image.free();
  return png;
}
