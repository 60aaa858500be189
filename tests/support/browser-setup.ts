/** Once for the whole browser suite: which browser it runs in, and one server for the built site under its sub-path. */
import { resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { serve } from '../../src/scripts/serve.ts';
import { BASE_PATH } from '../../src/config/site.ts';
import { type Engine, findLaunch, type Launch, wantedEngine } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the site with its sub-path, without a slash at its end. */
    site: string;
    /** How the browser is started. */
    launch: Launch['how'];
    /** What kind of browser it is. */
    engine: Engine;
    /** True for a stock Firefox, driven over WebDriver BiDi. */
    stock: boolean;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const engine = wantedEngine();
  const { how, name, stock } = await findLaunch(engine);
  console.log(`Browser: ${name}`);
  const served = await serve(resolve(process.env['SITE_DIST'] ?? 'dist'), BASE_PATH, 0);
  provide('site', served.url);
  provide('launch', how);
  provide('engine', engine);
  provide('stock', stock);
  return served.close;
}
