import { createHash } from 'node:crypto';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright';
import { inject } from 'vitest';
import { ENGINES } from './browser.ts';

/** What a visitor brings along. */
interface Visitor {
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

let launched: Promise<Browser> | undefined;

/**
 * The browser of this worker, for all of its files; it ends with the worker. One for each: over a pipe of its own it is
 * driven with less work than one for all over a socket, and its clipboard is nobody else's.
 */
export function browser(): Promise<Browser> {
  launched ??= ENGINES[inject('engine')].launch(inject('launch'));
  return launched;
}

/** Address of a path on the served site: `at('/en/')`. */
export const at = (path: string): string => `${inject('site')}${path}`;

/**
 * A new context, in whatever browser the suite runs. Playwright knows the permissions of the clipboard and phones only in
 * Chromium: elsewhere the page gets a clipboard that the tests can read, and a phone is a narrow window that is touched.
 */
export async function newContext({
  permissions,
  isMobile,
  ...options
}: BrowserContextOptions): Promise<BrowserContext> {
  const anywhere = await browser();
  if (inject('engine') === 'chromium') {
    return anywhere.newContext({
      ...options,
      ...(permissions && { permissions }),
      ...(isMobile !== undefined && { isMobile }),
    });
  }
  const context = await anywhere.newContext(options);
  if (inject('stock') && options.hasTouch === true) {
    // Over WebDriver BiDi there is one kind of pointer for all, a mouse: styles hear of a finger.
    const touched = (css: string): string =>
      css.replace(/\(hover: ?none\)/g, 'all').replace(/\(hover: ?hover\)/g, 'not all');
    await rewrite(context, (text, isPage) => {
      if (!isPage) return touched(text);
      let page = text;
      // The policy of the page knows the styles in it by their hash.
      for (const [, css = ''] of text.matchAll(/<style\b[^>]*>([^]*?)<\/style>/g))
        page = page.replace(css, () => touched(css)).replace(hashOf(css), () => hashOf(touched(css)));
      return page;
    });
  }
  if (inject('stock') && options.javaScriptEnabled === false) {
    // Playwright cannot switch scripts off over WebDriver BiDi: they are taken out of the pages instead, what stands in
    // <noscript> comes out, and so do the styles of such a reader; the policy knows only those that were built.
    await rewrite(context, (text) =>
      text
        .replace(/<meta http-equiv="content-security-policy"[^>]*>/i, '')
        .replace(/\(scripting: ?none\)/g, 'all')
        .replace(/\(scripting: ?enabled\)/g, 'not all')
        .replace(/<script\b[^>]*>[^]*?<\/script>/g, '')
        .replace(/<noscript>(?=\s*<meta)/g, '')
        .replace(/<noscript>/g, '<div data-noscript>')
        .replace(/<\/noscript>/g, '</div>'),
    );
  }
  if (permissions?.includes('clipboard-read')) {
    await context.addInitScript(() => {
      let kept: ClipboardItem[] = [];
      const plain = 'text/plain';
      const clipboard = {
        write: (items: ClipboardItem[]) => Promise.resolve(void (kept = items)),
        writeText: (text: string) => Promise.resolve(void (kept = [new ClipboardItem({ [plain]: text })])),
        read: () => Promise.resolve(kept),
        readText: async () => (await kept[0]?.getType(plain))?.text() ?? '',
      };
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
      // What a page puts into the real one when a selection is copied.
      addEventListener('copy', ({ defaultPrevented, clipboardData }) => {
        if (defaultPrevented) void clipboard.writeText(clipboardData?.getData(plain) ?? '');
      });
    });
  }
  return context;
}

const hashOf = (css: string): string => createHash('sha256').update(css).digest('base64');

/** Changes pages and style sheets on their way to the browser. */
async function rewrite(context: BrowserContext, change: (text: string, isPage: boolean) => string): Promise<void> {
  await context.route(
    (url) => /\/$|\.(?:html|css)$/.test(url.pathname),
    async (route, request) => {
      try {
        const response = await route.fetch();
        const isPage = !new URL(request.url()).pathname.endsWith('.css');
        await route.fulfill({ response, body: change(await response.text(), isPage) });
      } catch {
        // The reader has left meanwhile, and nobody waits for it.
        await route.abort().catch(() => undefined);
      }
    },
  );
}

/**
 * Visits the site as somebody and fails when the page logs an error, throws, breaks its content security policy, or
 * asks another origin for anything.
 * @param visitor who comes
 * @param walk what they do
 */
export async function visit(visitor: Visitor, walk: (page: Page) => Promise<void>): Promise<void> {
  const { width = 1280, theme = 'light', javaScript = true, locale = 'en-US', forgive } = visitor;
  const context = await newContext({
    viewport: { width, height: width < 600 ? 780 : 900 },
    colorScheme: theme,
    javaScriptEnabled: javaScript,
    locale,
    hasTouch: width < 600,
    reducedMotion: 'reduce',
    ...visitor.context,
  });
  // Shorter than a test may last: what was waited for in vain is named, and not only the test.
  // What drives a stock Firefox answers slower.
  context.setDefaultTimeout(inject('stock') ? 40_000 : 15_000);
  try {
    const page = await context.newPage();
    patient(page);
    if (inject('stock')) tapByClick(page);
    const trouble = watch(page);
    await walk(page);
    const serious = trouble.filter((line) => !forgive?.test(line));
    if (serious.length > 0) throw new Error(`Trouble on ${page.url()}:\n${serious.join('\n')}`);
  } finally {
    await context.close();
  }
}

/** Makes a page wait as a reader does: what its address asks for may need a tool that is fetched first. */
export function patient(page: Page): void {
  const settled = (): Promise<void> => page.locator('[aria-busy]').waitFor({ state: 'detached' });
  for (const way of ['goto', 'reload', 'goBack', 'goForward'] as const) {
    const go = page[way].bind(page) as (...args: unknown[]) => Promise<unknown>;
    Object.assign(page, {
      [way]: async (...args: unknown[]) => {
        const answer = await go(...args);
        await settled();
        return answer;
      },
    });
  }
}

/** A tap that is sent over WebDriver BiDi reaches no page of a stock Firefox: there it is a click. */
function tapByClick(page: Page): void {
  const locators = Object.getPrototypeOf(page.locator('html')) as Locator;
  locators.tap = function (this: Locator, options) {
    return this.click(options);
  };
}

/**
 * Puts rules after those of a page. Not by an element: its policy would stop that, and not every browser says so.
 * @returns takes them away
 */
export async function addRules(page: Page, css: string): Promise<() => Promise<unknown>> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, css);
  return () => page.evaluate(() => document.adoptedStyleSheets.pop());
}

