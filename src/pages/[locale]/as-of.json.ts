/** The data of the lens "as of a version", one file per language. */
import type { APIRoute } from 'astro';
import en from '../../content/i18n/en.json' with { type: 'json' };
import pt from '../../content/i18n/pt-BR.json' with { type: 'json' };
import { LANGUAGES, languageOf } from '../../config/languages.ts';
import { lensData } from '../../features/as-of/lens-data.ts';
import { CHANGE_STAGES } from '../../schemas/versions.ts';

const WORDS = { en, 'pt-BR': pt };

export const getStaticPaths = () => LANGUAGES.map(({ locale }) => ({ params: { locale } }));

export const GET: APIRoute = ({ params }) => {
  const { lang, tag } = languageOf(params['locale']);
  const ui = WORDS[tag];
  // The script fills in `{name}`; Starlight's own texts have `{{name}}`.
  const word = (text: string): string => text.replaceAll('{{', '{').replaceAll('}}', '}');
  const words = {
    label: ui['asOf.label'],
    checked: ui['asOf.checked'],
    count: word(ui['asOf.lensCount']),
    line: word(ui['asOf.line']),
    absent: ui['asOf.absent'],
    unknown: ui['asOf.unknown'],
    ...Object.fromEntries(CHANGE_STAGES.map((code) => [code, ui[`asOf.stage.${code}`]])),
  };
  return new Response(`${JSON.stringify({ ...lensData(lang), words })}\n`);
};
