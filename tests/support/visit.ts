import { type BrowserContextOptions, chromium, type Browser, type Page } from 'playwright';
import { afterAll, inject } from 'vitest';

/** What a visitor brings along. */
export interface Visitor {
  /** Viewport width in px. Height follows: a phone's or a desk's. */
  width?: number;
  theme?: 'light' | 'dark';
  javaScript?: boolean;
  /** BCP 47 tag of the browser. */
  locale?: string;
  /** May the page log errors or answer 404? Only the tests of such pages say so. */
  forgive?: RegExp;
  context?: BrowserContextOptions;
}

let connection: Promise<Browser> | undefined;

/** The one browser of the suite, as this test file sees it. */
export function browser(): Promise<Browser> {
  connection ??= chromium.connect(inject('browser'));
  return connection;
}

afterAll(async () => {
  await (await connection)?.close();
  connection = undefined;
});

/** Address of a path on the served site: `at('/en/')`. */
export const at = (path: string): string => `${inject('site')}${path}`;

/**
 * Visits the site as somebody and fails when the page logs an error, throws, breaks its content security policy, or
 * asks another origin for anything.
 * @param visitor who comes
 * @param walk what they do
 */
export async function visit(visitor: Visitor, walk: (page: Page) => Promise<void>): Promise<void> {
  const { width = 1280, theme = 'light', javaScript = true, locale = 'en-US', forgive } = visitor;
  const context = await (
    await browser()
  ).newContext({
    viewport: { width, height: width < 600 ? 780 : 900 },
    colorScheme: theme,
    javaScriptEnabled: javaScript,
    locale,
    hasTouch: width < 600,
    reducedMotion: 'reduce',
    ...visitor.context,
  });
  try {
    const page = await context.newPage();
    const trouble = watch(page);
    await walk(page);
    const serious = trouble.filter((line) => !forgive?.test(line));
    if (serious.length > 0) throw new Error(`Trouble on ${page.url()}:\n${serious.join('\n')}`);
  } finally {
    await context.close();
  }
}

/**
 * Collects what must never happen on a page.
 * @returns a list that grows while the page lives
 */
export function watch(page: Page): string[] {
  const trouble: string[] = [];
  const own = new URL(inject('site')).origin;
  // What the content security policy stopped is no error of the page, and not every browser logs it. Runs first on
  // every page that is opened from here on; a page that closes meanwhile needs no watch.
  page
    .addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, sample }) => {
        console.error(`policy: ${violatedDirective} forbids ${blockedURI} ${sample} (${sourceFile})`);
      });
    })
    .catch(() => undefined);
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => trouble.push(`thrown: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== own) trouble.push(`foreign request: ${request.url()}`);
  });
  return trouble;
}
