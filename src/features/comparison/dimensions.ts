/** The rows of the comparison: which dimensions there are, in which groups, and how their addresses are written. */
import { TEXT_DIMENSIONS, type TextDimension } from '#facts';

/** A dimension of the store that is a row of the comparison. */
export type Dimension = TextDimension | 'operations' | 'debug_tools' | 'keps' | 'example_config_facts';

/** Rows that belong together. The id is a public address and the name used in `?groups=`. */
interface RowGroup {
  readonly id: string;
  readonly rows: readonly Dimension[];
}

/** Every group in the order in which a reader meets it; together they have every dimension once. */
export const ROW_GROUPS = [
  { id: 'what-it-is', rows: ['full_name', 'purpose', 'layer', 'orchestrator_scope', 'not_covered'] },
  { id: 'who-talks-to-whom', rows: ['client', 'server', 'who_else_uses_it'] },
  { id: 'form-and-transport', rows: ['api_form', 'transport', 'operations', 'volume_lifecycle'] },
  {
    id: 'versions-and-maturity',
    rows: ['maturity', 'current_version', 'spec_repo', 'governance', 'version_skew', 'kubernetes_requirement'],
  },
  { id: 'in-the-cluster', rows: ['configured_in', 'default', 'example_config_facts', 'if_missing'] },
  { id: 'tools-and-tests', rows: ['debug_tools', 'conformance'] },
  { id: 'history', rows: ['first_appeared', 'keps', 'successor'] },
] as const satisfies readonly RowGroup[];

/** The rows that stand first: what is asked most, whatever group it belongs to. */
export const FIRST_ROWS = [
  'purpose',
  'client',
  'server',
  'transport',
  'maturity',
  'current_version',
  'default',
  'if_missing',
] as const satisfies readonly Dimension[];

/** Name of the {@link FIRST_ROWS} in `?groups=`. */
export const FIRST = 'first' as const;

/** The id of a group of rows. */
export type RowGroupId = (typeof ROW_GROUPS)[number]['id'];

/** Every dimension that the store can compare. */
export const DIMENSIONS: readonly Dimension[] = [
  ...TEXT_DIMENSIONS,
  'operations',
  'debug_tools',
  'keps',
  'example_config_facts',
];

/** Address of a row: the dimension's key in kebab-case, `api_form` → `api-form`. */
export function rowId(dimension: Dimension): string {
  return dimension.replaceAll('_', '-');
}
