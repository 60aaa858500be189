/** The pages that a student reads, in order: the numbered list under `#student` of the start page. */
import { join } from 'node:path';
import { readSource } from './read-source.ts';

let kept: readonly string[] | undefined;

/** Slugs of the study path. @throws Error when the start page has no such list */
export function studyPathSlugs(): readonly string[] {
  if (kept) return kept;
  const page = readSource(join(process.cwd(), 'src/content/docs/en/start.mdx'));
  const [, section = ''] = /^## .*\[#student\]$([^]*?)(?=^## )/m.exec(page) ?? [];
  const steps = [...section.matchAll(/^\d+\. .*$/gm)].join('\n');
  kept = [...new Set([...steps.matchAll(/\]\(\/en\/([^)#]+)\/(?:#[^)]*)?\)/g)].map(([, slug = '']) => slug))];
  if (kept.length === 0)
    throw new Error('src/content/docs/en/start.mdx has no numbered list of links under [#student].');
  return kept;
}
