/** Two small pages without a fault, in which faults are planted. */
import { loadFacts } from '../../src/facts/load.ts';
import { tempFolder } from '../support/temp.ts';
import { soundCommands } from './checks/commands.ts';
import { validExamples } from './checks/examples.ts';
import type { Finding } from './checks/finding.ts';
import { knownFrontmatter } from './checks/frontmatter.ts';
import { headingIds } from './checks/headings.ts';
import { knownMessages } from './checks/messages.ts';
import { knownVersions, portsInCode, portsInProse } from './checks/numbers.ts';
import { type Page, readPages } from './checks/pages.ts';
import { samePages, sameStructure } from './checks/parity.ts';
import { knownIds, knownReferences } from './checks/references.ts';
import { pageTerminology, readTerminology } from './checks/terminology.ts';
import { tidyLines } from './checks/whitespace.ts';

/** A page that is whole. */
export const EN = `---
title: Demo
description: A page that is whole, against which faults are planted.
checked: { kubernetes: '1.37', date: '2026-11-21' }
aliases: [demo]
sources: [cri-proto]
---
import { Port, Term, Sources } from '#components/content/index.ts';

The <Term id="cri">CRI</Term> is used on 1,000 nodes since v1.26, and the API server listens on <Port id="kube-apiserver-6443" /> behind 443 rules.

## Why it exists [#why]

See [the CRI](/en/interfaces/cri/#operations).

- one
- two

| a | b |
|---|---|
| 1 | 2.5 |

\`\`\`yaml
# A comment
apiVersion: v1
kind: Pod
metadata:
  name: demo
spec:
  hostNetwork: true
\`\`\`

## Sources [#sources]

<Sources />
`;
/** The same in Portuguese. */
export const PT = EN.replace('The <Term', 'A <Term')
  .replace(
    'is used on 1,000 nodes since v1.26, and the API server listens on',
    'é usada em 1.000 nós desde a v1.26, e o API server escuta na',
  )
  .replace('behind 443 rules', 'atrás de 443 regras')
  .replace('Why it exists', 'Por que existe')
  .replace('[the CRI](/en/', '[a CRI](/pt-br/')
  .replace('2.5', '2,5')
  .replace('# A comment', '# Um comentário')
  .replace('## Sources', '## Fontes');

/** Where they lie. */
export const EN_FILE = 'src/content/docs/en/demo.mdx';
export const PT_FILE = 'src/content/docs/pt-br/demo.mdx';
const facts = loadFacts();

/** All gates over two small pages. */
export function check(files: Readonly<Record<string, string>>): Finding[] {
  const { pages, findings } = readPages(tempFolder(files));
  return [...findings, ...checkPages(pages)];
}
function checkPages(pages: readonly Page[]): Finding[] {
  const root = process.cwd();
  return [
    ...samePages(pages),
    ...sameStructure(pages),
    ...knownFrontmatter(pages),
    ...headingIds(pages),
    ...knownReferences(pages, facts, knownIds(root, facts)),
    ...portsInProse(pages),
    ...portsInCode(pages, facts),
    ...knownVersions(pages, root),
    ...validExamples(pages),
    ...soundCommands(pages),
    ...knownMessages(pages),
    ...pageTerminology(pages, readTerminology(root)),
    ...tidyLines(pages),
  ];
}
