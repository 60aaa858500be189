import { expect, test } from 'vitest';
import { line } from './checks/finding.ts';
import { recordedMessages } from './checks/messages.ts';
import { type Page, parsePage } from './checks/pages.ts';

/** What is found in a section of a page about a component. */
const faultsOf = (section: string): string[] => {
  const page: Page = { locale: 'en', slug: 'components/demo', file: 'demo.mdx', ...parsePage(section) };
  return recordedMessages([page]).map(line);
};
const quoted = (words: string): string => `### Demo [#demo]\n\n\`\`\`text\n${words}\n\`\`\`\n`;

test.each([
  [
    'the first words',
    'Could not create pod sandbox: rpc error: code = Unknown desc = no runtime for "kata" is configured',
  ],
  [
    'words in the middle',
    'Failed to create pod sandbox: rpc error: code = Unknown desc = no runtime "kata" is configured',
  ],
  ['the last words', 'Failed to create pod sandbox: … no runtime for "kata" is configured here'],
  [
    'a release that is long gone',
    'plugin type="flannel" failed (add): loadFlannelSubnetEnv failed: open a: no such file or directory',
  ],
  ['a message that nobody recorded', 'error: the server has asked for the client to provide credentials'],
  [
    'a cell of a table',
    'Ready  False  KubeletNotReady  PLEG is unhealthy: pleg was last seen active 3m ago; threshold is 3m0s',
  ],
])('a message is seen that changes %s', (_, words) => {
  expect(faultsOf(quoted(words)).join()).toMatch(/demo\.mdx:3 .* is no message whose source is recorded/);
});

test('a heading quotes what the block has', () => {
  const section = quoted('The node was low on resource: memory. …');
  expect(faultsOf(section.replace('Demo', '`The node was short of memory`')).join()).toMatch(/short of memory” is no/);
  expect(faultsOf(section.replace('Demo', '`The node was low on resource`'))).toEqual([]);
});

test.each([
  [
    'what a command of the section prints',
    '```bash\nkubectl get pods\n```\n\n```text\nnot a message of any program\n```\n',
  ],
  ['a file', '```text title="Corefile"\nnot a message of any program\n```\n'],
  ['a table', quoted('NAME   READY   STATUS    RESTARTS   AGE\nweb    0/1     Pending   0          12m')],
  ['what is left out', quoted('Failed to pull image "a": … 429 Too Many Requests …')],
])('%s is none', (_, section) => expect(faultsOf(section)).toEqual([]));
