/** Texts of questions as other programs take them. */
import { piecesOf } from '../item.ts';

/** A text as XML or HTML text, also inside an attribute. */
export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** A text as HTML: code between backticks becomes `<code>`. */
export const html = (text: string): string =>
  piecesOf(text)
    .map((piece) => (piece.code ? `<code>${escaped(piece.text)}</code>` : escaped(piece.text)))
    .join('');

/** What every format needs to know of the site and of the reader's language. */
export interface Surroundings {
  /** BCP 47 tag. */
  language: string;
  /** Name of the site. */
  site: string;
  /** Address of a section: `interfaces/cri#docker`. */
  addressOf: (to: string) => string;
  /** Address of a picture: what `Picture.src` says, made whole. */
  pictureOf: (src: string) => string;
  /** The SVG of a picture, for formats that bring it along. */
  svgOf: (src: string) => string;
  /** The name of a topic. */
  topicOf: (id: string) => string;
  /** Words around the questions. */
  words: Readonly<Record<FormatWord, string>>;
}

/** The words that files of questions need, as `study.<key>` of the UI strings. */
export const FORMAT_WORDS = [
  'more',
  'answers',
  'name',
  'date',
  'one',
  'several',
  'order',
  'match',
  'drawing',
  'port',
  'test',
  'sheet',
] as const;
export type FormatWord = (typeof FORMAT_WORDS)[number];

/** The explanation with the way to the section, as HTML. */
export const explanation = (
  { why, to, place }: { why: string; to: string; place: string },
  around: Surroundings,
): string =>
  `<p>${html(why)}</p><p>${escaped(around.words.more)} <a href="${escaped(around.addressOf(to))}">${escaped(place)}</a></p>`;

/** Lowest and highest number of a port as it is typed: `10259`, `30000-32767`. */
export const numbersOf = (port: string): number[] => port.split('-').map(Number);
