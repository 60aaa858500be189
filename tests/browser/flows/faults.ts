import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page, Route } from 'playwright';
import { DIST } from '../../support/pages.ts';
import { newContext, watch } from '../../support/visit.ts';

let context: BrowserContext | undefined;
/** Closes what `open` opened last; after every test. */
export async function close(): Promise<void> {
  await context?.close();
  context = undefined;
}

/** A tab of its own, whose trouble is listed; what a file that is missing makes a browser say is none. */
export async function open(
  options: Parameters<typeof newContext>[0] = {},
): Promise<{ page: Page; trouble: () => string[] }> {
  context = await newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'ja-JP',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const list = watch(page);
  // Also what Firefox says of a 404 page in the place of a script.
  const expected =
    /^answered 404|answered 500|^(console|thrown): Failed to load |^thrown: Loading module .* disallowed MIME type/;
  return { page, trouble: () => list.splice(0).filter((line) => !expected.test(line)) };
}

/** What GitHub Pages answers for a file that it does not have. */
export const missing = (route: Route): Promise<void> =>
  route.fulfill({ status: 404, contentType: 'text/html; charset=utf-8', body: readFileSync(join(DIST, '404.html')) });

/** What may happen to a file on its way. */
export const FAULTS: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  'is gone': missing,
  'is refused': (route) => route.fulfill({ status: 500, body: 'Internal Server Error' }),
  'is cut off': async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, Math.floor(body.length / 2)) });
  },
  // As a server answers that has it and cannot read it, or a proxy that may not pass it on.
  'is empty': async (route) => route.fulfill({ response: await route.fetch(), body: '' }),
  'is another': (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Log in</title>' }),
  'never comes': () => Promise.resolve(),
};
