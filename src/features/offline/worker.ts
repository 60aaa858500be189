/**
 * Keeps the whole site on a device whose reader asked for it: the service worker, made with Workbox. Every file is known by
 * its content, so that a copy is of one version; a newer one is fetched beside it and takes over when the reader says so.
 */
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';

/** An event that lasts as long as what it waits for. */
type Lasting = Parameters<PrecacheController['install']>[0];
/** What this file uses of the scope of a service worker; the build fills in the files. */
declare const self: {
  __FILES: { url: string; revision: string | null }[][];
  registration: { scope: string };
  skipWaiting: () => Promise<void>;
  addEventListener: {
    (type: 'install' | 'activate', listen: (event: Lasting) => void): void;
    (type: 'message', listen: (event: MessageEvent<unknown>) => void): void;
  };
};

// A controller fetches its files one after the other, and a site has thousands of small ones: several fetch side by side.
const controllers = self.__FILES.map((files, index) => {
  const controller = new PrecacheController({ cacheName: `site-${index}-${self.registration.scope}` });
  controller.addToCacheList(files);
  // What stands behind a question mark is for the page, not for the server.
  registerRoute(new PrecacheRoute(controller, { ignoreURLParametersMatching: [/./] }));
  return controller;
});

self.addEventListener('install', (event) => {
  event.waitUntil(Promise.all(controllers.map((controller) => controller.install(event))));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all(controllers.map((controller) => controller.activate(event))));
});
self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});
