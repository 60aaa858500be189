/**
 * Who we are: address and repository. What would change in a fork stands here, and its name in `site.*` of the interface strings.
 *
 * `SITE_URL` (origin) and `BASE_PATH` (sub-path) come from the environment because GitHub Pages serves a project
 * under `/<repository>/`. Without them the repository decides: the one whose workflow runs, so that a fork's addresses and
 * edit links are its own; at home this one.
 */
import { byTag } from './words.ts';

const AT_HOME = 'kubernetes-interfaces/kubernetes-interfaces';

/** What GitHub says in a workflow: `owner/name` of the repository, and the server that it is on. */
const REPOSITORY = process.env['GITHUB_REPOSITORY'] || AT_HOME;
const HOME = pagesAddress(REPOSITORY);

/** Origin of the published site, without a trailing slash. */
export const SITE_URL = (process.env['SITE_URL'] || HOME.origin).replace(/\/+$/, '');

/** Sub-path of the site: begins with a slash and has none at its end; empty when the site is served from the root. */
export const BASE_PATH = normaliseBase(process.env['BASE_PATH'] ?? HOME.base);

/** Origin and sub-path as the pages write them; src/markdown/own-address.ts puts those of this build in their place. */
export const WRITTEN_ADDRESS = `${pagesAddress(AT_HOME).origin}${pagesAddress(AT_HOME).base}`;

/** Where the source is: edit links, the mark in the header, the data files. */
export const REPOSITORY_URL = `${process.env['GITHUB_SERVER_URL'] || 'https://github.com'}/${REPOSITORY}`;

/** Name of the site by BCP 47 tag, as Starlight wants it. */
export const SITE_TITLE = byTag('site.title');

/**
 * Brings a sub-path to one form.
 * @param raw what the environment says: `repo`, `/repo`, `/repo/`, `/` or empty
 * @returns `/repo`, or an empty string for the root
 */
export function normaliseBase(raw: string): string {
  const trimmed = raw.trim().replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '' : `/${trimmed}`;
}

/**
 * Where GitHub Pages serves a repository: the one named after its owner's address at the root, any other in a folder.
 * https://docs.github.com/en/pages/getting-started-with-github-pages/what-is-github-pages#types-of-github-pages-sites
 * @param repository `owner/name`
 */
export function pagesAddress(repository: string): { origin: string; base: string } {
  const [owner = '', name = ''] = repository.toLowerCase().split('/');
  const host = `${owner}.github.io`;
  return { origin: `https://${host}`, base: name === host ? '' : `/${repository.split('/')[1] ?? ''}` };
}
