import type { APIRoute } from 'astro';
import { allPictures, pictureFile, pictureSvg, type PictureName } from '../../features/study/pictures.ts';

export const getStaticPaths = () =>
  allPictures().map((picture) => ({
    params: { picture: pictureFile(picture).replace(/^pictures\/|\.svg$/g, '') },
    props: picture,
  }));

export const GET: APIRoute<PictureName> = ({ props }) =>
  new Response(pictureSvg(props), { headers: { 'content-type': 'image/svg+xml' } });
