import { visit } from 'unist-util-visit';
import type { Finding } from './finding.ts';
import { at, headingId, type Page } from './pages.ts';

/** Every heading is an h2 or h3 with an explicit kebab-case id, used once on its page. */
export function headingIds(pages: readonly Page[]): Finding[] {
  const findings: Finding[] = [];
  for (const page of pages) {
    const seen = new Set<string>();
    visit(page.tree, 'heading', (heading) => {
      const where = at(page, heading);
      const id = headingId(heading);
      if (heading.depth < 2 || heading.depth > 3) {
        findings.push({
          where,
          what: `A heading of level ${heading.depth}.`,
          fix: 'Pages use ## and ### only; the title is the h1.',
        });
      }
      if (id === undefined) {
        findings.push({
          where,
          what: 'The heading has no id.',
          fix: 'End it with its English id, the same in both languages: "## Title [#english-id]".',
        });
      } else if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
        findings.push({
          where,
          what: `The heading id "${id}" is not kebab-case ASCII.`,
          fix: 'Use lower-case letters, digits and single hyphens.',
        });
      } else if (seen.has(id)) {
        findings.push({
          where,
          what: `The heading id "${id}" is used twice on the page.`,
          fix: 'Give one of the two another id, in both languages.',
        });
      }
      if (id !== undefined) seen.add(id);
    });
  }
  return findings;
}
