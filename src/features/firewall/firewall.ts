/** `<firewall-rules>`: the script comes when a reader turns to the choices, or at once when the address brings some. */
import { lazyElement } from '../../browser/lazy-element.ts';

class FirewallRules extends HTMLElement {
  connectedCallback(): void {
    const fetchNow = lazyElement(this, async () => (await import('./firewall.lazy.ts')).setUp(this), 'button[data-do]');
    // What is chosen before the script has come is not lost.
    this.addEventListener('input', () => this.setAttribute('data-touched', ''));
    if (window.location.search !== '' || (window.history.state as { firewall?: unknown } | null)?.firewall) fetchNow();
  }
}
customElements.define('firewall-rules', FirewallRules);
