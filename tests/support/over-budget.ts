import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, HEADERS, scales, totalWithoutFonts, type Weight } from './weight.ts';
import type { Finding } from '../content/checks/finding.ts';
import { EVERY_PAGE, kindOf, MOST_FILES } from './budgets.ts';

/** How many of a page's files a finding names. */
const NAMED = 4;

/** The faces of the site: style sheets ask for them, not pages. */
const FACES = 3;
const SHEET = /<link\b(?=[^>]*\srel="stylesheet")(?![^>]*\smedia="print")[^>]*>/g;

/**
 * Pages that are heavier than their kind may be, each with the files that weigh most, and pages that wait for too many.
 * @param dir folder of the build
 * @param base its sub-path
 */
export function overBudget(dir: string, base: string): Finding[] {
  const weigh = scales(dir, base);
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html'))
    .sort()
    .flatMap((file) => {
      const address = `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
      const html = readFileSync(join(dir, file), 'utf8');
      const kind = kindOf(address, html);
      const weight = weigh(address, file);
      const files = weight.parts.filter(({ kind: of }) => of !== 'font').length + FACES;
      const sheets = [...html.matchAll(SHEET)].map(([tag]) => tag);
      const late = sheets.slice(1).concat(sheets.filter((tag) => html.indexOf(tag) > html.indexOf('<body')));
      const found = (what: string, is: number, may: number, names: string): Finding[] =>
        is <= may
          ? []
          : [
              {
                where: file,
                what: `${what}: ${is} B, ${is - may} B more than ${may}. Heaviest: ${names}.`,
                fix: 'Load it when it is wanted, or make it smaller; `npm run bench:budget` prints the table.',
              },
            ];
      const trip = (what: string): Finding => ({ where: file, what, fix: 'See src/build/page-files.ts.' });
      return [
        ...(files > MOST_FILES && kind.tool !== true
          ? [trip(`It asks for ${files} files, may be ${MOST_FILES}.`)]
          : []),
        ...late.map((tag) => trip(`Its first paint waits for more than one style sheet of the head: ${tag}.`)),
        ...found(`A ${kind.name} page on a first visit`, totalWithoutFonts(weight), kind.total, heaviest(weight)),
        ...found('Its scripts', bytesOf(weight, 'script'), EVERY_PAGE.script, heaviest(weight, 'script')),
        ...found('Its style sheets', bytesOf(weight, 'style'), EVERY_PAGE.style, heaviest(weight, 'style')),
      ];
    });
}

/** The heaviest files of a page, of one kind or of all. */
function heaviest({ parts, inline }: Weight, kind?: 'script' | 'style'): string {
  const files = parts
    .filter((part) => kind === undefined || part.kind === kind)
    .map(({ file, bytes }) => ({ file, bytes: kind === undefined ? bytes + HEADERS : bytes }));
  if (kind !== undefined) files.push({ file: 'in the page itself', bytes: inline[kind] });
  return files
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, NAMED)
    .map(({ file, bytes }) => `${file} ${bytes} B`)
    .join(', ');
}
