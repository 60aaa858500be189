/**
 * `npm run bench:peers`: the same text as stock Starlight shows it, beside ours: files, bytes and waiting on a first visit,
 * on the same slow line and processor, in turns. With `-- --docusaurus` stock Docusaurus too, which is installed from npm
 * for it. The peers are built of our pages as Markdown, without our drawings, in `test-results/peers/`. Ends with code 1
 * when our largest paint comes later than a peer's, or when a page of ours asks for more files than it may.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { LANGUAGES } from '../../src/config/languages.ts';
import { BASE_PATH, SITE_URL } from '../../src/config/site.ts';
import { serve } from '../../src/scripts/serve.ts';
import { MOST_FILES } from '../support/budgets.ts';
import { firstVisit, type Visit } from './first-visit.ts';
import { bench, busy } from './painted.ts';

const PAGES = [
  '/en/components/etcd/',
  '/en/interfaces/cri/',
  '/en/architecture/overview/',
  '/pt-br/foundations/containers/',
];
/** Visits of each page, in turns with the peers; the middle one counts. */
const ROUNDS = 5;
const root = resolve(import.meta.dirname, '../..');
const work = join(root, 'test-results/peers');
const dist = resolve(process.env['SITE_DIST'] ?? 'dist');

interface Peer {
  name: string;
  /** Its built site. */
  built: string;
}

/** Our pages as Markdown, each with the head that every generator understands, its links without our address. */
function writePages(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { locale } of LANGUAGES)
    for (const name of readdirSync(join(dist, locale), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('index.md')) continue;
      const [, head = '', body = ''] =
        /^---\n([^]*?)\n---\n([^]*)$/.exec(readFileSync(join(dist, locale, name), 'utf8')) ?? [];
      const { title, description } = parse(head) as { title: string; description?: string };
      const file = join(folder, locale, name);
      mkdirSync(dirname(file), { recursive: true });
      const links = body.replaceAll(SITE_URL + BASE_PATH, BASE_PATH).replace(/^# .*\n/m, '');
      writeFileSync(file, `---\n${JSON.stringify({ title, description: description ?? title })}\n---\n${links}`);
    }
}

/** Runs a command in a folder. @throws Error with what it said when it fails */
function run(cwd: string, command: string, ...args: string[]): void {
  const npm = process.env['npm_execpath'];
  // On Windows npm is a script, which only a shell starts.
  const [program, ...all] = command === 'npm' && npm ? [process.execPath, npm, ...args] : [command, ...args];
  const { status, stdout, stderr } = spawnSync(program, all, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout.slice(-3000)}${stderr.slice(-3000)}`);
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** A built site that can be served: with a page at its root, which it may lack when all its pages have a language. */
function served(name: string, built: string): Peer {
  if (!existsSync(join(built, 'index.html'))) cpSync(join(built, '404.html'), join(built, 'index.html'));
  return { name, built };
}

/** The folders of pages of a language: the groups of the sidebar. */
const groups = (): string[] =>
  readdirSync(join(dist, 'en'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'src/content/docs/en', entry.name)))
    .map(({ name }) => name);

/** Builds Starlight as `npm create astro -- --template starlight` sets it up, of the version that the project has. */
function starlight(): Peer {
  const folder = join(work, 'starlight');
  writePages(join(folder, 'src/content/docs'));
  const options = {
    title: 'Kubernetes Interfaces',
    defaultLocale: 'pt-br',
    locales: Object.fromEntries(LANGUAGES.map(({ locale, label, tag }) => [locale, { label, lang: tag }])),
    sidebar: groups().map((directory) => ({ label: directory, items: [{ autogenerate: { directory } }] })),
  };
  write(folder, {
    // Vite bundles what a project names as its own.
    'package.json': '{"type":"module","dependencies":{"astro":"*","@astrojs/starlight":"*"}}',
    'astro.config.mjs': `import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
export default defineConfig({ base: ${JSON.stringify(BASE_PATH)}, integrations: [starlight(${JSON.stringify(options)})] });`,
    'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };`,
  });
  run(folder, process.execPath, join(root, 'node_modules/astro/bin/astro.mjs'), 'build');
  return served('Starlight', join(folder, 'dist'));
}

