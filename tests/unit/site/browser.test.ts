import { existsSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { findBrowser } from '../../support/browser.ts';

afterEach(() => vi.unstubAllEnvs());

test('CHROMIUM_PATH comes first, and a wrong one is named', async () => {
  vi.stubEnv('CHROMIUM_PATH', process.execPath);
  await expect(findBrowser()).resolves.toMatchObject({ executablePath: process.execPath });
  vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium');
  await expect(findBrowser()).rejects.toThrow(/CHROMIUM_PATH names \/nowhere\/chromium/);
});
test('without it there is a browser, or the message says how to get one', async () => {
  vi.stubEnv('CHROMIUM_PATH', '');
  const found = await findBrowser().catch((error: Error) => error.message);
  if (typeof found === 'string') expect(found).toContain('npx playwright install chromium');
  else expect(existsSync(found.executablePath)).toBe(true);
});
