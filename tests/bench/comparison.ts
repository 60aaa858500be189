/**
 * `npm run bench:comparison`: how long a choice takes until it is painted, on the built site in a real browser slowed four
 * times: on the page that compares the interfaces, on the three that compare what can be plugged in, and in the tool that
 * writes the rules of a firewall.
 * Ends with code 1 when a goal is missed.
 */
import type { Locator, Page } from 'playwright';
import { bench, checkStopwatch, click, pointAt, press, timesOf, slowedPage, summary, type Bench } from './painted.ts';

const COMPARISON = '/en/interfaces/comparison/';
const IMPLEMENTATIONS = [
  '/en/interfaces/runtimes/',
  '/en/interfaces/network-plugins/',
  '/en/interfaces/storage-drivers/',
];
const COLUMNS = ['cri', 'cni', 'csi', 'cpi', 'smi', 'oci'];
/** Milliseconds. Above this a press no longer feels like its own effect. */
const GOAL = 50;

type Choices = (page: Page) => Locator[] | Promise<Locator[]>;

/** Kinds of choices on the comparison. Each list ends where it began. */
const CHOICES: Readonly<Record<string, Choices>> = {
  'an interface': anInterface,
  'a group of rows': async (page) => (await page.locator('[data-fold]').all()).slice(1).flatMap((fold) => [fold, fold]),
  'only what differs': (page) => {
    const differ = page.locator('input[name="differ"]');
    const oci = page.locator('input[name="show"][value="oci"]');
    return [differ, differ, oci, differ, differ, oci];
  },
  'the order': (page) =>
    COLUMNS.slice(0, -1).flatMap((id) => {
      const move = (to: number): Locator => page.locator(`[data-pick="${id}"] [data-move="${to}"]`);
      return [move(1), move(-1)];
    }),
  'a ready-made comparison': async (page) => {
    const presets = await page.locator('[data-preset]').all();
    return presets.flatMap((preset) => [preset, page.locator('[data-reset]')]);
  },
};

/** Fields of the firewall, and the key that changes what is chosen in each. */
const FIREWALL: readonly (readonly [name: string, key: string])[] = [
  ['recommended', 'Space'],
  ['cluster', 'ArrowDown'],
  ['network', 'ArrowDown'],
  ['machine', 'ArrowDown'],
  ['machine', 'ArrowUp'],
  ['etcd', 'ArrowDown'],
  ['with', 'Space'],
  ['metrics', 'ArrowDown'],
  ['encryption', 'ArrowDown'],
  ['form', 'ArrowRight'],
  ['form', 'ArrowRight'],
  ['cluster', 'ArrowUp'],
  ['recommended', 'Space'],
  ['network', 'ArrowDown'],
  ['network', 'ArrowDown'],
  ['machine', 'ArrowDown'],
  ['machine', 'ArrowDown'],
];

/** Down to one column and back again; then each alone. */
function anInterface(page: Page): Locator[] {
  const most = COLUMNS.slice(0, -1);
  return [...most, ...most, ...COLUMNS.flatMap((id) => [id, id])].map((id) =>
    page.locator(`input[name="show"][value="${id}"]`),
  );
}

await bench('From a choice to its paint', async (on) => {
  await checkStopwatch(on);
  await firstChoices(on, COMPARISON, CHOICES);
  for (const [name, choices] of Object.entries(CHOICES)) await measure(on, COMPARISON, name, choices);
  await measure(on, COMPARISON, 'an interface', anInterface, 360);
  for (const path of IMPLEMENTATIONS) {
    await firstChoices(on, path, { filters, compared });
    await measure(on, path, 'a filter', filters);
    await measure(on, path, 'one to compare', compared);
  }
  await firewallChoices(on);
});

/** The first two values of every filter, set and taken away. */
async function filters(page: Page): Promise<Locator[]> {
  await page
    .locator('.facet')
    .evaluateAll((menus: HTMLDetailsElement[]) => menus.forEach((menu) => (menu.open = true)));
  const names = await page
    .locator('.facet input')
    .evaluateAll((boxes: HTMLInputElement[]) => [...new Set(boxes.map(({ name }) => name))]);
  return names
    .filter((name) => name !== 'compare')
    .flatMap((name) => [0, 0, 1, 1].map((n) => page.locator(`.facet input[name="${name}"]`).nth(n)));
}

/** Three, one after the other, and away again. */
function compared(page: Page): Locator[] {
  return [0, 1, 2, 0, 1, 2].map((n) => page.locator('.facet input[name="compare"]').nth(n));
}

async function firewallChoices(on: Bench): Promise<void> {
  const { page, time } = await slowedPage(on, '/en/reference/firewall/', 'keydown');
  const times = await timesOf(FIREWALL, async ([name, key]) => {
    const fields = page.locator(`firewall-rules [name="${name}"]`);
    const field = name === 'form' ? fields.and(page.locator(':checked')) : fields.first();
    await field.focus();
    await page.waitForTimeout(700);
    return time(() => press(page, key));
  });
  await page.context().close();
  const { p95, detail } = summary(times, 'choices, the first of the visit among them');
  on.line('the rules of a firewall, 95th percentile', p95, GOAL, 'ms', detail);
}

/** Runs in the page: the menu of a choice opens, and those that would lie over it close. */
function openMenu(element: Element): void {
  const menu = element.closest('details');
  for (const other of document.querySelectorAll<HTMLDetailsElement>('details.facet')) other.open = other === menu;
  if (menu) menu.open = true;
}

/** The first choice of a visit, of every kind: nothing is warmed up, and there is no second try. */
async function firstChoices(on: Bench, path: string, kinds: Readonly<Record<string, Choices>>): Promise<void> {
  const times: number[] = [];
  for (const choices of Object.values(kinds)) {
    for (const at of [0, 1, 2]) {
      const { page, time } = await slowedPage(on, path, 'click');
      const choice = (await choices(page))[at];
      // A column is moved back only when it has been moved before.
      if (choice && (await choice.isEnabled())) {
        await choice.evaluate(openMenu);
        await pointAt(choice);
        times.push(await time(() => click(page)));
      }
      await page.context().close();
    }
  }
  const { p95, detail } = summary(times, 'visits');
  on.line(`${path} the first choice of a visit, 95th percentile`, p95, GOAL, 'ms', detail);
}

async function measure(on: Bench, path: string, name: string, choices: Choices, width = 1280): Promise<void> {
  const { page, time } = await slowedPage(on, path, 'click', undefined, { viewport: { width, height: 900 } });
  const all = await choices(page);
  const times = await timesOf(all, async (choice) => {
    await choice.evaluate(openMenu);
    await pointAt(choice);
    return time(() => click(page));
  });
  await page.context().close();
  const { p95, detail } = summary(times, 'choices');
  on.line(`${path} ${name}${width < 600 ? `, ${width} px` : ''}, 95th percentile`, p95, GOAL, 'ms', detail);
}
