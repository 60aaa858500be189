/** The icons of the site in every form that a system asks for, drawn from one source: `public/favicon.svg`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ICONS, type IconName } from './addresses.ts';
import { toPng } from './rasterize.ts';

/** Side of the square in which the mark stands on a maskable icon, of 32: its corners stay inside the safe circle. */
const SAFE = 26;

/** The one source. @param root folder of the project */
export function markSvg(root = process.cwd()): string {
  return readFileSync(join(root, 'public/favicon.svg'), 'utf8');
}

/**
 * A raster icon.
 * @param mark the source, see {@link markSvg}
 */
export function icon(mark: string, name: IconName): Promise<Buffer> {
  const { size, cut } = ICONS[name];
  return toPng(shaped(mark, cut), size);
}

/**
 * `favicon.ico` for browsers that read no SVG icons: one PNG of 32 px in an ICO's frame.
 * @see https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10) for the two headers
 */
export async function favicon(mark: string): Promise<Buffer> {
  const size = 32;
  const png = await toPng(shaped(mark, 'none'), size);
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2); // an icon, not a cursor
  head.writeUInt16LE(1, 4); // one picture
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10); // colour planes
  head.writeUInt16LE(32, 12); // bits per pixel
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}

/**
 * The source for a renderer, which knows no dark theme: light colours, with the corners that are wanted.
 * @throws Error when the source lost one of the two parts that this looks for
 */
function shaped(mark: string, cut: 'none' | 'corners' | 'shape'): string {
  const light = mark.replace(/<style>[^]*?<\/style>/, '');
  if (cut === 'none') return light;
  const full = replaceOnce(light, / rx="6"/, '');
  if (cut === 'corners') return full;
  const margin = (32 - SAFE) / 2;
  return replaceOnce(full, /<g id="mark">/, `<g transform="translate(${margin} ${margin}) scale(${SAFE / 32})">`);
}

function replaceOnce(svg: string, what: RegExp, by: string): string {
  if (!what.test(svg))
    throw new Error(
      `public/favicon.svg has no ${what.source}, which src/features/social/icons.ts replaces. Adapt one to the other.`,
    );
  return svg.replace(what, by);
}
