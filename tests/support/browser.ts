import { existsSync } from 'node:fs';
import { type BrowserType, chromium, firefox, type LaunchOptions, webkit } from 'playwright';
import { BROWSER_ENV } from '../../src/scripts/browser-env.ts';
import { findBrowser } from '../../src/scripts/find-browser.ts';

export { findBrowser };

/** The kinds of browser that the suite runs in. */
export const ENGINES = { chromium, firefox, webkit } as const satisfies Record<string, BrowserType>;
export type Engine = keyof typeof ENGINES;

/** The kind of browser that `BROWSER` names; Chromium when it names none. @throws Error for an unknown name */
export function wantedEngine(): Engine {
  const name = process.env['BROWSER'] ?? '';
  if (name === '') return 'chromium';
  if (name in ENGINES) return name as Engine;
  throw new Error(`BROWSER names ${name}. Known: ${Object.keys(ENGINES).join(', ')}.`);
}

const SYSTEM_FIREFOX = [
  '/usr/bin/firefox',
  '/usr/bin/firefox-esr',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:/Program Files/Mozilla Firefox/firefox.exe',
];

/** A browser of the suite: how it is started, and in what words a person would name it. */
export interface Launch {
  how: LaunchOptions;
  name: string;
  /** A stock Firefox, driven over WebDriver BiDi, for which Playwright cannot do everything. */
  stock: boolean;
}

/**
 * Says how a browser for the suite is started. Firefox and WebKit are Playwright's own; where it has no Firefox, the
 * system's does, driven over WebDriver BiDi.
 * @throws Error that says how to get the browser when there is none
 */
export async function findLaunch(engine: Engine): Promise<Launch> {
  if (engine === 'chromium') {
    const { name, ...how } = await findBrowser();
    return { name, how, stock: false };
  }
  if (existsSync(ENGINES[engine].executablePath()))
    return { name: `${engine} of Playwright`, how: { env: { ...BROWSER_ENV } }, stock: false };
  const system = engine === 'firefox' ? SYSTEM_FIREFOX.find((path) => existsSync(path)) : undefined;
  if (system === undefined) {
    throw new Error(`No ${engine} was found. Install it with \`npx playwright install --with-deps ${engine}\`.`);
  }
  return {
    name: `${system} over WebDriver BiDi`,
    how: {
      channel: 'moz-firefox',
      executablePath: system,
      // Its sandbox reads fonts of the system only, and the suite's are in node_modules: every letter would be a box.
      env: { ...BROWSER_ENV, MOZ_DISABLE_CONTENT_SANDBOX: '1' },
      firefoxUserPrefs: {
        // As on a phone, and as Playwright's own: a scrollbar takes no room, so that a window of 360 px shows 360.
        'ui.useOverlayScrollbars': 1,
        'widget.gtk.overlay-scrollbars.enabled': true,
        // Without a screen it knows no pointer: this is a mouse, which is exact (2) and hovers (4).
        'ui.primaryPointerCapabilities': 6,
        'ui.allPointerCapabilities': 6,
        // As Playwright's own: going back loads a page anew. Of one that comes from memory it would wait for the load.
        'browser.sessionhistory.max_total_viewers': 0,
        'fission.bfcacheInParent': false,
      },
    },
    stock: true,
  };
}
