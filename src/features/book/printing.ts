/** What a browser prints of the site: books, study sheets, drawings. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { placesOf } from './pdf.ts';
import { contentsOf, volume, type Book } from './volume.ts';

/** Settles when all faces of a page are there. */
const fontsReady = (page: Page): Promise<void> => page.evaluate(() => document.fonts.ready.then(() => undefined));
/** A book is one page of some thousand sections: a busy machine takes minutes over it. Milliseconds. */
export const PATIENCE = 600_000;
const PDF = { preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: PATIENCE } as const;

/** Prints a book. The numbers of its contents come from a first print; the second one must have the same pages. */
export async function printBook(page: Page, url: string, book: Book, css: string, common: string): Promise<Uint8Array> {
  const print = async (pageOf: (id: string) => number | undefined): Promise<Uint8Array> => {
    const body = volume(book, css, pageOf).replace('<style>', `<link rel="stylesheet" href="${common}"/><style>`);
    const address = `${url}/book-of-one-page.xhtml`;
    await page.route(address, (route) => route.fulfill({ contentType: 'application/xhtml+xml; charset=utf-8', body }));
    await page.goto(address);
    await fontsReady(page);
    await page.unroute(address);
    return page.pdf(PDF);
  };
  const needed = contentsOf(book).map(({ to }) => to);
  let places = await placesOf(await print(() => 888));
  for (let round = 0; round < 3; round += 1) {
    const known = places;
    const pdf = await print((id) => known.get(id));
    places = await placesOf(pdf);
    if (needed.every((id) => places.has(id) && places.get(id) === known.get(id))) return pdf;
  }
  throw new Error(`The contents of ${book.id} (${book.tag}) never have the numbers of their pages.`);
}

/**
 * Prints a study sheet as the site lays it out, with the faces of the book and addresses that lead to the site.
 * @param site its published origin, in the place of the one it is served from here
 */
export async function printSheet(
  page: Page,
  address: string,
  site: string,
  faces: string,
): Promise<{ pdf: Uint8Array; title: string }> {
  await page.goto(address);
  await page.addStyleTag({
    content: `${faces}:root{--font-body:"Book Sans"!important;--font-heading:"Book Serif"!important}a.book-own::after{content:none!important}`,
  });
  await page.evaluate(
    ([origin, served]) => {
      for (const link of document.querySelectorAll('a'))
        if (link.href.startsWith(served)) {
          link.href = origin + link.href.slice(served.length);
          // On paper only addresses elsewhere are written out.
          link.classList.add('book-own');
        }
    },
    [site, new URL(address).origin] as const,
  );
  await fontsReady(page);
  return { pdf: await page.pdf(PDF), title: (await page.locator('h1').textContent())?.trim() ?? '' };
}

/**
 * Every drawing of a folder as a picture of points beside it, twice as fine as a screen.
 * @returns how many
 */
export async function drawPngs(browser: Browser, folder: string, faces: string): Promise<number> {
  const context = await browser.newContext({
    deviceScaleFactor: 2,
    colorScheme: 'light',
    viewport: { width: 1000, height: 1000 },
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const names = readdirSync(folder).filter((name) => name.endsWith('.svg') && !name.includes('--'));
  for (const name of names) {
    const svg = readFileSync(join(folder, name), 'utf8');
    await page.setContent(
      `<style>${faces}svg.dg{--font-body:"Book Sans"!important;display:block}body{margin:0}</style>${svg}`,
    );
    await fontsReady(page);
    const picture = await page.locator('svg').screenshot();
    writeFileSync(join(folder, name.replace(/svg$/, 'png')), picture);
  }
  await context.close();
  return names.length;
}
