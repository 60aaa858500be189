/** What the rows of the reference pages are called: an id of the data is no title for a list of links. */
import {
  allComponents,
  allPorts,
  allQuestions,
  allSockets,
  allTerms,
  getComponent,
  localize,
  timeline,
  type Lang,
} from '../facts/index.ts';

/**
 * The title of a row, by the slug of its page and its id.
 * @returns undefined when the place is not a row of the store
 */
export function rowTitle(slug: string, id: string, lang: Lang): string | undefined {
  return titles(lang).get(`${slug}#${id}`);
}

const kept = new Map<Lang, ReadonlyMap<string, string>>();

function titles(lang: Lang): ReadonlyMap<string, string> {
  const known = kept.get(lang);
  if (known) return known;
  const made = new Map<string, string>([
    ...allPorts().map((port): [string, string] => [
      `reference/ports#${port.id}`,
      `${localize(port.port, lang)} ${localize(getComponent(port.component).names, lang)}`,
    ]),
    ...allSockets().map((socket): [string, string] => [`reference/ports#${socket.id}`, localize(socket.path, lang)]),
    ...allComponents().map((component): [string, string] => [
      `reference/components#${component.id}`,
      localize(component.names, lang),
    ]),
    ...allTerms().map((term): [string, string] => [`reference/glossary#${term.id}`, term.term[lang]]),
    ...allQuestions().map((question): [string, string] => [
      `study/practice#${question.id}`,
      short(localize(question.ask, lang).replaceAll('`', '')),
    ]),
    ...timeline().map((event): [string, string] => [
      `reference/timeline#${event.id}`,
      short(localize(event.text, lang)),
    ]),
  ]);
  kept.set(lang, made);
  return made;
}

/** An event has no title: its first words serve as one. */
function short(text: string, length = 80): string {
  return text.length <= length ? text : `${text.slice(0, text.lastIndexOf(' ', length))}…`;
}
