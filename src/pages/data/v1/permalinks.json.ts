import type { APIRoute } from 'astro';
import { permalinkList } from '../../../features/permalinks/build-permalink-index.ts';

/** Every address that the site promises to keep, with its titles, and every forward. */
export const GET: APIRoute = async () =>
  new Response(`${JSON.stringify(await permalinkList())}\n`, { headers: { 'content-type': 'application/json' } });
