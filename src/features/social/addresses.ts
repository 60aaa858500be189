/** Where the pictures of the site stand. Addresses are kept: other sites and home screens hold on to them. */
import { BASE_PATH } from '../../config/site.ts';

/** Size of a card in px: what Facebook, LinkedIn, Slack, X and others show whole. */
export const CARD = { width: 1200, height: 630 } as const;

/** Raster icons by file name: width in px, and whether the system cuts the corners itself. */
export const ICONS = {
  /** iOS and iPadOS round the corners of a full square. */
  'apple-touch-icon': { size: 180, cut: 'corners' },
  'icon-192': { size: 192, cut: 'none' },
  'icon-512': { size: 512, cut: 'none' },
  /** Android cuts any shape it likes; only a circle of 80 % of the width is safe (W3C, maskable icons). */
  'icon-maskable-512': { size: 512, cut: 'shape' },
} as const;

export type IconName = keyof typeof ICONS;

/** Address of a page's card below the sub-path: `/og/en/interfaces/cri.png`; home is `index`. */
export function cardAddress(locale: string, slug: string): string {
  return `/og/${locale}/${slug === '' ? 'index' : slug}.png`;
}

/** Address of an icon from the root of the server. */
export function iconPath(name: IconName): string {
  return `${BASE_PATH}/${name}.png`;
}

/** A web manifest (https://www.w3.org/TR/appmanifest/): what a phone needs to keep the site on its home screen. */
export function manifest(site: {
  name: string;
  description: string;
  tag: string;
  start: string;
  paper: string;
}): object {
  return {
    name: site.name,
    short_name: 'Kubernetes',
    description: site.description,
    lang: site.tag,
    dir: 'ltr',
    // The same in both languages: it is one site, kept once.
    id: `${BASE_PATH}/`,
    scope: `${BASE_PATH}/`,
    start_url: site.start,
    // A reference is read beside other pages: the browser's own buttons stay.
    display: 'minimal-ui',
    background_color: site.paper,
    theme_color: site.paper,
    icons: [
      { src: `${BASE_PATH}/favicon.svg`, sizes: 'any', type: 'image/svg+xml' },
      ...(['icon-192', 'icon-512', 'icon-maskable-512'] as const).map((name) => ({
        src: iconPath(name),
        sizes: `${ICONS[name].size}x${ICONS[name].size}`,
        type: 'image/png',
        ...(ICONS[name].cut === 'shape' && { purpose: 'maskable' }),
      })),
    ],
  };
}
