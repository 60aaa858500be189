import { PATIENCE } from './patience.ts';

const loaded = new Map<string, Promise<void>>();

/**
 * Loads a style sheet that is wanted only now, once. Not by an `import` of a script: Astro links the style sheets of a
 * page's scripts from the page itself, also those of scripts that are loaded later.
 * @param href address of the sheet: `import href from './some.css?url'`
 * @returns when the sheet applies, cannot be loaded or does not come: without styles is better than without the thing itself
 */
export function loadStyles(href: string): Promise<void> {
  const known = loaded.get(href);
  if (known) return known;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  const done = new Promise<void>((resolve) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      resolve();
      // Who left meanwhile cut it off; WebKit brings the page back as it was, without it.
      addEventListener('pageshow', () => link.replaceWith(link.cloneNode()), { once: true });
    });
    window.setTimeout(resolve, PATIENCE);
  });
  link.href = href;
  document.head.append(link);
  loaded.set(href, done);
  return done;
}
