/** Once for the whole browser suite: one browser, and one server for the built site under its sub-path. */
import { resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { serve } from '../../src/scripts/serve.ts';
import { BASE_PATH } from '../../src/config/site.ts';
import { type Engine, startBrowser, wantedEngine } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the site with its sub-path, without a slash at its end. */
    site: string;
    /** Where the tests reach the one browser. */
    browser: string;
    /** What kind of browser it is. */
    engine: Engine;
    /** True for a stock Firefox, driven over WebDriver BiDi. */
    stock: boolean;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const engine = wantedEngine();
  const { server, name, stock } = await startBrowser(engine);
  console.log(`Browser: ${name}`);
  const served = await serve(resolve(process.env['SITE_DIST'] ?? 'dist'), BASE_PATH, 0);
  provide('site', served.url);
  provide('browser', server.wsEndpoint());
  provide('engine', engine);
  provide('stock', stock);
  return async () => {
    await server.close();
    await served.close();
  };
}
