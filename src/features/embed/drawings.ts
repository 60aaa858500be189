/** Which page shows each drawing. Runs at build time. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageSlugs } from '../../content-index/slugs.ts';
import type { Lang } from '../../lib/languages.ts';
import { getPicture } from '../diagrams/index.ts';

/** A drawing as a frame shows it. */
export interface FramedDrawing {
  id: string;
  title: string;
  width: number;
  height: number;
  /** Slug of the first page, in the order of the slugs, that shows it. */
  slug: string;
}

let kept: ReadonlyMap<string, string> | undefined;
/** The drawings of all pages: id and page. Those that no page shows have no frame. */
function shown(): ReadonlyMap<string, string> {
  if (kept) return kept;
  const found = new Map<string, string>();
  for (const slug of pageSlugs()) {
    const file = ['', '/index']
      .map((end) => join(process.cwd(), 'src/content/docs/en', `${slug}${end}.mdx`))
      .find((path) => existsSync(path));
    if (file === undefined) continue;
    for (const [, id = ''] of readFileSync(file, 'utf8').matchAll(/<Diagram id="([\w-]+)"/g))
      if (!found.has(id)) found.set(id, slug);
  }
  kept = found;
  return found;
}

/** Every drawing that a page shows. */
export function framedDrawings(lang: Lang): FramedDrawing[] {
  return [...shown()].map(([id, slug]) => {
    const { drawing, scene } = getPicture(id, lang, 'wide');
    return { id, slug, title: drawing.title, width: scene.width, height: scene.height };
  });
}

/** The first drawing of a page; nothing when it has none. */
export const drawingOf = (slug: string): string | undefined => [...shown()].find(([, page]) => page === slug)?.[0];
