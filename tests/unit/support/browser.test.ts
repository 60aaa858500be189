import { existsSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { ENGINES, findBrowser, findLaunch, wantedEngine } from '../../support/browser.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

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
test('BROWSER names another engine; a wrong name is answered with the known ones', () => {
  vi.stubEnv('BROWSER', '');
  expect(wantedEngine()).toBe('chromium');
  vi.stubEnv('BROWSER', 'webkit');
  expect(wantedEngine()).toBe('webkit');
  vi.stubEnv('BROWSER', 'safari');
  expect(() => wantedEngine()).toThrow('BROWSER names safari. Known: chromium, firefox, webkit.');
});
test('without a WebKit the message says how to get one', async () => {
  vi.spyOn(ENGINES.webkit, 'executablePath').mockReturnValue('/nowhere/webkit');
  await expect(findLaunch('webkit')).rejects.toThrow('npx playwright install --with-deps webkit');
});
