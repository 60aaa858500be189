/**
 * Fetches a page when a reader is about to open it: a pointer or a finger rests on its link, or the keyboard is there.
 * Astro's own `prefetch` does the same and more; every page would pay a tenth of its scripts for it.
 */

/** How long that lasts before it means something, in ms. */
const REST = 70;

const asked = new Set([location.pathname]);
let timer = 0;

function prefetch(target: EventTarget | null): void {
  const link = target instanceof Element ? target.closest('a') : null;
  if (link?.origin !== location.origin || !link.pathname.endsWith('/') || asked.has(link.pathname)) return;
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
  asked.add(link.pathname);
  const hint = document.createElement('link');
  hint.rel = 'prefetch';
  hint.href = link.href;
  document.head.append(hint);
}

for (const sign of ['pointerover', 'focusin'] as const) {
  document.addEventListener(sign, ({ target }) => {
    clearTimeout(timer);
    timer = window.setTimeout(prefetch, REST, target);
  });
}
