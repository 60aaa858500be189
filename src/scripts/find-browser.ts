/** Finds the browser that the project works with: for tests, for pictures, for the book. */
import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright';
import { BROWSER_ENV } from './browser-env.ts';

/** A browser to work with: where it is, how it must be started, and in what words a person would name it. */
interface FoundBrowser {
  executablePath: string;
  args: string[];
  name: string;
  /** Its environment: with the fonts that npm brings. */
  env: Record<string, string>;
}

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Google/Chrome/Application/chrome.exe',
  // Every Windows has it.
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

/**
 * Finds a Chromium: the one that `CHROMIUM_PATH` names, the one inside the npm package (Linux x64), Playwright's own,
 * one that the system has.
 * @throws Error that says how to get one when there is none
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const env = { ...BROWSER_ENV };
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return { executablePath: named, args, env, name: `${named} (CHROMIUM_PATH)` };
    throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file. Correct or unset it.`);
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return {
      executablePath: await sparticuz.executablePath(),
      args,
      env,
      name: 'Chromium of the npm package @sparticuz/chromium',
    };
  }
  const own = chromium.executablePath();
  if (own !== '' && existsSync(own)) return { executablePath: own, args, env, name: `Chromium of Playwright (${own})` };
  const system = SYSTEM.find((path) => existsSync(path));
  if (system) return { executablePath: system, args, env, name: system };
  throw new Error(
    'No browser was found. Install one with `npx playwright install chromium`, or install Chromium or Chrome by your ' +
      'system and name it: CHROMIUM_PATH=/path/to/chromium npm test',
  );
}
