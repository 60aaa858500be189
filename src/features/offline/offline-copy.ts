/** The button that keeps the site on this device. What is fetched is one version, whole or not at all. */
import { fill } from '#lib/fill.ts';
import { fetchJson } from '../../browser/fetch-text.ts';
import { find } from '#browser/elements.ts';
import type { OfflineStrings } from './strings.ts';

/** What the build says of a copy. */
interface Copy {
  version: string;
  files: number;
  bytes: number;
  transfer: number;
}

interface TrustedAddresses {
  createScriptURL: (address: string) => string;
}

let policy: TrustedAddresses | undefined;

/** Address of the service worker. The policy of the pages lets a script be registered through this policy only. */
function workerAddress(base: string): string {
  const types = (
    window as { trustedTypes?: { createPolicy: (name: string, rules: TrustedAddresses) => TrustedAddresses } }
  ).trustedTypes;
  const rules: TrustedAddresses = { createScriptURL: () => `${base}/sw.js` };
  policy ??= types?.createPolicy('service-worker', rules) ?? rules;
  return policy.createScriptURL('');
}

class OfflineCopy extends HTMLElement {
  readonly #strings = JSON.parse(this.dataset['strings'] ?? '{}') as OfflineStrings;
  readonly #base = this.dataset['base'] ?? '';
  #copy: Copy | undefined;

  connectedCallback(): void {
    if (!('serviceWorker' in navigator)) {
      this.#say('unable');
      return;
    }
    this.addEventListener('click', ({ target }) => {
      const action = target instanceof Element ? target.closest<HTMLElement>('[data-do]')?.dataset['do'] : undefined;
      if (action === 'keep') void this.#keep();
      if (action === 'update') this.#update();
      if (action === 'remove') void this.#remove();
    });
    void this.#show();
  }

  /** This site's own worker: others may live on the same origin. */
  #registration(): Promise<ServiceWorkerRegistration | undefined> {
    return navigator.serviceWorker.getRegistration(`${this.#base}/`);
  }

  #say(key: keyof OfflineStrings): void {
    const write = (bytes: number | undefined): string =>
      bytes === undefined
        ? '…'
        : (bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    find(this, '.state').textContent = fill(this.#strings[key], {
      size: write(this.#copy?.transfer),
      room: write(this.#copy?.bytes),
    });
  }

  #offer(...actions: string[]): void {
    for (const button of this.querySelectorAll<HTMLElement>('[data-do]'))
      button.hidden = !actions.includes(button.dataset['do'] ?? '');
    find<HTMLProgressElement>(this, 'progress').hidden = true;
  }

  async #show(): Promise<void> {
    const registration = await this.#registration();
    // A newer version may be on its way while the page is read.
    registration?.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed' && registration.active) this.#tellOf(registration);
      });
    });
    // Without a network the copy says nothing of its size.
    this.#copy = await fetchJson<Copy>(`${this.#base}/offline.json`, { cache: 'no-cache' }).catch(() => undefined);
    if (registration?.active) {
      this.#tellOf(registration);
    } else {
      this.#say('none');
      this.#offer('keep');
    }
  }

  /** Says what is on this device: one version, and maybe a newer one that waits. */
  #tellOf({ waiting }: ServiceWorkerRegistration): void {
    this.#say(waiting ? 'newer' : 'here');
    this.#offer(...(waiting ? ['update', 'remove'] : ['remove']));
  }

  async #keep(): Promise<void> {
    this.#say('fetching');
    this.#offer();
    const progress = find<HTMLProgressElement>(this, 'progress');
    progress.hidden = false;
    progress.max = this.#copy?.files ?? 1;
    const counting = setInterval(() => {
      void this.#count().then((count) => (progress.value = count));
    }, 400);
    try {
      // Asked for, so that the browser does not clear the copy when room is short. It may refuse, or ask the reader, who may
      // let the question stand: nothing waits for the answer.
      void navigator.storage?.persist().catch(() => undefined);
      const registration = await navigator.serviceWorker.register(workerAddress(this.#base), {
        scope: `${this.#base}/`,
      });
      const worker = registration.installing ?? registration.waiting ?? registration.active;
      await new Promise<void>((done, failed) => {
        const look = (): void => {
          if (worker?.state === 'activated') done();
          if (worker?.state === 'redundant') failed(new Error('The copy is not whole.'));
        };
        worker?.addEventListener('statechange', look);
        look();
      });
      this.#say('here');
      this.#offer('remove');
    } catch {
      // A file did not come: the browser keeps nothing of a worker that was not installed; its files go too.
      await this.#clear();
      this.#say('broken');
      this.#offer('keep');
    } finally {
      clearInterval(counting);
    }
  }

  /** The names of this site's own caches: other sites may live on the same origin, below this one too. */
  async #caches(): Promise<string[]> {
    const scope = new URL(`${this.#base}/`, location.href).href;
    return (await caches.keys()).filter((name) => name.startsWith('site-') && name.endsWith(`-${scope}`));
  }

  /** How many files are here by now. */
  async #count(): Promise<number> {
    const names = await this.#caches();
    const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  #update(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    void this.#registration().then((registration) => registration?.waiting?.postMessage('take-over'));
  }

  async #clear(): Promise<void> {
    await (await this.#registration())?.unregister();
    const names = await this.#caches();
    await Promise.all(names.map((name) => caches.delete(name)));
  }

  async #remove(): Promise<void> {
    await this.#clear();
    this.#say('removed');
    this.#offer('keep');
  }
}

if (!customElements.get('offline-copy')) customElements.define('offline-copy', OfflineCopy);
