/** `<port-lookup>`: the script comes when a reader turns to the field. */
import { lazyElement } from '../../browser/lazy-element.ts';

class PortLookup extends HTMLElement {
  connectedCallback(): void {
    const fetchNow = lazyElement(this, async () => (await import('./lookup.lazy.ts')).setUp(this), 'button[data-do]');
    // A browser keeps what stood in a field over a reload.
    if (window.location.search !== '' || this.querySelector('textarea')?.value) fetchNow();
  }
}
customElements.define('port-lookup', PortLookup);
