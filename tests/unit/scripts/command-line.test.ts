import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test.each<[asked: string, message: RegExp]>([
  ['--knid', /^Unknown option '--knid'. The head of .*prove\.ts says what it takes\.\n$/],
  ['components/kubletes', /called components\/kubletes\. These are:\n[\s\S]*^components\/kubelet$/m],
])('prove %s is refused in words, before anything is asked', (asked, message) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/scripts/prove.ts', asked], {
    encoding: 'utf8',
  });
  expect(stderr).toMatch(message);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});
