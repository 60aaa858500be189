import { describe, expect, test } from 'vitest';
import { allInterfaces, getInterface, getSource, type InterfaceEntry } from '#facts';
import { cellOf, comparison, sourcesOf } from '../../../../src/features/comparison/cells.ts';
import { DIMENSIONS, ROW_GROUPS, rowId } from '../../../../src/features/comparison/dimensions.ts';
import { PRESETS } from '../../../../src/features/comparison/presets.ts';
import { REASONS } from '../../../../src/features/comparison/reasons.ts';

const cells = comparison(allInterfaces()).flatMap(({ rows }) => rows.flatMap((row) => row.cells));

test('every interface answers every dimension, and every answer has a source of the register', () => {
  expect(cells).toHaveLength(allInterfaces().length * DIMENSIONS.length);
  for (const cell of cells) {
    expect(cell.text ?? cell.items, `${cell.interface} ${cell.dimension}`).toBeTruthy();
    expect(cell.sources.length, `${cell.interface} ${cell.dimension}`).toBeGreaterThan(0);
    for (const { id } of cell.sources) expect(getSource(id).url).toMatch(/^https:/);
  }
});

test('the sources are numbered once each', () => {
  const ids = sourcesOf(cells);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toBe(cells[0]?.sources[0]?.id);
});

test('rows and groups have addresses of their own', () => {
  const ids = [...ROW_GROUPS.map(({ id }) => id), ...DIMENSIONS.map(rowId)];
  expect(new Set(ids).size).toBe(ids.length);
  expect(rowId('api_form')).toBe('api-form');
});

test('the ready-made comparisons name interfaces that exist', () => {
  for (const { show } of PRESETS) for (const id of show ?? []) expect(getInterface(id).id).toBe(id);
});

test('rows with the same answer have the same key: SMI and CRI belong to Kubernetes alone', () => {
  const scope = (id: string) => cellOf(getInterface(id), 'orchestrator_scope').key;
  expect(scope('cri')).toBe(scope('smi'));
  expect(scope('cri')).not.toBe(scope('oci'));
});

describe('what stops the build', () => {
  const cri = getInterface('cri');
  const without = (entry: InterfaceEntry, key: keyof InterfaceEntry): InterfaceEntry =>
    Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key)) as unknown as InterfaceEntry;

  test('an interface that lacks a dimension', () => {
    expect(() => cellOf(without(cri, 'transport'), 'transport')).toThrow(/cri says nothing about "transport"/);
  });

  test('a reason beside an entry', () => {
    const reason = { text: { en: 'x', pt: 'x' }, from: 'layer', applies: false } as const;
    expect(() => cellOf(cri, 'transport', { transport: { cri: reason } })).toThrow(/Remove the reason/);
  });

  test('a reason that follows from nothing', () => {
    expect(() => cellOf(without(getInterface('smi'), 'governance'), 'keps')).toThrow(/follows from "governance"/);
  });

  test('an answer without a source', () => {
    const bare = { ...cri, transport: { ...cri.transport, sources: [] } };
    expect(() => cellOf(bare, 'transport')).toThrow(/has no source/);
  });

  test('a dimension that stands in no group', () => {
    expect(() => comparison(allInterfaces(), ROW_GROUPS.slice(1))).toThrow(/Look at: full_name, purpose/);
  });
});

test('no reason is left over: each is for a dimension that the interface lacks', () => {
  for (const [dimension, reasons] of Object.entries(REASONS)) {
    for (const id of Object.keys(reasons)) {
      expect(cellOf(getInterface(id), dimension as keyof typeof REASONS).interface).toBe(id);
    }
  }
});
