import type { Lang } from '#lib/languages.ts';

/** The strings of the copy menu, as `links.copy.<key>` of the UI strings. Its buttons need `label` before it is fetched. */
export const COPY_STRINGS = [
  'menu',
  'neutral',
  'here',
  'link',
  'markdown',
  'html',
  'abnt',
  'apa',
  'bibtex',
  'add',
  'copied',
  'refused',
  'added_one',
  'added_other',
  'already_one',
  'already_other',
  'full',
  'page',
  'view',
  'pageFailed',
] as const;

/** What the scripts of the copy menu are given. */
export type CopyStrings = Record<(typeof COPY_STRINGS)[number], string>;

/** What they must know of the page. */
export interface CopyPage {
  /** Address of the site with its sub-path, without a slash at its end. */
  root: string;
  locale: string;
  lang: Lang;
  slug: string;
  title: string;
  site: string;
  checked: string;
  kubernetes: string;
}
