/** The data of the lens "as of a version", one file per language. */
import type { APIRoute } from 'astro';
import { LANGUAGES, languageOf } from '../../config/languages.ts';
import { wordOf } from '../../config/words.ts';
import { lensData } from '../../features/as-of/lens-data.ts';
import type { UiKey } from '../../schemas/ui.ts';
import { CHANGE_STAGES } from '../../schemas/versions.ts';

export const getStaticPaths = () => LANGUAGES.map(({ locale }) => ({ params: { locale } }));

export const GET: APIRoute = ({ params }) => {
  const { lang, tag } = languageOf(params['locale']);
  const word = wordOf(tag);
  // The script fills in `{name}`; Starlight's own texts have `{{name}}`.
  const open = (key: UiKey): string => word(key).replaceAll('{{', '{').replaceAll('}}', '}');
  const words = {
    label: word('asOf.label'),
    checked: word('asOf.checked'),
    count: open('asOf.lensCount'),
    line: open('asOf.line'),
    unknown: word('asOf.unknown'),
    strange: open('asOf.strange'),
    ...Object.fromEntries(CHANGE_STAGES.map((code) => [code, word(`asOf.stage.${code}`)])),
  };
  return new Response(`${JSON.stringify({ ...lensData(lang), words })}\n`);
};
