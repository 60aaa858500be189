import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The faces of the book: whole ones, out of their npm packages, so that every sign of a name is there. @param root of the project */
export function faces(root: string): string {
  const face = (family: string, name: string, subset: string, weight: number, style: string, range: string): string => {
    const file = join(root, `node_modules/@fontsource/${name}/files/${name}-${subset}-${weight}-${style}.woff2`);
    return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};src:url(data:font/woff2;base64,${readFileSync(file).toString('base64')});unicode-range:${range}}`;
  };
  return [
    ['Book Serif', 'source-serif-4'],
    ['Book Sans', 'source-sans-3'],
  ]
    .flatMap(([family = '', name = '']) =>
      [400, 600].flatMap((weight) =>
        ['normal', 'italic'].flatMap((style) => [
          face(family, name, 'latin', weight, style, 'U+0-FF,U+131,U+152-153,U+2000-206F,U+20AC,U+2122,U+2212,U+2215'),
          face(family, name, 'latin-ext', weight, style, 'U+100-130,U+132-151,U+154-2FF,U+1E00-1EFF'),
        ]),
      ),
    )
    .join('');
}
