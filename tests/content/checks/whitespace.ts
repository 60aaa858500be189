import type { Finding } from './finding.ts';
import type { Page } from './pages.ts';

/** What Prettier would hold in other files: no tabs, no spaces at the end of a line, one line break at the end. */
export function tidyLines(pages: readonly Page[]): Finding[] {
  return pages.flatMap((page) => {
    const findings: Finding[] = [];
    let fence = false;
    page.source.split('\n').forEach((text, index) => {
      const where = `${page.file}:${index + 1}`;
      if (/^\s*```/.test(text)) fence = !fence;
      // A tab inside a code block may be what a tool prints.
      if (!fence && text.includes('\t')) findings.push({ where, what: 'A tab.', fix: 'Use spaces.' });
      if (/[ \t]$/.test(text)) findings.push({ where, what: 'Spaces at the end of the line.', fix: 'Remove them.' });
      if (text.endsWith('\r')) findings.push({ where, what: 'A Windows line end.', fix: 'Save with LF.' });
    });
    if (!page.source.endsWith('\n') || page.source.endsWith('\n\n')) {
      findings.push({
        where: page.file,
        what: 'The file does not end with exactly one line break.',
        fix: 'Make it so.',
      });
    }
    return findings;
  });
}
