/**
 * Prints an element and nothing else of the page; it is gone when that is done.
 * @param name what the root's `data-print` says meanwhile, for the styles of print
 */
export function printOnly(element: HTMLElement, name: string): void {
  document.body.append(element);
  document.documentElement.dataset['print'] = name;
  window.addEventListener(
    'afterprint',
    () => {
      delete document.documentElement.dataset['print'];
      element.remove();
    },
    { once: true },
  );
  window.print();
}
