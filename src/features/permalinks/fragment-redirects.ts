/**
 * `<fragment-redirects>`: leads an old fragment of this page to the place it has now. Its child for the old id serves without
 * JavaScript: the browser shows it and it links on.
 */
class FragmentRedirects extends HTMLElement {
  connectedCallback(): void {
    this.#lead();
    window.addEventListener('hashchange', () => this.#lead());
  }

  #lead(): void {
    let id = window.location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      return;
    }
    const link = [...this.children].find((child) => id !== '' && child.id === id)?.querySelector('a');
    if (!link) return;
    const target = new URL(link.href);
    target.search = window.location.search;
    window.location.replace(target.href);
  }
}
customElements.define('fragment-redirects', FragmentRedirects);
