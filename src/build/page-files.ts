/**
 * A reader on a slow line waits for each file on its own, so a page asks for few: one style sheet, which is the same for
 * every page of the frame, and one script. The bundler and the code blocks bring a file for each of their parts:
 *
 * - the sheets that most pages link, print and code blocks too, become one, which stands before faces and scripts, so that
 *   the browser asks for it first; those of a few pages stand in these pages themselves, so that the first paint waits for
 *   one sheet at most;
 * - a script that does nothing but import another gives way to that other one (the bundler leaves such a script where
 *   {@link SCRIPT_FILES} put its code into a common file); one of a few pages stands in these pages themselves;
 * - the script of the code blocks goes: it makes blocks that scroll sideways reachable by keyboard, and here lines wrap.
 *
 * And the text of a page becomes a <section>: a reader view that finds a long table or list takes that for the whole article,
 * unless a section around it has the words, too. So does each of its notes and warnings, which such a view leaves out
 * as something aside, title and all; its role says what it is. (Components that hold a few words and links are sections for its sake, too:
 * it takes a box for a menu when most of its words are links.)
 *
 * Each file that a page runs at once says at its end that it has run, and the page knows which it needs
 * (components/overrides/Footer.astro): one that is gone, cut off, empty or hangs is told, whatever it is called. Of the common
 * sheet it knows that by the level of these words, which stands at its end.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { filesBelow } from '../content-index/read-source.ts';

const SHEET = /<link rel="stylesheet" href="[^"]*\/_astro\/([^"/]+\.css)"(?: media="([^"]*)")?\s*\/?>/g;
const SCRIPT = /<script type="module" src="([^"]*\/_astro\/)([^"/]+\.js)"><\/script>/g;
const CODE_BLOCKS = /^ec\.\w+\.js$/;
const VIEWPORT = /<meta name="viewport"[^>]*>/;
/** Name of the common sheet; what prunes it gives it its hash. */
const COMMON = 'site.common.css';

/**
 * What scripts consist of, for the bundler, a file each: what every page of the frame runs, what pages of prose run beside it
 * (each part does nothing where it finds nothing), and what any script may call, which runs nothing but the tips of terms.
 */
export const SCRIPT_FILES = [
  {
    name: 'common',
    priority: 3,
    test: /src\/browser\/(lazy-element|load-error|patience|replace-address|storage)|content\/(Term\.astro|term-tip)|vite\/preload-helper/,
  },
  {
    name: 'prose',
    priority: 2,
    test: /TableOfContents(\.astro|\/starlight-toc)|diagrams\/DiagramFigure\.astro|table\/TableTool\.astro|table\/rows|lib\/fold/,
  },
  // What tools that come later share: one file, whose name stands once in the lists of what each needs.
  { name: 'fetch', priority: 2, test: /browser\/(elements|fetch-text|keep-fields)\.|lib\/(decoded|fill|plural)/ },
  { name: 'site', priority: 1, test: /overrides\/(Footer\.astro|client)/ },
];

/** The file of a script. Astro names one after all that it is made of, and each script that asks for it says that name. */
export const scriptName = ({ name }: { name: string }): string =>
  `_astro/${name.replace(/\.astro_astro_type_script.*$/, '')}.[hash].js`;

/** The name by which a file says at its end that it has run (an empty answer is a script too). No element has such an id. */
const signOf = (file: string): string => `$${/([^/.]+)\.[^/]+$/.exec(file)?.[1]?.replace(/\W/g, '_') ?? ''}`;
/** A file that a script asks for at once. */
const IMPORT = /\b(?:from|import)\s*["'`][^"'`()]*\/_astro\/([^"'`/]+\.js)["'`]/g;
/** The words for what did not come. */
const WATCHED = /(?<=<p\b[^>]*\sdata-part-missing=")self(?=")/;

/** The text of a page, as Starlight marks it; what follows is ours (components/overrides/Footer.astro). */
const TEXT = /<div class="sl-markdown-content"([^]*)<\/div>(?=\s*<copy-menu\b)/;
/** A note or a warning in it: named by its title, which it hides from whoever hears the page, and so does a reader view. */
const NOTE =
  /<aside aria-label="[^"]*" (class="starlight-aside\b[^"]*"><p class="starlight-aside__title") aria-hidden="true"><svg ([^]*?)<\/aside>/g;

