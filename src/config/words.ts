import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillString } from '../lib/fill.ts';
import type { UiKey } from '../schemas/ui.ts';
import { LANGUAGES, type Language } from './languages.ts';

/** The words of a language: those of `key`, with `{{name}}` filled in. */
export type Word = (key: UiKey, values?: Readonly<Record<string, string | number>>) => string;

const kept = new Map<string, Readonly<Record<string, string>>>();

/**
 * The interface strings of a language (`src/content/i18n/<tag>.json`) for what is written outside of Starlight's pages,
 * where `Astro.locals.t` does not reach.
 * @throws Error from the function that it gives, when the language lacks a key
 */
export function wordOf(tag: Language['tag']): Word {
  const file = `src/content/i18n/${tag}.json`;
  return (key, values = {}) => {
    if (!kept.has(file)) kept.set(file, JSON.parse(readFileSync(join(process.cwd(), file), 'utf8')));
    const text = kept.get(file)?.[key];
    if (text === undefined) throw new Error(`${file} has no "${key}".`);
    return fillString(text, values);
  };
}

/** A string of the interface in every language, by tag. */
export function byTag(key: UiKey): Record<Language['tag'], string> {
  return Object.fromEntries(LANGUAGES.map(({ tag }) => [tag, wordOf(tag)(key)])) as Record<Language['tag'], string>;
}

/** A string of the interface in every language, in their order, one after the other: for what all of them share. */
export const inAllLanguages = (key: UiKey, between = ' · '): string => Object.values(byTag(key)).join(between);
