/**
 * `<term-tip>`: turns the glossary link into a button that opens the definition beside the word. Hover and focus open
 * it, leaving closes it, Esc and a click elsewhere close it by the popover's own rules.
 */
class TermTip extends HTMLElement {
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

    let leaving: number | undefined;
    const open = (): void => {
      window.clearTimeout(leaving);
      if (!tip.matches(':popover-open')) tip.showPopover();
      place(button, tip);
    };
    const close = (): void => {
      window.clearTimeout(leaving);
      // The pointer may be on its way from the word to the tip (WCAG 1.4.13: hoverable).
      leaving = window.setTimeout(() => {
        if (!this.matches(':hover') && !this.contains(document.activeElement)) tip.hidePopover();
      }, 200);
    };
    button.addEventListener('click', () => (tip.matches(':popover-open') ? place(button, tip) : open()));
    this.addEventListener('focusin', open);
    this.addEventListener('focusout', close);
    this.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && open());
    this.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && close());
    tip.addEventListener('toggle', () => button.setAttribute('aria-expanded', String(tip.matches(':popover-open'))));
    this.addEventListener('keydown', (event) => event.key === 'Escape' && tip.hidePopover());
  }
}

/** Puts the tip under the word, or above it where the window ends; always inside the window. */
function place(word: HTMLElement, tip: HTMLElement): void {
  const gap = 6;
  const at = word.getBoundingClientRect();
  const box = tip.getBoundingClientRect();
  const below = at.bottom + gap + box.height < window.innerHeight;
  tip.style.top = `${below ? at.bottom + gap : Math.max(gap, at.top - gap - box.height)}px`;
  tip.style.left = `${Math.max(16, Math.min(at.left, window.innerWidth - box.width - 16))}px`;
}

customElements.define('term-tip', TermTip);