/** The level of these words, a rule of its own. */
const LEVEL = /\.part-missing\{z-index:\d+\}/;

/** What the pages of a build become. */
interface Joined {
  /** HTML by file name. */
  pages: Map<string, string>;
  /** The common sheet, when there is one. */
  common: string | undefined;
  /** Sheets and scripts that no page asks for any more. */
  dropped: Set<string>;
}

/** Modules of the bundle that were written into pages: with their imports as addresses, they are no file of it any more. */
export const inlinedModules = new Set<string>();

/**
 * Joins the files of pages; {@link inlinedModules} has what of the bundle stands in pages afterwards.
 * @param pages HTML by file name
 * @param assets CSS and scripts by file name
 * @throws Error when a sheet that moves names files by a path from where it was, a page has no place for it, a script that a
 *   page runs does not say that it has run, or the end of its text or a note in it is not found
 */
export function joinFiles(pages: ReadonlyMap<string, string>, assets: ReadonlyMap<string, string>): Joined {
  const linked = [...pages.values()]
    .map((html) => [...html.matchAll(SHEET)].map(([, name = '', media]) => ({ name, media })))
    .filter((sheets) => sheets.length > 1);
  const uses = new Map<string, number>();
  const medium = new Map<string, string | undefined>();
  for (const sheets of linked)
    for (const { name, media } of sheets) {
      uses.set(name, (uses.get(name) ?? 0) + 1);
      medium.set(name, media);
    }
  for (const html of pages.values()) {
    const names = [...html.matchAll(SCRIPT)].map(([, , name = '']) => onlyImport(assets, name));
    for (const name of new Set(names)) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const css = (name: string): string => {
    const text = assets.get(name) ?? '';
    if (/url\(["']?\.{1,2}\//.test(text)) throw new Error(`${name} names files by a path from its own folder.`);
    const media = medium.get(name);
    return media === undefined ? text : `@media ${media}{${text}}`;
  };
  const shared = [...uses]
    .filter(([name, count]) => name.endsWith('.css') && count * 2 >= linked.length)
    .map(([name]) => name);
  const dropped = new Set(shared.length > 1 ? shared : []);
  const joined = new Map<string, string>();
  const asked = (html: string): string[] => {
    const files = [...html.matchAll(SCRIPT)].map(([, , name = '']) => name);
    for (const [, name = ''] of html.matchAll(IMPORT)) files.push(name);
    const mute = files.find((name) => !assets.get(name)?.endsWith(`;window.${signOf(name)}=1`));
    if (mute !== undefined) throw new Error(`${mute} does not say that it has run.`);
    return [...new Set(files.map(signOf))];
  };
  for (const [file, html] of pages) {
    const own = [...html.matchAll(SHEET)].length;
    let common = '';
    const scripts = new Set<string>();
    joined.set(
      file,
      html
        .replace(SHEET, (link, name: string) => {
          if (dropped.has(name)) {
            common ||= link.replace(name, COMMON).replace(/ media="[^"]*"/, '');
            return '';
          }
          return own > 1 ? `<style>${css(name)}</style>` : link;
        })
        .replace(SCRIPT, (tag, folder: string, name: string) => {
          if (CODE_BLOCKS.test(name)) return '';
          const target = onlyImport(assets, name);
          if (scripts.has(target)) return '';
          scripts.add(target);
          const code = assets.get(target) ?? '';
          if ((uses.get(target) ?? 0) * 2 < linked.length) {
            const text = code
              .replace(/(["'`])\.\/(?=[\w.-]+\.js\1)/g, `$1${folder}`)
              // It need not name, before anybody asks for them, all the files that its later parts are made of.
              .replace(/^const __vite__mapDeps=.*\n/m, '')
              .replace(/,\s*__vite__mapDeps\(\[[\d,]*\]\)/g, '')
              .trim();
            inlinedModules.add(text);
            return `<script type="module">${text}</script>`;
          }
          return tag.replace(folder + name, folder + target);
        })
        .replace(VIEWPORT, (viewport) => viewport + common)
        .replace(WATCHED, (_self, _offset, whole: string) => asked(whole).join(' '))
        .replace(TEXT, '<section class="sl-markdown-content"$1</section>')
        .replace(NOTE, '<section role="note" $1><svg aria-hidden="true" $2</section>'),
    );
    if (joined.get(file)?.includes('<div class="sl-markdown-content"'))
      throw new Error(`${file}: its text does not end before <copy-menu>. Look at TEXT in src/build/page-files.ts.`);
    if (
      joined.get(file)?.includes('<aside class="starlight-aside') ||
      joined.get(file)?.includes('__title" aria-hidden')
    )
      throw new Error(`${file} has a note of another form. Look at NOTE in src/build/page-files.ts.`);
    if (common !== '' && !VIEWPORT.test(html))
      throw new Error(`${file} names no viewport: its style sheet would stand after that.`);
  }
  const still = [...joined.values()].join('\n');
  const code = [...assets].filter(([name]) => name.endsWith('.js') && !CODE_BLOCKS.test(name));
  for (const name of assets.keys()) {
    const needed = still.includes(name) || code.some(([other, text]) => other !== name && text.includes(name));
    if (!needed) dropped.add(name);
  }
  const common = shared.map(css).join('');
  const last = LEVEL.exec(common)?.[0] ?? '';
  return { pages: joined, common: shared.length > 1 ? common.replace(last, '') + last : undefined, dropped };
}

/** The script that stands for one: itself, or the one that is all it imports. */
function onlyImport(assets: ReadonlyMap<string, string>, name: string): string {
  const target = /^import\s*["'`]\.\/([\w.-]+\.js)["'`];?\s*$/.exec(assets.get(name) ?? '')?.[1];
  return target === undefined ? name : onlyImport(assets, target);
}

interface Chunk {
  type: string;
  code?: string;
  name: string;
  fileName: string;
  isEntry: boolean;
  imports: readonly string[];
  moduleIds: readonly string[];
}

/** Lets every file that a page runs at once say that it has run. What stands in a page itself needs no word. */
function sayThatTheyRan(_options: unknown, bundle: Readonly<Record<string, unknown>>): void {
  const chunks = Object.values(bundle as Record<string, Chunk>).filter(({ type }) => type === 'chunk');
  // Pages outside the frame have no words for it, and no bytes to spare.
  const entries = chunks.filter(
    ({ isEntry, moduleIds }) => isEntry && !moduleIds.some((id) => /\/src\/pages\//.test(id)),
  );
  const asked = new Set(entries.flatMap(({ imports }) => imports));
  for (const chunk of chunks) {
    const isFile = chunk.isEntry && chunk.moduleIds.some((id) => SCRIPT_FILES.some(({ test }) => test.test(id)));
    if (asked.has(chunk.fileName) || isFile)
      chunk.code = `${chunk.code?.trim().replace(/;$/, '')};window.${signOf(chunk.fileName)}=1`;
  }
}

/** Joins the files of the build. Must come before what prunes style sheets and hashes what stands in pages. */
export function pageFiles(): AstroIntegration {
  return {
    name: 'page-files',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'say-that-they-ran',
                enforce: 'pre',
                applyToEnvironment: ({ name }) => name === 'client',
                // Before anybody takes the sum of a script, or writes it into a page.
                generateBundle: { order: 'pre', handler: sayThatTheyRan },
              },
            ],
          },
        });
      },
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const assetFolder = join(folder, '_astro');
        const pages = new Map(
          filesBelow(folder, '.html').map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
        );
        const assets = new Map(
          filesBelow(assetFolder)
            .filter((name) => /\.(css|js)$/.test(name))
            .map((name) => [basename(name), readFileSync(join(assetFolder, name), 'utf8')]),
        );
        const { pages: joined, common, dropped } = joinFiles(pages, assets);
        for (const [name, html] of joined) if (html !== pages.get(name)) writeFileSync(join(folder, name), html);
        if (common !== undefined) writeFileSync(join(assetFolder, COMMON), common);
        for (const name of dropped) if (existsSync(join(assetFolder, name))) rmSync(join(assetFolder, name));
        logger.info(`${assets.size} → ${assets.size - dropped.size + (common === undefined ? 0 : 1)} files`);
      },
    },
  };
}
