/** The icons that are no SVG, drawn from the SVG. */
import type { APIRoute } from 'astro';
import { ICONS, type IconName } from '../features/social/addresses.ts';
import { icon, markSvg } from '../features/social/icons.ts';

interface Props {
  name: IconName;
}

export const getStaticPaths = () =>
  (Object.keys(ICONS) as IconName[]).map((name) => ({ params: { icon: name }, props: { name } }));

export const GET: APIRoute<Props> = async ({ props }) =>
  new Response(new Uint8Array(await icon(markSvg(), props.name)), { headers: { 'content-type': 'image/png' } });
