import type { APIRoute } from 'astro';
import { favicon, markSvg } from '../features/social/icons.ts';

/** For browsers that read no SVG icons. */
export const GET: APIRoute = async () =>
  new Response(new Uint8Array(await favicon(markSvg())), { headers: { 'content-type': 'image/x-icon' } });