/** A file as a page hands it out. */
interface HandedOut {
  name: string;
  text: string;
}

/**
 * What a page hands out as a file when something is done. Of a download over WebDriver BiDi Playwright hears nothing: there
 * the file is taken where the page gives it to the browser.
 */
export async function handedOut(page: Page, act: () => Promise<unknown>): Promise<HandedOut> {
  if (!inject('stock')) {
    const [file] = await Promise.all([page.waitForEvent('download'), act()]);
    const parts: Buffer[] = [];
    for await (const part of await file.createReadStream()) parts.push(part as Buffer);
    return { name: file.suggestedFilename(), text: Buffer.concat(parts).toString('utf8') };
  }
  const given = page.evaluate(
    () =>
      new Promise<HandedOut>((resolve) => {
        const blobs = new Map<string, Blob>();
        const create = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob: Blob) => {
          const address = create(blob);
          blobs.set(address, blob);
          return address;
        };
        HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
          void blobs
            .get(this.href)
            ?.text()
            .then((text) => resolve({ name: this.download, text }));
        };
      }),
  );
  await act();
  return given;
}

/** What a style writes before or after an element, as CSS: Firefox names the attribute where others give its text. */
export const written = (element: Locator, where: '::before' | '::after'): Promise<string> =>
  element.evaluate(
    (own, pseudo) =>
      getComputedStyle(own, pseudo).content.replace(/attr\(([\w-]+)\)/g, (_, name: string) =>
        JSON.stringify(own.getAttribute(name)),
      ),
    where,
  );

/**
 * Tells the browser what a reader prefers: motion, theme, colours.
 * @returns whether it was heard. Over WebDriver BiDi nothing is: a stock Firefox shows light pages that move, in their own
 * colours, whatever a test asks for, and what needs more is seen in the other browsers
 */
export async function prefer(page: Page, wish: Parameters<Page['emulateMedia']>[0]): Promise<boolean> {
  await page.emulateMedia(wish);
  return !inject('stock');
}

/** From here on what takes the focus takes it by the keyboard. A stock Firefox shows a focus only in the window in front. */
export async function takeKeyboard(page: Page): Promise<void> {
  if (inject('stock')) await page.bringToFront();
  await page.keyboard.press('Tab');
}

/** Shows a page as it is printed. Over WebDriver BiDi no browser can be told: there the rules for print are made those of all. */
export async function asPrinted(page: Page): Promise<void> {
  if (!inject('stock')) return page.emulateMedia({ media: 'print' });
  await page.evaluate(() => {
    const turn = (rules: CSSRuleList): void => {
      for (const rule of rules) {
        if (rule instanceof CSSMediaRule) {
          const { media } = rule;
          media.mediaText = media.mediaText.replace(/\bprint\b|\bscreen\b/g, (word) =>
            word === 'print' ? 'all' : 'not all',
          );
        }
        if ('cssRules' in rule) turn((rule as CSSGroupingRule).cssRules);
      }
    };
    for (const sheet of document.styleSheets) {
      turn(sheet.cssRules);
      if (sheet.media.mediaText === 'print') sheet.media.mediaText = 'all';
    }
  });
}

/** Firefox says of a face that was still on its way when the reader went on that it was cut off (NS_BINDING_ABORTED). */
const LEFT = /^download failed \(font-family.* status=2152398850 /;

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
  // Not every browser says so in its console.
  page.on('response', (response) => {
    if (response.status() >= 400) trouble.push(`answered ${response.status()}: ${response.url()}`);
  });
  page.on('pageerror', ({ message }) => {
    if (!LEFT.test(message)) trouble.push(`thrown: ${message}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== own) trouble.push(`foreign request: ${request.url()}`);
  });
  return trouble;
}
