import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import css from '@eslint/css';
import { Linter } from 'eslint';
import baseline from 'eslint-plugin-baseline-js';
import { expect, test } from 'vitest';
import { DIST } from '../support/pages.ts';

/**
 * What the built site uses although not every browser has it, and what a reader gets who has not got it: styles that not every
 * browser of the last two and a half years knows ("Baseline widely available"), and what scripts ask of one that is newer than
 * 2022, for a script that asks too much ends there. Styles of Starlight and of its code frames count as well.
 */
const FALLBACKS: Readonly<Record<string, string>> = {
  // Scripts
  print: 'every browser of a desk has it; Firefox on a phone prints by its own menu',
  'storage-manager': 'nobody asks that the copy on the device be kept when room is short',
  'async-clipboard': 'the text is shown selected, to be copied by hand',
  'overflow-clip-margin': 'the frame of what has the focus is cut at the edge of its cell',
  'network-information': 'asked for before use; without it pages are prefetched as on a fast network',
  requestidlecallback: 'setTimeout',
  // Styles
  'light-dark': 'black on white by day and by night, the shapes of the board in black',
  '@view-transition': 'pages turn at once',
  'view-transition-group': 'pages turn at once',
  'view-transition-name': 'pages turn at once',
  '@page': 'the margins of the browser',
  'details-content': 'printed without JavaScript, what is closed stays closed; a script opens it all',
  marker: 'a marker in the colour of the text',
  'popover-open':
    'the menu of a phone opens as a plain part of the page; a term is a link to the glossary, a copy button one to its place',
  'view-timeline-name': 'each step of a story has its small drawing, nothing lights up by scrolling',
  'view-timeline-inset': 'as above',
  'animation-range': 'as above',
  'accent-color': 'boxes in the colour of the browser',
  'break-after': 'a heading may stand last on a printed page',
  'break-before': 'a table may begin a printed page, its heading alone on the one before',
  clip: 'obsolete, not new: hides what is for screen readers in every browser',
  'content-visibility': 'rows far below are laid out at once: slower, not different',
  'forced-color-adjust': 'QR codes in the colours of the system',
  'line-clamp': 'the whole text of a result',
  orphans: 'a paragraph may break after its first line in print',
  'overscroll-behavior': 'at its end a list scrolls the page behind it',
  'print-color-adjust': 'the wire of a contract is printed only where backgrounds are asked for',
  resize: 'a field keeps its size',
  'scrollbar-gutter': 'the text moves by a scrollbar when the menu opens',
  'scrollbar-width': 'a scrollbar of the usual width',
  'text-autospace': 'spacing between scripts that the site does not mix',
  'text-size-adjust': 'a phone on its side may enlarge text',
  'text-wrap': 'headings that break where the line is full',
  'user-select': 'a click on a control may select its text',
  widows: 'a paragraph may break before its last line in print',
};

const linter = new Linter();
const STYLES: Linter.Config[] = [
  {
    files: ['**/*.css'],
    plugins: { css },
    language: 'css/css',
    languageOptions: { tolerant: true },
    rules: { 'css/use-baseline': ['error', { available: 'widely' }] },
  },
];
const auto = { preset: 'auto' };
const SCRIPTS: Linter.Config[] = [
  {
    files: ['**/*.js'],
    plugins: { baseline: { rules: baseline.rules } },
    languageOptions: { ecmaVersion: 'latest', sourceType: 'module' },
    rules: {
      'baseline/use-baseline': ['error', { available: 2022, includeWebApis: auto, includeJsBuiltins: auto }],
    },
  },
];

/**
 * Features of a style sheet or script that are not widely available, by the names of `FALLBACKS`.
 * @param file its name, by whose ending it is read
 */
function newFeatures(file: string, text: string): string[] {
  return linter
    .verify(text, file.endsWith('.css') ? STYLES : SCRIPTS, { filename: file })
    .map(({ message, ruleId }) => {
      const named =
        /^Feature '.*' \(([\w-]+)\)/.exec(message) ??
        /^Value .* of property '([^']+)'/.exec(message) ??
        /^(?:Property|Selector|At-rule|Function|Type|Media condition) '([^']+)'/.exec(message);
      if (ruleId === null || named?.[1] === undefined) throw new Error(`${file}: ${message}`);
      return named[1];
    });
}

