/**
 * `npm run fonts`: cuts the site's own faces out of their npm packages to the letters that English and Portuguese need.
 * The results are committed, so that a build need not do it again.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';

/** Headings and code need these: ASCII, the letters of Portuguese and of names, and typographic signs. */
export const CHARACTERS =
  Array.from({ length: 0x7e - 0x20 + 1 }, (_, at) => String.fromCodePoint(0x20 + at)).join('') +
  '\u00a0ÀÁÂÃÇÉÊÍÓÔÕÚÜàáâãçéêíóôõúüñöä§©·ªº°«»×–—‘’“”…';

/** The faces: file name here, and where the package has it. */
export const FACES = [
  { file: 'heading-600.woff2', from: '@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2' },
  { file: 'code-400.woff2', from: '@fontsource/source-code-pro/files/source-code-pro-latin-400-normal.woff2' },
  { file: 'code-600.woff2', from: '@fontsource/source-code-pro/files/source-code-pro-latin-600-normal.woff2' },
] as const;

const require = createRequire(import.meta.url);

/** One face, cut: woff2. Small capitals, old figures and other forms of a letter that no style asks for stay behind. */
export async function cut({ from }: (typeof FACES)[number]): Promise<Buffer> {
  return subsetFont(readFileSync(require.resolve(from)), CHARACTERS, { targetFormat: 'woff2', noLayoutClosure: true });
}

if (import.meta.main) {
  for (const face of FACES) {
    const data = await cut(face);
    writeFileSync(join(import.meta.dirname, '../styles/fonts', face.file), data);
    console.log(`${face.file}: ${data.length} bytes`);
  }
}
