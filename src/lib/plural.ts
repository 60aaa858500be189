/** Strings that hold `key_one` and `key_other`, the forms of a phrase with a number in it, as i18next names them. */
type Forms<Key extends string> = Readonly<Record<`${Key}_one` | `${Key}_other`, string>>;

/**
 * A phrase with a number, in the form that the language asks for: “1 link”, “2 links”. Pages use `t(key, { count })`,
 * which follows the same rule; this is for scripts, which are handed both forms.
 * @param strings holds `key_one` and `key_other`, with `{count}` where the number goes
 * @param language BCP 47 tag; the rule is `Intl.PluralRules` (CLDR), except that nought takes the plural in both languages
 */
export function plural<Key extends string>(strings: Forms<Key>, key: Key, count: number, language: string): string {
  // CLDR puts 0 with 1 in Portuguese; nobody in Brazil writes “0 link”.
  const one = count !== 0 && new Intl.PluralRules(language).select(count) === 'one';
  const form = one ? (`${key}_one` as const) : (`${key}_other` as const);
  return strings[form].replaceAll('{count}', String(count));
}
