import type { APIRoute } from 'astro';
import { BASE_PATH, SITE_URL } from '../config/site.ts';

/**
 * Everything may be read. A crawler looks for this file at the root of a host only, so under a sub-path it is for the
 * search consoles and for a fork with a domain of its own.
 */
export const GET: APIRoute = () =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${SITE_URL}${BASE_PATH}/sitemap-index.xml\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
