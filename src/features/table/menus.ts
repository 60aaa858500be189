/** The filters of a table: menus on a desk, a sheet on a phone. */
import { loadStyles } from '#browser/load-styles.ts';
import { find } from '#browser/elements.ts';
import styles from './table-tool.late.css?url';

const stylesReady = loadStyles(styles);

/**
 * On a phone the filters stand in a sheet: the very same elements, moved there and back.
 * @param clear takes every filter away
 */
export function wireSheet(tool: HTMLElement, clear: () => void): void {
  const sheet = find<HTMLDialogElement>(tool, '.sheet');
  const facets = find(tool, '.facets');
  find(tool, '.sheet-open').addEventListener('click', () => {
    void stylesReady.then(() => {
      if (sheet.open) return;
      find(tool, '.sheet-body').append(facets);
      for (const facet of facets.querySelectorAll('details')) facet.open = true;
      sheet.showModal();
    });
  });
  sheet.addEventListener('close', () => {
    for (const facet of facets.querySelectorAll('details')) facet.open = false;
    find(tool, '.tool').prepend(facets);
  });
  find(tool, '.sheet-close').addEventListener('click', () => sheet.close());
  find(tool, '.sheet-clear').addEventListener('click', clear);
  sheet.addEventListener('click', (event) => event.target === sheet && sheet.close());
}

/** Menus close on Esc, on a click elsewhere and when another one opens. */
export function wireMenus(tool: HTMLElement): void {
  const menus = [...tool.querySelectorAll<HTMLDetailsElement>('.facet, .take')];
  const sheet = find<HTMLDialogElement>(tool, '.sheet');
  const close = ({ target }: Event): void => {
    if (sheet.open) return;
    const own = (target as Element).closest('.facet, .take');
    for (const menu of menus) if (menu !== own) menu.open = false;
  };
  document.addEventListener('click', close);
  tool.addEventListener('focusin', close);
  tool.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || sheet.open) return;
    const menu = menus.find(({ open }) => open);
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
}
