/** Once for the whole browser suite: one browser, and one server for the built site under its sub-path. */
import { resolve } from 'node:path';
import { chromium } from 'playwright';
import type { TestProject } from 'vitest/node';
import { serve } from '../../src/site/serve.ts';
import { BASE_PATH } from '../../src/site/site.ts';
import { findBrowser } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the site with its sub-path, without a slash at its end. */
    site: string;
    /** Where the tests reach the one browser. */
    browser: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const found = await findBrowser();
  console.log(`Browser: ${found.name}`);
  const served = await serve(resolve(process.env['SITE_DIST'] ?? 'dist'), BASE_PATH, 0);
  const browser = await chromium.launchServer({ executablePath: found.executablePath, args: found.args });
  provide('site', served.url);
  provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await served.close();
  };
}
