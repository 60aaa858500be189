/** All questions and cards of a language as a deck for Anki. Runs at build time. */
import { wordOf } from '../../config/words.ts';
import type { Language } from '../../lib/languages.ts';
import { pagePath } from '../../lib/paths.ts';
import { FORMAT_WORDS, type FormatWord } from './formats/markup.ts';
import { ankiPackage } from './formats/anki-package.ts';
import { cardFile, questionFile } from './items.ts';
import { allPictures, pictureFile, pictureSvg } from './pictures.ts';

/** The name of the file, before its language and ending. */
export const DECK_FILE = 'kubernetes-interfaces';

/** The deck of one language. @param titleOf the title of a section */
export function ankiDeck(
  language: Language,
  titleOf: (section: string) => string,
  { root, site, day }: { root: string; site: string; day: string },
): Uint8Array<ArrayBuffer> {
  const { lang, locale, tag } = language;
  const word = wordOf(tag);
  const questions = questionFile(lang, titleOf);
  const cards = cardFile(lang);
  const topics = new Map([...questions.topics, ...cards.topics].map(({ id, name }) => [id, name]));
  return ankiPackage(
    [
      { name: word('study.of.questions'), file: questions },
      { name: word('study.of.cards'), file: cards },
    ],
    day,
    {
      language: tag,
      site,
      addressOf: (to) => {
        const [slug = '', id] = to.split('#');
        return pagePath(root, locale, slug, id);
      },
      pictureOf: (src) => `${root}${src}`,
      svgOf: (src) => {
        const name = allPictures().find((picture) => `/${pictureFile(picture)}` === src);
        if (name === undefined) throw new Error(`There is no picture ${src}.`);
        return pictureSvg(name);
      },
      topicOf: (id) => topics.get(id) ?? id,
      words: Object.fromEntries(FORMAT_WORDS.map((key) => [key, word(`study.${key}`)])) as Record<FormatWord, string>,
    },
  );
}
