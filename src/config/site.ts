/**
 * Who we are: names, address, repository. Everything that would change in a fork stands here.
 *
 * `SITE_URL` (origin) and `BASE_PATH` (sub-path) come from the environment because GitHub Pages serves a project
 * under `/<repository>/`; the defaults are the published address.
 */

/** Origin of the published site, without a trailing slash. */
export const SITE_URL = (process.env['SITE_URL'] ?? 'https://kubernetes-interfaces.github.io').replace(/\/+$/, '');

/** Sub-path of the site: begins with a slash and has none at its end; empty when the site is served from the root. */
export const BASE_PATH = normaliseBase(process.env['BASE_PATH'] ?? '/kubernetes-interfaces');

export const REPOSITORY_URL = 'https://github.com/kubernetes-interfaces/kubernetes-interfaces';

/** Name of the site by BCP 47 tag, as Starlight wants it. */
export const SITE_TITLE = { 'pt-BR': 'Interfaces do Kubernetes', en: 'Kubernetes Interfaces' };

/**
 * Brings a sub-path to one form.
 * @param raw what the environment says: `repo`, `/repo`, `/repo/`, `/` or empty
 * @returns `/repo`, or an empty string for the root
 */
export function normaliseBase(raw: string): string {
  const trimmed = raw.trim().replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '' : `/${trimmed}`;
}
