import type { Page } from 'playwright';
import { expect } from 'vitest';

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

  /** What has the focus, as its selector-like start tag. */
  focus(): Promise<string> {
    return this.#page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body || !element.checkVisibility()) return '';
      return (element.cloneNode(false) as Element).outerHTML;
    });
  }

  /** Whether what has the focus is this. */
  on(selector: string): Promise<boolean> {
    return this.#page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
  }

  /** Presses keys one after the other. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.#page.keyboard.press(key);
      await this.#patience();
      if ((await this.focus()) !== '') continue;
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
      if (await this.on(selector)) return this.#patience();
      stops.push((await this.focus()).slice(0, 90));
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
      .poll(async () => ((await this.on(selector)) ? selector : await this.focus()), {
        message: 'where the focus lands',
      })
      .toBe(selector);
  }
}
