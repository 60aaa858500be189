import { type Kind } from '../query/name-index.ts';

/** What the markup tells the scripts of the search: addresses and every word they show. */
export interface SearchConfig {
  /** Folder of the index, ending in a slash: `/repo/search-index/`. */
  index: string;
  /** Address of the site in this language, ending in a slash. */
  here: string;
  locale: string;
  /** Address of the repository: what was not found can be told there. */
  repository: string;
  /** Questions to begin with: of the page one is on, or one of each kind. */
  examples: readonly string[];
  /** True on a page that has a `?q=` of its own: the dialog leaves the address alone there. */
  ownsQuery: boolean;
  words: SearchWords;
}

/** The words of the search in the reader's language. `{…}` is filled in. */
export interface SearchWords {
  label: string;
  placeholder: string;
  close: string;
  best: string;
  kinds: Record<Kind, string>;
  groups: Record<Kind, string>;
  /** `{count}` results, in the two forms of src/lib/plural.ts. */
  count_one: string;
  count_other: string;
  /** The question whether `{words}` was meant, and the way back to what was typed. */
  corrected: string;
  literal: string;
  foreign: string;
  /** A part of the index is missing. */
  partial: string;
  /** No port has the number `{number}`. */
  unknownNumber: string;
  card: string;
  source: string;
  all: string;
  report: string;
  /** The form for it in the reader's language, in `.github/ISSUE_TEMPLATE`; it has a field `question`. */
  reportForm: string;
  none: string;
  noneHint: string;
  loading: string;
  failed: string;
  retry: string;
  map: string;
  ports: string;
  page: string;
  recent: string;
  forget: string;
  try: string;
  keys: string;
}
