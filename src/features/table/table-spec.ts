/**
 * What the table tool knows of a page's tables beside their HTML. It is written as JSON by `TableTool.astro`, and fetched
 * with `table-tool.ts` when the tool is wanted; the rows' own words are read from the HTML.
 *
 * To make a table a tool: give every record its own `<tbody id>` (first row: the cells in sight, a second row with a
 * `<details>` for the rest), name the columns by `data-col` in the header, wrap the tables in `<TableTool>` and describe
 * the facets and rows here.
 */
export interface TableSpec {
  facets: readonly Facet[];
  /** Id of the `<tbody>` → what the HTML does not say. Rows without an entry are found by their words alone. */
  rows: Readonly<Record<string, RowSpec>>;
  /** Groups of phrases that mean the same. */
  synonyms: readonly (readonly string[])[];
  stopWords: readonly string[];
  /** Texts for the script, with `{name}` where something is filled in. */
  strings: Readonly<Record<string, string>>;
  /** Data files: id of the `<table>` → where its records are. */
  data: Readonly<Record<string, { json: string; csv: string }>>;
}

/** One way to filter. Its key and codes stand in the address and never change. */
export interface Facet {
  key: string;
  label: string;
  values: readonly { code: string; label: string }[];
}

/** What the HTML of a row does not say. */
export interface RowSpec {
  /** Facet → codes. */
  codes?: Readonly<Record<string, readonly string[]>>;
  /** Numbers it stands for, as [first, last]. */
  ranges?: readonly (readonly [number, number])[];
  /** Column → what it is sorted by, where that is not the text of the cell. */
  sort?: Readonly<Record<string, number | string>>;
  /** Words of the row in the other language. */
  other?: string;
}
