import { HtmlValidate, StaticConfigLoader, type ConfigData } from 'html-validate';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../content/checks/finding.ts';
import type { Site } from '../support/site.ts';

/** The recommended rules, less these: each with its reason. */
const CONFIG: ConfigData = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // How Astro and Starlight print HTML; browsers read both forms alike.
    'void-style': 'off',
    'doctype-style': 'off',
    'attr-quotes': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'no-raw-characters': 'off',
    // Starlight sizes icons and code frames by style attributes; no policy of this site forbids them.
    'no-inline-style': 'off',
    // Titles say page and site; search engines cut them, readers do not.
    'long-title': 'off',
    // Non-breaking hyphens are not needed: the phone number heuristics take ports and versions for numbers to dial.
    'tel-non-breaking': 'off',
    // Starlight names its landmarks by headings inside them.
    'unique-landmark': 'off',
    // Other characters are valid in HTML 5 ids; the content suite holds this site's own ids to kebab-case.
    'valid-id': ['error', { relaxed: true }],
    // Boxes that may be ticked together share a name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    // A table's scrolling box is a region that takes focus, no section of the text. And Safari takes a list without
    // bullets for no list unless it says so itself (Starlight's steps).
    'prefer-native-element': ['error', { exclude: ['region', 'list'] }],
    'no-redundant-role': 'off',
  },
};

/** What is let through in one place only, by rule and selector, with the reason. */
const EXEMPT: readonly { rule: string; selector: RegExp; reason: string }[] = [
  {
    rule: 'no-implicit-button-type',
    selector: /^(?!.*\bform\b)/,
    reason: 'outside a form the type of a button does nothing',
  },
];

/** No configuration is looked for beside each page, and this one is made ready once for all of them. */
class OneConfig extends StaticConfigLoader {
  #ready: ReturnType<StaticConfigLoader['getConfigFor']> | undefined;
  override getConfigFor(page: string): ReturnType<StaticConfigLoader['getConfigFor']> {
    return (this.#ready ??= super.getConfigFor(page));
  }
}
const validator = new HtmlValidate(new OneConfig(CONFIG));

/** Attributes that hold words, addresses or measures, which differ between the languages of one page. */
const OF_A_LANGUAGE =
  /\b(href|src|action|content|title|alt|value|placeholder|label|aria-label|hreflang|lang|d|x|y|x1|x2|y1|y2|cx|cy|width|height|points|viewBox|transform|style|data-[\w-]+)=("[^"]*"|[^\s">]+)/g;

/** The page without its words: of two with the same, one is judged. */
export const shape = (html: string): string =>
  html
    .replace(/(<(script|style)\b[^>]*>)[^]*?<\/\2>/g, '$1')
    .replace(/(?<=>)[^<]+/g, '')
    // Of the links to the languages, another one is marked.
    .replace(/ aria-current="true"/g, '')
    .replace(OF_A_LANGUAGE, '$1')
    // What belongs to a sentence stands elsewhere in another one, and how often a drawing's line breaks is a matter of words.
    .replace(/<wbr>|<(code|text|rect)\b[^>]*>(?:<span class="whole"><\/span>)*<\/\1>|<rect\b[^>]*\/>/g, '');

/** The menu of all pages; each opens another group of it and marks another line. */
const MENU = /(?<=<sl-sidebar-pane\b[^>]*>)[^]*?(?=<\/sl-sidebar-pane>)/;
const PLACE_IN_MENU = / aria-current="page"| open(?==|>| )(?:="")?/g;

/**
 * Every page is valid HTML. Redirects are all of one form, and the languages' pages differ in their words: one of each does.
 * So does one menu.
 */
export async function validHtml(site: Site): Promise<Finding[]> {
  const findings: Finding[] = [];
  const judged = new Set<string>();
  const isNew = (form: string): boolean => judged.size < judged.add(form).size;
  for (const { file } of site.docs) {
    const html = readFileSync(join(site.dir, file), 'utf8');
    if (!isNew(shape(html))) continue;
    const once = html.replace(MENU, (menu) => (isNew(shape(menu).replace(PLACE_IN_MENU, '')) ? menu : ''));
    findings.push(...(await validate(file, once)));
  }
  return findings;
}

/** What the checker of the W3C names and html-validate does not see, found on this site once: a pattern and what it is. */
const SEEN_ONCE: readonly (readonly [pattern: RegExp, what: string, lang?: string])[] = [
  [/<script[^>]* aria-hidden/, 'aria-hidden stands on a script.'],
  [/[\u007f\u0080-\u009f]/, 'A control character stands in the page.'],
  [/<time>(?!\d{4}(-\d\d){0,2}<)[^<]*/, 'A <time> without datetime holds what no machine can read.'],
  [/<time[^>]* datetime="(?!\d{4}(-\d\d){0,2}")[^"]*"/, 'A datetime is not a year, a month or a day.'],
  // One form per language: 21 November 2026, 21/11/2026. What others call a source of theirs is a link's own text.
  [
    /<(?:title|text|p|td|th|li|dd|dt|small|figcaption)\b[^>]*>[^<]*\b20\d\d-\d\d-\d\d\b/,
    'A date stands as machines write it.',
  ],
  [
    /<(?:title|text|p|td|th|li|dd|dt|small|time)\b[^>]*>[^<]*\b\d{1,2}\/\d{1,2}\/20\d\d\b/,
    'A date stands as Portuguese writes it.',
    'en',
  ],
  [
    /<(?:title|text|p|td|th|li|dd|dt|small|time)\b[^>]*>[^<]*\b\d{1,2} (?:de )?(?:January|March|July|October|November|December|janeiro|março|julho|outubro|novembro|dezembro) (?:de )?20\d\d\b/,
    'A date stands in words where Portuguese writes numbers.',
    'pt-BR',
  ],
];

/** What is wrong with one page. */
export async function validate(file: string, html: string): Promise<Finding[]> {
  const report = await validator.validateString(html, file);
  const seen = SEEN_ONCE.flatMap(([pattern, what, lang]) => {
    const found = lang === undefined || html.includes(`<html lang="${lang}"`) ? pattern.exec(html)?.[0] : undefined;
    return found === undefined ? [] : [{ where: file, what, fix: `At ${JSON.stringify(found)}.` }];
  });
  return seen.concat(
    report.results.flatMap((result) =>
      result.messages
        .filter(
          ({ ruleId, selector }) =>
            !EXEMPT.some((entry) => entry.rule === ruleId && entry.selector.test(selector ?? '')),
        )
        .map((message) => ({
          where: `${file}:${message.line}`,
          what: `${message.message} (${message.ruleId}).`,
          fix: `At ${message.selector ?? 'the top'}.`,
        })),
    ),
  );
}
