import type { Page } from 'playwright';
import { expect } from 'vitest';
import { recordsIn } from '../../support/pages.ts';

// What the tests of the ports table share.
export const EN = '/en/reference/ports/';
export const PT = '/pt-br/reference/ports/';
export const PORTS = recordsIn('ports');
export const ROWS = PORTS + recordsIn('sockets');

/** The field that finds rows. */
export const box = (page: Page) => page.locator('table-tool input[type=search]');
/** Ids of the rows in sight, from top to bottom. */
export const rows = (page: Page): Promise<string[]> =>
  page.locator('.records tbody[id]:visible').evaluateAll((bodies) =>
    bodies
      .map((body) => ({ id: body.id, top: body.getBoundingClientRect().top }))
      .sort((a, b) => a.top - b.top)
      .map(({ id }) => id),
  );
/** The same in the order of the document: what the keyboard and a screen reader meet. */
export const inDocument = (page: Page): Promise<string[]> =>
  page.locator('.records tbody[id]:visible').evaluateAll((bodies) => bodies.map((body) => body.id));
/** What the address says of the choice. */
export const query = (page: Page): string => new URL(page.url()).search;

/** Waits until the address and the document have followed what was done. */
export async function settled(page: Page, search: string | RegExp): Promise<void> {
  await expect.poll(() => query(page)).toEqual(typeof search === 'string' ? search : expect.stringMatching(search));
}

/** Looks for words. @returns ids of the rows in sight */
export async function find(page: Page, text: string): Promise<string[]> {
  await box(page).fill(text);
  await settled(page, text === '' ? '' : `?q=${encodeURIComponent(text)}`);
  return rows(page);
}
