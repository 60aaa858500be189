import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * A folder that lives as long as the test.
 * @param files content by path
 * @returns its path, as programs name it that are started there: on macOS the usual one is a link, on Windows a short form
 */
export function tempFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(realpathSync.native(tmpdir()), 'site-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
