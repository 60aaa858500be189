/** The cells of the comparison, built from the store: every interface answers every dimension, each with its sources. */
import type { Checked, InterfaceDimension, InterfaceEntry, InterfaceId, Phrase, SourceRef, Text } from '#facts';
import { DIMENSIONS, type Dimension, ROW_GROUPS, type RowGroupId } from './dimensions.ts';
import { REASONS, type Reason } from './reasons.ts';

/** One item of a list in a cell: a name (printed as code when it is the same in both languages) and what it says. */
export interface Item {
  readonly name: Phrase;
  readonly text?: Text;
  readonly count?: number;
}

/** What one interface answers in one dimension. */
export interface Cell {
  readonly interface: InterfaceId;
  readonly dimension: Dimension;
  /** A sentence, a list, or the reason why there is neither. */
  readonly text?: Text;
  readonly items?: readonly Item[];
  /** False when the dimension makes no sense for this interface; the text says why. */
  readonly applies: boolean;
  readonly note?: Text;
  readonly verified: boolean;
  readonly sources: readonly SourceRef[];
  readonly checked: Checked;
  /** Equal keys mean the same answer: the row disappears when only differences are wanted. */
  readonly key: string;
}

/**
 * The cell of an interface in a dimension.
 * @throws Error when the interface has neither an entry nor a reason, or has both
 */
export function cellOf(entry: InterfaceEntry, dimension: Dimension, reasons: typeof REASONS = REASONS): Cell {
  const reason = reasons[dimension]?.[entry.id];
  const own = ownCell(entry, dimension);
  if (own && reason) {
    throw new Error(
      `${entry.id} has an entry for "${dimension}" in interfaces.yaml and a reason for having none in comparison/reasons.ts. Remove the reason.`,
    );
  }
  const cell = own ?? (reason && reasonCell(entry, dimension, reason));
  if (!cell) {
    throw new Error(
      `${entry.id} says nothing about "${dimension}". Add it to interfaces.yaml, or say in src/features/comparison/reasons.ts why it does not apply.`,
    );
  }
  if (cell.sources.length === 0) throw new Error(`The cell "${dimension}" of ${entry.id} has no source.`);
  return cell;
}

/**
 * Every cell: one row for each dimension, in the order of the groups.
 * @throws Error when the groups do not have every dimension exactly once
 */
export function comparison(
  entries: readonly InterfaceEntry[],
  groups: readonly { readonly id: RowGroupId; readonly rows: readonly Dimension[] }[] = ROW_GROUPS,
): { group: RowGroupId; rows: { dimension: Dimension; cells: Cell[] }[] }[] {
  const grouped = groups.flatMap(({ rows }) => rows);
  const wrong = [
    ...DIMENSIONS.filter((dimension) => grouped.filter((row) => row === dimension).length !== 1),
    ...grouped.filter((row) => !DIMENSIONS.includes(row)),
  ];
  if (wrong.length > 0) {
    throw new Error(`Every dimension must be in exactly one group of the comparison. Look at: ${wrong.join(', ')}.`);
  }
  return groups.map(({ id, rows }) => ({
    group: id,
    rows: rows.map((dimension) => ({ dimension, cells: entries.map((entry) => cellOf(entry, dimension)) })),
  }));
}

function ownCell(entry: InterfaceEntry, dimension: Dimension): Cell | undefined {
  const base = { interface: entry.id, dimension, applies: true, checked: entry.checked };
  switch (dimension) {
    case 'operations': {
      const { groups, note, sources, verified } = entry.operations;
      const items = groups.map((group) => ({ name: group.name, count: group.items.length }));
      return { ...base, items, ...(note && { note }), sources, verified, key: JSON.stringify(items) };
    }
    case 'debug_tools': {
      const { items, note, sources, verified } = entry.debug_tools;
      const tools = items.map((name) => ({ name }));
      return { ...base, items: tools, ...(note && { note }), sources, verified, key: JSON.stringify(items) };
    }
    case 'keps': {
      if (entry.keps.items.length === 0) return undefined;
      const items = entry.keps.items.map(({ id, text }) => ({ name: id, text }));
      return { ...base, items, sources: entry.keps.sources, verified: true, key: JSON.stringify(items) };
    }
    case 'example_config_facts': {
      if (entry.example_config_facts.length === 0) return undefined;
      const items = entry.example_config_facts.map(({ text }) => ({ name: text }));
      return {
        ...base,
        items,
        sources: unique(entry.example_config_facts.flatMap(({ sources }) => sources)),
        verified: entry.example_config_facts.every(({ verified }) => verified),
        key: JSON.stringify(items),
      };
    }
    default: {
      const fact: InterfaceDimension | undefined = entry[dimension];
      if (!fact) return undefined;
      const { text, note, sources, verified, checked } = fact;
      const key = dimension === 'orchestrator_scope' ? `neutral:${String(entry.orchestrator_scope.neutral)}` : text.en;
      return { ...base, text, ...(note && { note }), sources, verified, checked, key };
    }
  }
}

function reasonCell(entry: InterfaceEntry, dimension: Dimension, { text, from, applies }: Reason): Cell {
  const origin = ownCell(entry, from);
  if (!origin)
    throw new Error(`The reason for "${dimension}" of ${entry.id} follows from "${from}", which it has not.`);
  const { sources, verified, checked } = origin;
  const key = applies ? text.en : 'does not apply';
  return { interface: entry.id, dimension, text, applies, sources, verified, checked, key };
}

function unique(refs: readonly SourceRef[]): SourceRef[] {
  return [...new Map(refs.map((ref) => [ref.id, ref])).values()];
}

/** The sources of all cells, each once, in the order in which a reader meets them: their place is their number. */
export function sourcesOf(cells: readonly Cell[]): string[] {
  return [...new Set(cells.flatMap(({ sources }) => sources.map(({ id }) => id)))];
}
