import { expect, test } from 'vitest';
import { arrange, readState, writeState } from '../../../../src/features/comparison/state.ts';

const known = { columns: ['cri', 'cni', 'csi', 'oci'], groups: ['what', 'form', 'history'] };
const all = { show: known.columns, groups: ['what'], differ: false };

test.each([
  ['', all],
  ['?show=', all],
  ['?show=oci,cri', { ...all, show: ['oci', 'cri'] }],
  ['?show=oci,cri,oci', { ...all, show: ['oci', 'cri'] }],
  ['?groups=history,what&differ=1', { ...all, groups: ['what', 'history'], differ: true }],
  ['?groups=all', { ...all, groups: known.groups }],
])('%s', (search, state) => {
  expect(readState(search, known)).toEqual({ state, unknown: [] });
});

test('unknown names are left out and reported; when nothing is left, it is as if nothing was chosen', () => {
  expect(readState('?show=cri,docker&groups=x', known)).toEqual({
    state: { ...all, show: ['cri'] },
    unknown: ['show=docker', 'groups=x'],
  });
  expect(readState('?show=docker', known).state).toEqual(all);
});

test('what is written is read again, and the default is no query at all', () => {
  expect(writeState(all, known)).toBe('');
  expect(writeState({ ...all, groups: known.groups }, known)).toBe('?groups=all');
  // The version that the lens looks at stays in the address, and is no choice that would be unknown.
  expect(writeState(all, known, '?show=oci&asof=1.24')).toBe('?asof=1.24');
  expect(readState('?asof=1.24', known).unknown).toEqual([]);
  const chosen = { show: ['oci', 'cri'], groups: ['form'], differ: true };
  expect(writeState(chosen, known)).toBe('?show=oci,cri&groups=form&differ=1');
  expect(readState(writeState(chosen, known), known).state).toEqual(chosen);
  // The same columns in another order are a choice.
  expect(writeState({ ...all, show: ['cni', 'cri', 'csi', 'oci'] }, known)).toBe('?show=cni,cri,csi,oci');
});

test.each([
  [
    ['cri', 'csi'],
    ['cri', 'cni', 'csi', 'oci'],
  ],
  [
    ['oci', 'cri'],
    ['oci', 'cni', 'csi', 'cri'],
  ],
  [
    ['oci', 'csi', 'cni', 'cri'],
    ['oci', 'csi', 'cni', 'cri'],
  ],
  [[], ['cri', 'cni', 'csi', 'oci']],
])('showing %j, the columns that are not shown keep their places: %j', (show, order) => {
  expect(arrange(known.columns, show)).toEqual(order);
});
