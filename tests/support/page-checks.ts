/**
 * The checks that run inside a page. Each returns what is wrong in words, an empty list when all is well. Their functions are
 * sent to the page as text: what they use of each other is handed to them there.
 */
import type { Page } from 'playwright';
import axe from 'axe-core';
import { pageBasics, type Basics } from './page-checks/basics.ts';
import { controlChecks } from './page-checks/controls.ts';
import { forcedColorChecks } from './page-checks/forced-colors.ts';
import { sightChecks } from './page-checks/in-sight.ts';
import { motionChecks } from './page-checks/motion.ts';
import { nameChecks } from './page-checks/names.ts';
import { textChecks } from './page-checks/text.ts';

const PARTS = [controlChecks, nameChecks, forcedColorChecks, motionChecks, sightChecks, textChecks] as const;

type All<Union> = (Union extends unknown ? (one: Union) => void : never) extends (one: infer Both) => void
  ? Both
  : never;
type Checks = All<ReturnType<(typeof PARTS)[number]>>;

/** What is wrong inside something that was opened. */
function insideCheck({ shown }: Basics, { smallTargets, nameFaults, clipped, overlapping }: Checks) {
  return (selector: string): string[] => {
    const box = [...document.querySelectorAll<HTMLElement>(selector)].find(shown);
    if (!box) return [`${selector} is not open`];
    return [...smallTargets(box), ...nameFaults(box), ...clipped(box), ...overlapping(box)];
  };
}

/** The checks, as the page has them. */
export type Toolbox = Checks & { inside: ReturnType<typeof insideCheck> };

const TOOLBOX = `globalThis.toolbox = (() => {
  const basics = (${pageBasics.toString()})();
  const checks = Object.assign({}, ...[${PARTS.map((part) => part.toString()).join(', ')}].map((part) => part(basics)));
  return { ...checks, inside: (${insideCheck.toString()})(basics, checks) };
})();`;

/**
 * Puts the checks into the open page. Not by a script element: a strict policy forbids foreign scripts.
 * @param names with axe, which the checks of names compute them with
 */
export async function unpack(page: Page, names = true): Promise<void> {
  if (names) await page.evaluate(axe.source);
  await page.evaluate(TOOLBOX);
}

/** Has a tab bring the checks and axe to each page that it opens from here on: half a megabyte is sent once, not each time. */
export async function bringAlong(page: Page): Promise<void> {
  await page.addInitScript({ content: axe.source });
  await page.addInitScript({ content: TOOLBOX });
}
