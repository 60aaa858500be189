/**
 * Drawings as files of their own: for slides, for frames in other sites, and with one name covered for a question. A file
 * carries the style sheet of the drawings and the colours of the site, by day and by night.
 */
import { join } from 'node:path';
import { readSource } from '../../content-index/read-source.ts';
import { transform } from 'lightningcss';
import { allQuestions } from '#facts';
import { languageNamed, type Lang } from '../../lib/languages.ts';
import { DIAGRAM_LANGS, diagramIds, getPicture, type Picture } from '../diagrams/index.ts';
import { toSvg } from '../diagrams/scene.ts';

/** A drawing, or one with the name of a part covered. */
export interface PictureName {
  diagram: string;
  part?: string | undefined;
  lang: Lang;
}

/** The file of a picture below the root of the site. */
export const pictureFile = ({ diagram, part, lang }: PictureName): string =>
  `pictures/${diagram}${part === undefined ? '' : `--${part}`}.${languageNamed(lang).locale}.svg`;

/** Every picture that the site has: each drawing in each language, and those that questions cover. */
export function allPictures(): PictureName[] {
  const covered = new Map(
    allQuestions().flatMap((question) =>
      question.kind === 'drawing' ? [[`${question.diagram} ${question.part}`, question] as const] : [],
    ),
  );
  return DIAGRAM_LANGS.flatMap((lang) => [
    ...diagramIds().map((diagram) => ({ diagram, lang })),
    ...[...covered.values()].map(({ diagram, part }) => ({ diagram, part, lang })),
  ]);
}

let kept: string | undefined;
/** The rules of the style sheet that draw, and the variables that they read. */
function style(): string {
  if (kept !== undefined) return kept;
  const css = readSource(join(process.cwd(), 'src/features/diagrams/diagrams.css'));
  const tokens = readSource(join(process.cwd(), 'src/styles/tokens.css'));
  // Of the sheet, all rules whose selectors speak of the drawing only.
  const rules = [...css.matchAll(/^(\.dg[\s,:.][^{}@]*)\{([^}]*)\}/gm)]
    .map(([, selector = '', body = '']) => [
      selector
        .split(/,(?![^(]*\))/)
        .map((one) => one.trim())
        .filter((one) => one.startsWith('.dg') && !/^\.dg-|:hover|:focus/.test(one))
        .join(','),
      body,
    ])
    .filter(([selector]) => selector !== '')
    .map(([selector, body]) => `${selector}{${body}}`)
    .join('');
  const read = new Set([...rules.matchAll(/var\(--([\w-]+)/g)].map(([, name = '']) => name));
  const colours = [...tokens.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\);/g)].filter(
    // The first is for everybody; those for more contrast come later.
    ([, name = ''], index, all) => read.has(name) && all.findIndex((one) => one[1] === name) === index,
  );
  const theme = (at: 2 | 3): string => `.dg{${colours.map((one) => `--${one[1]}:${one[at]}`).join(';')}}`;
  const whole = `.dg{--c:var(--ink-soft);--font-body:system-ui,"Segoe UI",Roboto,"Noto Sans",Ubuntu,sans-serif}${theme(2)}@media(prefers-color-scheme:dark){${theme(3)}}${rules.replaceAll(' !important', '')}`;
  kept = transform({ filename: 'picture.css', code: Buffer.from(whole), minify: true }).code.toString();
  return kept;
}

/** A scene in which the name of one part is covered. */
function cover({ drawing, scene }: Picture, part: string): Picture {
  const nodes = scene.nodes.map((node) => {
    const [first] = node.lines;
    if (node.id !== part || first === undefined) return node;
    const { x, y, w, h } = node.box;
    return { ...node, lines: [{ ...first, text: '?', x: x + w / 2, y: y + h / 2 + 4.5 }] };
  });
  return { drawing, scene: { ...scene, nodes } };
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * A picture as a whole SVG file.
 * @throws Error when there is no such drawing
 */
export function pictureSvg({ diagram, part, lang }: PictureName): string {
  const whole = getPicture(diagram, lang, 'wide');
  const { drawing, scene } = part === undefined ? whole : cover(whole, part);
  const { width, height } = scene;
  const words =
    part === undefined
      ? `<title>${escaped(drawing.title)}</title><desc>${escaped(drawing.caption)}</desc>`
      : `<title>${escaped(drawing.title)}</title>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="dg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" lang="${languageNamed(lang).tag}" role="img">${words}<style>${style()}.ground{fill:var(--paper)}</style><rect class="ground" width="${width}" height="${height}"/>${toSvg(scene, () => undefined)}</svg>`;
}
