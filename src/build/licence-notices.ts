/**
 * `licences.txt`: the notices of what the site hands to its readers and others have written. Their licences ask for it.
 * Which packages stand in the scripts is known from the bundle; styles, icons and faces are named here.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Styles and icons of the pages and of code, and the faces of headings and code. */
const BESIDE_SCRIPTS = [
  '@astrojs/starlight',
  '@expressive-code/core',
  '@fontsource/source-serif-4',
  '@fontsource/source-code-pro',
];

/** The package that a module of the bundle belongs to; undefined for our own. */
export function packageOf(module: string): string | undefined {
  return /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(module)?.[1]?.replaceAll('\\', '/');
}

/**
 * The notice of one package.
 * @param modules folder of the installed packages
 * @throws Error when it has neither the text of a licence nor its name
 */
export function notice(name: string, modules: string): string {
  const folder = join(modules, name);
  const { version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(entry));
  if (file === undefined && typeof license !== 'string') {
    throw new Error(`${name} is part of the site and has no licence. Ask its authors, or do without it.`);
  }
  const by = typeof author === 'string' ? author : ((author as { name?: string } | undefined)?.name ?? '');
  const text =
    file === undefined
      ? [String(license), by].filter(Boolean).join(', ')
      : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${String(version)}\n\n${text.replaceAll('\r\n', '\n')}\n`;
}

/**
 * Refuses what is shipped and only a package of developers: the list of packages that a deployment publishes leaves those out.
 * @param lock text of package-lock.json
 * @throws Error that names them
 */
export function mustBeListed(names: readonly string[], lock: string): void {
  const { packages } = JSON.parse(lock) as { packages: Record<string, { dev?: boolean } | undefined> };
  const unlisted = names.filter((name) => packages[`node_modules/${name}`]?.dev);
  if (unlisted.length > 0)
    throw new Error(
      `Part of the site, and only in "devDependencies": ${unlisted.join(', ')}. The published list of packages would not ` +
        'name it. Move it to "dependencies" in package.json, then `npm install`.',
    );
}

/** Writes the file. */
export function licenceNotices(): AstroIntegration {
  const names = new Set(BESIDE_SCRIPTS);
  return {
    name: 'licence-notices',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'shipped-packages',
                applyToEnvironment: ({ name }: { name: string }) => name === 'client',
                generateBundle: {
                  order: 'pre',
                  handler: (_options: unknown, bundle: object) => {
                    for (const part of Object.values(bundle) as { modules?: object }[]) {
                      for (const module of Object.keys(part.modules ?? {})) {
                        const name = packageOf(module);
                        if (name !== undefined) names.add(name);
                      }
                    }
                  },
                },
              },
            ],
          },
        });
      },
      'astro:build:done': ({ dir, logger }) => {
        const modules = join(process.cwd(), 'node_modules');
        // A package inside another is in the folder of that one, whose notice stands for both.
        const found = [...names].filter((name) => existsSync(join(modules, name))).sort();
        mustBeListed(found, readFileSync(join(process.cwd(), 'package-lock.json'), 'utf8'));
        const notices = found.map((name) => notice(name, modules));
        writeFileSync(join(fileURLToPath(dir), 'licences.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
        logger.info(found.join(', '));
      },
    },
  };
}
