import type { Page } from 'playwright';
import type { Toolbox } from './page-checks.ts';
import { addRules, prefer, takeKeyboard } from './visit.ts';

/** Runs one check in the page. */
export const ask = <Name extends keyof Toolbox>(
  page: Page,
  name: Name,
  ...args: Parameters<Toolbox[Name]>
): Promise<Awaited<ReturnType<Toolbox[Name]>>> =>
  page.evaluate(
    ({ name, args }) =>
      (
        (globalThis as unknown as { toolbox: Record<string, (...list: unknown[]) => unknown> }).toolbox[name] as (
          ...list: unknown[]
        ) => unknown
      )(...args),
    { name: name as string, args: args as unknown[] },
  ) as Promise<Awaited<ReturnType<Toolbox[Name]>>>;

/** Until the scripts of the page have set up what they set up when it is at rest: the copy buttons, and names, come last. */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('copy-menu') || document.querySelector('.copy-button'));
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20))));
}

/**
 * Everything that is looked at, in a tab that brings the checks along, on one page with a mouse and a keyboard: names, targets, focus, forced colours in both
 * themes, motion, text spacing, and the whole again at 400 % zoom.
 * @returns what is wrong, each with the way of looking before it; and the names of the controls
 */
export async function examineDesk(page: Page, address: string): Promise<{ faults: string[]; names: string[] }> {
  const faults: string[] = [];
  const note = (mode: string, found: readonly string[]): void => {
    faults.push(...found.map((fault) => `${mode}: ${fault}`));
  };
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light', reducedMotion: 'no-preference' });
  await page.setViewportSize({ width: 1280, height: 1024 });
  await page.goto(address, { waitUntil: 'load' });
  await atRest(page);
  note('nothing moves by itself', await ask(page, 'moving'));
  if (await prefer(page, { reducedMotion: 'reduce' })) note('no motion', await ask(page, 'wouldMove'));
  // Where it moves, what is looked for further down is not in sight at once.
  else await addRules(page, 'html { scroll-behavior: auto !important }');
  await ask(page, 'layOutAll');
  note('names', await ask(page, 'nameFaults'));
  const names = await ask(page, 'namesOfControls');
  note('targets at 1280 px', await ask(page, 'smallTargets'));
  await takeKeyboard(page);
  note('focus', await ask(page, 'focusUnseen'));
  for (const colorScheme of ['dark', 'light'] as const) {
    if (await prefer(page, { forcedColors: 'active', colorScheme }))
      note(`forced colours, ${colorScheme}`, await ask(page, 'lostInForcedColors'));
  }
  await takeKeyboard(page);
  note('focus in forced colours', await ask(page, 'focusUnseen'));
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
  await ask(page, 'spaceText', true);
  note('text spacing at 1280 px', [
    ...(await ask(page, 'clipped')),
    ...(await ask(page, 'overlapping')),
    ...(await ask(page, 'sideways')),
  ]);
  await page.setViewportSize({ width: 360, height: 780 });
  // The sidebar becomes a menu when the script hears of the new width.
  await page.locator('sl-sidebar-pane').waitFor({ state: 'hidden' });
  note('text spacing at 360 px', [
    ...(await ask(page, 'clipped')),
    ...(await ask(page, 'overlapping')),
    ...(await ask(page, 'sideways')),
  ]);
  await ask(page, 'spaceText', false);
  await page.setViewportSize({ width: 320, height: 256 });
  note('400 %', [
    ...(await ask(page, 'sideways')),
    ...(await ask(page, 'coveredHeight')),
    ...(await ask(page, 'hiddenUnderHeaders')),
  ]);
  return { faults, names };
}

/** Nothing but the names of the controls: what differs from one language to the other. */
export async function namesOn(page: Page, address: string): Promise<string[]> {
  await page.setViewportSize({ width: 1280, height: 1024 });
  await page.goto(address, { waitUntil: 'load' });
  await atRest(page);
  return ask(page, 'namesOfControls');
}

/** What is looked at on a touch screen of 360 px: targets, and letters in fields. */
export async function examineTouch(page: Page, address: string): Promise<string[]> {
  await page.goto(address, { waitUntil: 'load' });
  await atRest(page);
  await ask(page, 'layOutAll');
  return [
    ...(await ask(page, 'smallTargets')).map((fault) => `targets at 360 px: ${fault}`),
    ...(await ask(page, 'smallFields')).map((fault) => `fields at 360 px: ${fault}`),
  ];
}
