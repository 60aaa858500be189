/**
 * Pictures of the kinds of page: what the look tests compare, and what the README shows. A picture must not depend on the
 * machine, so its letters are those of npm packages, in the place of the reader's own.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import sharp from 'sharp';

/** A picture: file name, page and how it is visited. */
export interface Picture {
  name: string;
  path: string;
  width: 360 | 820 | 1280 | 1920;
  theme: 'light' | 'dark';
}

const KINDS: Readonly<Record<string, string>> = {
  home: '',
  start: 'start/',
  component: 'components/kubelet/',
  section: 'components/etcd/#ports',
  code: 'components/kube-apiserver/#check',
  interface: 'interfaces/cni/',
  diagram: 'architecture/control-plane/#diagram-control-plane',
  ports: 'reference/ports/?q=10257',
  comparison: 'interfaces/comparison/?show=cri,oci#table',
  plugins: 'interfaces/network-plugins/',
  glossary: 'reference/glossary/?q=cri',
  timeline: 'reference/timeline/?q=docker',
  corrections: 'reference/corrections/#ports',
  search: 'search/?q=10259',
  firewall: 'reference/firewall/',
  lookup: 'reference/lookup/',
  practice: 'study/practice/',
  course: 'course/kit/',
  missing: 'no-such-page/',
};

/** Every kind at four widths: on a desk and a tablet in daylight, on a phone and a wide screen at night, in either language. */
export const PICTURES: readonly Picture[] = Object.entries(KINDS).flatMap(([name, path]) => [
  { name: `${name}-desk`, path: `/pt-br/${path}`, width: 1280, theme: 'light' },
  { name: `${name}-phone`, path: `/en/${path}`, width: 360, theme: 'dark' },
  { name: `${name}-tablet`, path: `/en/${path}`, width: 820, theme: 'light' },
  { name: `${name}-wide`, path: `/pt-br/${path}`, width: 1920, theme: 'dark' },
]);

/** Where the reference pictures are kept. */
export const REFERENCES = join(import.meta.dirname, 'reference');

const require = createRequire(import.meta.url);
const face = (family: string, font: string, weight: number): string => {
  const file = require.resolve(`@fontsource/${font}/files/${font}-latin-${weight}-normal.woff2`);
  const data = readFileSync(file).toString('base64');
  return `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}) }`;
};
const FONTS = [
  ...[400, 600, 700].map((weight) => face('Picture Sans', 'source-sans-3', weight)),
  face('Picture Serif', 'source-serif-4', 600),
  ...[400, 600].map((weight) => face('Picture Mono', 'source-code-pro', weight)),
  ':root, :root[data-theme] { --font-body: "Picture Sans"; --font-heading: "Picture Serif";',
  '  --font-code: "Picture Mono"; caret-color: transparent }',
  // A drawing names no fonts of its own but these.
  '.dg text { font-family: "Picture Sans" !important }',
].join('\n');

/**
 * Takes a picture of what a visitor sees first, as PNG of few colours.
 * @param browser a Chromium
 * @param site address of the site with its sub-path
 * @param spoil changes the page before the picture is taken; only a test does that
 */
export async function takePicture(
  browser: Browser,
  site: string,
  { path, width, theme }: Picture,
  spoil?: (page: Page) => Promise<void>,
): Promise<Buffer> {
  const context = await browser.newContext({
    viewport: { width, height: { 360: 780, 820: 1180, 1280: 900, 1920: 1080 }[width] },
    colorScheme: theme,
    reducedMotion: 'reduce',
    // The letters come in as a style sheet of the picture's own, which the policy of the page would refuse.
    bypassCSP: true,
  });
  try {
    const page = await context.newPage();
    await page.addInitScript((css) => {
      const add = (): void => {
        const style = document.createElement('style');
        style.textContent = css;
        document.documentElement.append(style);
      };
      if (document.documentElement) add();
      else
        new MutationObserver((_, seen) => document.documentElement && (seen.disconnect(), add())).observe(document, {
          childList: true,
        });
    }, FONTS);
    await page.goto(site + path, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready);
    const { hash } = new URL(site + path);
    // The letters have changed heights above the section since the browser scrolled to it.
    if (hash) await page.locator(hash).evaluate((place) => place.scrollIntoView());
    // Half a pixel of scroll would draw every hairline as one line or as two.
    await page.evaluate(() => scrollTo(0, Math.round(scrollY)));
    await spoil?.(page);
    return await sharp(await page.screenshot())
      .png({ palette: true, colours: 64, effort: 10 })
      .toBuffer();
  } finally {
    await context.close();
  }
}