/** What a script asks the page for by a selector: an unknown one throws, and the script ends there. */
const ASKED =
  /\.(?:querySelector(?:All)?|matches|closest)\(\s*(?:`((?:\\.|[^`\\])*)`|"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)')/g;

/** What the linter cannot tell from a method of ours: changes of arrays that give a new one, of 2023. And a selector of that year. */
const OF_2023 = /\.(to(?:Spliced|Sorted|Reversed))\(|:(has)\(/g;

/** Features of the selectors in a script. */
function newSelectors(file: string, code: string): string[] {
  const selectors = [...code.matchAll(ASKED)].map(([, template = '', double = '', single = '']) =>
    (template || double || single).replace(/\$\{[^}]*\}/g, 'x'),
  );
  return newFeatures(`${file}.css`, [...new Set(selectors)].map((selector) => `${selector} { color: red }`).join('\n'));
}

/** The rules of a style sheet without comments, those inside an at-rule with it. */
function topRules(css: string): string[] {
  const rules: string[] = [];
  let depth = 0;
  let rule = '';
  for (const piece of css.split(/(?<=[{}])/)) {
    rule += piece;
    if (piece.endsWith('{')) depth += 1;
    else depth -= 1;
    if (depth > 0) continue;
    rules.push(rule);
    rule = '';
  }
  return rules;
}

test('what not every browser has is known, and so is what a reader gets without it', { timeout: 60_000 }, () => {
  const found = new Map<string, string>();
  const read = (file: string, text: string, as = file): void => {
    for (const feature of newFeatures(as, text)) found.set(feature, file);
    if (!as.endsWith('.js')) return;
    for (const feature of newSelectors(file, text)) found.set(feature, file);
    // One such pattern, and a browser of 2022 reads nothing of the whole file.
    if (/\(\?<[=!]/.test(text)) found.set('regexp-lookbehind', file);
    for (const [, method, selector] of text.matchAll(OF_2023)) found.set(method ?? `selector ${selector ?? ''}`, file);
  };
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' });
  for (const file of files) {
    if (/\.(css|js)$/.test(file)) read(file, readFileSync(join(DIST, file), 'utf8'));
  }
  // What stands in the pages themselves, each script and each rule once: a page has the rules that it needs.
  const inline = new Set<string>();
  const rules = new Set<string>();
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    const html = readFileSync(join(DIST, file), 'utf8');
    for (const [, tag = '', attributes = '', text = ''] of html.matchAll(/<(script|style)\b([^>]*)>([^]*?)<\/\1>/g)) {
      if (/json|\ssrc=/.test(attributes) || inline.has(text)) continue;
      inline.add(text);
      if (tag === 'script') read(file, text, 'inline.js');
      else for (const rule of topRules(text)) rules.add(rule);
    }
  }
  // The linter falls over a condition on a custom property, which Starlight has.
  read(
    'the <style> of a page',
    [...rules].join('\n').replace(/@supports \(--[\w-]+:/g, '@supports (width:'),
    'inline.css',
  );
  const unknown = [...found].filter(([feature]) => !(feature in FALLBACKS));
  expect(unknown, 'new to some browsers: write down above what a reader without it gets, or do without').toEqual([]);
  const gone = Object.keys(FALLBACKS).filter((feature) => !found.has(feature));
  expect(gone, 'used nowhere any more: remove the line').toEqual([]);
});

test('a new feature is seen', () => {
  expect(topRules('a{b:c}@media print{d{e:f}g{h:i}}j{k:l}')).toEqual([
    'a{b:c}',
    '@media print{d{e:f}g{h:i}}',
    'j{k:l}',
  ]);
  expect(newFeatures('x.css', 'p { field-sizing: content; color: red }')).toEqual(['field-sizing']);
  expect(newFeatures('x.css', 'p { width: calc-size(auto, size) }')).toHaveLength(1);
  expect(newFeatures('x.js', 'void Promise.try(() => new Set([1]).has(1));')).toHaveLength(1);
  expect(newFeatures('x.js', 'new CloseWatcher();')).toHaveLength(1);
  // What Safari 16.3 has not.
  expect(newFeatures('x.js', 'new CSSStyleSheet().replaceSync(css);')).not.toEqual([]);
  expect('a.toSpliced(1, 1).map(b); c(":is(d):has(e)")'.match(OF_2023)).toEqual(['.toSpliced(', ':has(']);
  expect(newSelectors('x.js', 'a.querySelector(`[popover]:popover-open`); b.matches("p:is(.a)")')).toEqual([
    'popover-open',
  ]);
  expect(() => newFeatures('x.js', 'const = 1')).toThrow(/x\.js/);
});
