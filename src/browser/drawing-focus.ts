/**
 * Brings a link of a drawing into sight when the keyboard leads to it. Firefox scrolls to no part of an SVG, whether the key
 * or a script asks for it: on a small screen, or at 400 %, the focus was out of sight.
 */
export function followFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    // A dialog moves its drawing itself.
    if (!(target instanceof SVGElement) || !target.matches(':focus-visible:not(dialog *)')) return;
    const { top, bottom } = target.getBoundingClientRect();
    const edge = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const down = top < edge ? top - edge : Math.max(0, Math.min(bottom - innerHeight, top - edge));
    scrollBy({ top: down, behavior: 'instant' });
  });
}
