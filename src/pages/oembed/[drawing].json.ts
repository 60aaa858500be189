/** What programs ask that turn an address into a frame: https://oembed.com. One answer for each drawing and language. */
import type { APIRoute } from 'astro';
import { BASE_PATH, SITE_TITLE, SITE_URL } from '../../config/site.ts';
import { LANGUAGES, languageOf } from '../../config/languages.ts';
import { BELOW, embedAddress } from '../../features/embed/addresses.ts';
import { embedCode } from '../../features/embed/embed-code.ts';
import { framedDrawings, type FramedDrawing } from '../../features/embed/drawings.ts';

export const getStaticPaths = () =>
  LANGUAGES.flatMap(({ locale, lang }) =>
    framedDrawings(lang).map((drawing) => ({
      params: { drawing: `${drawing.id}.${locale}` },
      props: { drawing, locale },
    })),
  );

export const GET: APIRoute<{ drawing: FramedDrawing; locale: string }> = ({ props: { drawing, locale } }) => {
  const { id, title, width, height } = drawing;
  return new Response(
    JSON.stringify({
      version: '1.0',
      type: 'rich',
      title,
      provider_name: SITE_TITLE[languageOf(locale).tag],
      provider_url: `${SITE_URL}${BASE_PATH}/`,
      html: embedCode(embedAddress('drawing', id, locale), title, height + BELOW),
      width,
      height: height + BELOW,
      thumbnail_url: `${SITE_URL}${BASE_PATH}/pictures/${id}.${locale}.svg`,
      thumbnail_width: width,
      thumbnail_height: height,
    }),
    { headers: { 'content-type': 'application/json' } },
  );
};
