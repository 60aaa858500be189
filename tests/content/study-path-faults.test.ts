/** Faults of the study path, planted. */
import { describe, expect, test } from 'vitest';
import { loadFacts } from '../../src/facts/load.ts';
import { line } from './checks/finding.ts';
import { type Page, parsePage } from './checks/pages.ts';
import { explainedWhereMet, pathInOrder, studyPath, taughtFirst } from './checks/taught.ts';

const facts = loadFacts();

describe('the study path', () => {
  const page = (slug: string, source: string): Page => ({
    locale: 'en',
    slug,
    file: `src/content/docs/en/${slug}.mdx`,
    ...parsePage(source),
  });
  const kubelet = (...sources: string[]): string =>
    taughtFirst(
      sources.map((source, i) => page(['first-steps', 'first-steps/pods', 'architecture/overview'][i] ?? '', source)),
      facts,
    )
      .map(line)
      .filter((text) => text.includes('“kubelet”'))
      .join('\n');

  test('a basic word before the place that teaches it is seen', () => {
    expect(kubelet('The kubelet runs.\n\n## The parts [#parts]\n\nIt.\n')).toMatch(
      /first-steps\.mdx:1 .*before first-steps#parts teaches it.*<Term id="kubelet">/,
    );
    expect(kubelet('## The parts [#parts]\n\nThe kubelet runs.\n', 'The kubelet again.\n')).toBe('');
    expect(kubelet('## The parts [#parts]\n\nThe kubelet runs.\n', '', 'The kubelet again.\n')).toMatch(
      /overview\.mdx:1 .*for the first time on the page/,
    );
    expect(kubelet('The <Term id="kubelet">kubelet</Term> runs, the kubelet.\n')).toBe('');
    expect(kubelet('See the [kubelet](/en/components/kubelet/) or `kubelet`, of kubelet-config.\n')).toBe('');
    expect(kubelet('| The part |\n|---|\n| **kubelet** |\n')).toBe('');
  });
  test('another word without its definition where it comes up first is seen', () => {
    const found = (...sources: string[]): string =>
      explainedWhereMet(sources.map((source, i) => page(['a', 'b'][i] ?? '', source)))
        .map(line)
        .join('\n');
    expect(found('Nothing.\n', 'A taint, a <Term id="taint">taint</Term>.\n')).toMatch(
      /b\.mdx:1 .*“taint” comes up for the first time.*<Term id="taint">/,
    );
    expect(found('A <Term id="taint">taint</Term>.\n', 'A taint.\n')).toBe('');
    expect(found('A <Term id="nodeport">`NodePort`</Term>.\n', 'A NodePort.\n')).toBe('');
    expect(found('A [taint](/en/b/), a **Lease** and `runc`.\n')).toBe('');
  });
  test('a basic word that no page of the path teaches is seen', () => {
    const found = taughtFirst([page('other', 'Nothing.\n')], facts)
      .map(line)
      .join('\n');
    expect(found).toMatch(/term kubelet: .*"first-steps#parts" is not on the study path/);
  });
  test('a path that turns back is seen', () => {
    const start = page('start', '## Student [#student]\n\n1. [B](/en/b/) and [A](/en/a/#x)\n\n[Not a step](/en/c/)\n');
    expect(studyPath(start)).toEqual(['b', 'a']);
    expect(pathInOrder(['b', 'a'], ['b', 'a'], start)).toEqual([]);
    expect(pathInOrder(['b', 'a'], ['a', 'b'], start).map(line).join('\n')).toMatch(
      /has "a" after "b", the sidebar before/,
    );
    expect(pathInOrder(['b', 'a'], ['b'], start)).toHaveLength(1);
  });
});
