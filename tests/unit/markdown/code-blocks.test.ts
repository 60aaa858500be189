import { expect, test } from 'vitest';
import { commandLines, wholeLines } from '../../../src/markdown/code-blocks.ts';

test('a prompt stands before each command, and not before what goes on, comments and here-documents', () => {
  const lines = [
    '# the nodes',
    'kubectl get nodes \\',
    '  -o wide',
    '',
    'kubectl get pods |',
    'grep web',
    "cat <<'EOF' > web.yaml",
    'kind: Pod',
    'EOF',
    'kubectl apply -f web.yaml',
  ];
  expect(lines.filter((_, at) => commandLines(lines)[at])).toEqual([
    'kubectl get nodes \\',
    'kubectl get pods |',
    "cat <<'EOF' > web.yaml",
    'kubectl apply -f web.yaml',
  ]);
});

test('the colours of a line do not depend on how busy the machine is', async () => {
  const { default: config } = (await import('../../../ec.config.mjs')) as {
    default: { shiki: { transformers: unknown } };
  };
  expect(config.shiki.transformers).toContain(wholeLines);
  const options = { tokenizeTimeLimit: 500 };
  wholeLines.preprocess('', options);
  expect(options.tokenizeTimeLimit, 'no limit').toBe(0);
});
