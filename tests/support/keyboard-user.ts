import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { Language } from '../../src/config/languages.ts';
import { foreignNames } from './interface-words.ts';

/** A reader with a keyboard and nothing else. After every key the focus must be on something that is there. */
export class KeyboardUser {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  /** A tool that is turned to may be fetched first; a reader waits for it too. */
  async #patience(): Promise<void> {
    await this.#page.locator('[aria-busy]').waitFor({ state: 'detached' });
  }

  /** What a reader meets: what has the focus, as its start tag, whether it is what is looked for, and whether a tool is on its way. */
  #look(wanted?: string): Promise<{ focus: string; isWanted: boolean; isBusy: boolean }> {
    return this.#page.evaluate((selector) => {
      const element = document.activeElement;
      const isThere = element !== null && element !== document.body && element.checkVisibility();
      return {
        focus: isThere ? (element.cloneNode(false) as Element).outerHTML : '',
        isWanted: selector !== undefined && element?.matches(selector) === true,
        isBusy: document.querySelector('[aria-busy]') !== null,
      };
    }, wanted);
  }

  /** What has the focus, as its start tag; nothing when it is lost. */
  async focus(): Promise<string> {
    return (await this.#look()).focus;
  }

  /** Whether what has the focus is this. */
  async on(selector: string): Promise<boolean> {
    return (await this.#look(selector)).isWanted;
  }

  /** Presses keys one after the other. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.#page.keyboard.press(key);
      const { focus, isBusy } = await this.#look();
      if (isBusy) await this.#patience();
      else if (focus !== '') continue;
      // What closes gives the focus back a moment later.
      await expect.poll(() => this.focus(), { message: `the focus is lost after ${key}` }).not.toBe('');
    }
  }

  /** Follows the skip link: the next Tab starts at the page's title. */
  async skip(): Promise<void> {
    await this.at('.sl-skip-link');
    await this.#page.keyboard.press('Enter');
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /**
   * Presses Tab (or Shift+Tab) until something has the focus.
   * @param selector what is looked for; the first one met counts
   * @param most how many stops there may be before it
   */
  async to(selector: string, { most = 60, back = false }: { most?: number; back?: boolean } = {}): Promise<void> {
    const stops: string[] = [];
    for (let count = 0; count < most; count++) {
      await this.#page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
      const { focus, isWanted } = await this.#look(selector);
      if (isWanted) return this.#patience();
      stops.push(focus.slice(0, 90));
    }
    throw new Error(`Tab does not reach ${selector} in ${most} stops. The last: ${stops.slice(-6).join(' → ')}`);
  }

  /** Puts the focus where a reader was before; from there on only keys. */
  async at(selector: string): Promise<void> {
    await this.#page.locator(selector).first().focus();
    await this.#patience();
  }

  /** Waits until the focus is there. */
  async lands(selector: string): Promise<void> {
    await expect
      .poll(async () => this.#look(selector).then(({ focus, isWanted }) => (isWanted ? selector : focus)), {
        message: 'where the focus lands',
      })
      .toBe(selector);
  }
}

/** Asserts that a live part of a page says something, in the language of the page and to screen readers too. */
export async function says(page: Page, selector: string, locale: Language['locale']): Promise<void> {
  const part = page.locator(selector).first();
  const words = (): Promise<string> => part.evaluate((live) => (live.textContent ?? '').trim());
  await expect.poll(words, { message: `${selector} says something` }).not.toBe('');
  expect(await part.evaluate((live) => live.closest('[aria-live], [role=status]') !== null)).toBe(true);
  expect(foreignNames(locale, [await words()])).toEqual([]);
}
