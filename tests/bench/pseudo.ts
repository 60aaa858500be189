/**
 * `npm run pseudo`: builds the site with English in a made-up language, accented and two fifths longer, and looks at one
 * page of every kind: which control still speaks English (its words are in the code, not among the texts), and which box
 * does not bear longer words, on a wide screen and at 320 px. What a third language would meet. Red when there is any.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { pageGroups } from '../../src/config/sidebar.ts';
import { BASE_PATH, SITE_TITLE } from '../../src/config/site.ts';
import { serve } from '../../src/scripts/serve.ts';
import { findBrowser } from '../support/browser.ts';
import { ask } from '../support/examine.ts';
import { unpack } from '../support/page-checks.ts';
import { KINDS } from '../support/page-kinds.ts';
import { isPseudo, pseudo, pseudoYaml } from '../support/pseudo.ts';
import { copyProject } from './project-copy.ts';

const root = resolve(import.meta.dirname, '../..');
const copy = copyProject(root, 'pseudo');

/** Puts the texts of the made-up language into the place of English. */
function translate(): void {
  const strings = join(copy, 'src/content/i18n/en.json');
  const english = JSON.parse(readFileSync(strings, 'utf8')) as Record<string, string>;
  const translated = Object.entries(english).map(([key, text]) => [key, pseudo(text)]);
  writeFileSync(strings, JSON.stringify(Object.fromEntries(translated)));
  for (const name of readdirSync(join(copy, 'src/data'), { recursive: true, encoding: 'utf8' })) {
    // Of a question's answers none may be known by its length, and code does not grow.
    if (!name.endsWith('.yaml') || name.startsWith('questions')) continue;
    const file = join(copy, 'src/data', name);
    writeFileSync(file, pseudoYaml(readFileSync(file, 'utf8')));
  }
}

/** Runs Node in the copy. @throws Error with the last words when it fails */
function inCopy(what: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${what}:\n${(stdout + stderr).slice(-3000)}`);
}

const read = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));

/** Texts of writers, which are translated as files are, and of Starlight, which knows more languages than we. */
const elsewhere = [
  ...pageGroups().flatMap(({ label }) => Object.values(label ?? {})),
  ...Object.values(SITE_TITLE),
  ...read('src/data', /\.yaml$/),
  ...read('src/content/docs', /\.mdx$/),
  ...read('src/features/diagrams/templates', /\.mmd$/),
  ...read('node_modules/@astrojs/starlight/dist/translations', /^en\.js$/),
];

/** A name of a control that no file of texts has. A long one is the content of what it names: code, a table. */
const isMissed = (name: string): boolean =>
  name.length <= 60 &&
  !isPseudo(name) &&
  name
    .split(/ – |: /)
    .some(
      (part) =>
        /\p{L}{3}/u.test(part) &&
        !elsewhere.some((text) => text.includes(part.replace(/^On this page|^Section titled “|”$/g, ''))),
    );

translate();
inCopy('The site of the made-up language was not built', join(copy, 'node_modules/astro/bin/astro.mjs'), 'build');

const served = await serve(join(copy, 'dist'), BASE_PATH, 0);
const { name: _, ...how } = await findBrowser();
const browser = await chromium.launch(how);
let faults = 0;
try {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  for (const [kind, path] of Object.entries(KINDS)) {
    if (kind === '404') continue;
    const found: string[] = [];
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('about:blank');
      await page.goto(`${served.url}/en/${path}`, { waitUntil: 'load' });
      await unpack(page);
      const names = await ask(page, 'namesOfControls');
      found.push(
        ...[...new Set(names)].filter(isMissed).map((text) => `not translated: ${text}`),
        ...[...(await ask(page, 'sideways')), ...(await ask(page, 'clipped'))].map((fault) => `${width} px: ${fault}`),
      );
    }
    for (const fault of new Set(found)) console.log(`${kind}: ${fault}`);
    faults += new Set(found).size;
  }
} finally {
  await browser.close();
  await served.close();
}
console.log(`${faults} place(s) that a further language would meet`);
process.exitCode = faults > 0 ? 1 : 0;
