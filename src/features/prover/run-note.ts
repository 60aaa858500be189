import type { Root } from 'hast';
import type { VFile } from 'vfile';
import { formatDay } from '../../components/page-context.ts';
import { languageOf } from '../../config/languages.ts';
import { wordOf } from '../../config/words.ts';
import { checksOf } from './sections.ts';
import type { Proved } from '../../schemas/proved.ts';

/**
 * rehype plugin: ends each check section that has commands with a line that says whether they were run on real software, on
 * which Kubernetes and when.
 *
 * @param runs the record of runs (src/data/proved.yaml)
 */
export function runNote({ runs }: { runs: readonly Proved[] }) {
  return (tree: Root, file: VFile): void => {
    const [, locale, slug = ''] =
      /src\/content\/docs\/([^/]+)\/(.+)\.mdx?$/.exec((file.path ?? '').replaceAll('\\', '/')) ?? [];
    const source = String(file.value);
    if (locale === undefined || checksOf(slug, source).length === 0) return;
    const heading = tree.children.findIndex((node) => node.type === 'element' && node.properties['id'] === 'check');
    if (heading < 0) return;
    const next = tree.children.findIndex(
      (node, index) => index > heading && node.type === 'element' && node.tagName === 'h2',
    );
    const { tag } = languageOf(locale);
    const run = runs.find(({ section }) => section === `${slug}#check`);
    const value = wordOf(tag)(
      run === undefined ? 'checkRun.none' : run.by === 'hand' ? 'checkRun.hand' : 'checkRun.prover',
      { version: `v${run?.kubernetes ?? ''}`, day: run === undefined ? '' : formatDay(run.date, tag) },
    );
    tree.children.splice(next < 0 ? tree.children.length : next, 0, {
      type: 'element',
      tagName: 'p',
      properties: { className: ['page-meta'] },
      children: [{ type: 'text', value }],
    });
  };
}