/** Installs and builds Docusaurus with its classic preset; English alone, which is the one it is measured in. */
function docusaurus(): Peer {
  const folder = join(work, 'docusaurus');
  writePages(join(work, 'pages'));
  rmSync(join(folder, 'docs'), { recursive: true, force: true });
  cpSync(join(work, 'pages/en'), join(folder, 'docs'), { recursive: true });
  write(folder, {
    'package.json': '{"private":true}',
    'docusaurus.config.js': `module.exports = {
  title: 'Kubernetes Interfaces', url: 'https://example.org', baseUrl: '${BASE_PATH}/', trailingSlash: true,
  onBrokenLinks: 'ignore', onBrokenAnchors: 'ignore', markdown: { format: 'detect', hooks: { onBrokenMarkdownImages: 'ignore', onBrokenMarkdownLinks: 'ignore' } },
  presets: [['classic', { docs: { routeBasePath: 'en' }, blog: false }]],
};`,
  });
  if (!existsSync(join(folder, 'node_modules/@docusaurus')))
    run(
      folder,
      'npm',
      'install',
      '--no-audit',
      '--no-fund',
      '@docusaurus/core@3',
      '@docusaurus/preset-classic@3',
      'react@19',
      'react-dom@19',
    );
  run(folder, 'npx', 'docusaurus', 'build');
  return served('Docusaurus', join(folder, 'build'));
}

const peers = [starlight(), ...(process.argv.includes('--docusaurus') ? [docusaurus()] : [])];
const rows: Record<string, string>[] = [];
const broken: string[] = [];

await bench('First visits beside peers, 1.6 Mbit/s, 150 ms', async ({ browser, url }) => {
  const running = await Promise.all(
    peers.map(async ({ name, built }) => ({ name, ...(await serve(built, BASE_PATH, 0)) })),
  );
  try {
    for (const path of PAGES) {
      const sites = [{ name: 'ours', url }, ...running].filter(
        ({ name }) => name !== 'Docusaurus' || path.startsWith('/en/'),
      );
      const visits = new Map<string, Visit[]>(sites.map(({ name }) => [name, []]));
      for (let round = 0; round < ROUNDS; round += 1)
        for (const site of sites) visits.get(site.name)?.push(await firstVisit(browser, site.url + path, true, 600));
      const middle = [...visits].flatMap(([name, all]) => {
        const visit = all.sort((a, b) => a.timing.lcp - b.timing.lcp)[Math.floor(all.length / 2)];
        return visit ? [[name, visit] as const] : [];
      });
      const ours = middle.find(([name]) => name === 'ours')?.[1].timing.lcp ?? Infinity;
      for (const [name, { files, timing }] of middle) {
        const asked = files.filter((file) => !file.url.startsWith('data:'));
        if (name === 'ours' && asked.length > MOST_FILES) broken.push(`${path} asks for ${asked.length} files.`);
        if (name !== 'ours' && timing.lcp <= ours) broken.push(`${path}: ${name} shows its largest part earlier.`);
        rows.push({
          page: path,
          site: name,
          files: String(asked.length),
          kB: (asked.reduce((sum, { bytes }) => sum + bytes, 0) / 1000).toFixed(0),
          'FCP ms': String(Math.round(timing.fcp)),
          'LCP ms': String(Math.round(timing.lcp)),
          'TBT ms': String(Math.round(timing.tbt)),
          CLS: timing.cls.toFixed(3),
          load: busy().replace(/.*: /, ''),
        });
      }
    }
  } finally {
    for (const site of running) await site.close();
  }
});

console.table(rows);
if (broken.length > 0) {
  process.exitCode = 1;
  console.error(broken.join('\n'));
}
