/**
 * `<term-tip>`: turns the glossary link into a button that shows the definition beside the word.
 *
 * A mouse over it or the keyboard's focus opens it, a click or a tap pins it and lets go again. It stays while the
 * pointer or the focus is on the word or on the tip. Esc closes it from anywhere and it stays closed until pointer and
 * focus have left; so does a tap elsewhere. At most one is open.
 */
class TermTip extends HTMLElement {
  static #open: TermTip | undefined;
  #button: HTMLButtonElement | undefined;
  #tip: HTMLElement | undefined;
  #pinned = false;
  #dismissed = false;
  #leaving: number | undefined;

  connectedCallback(): void {
    const link = this.querySelector<HTMLAnchorElement>('a.term-button');
    const tip = this.querySelector<HTMLElement>('.term-tip');
    if (!link || !tip || !('popover' in HTMLElement.prototype)) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = link.className;
    button.append(...link.childNodes);
    button.setAttribute('aria-expanded', 'false');
    button.setAttribute('aria-controls', tip.id);
    link.replaceWith(button);
    this.#button = button;
    this.#tip = tip;

    button.addEventListener('click', () => {
      if (this.#pinned) this.#close();
      else {
        this.#dismissed = false;
        this.#show();
        this.#pinned = true;
      }
    });
    // A click focuses the button too; only the keyboard's focus opens.
    this.addEventListener('focusin', () => button.matches(':focus-visible') && this.#show());
    this.addEventListener('focusout', () => this.#leave());
    this.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && this.#show());
    this.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse') this.#leave();
    });
  }

  #show(): void {
    window.clearTimeout(this.#leaving);
    if (this.#dismissed || !this.#tip || !this.#button || TermTip.#open === this) return;
    const other = TermTip.#open;
    if (other) other.#close();
    TermTip.#open = this;
    this.#tip.showPopover();
    this.#button.setAttribute('aria-expanded', 'true');
    this.#place();
    document.addEventListener('keydown', this.#onKey);
    document.addEventListener('pointerdown', this.#onElsewhere);
    document.addEventListener('scroll', this.#place, { passive: true });
  }

  #close(): void {
    window.clearTimeout(this.#leaving);
    this.#pinned = false;
    if (TermTip.#open !== this) return;
    TermTip.#open = undefined;
    document.removeEventListener('keydown', this.#onKey);
    document.removeEventListener('pointerdown', this.#onElsewhere);
    document.removeEventListener('scroll', this.#place);
    this.#tip?.hidePopover();
    this.#button?.setAttribute('aria-expanded', 'false');
  }

  /** The pointer may be on its way from the word to the tip (WCAG 1.4.13: hoverable), so leaving takes a moment. */
  #leave(): void {
    window.clearTimeout(this.#leaving);
    this.#leaving = window.setTimeout(() => {
      const here = this.matches(':hover') || this.contains(document.activeElement);
      if (here) return;
      this.#dismissed = false;
      if (!this.#pinned) this.#close();
    }, 200);
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // The focus may not stay in what is no longer shown; its return must not open the tip again.
    const inside = this.#tip?.contains(document.activeElement) === true;
    this.#dismissed = this.matches(':hover') || this.contains(document.activeElement);
    this.#close();
    if (inside) this.#button?.focus();
  };

  #onElsewhere = (event: PointerEvent): void => {
    if (!(event.target instanceof Node && this.contains(event.target))) this.#close();
  };

  /** Puts the tip under the word, or above it where the window ends; always inside the window. */
  #place = (): void => {
    if (!this.#tip || !this.#button) return;
    const gap = 6;
    const at = this.#button.getBoundingClientRect();
    const box = this.#tip.getBoundingClientRect();
    const below = at.bottom + gap + box.height < window.innerHeight;
    this.#tip.style.top = `${below ? at.bottom + gap : Math.max(gap, at.top - gap - box.height)}px`;
    this.#tip.style.left = `${Math.max(16, Math.min(at.left, window.innerWidth - box.width - 16))}px`;
  };
}

customElements.define('term-tip', TermTip);
