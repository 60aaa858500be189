import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allGroups, allImplementations, getGroup } from '#facts';
import {
  entriesOf,
  implementationFacets,
  implementationRows,
} from '../../../../src/features/comparison/implementations.ts';
import { sideBySide } from '../../../../src/features/comparison/side-by-side.ts';

const groups = allGroups().map(({ id }) => id);

test.each(['en', 'pt-br'])('every group stands on exactly one page (%s)', (locale) => {
  const folder = join('src/content/docs', locale, 'interfaces');
  const shown = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/<Implementations groups=\{\[([^\]]*)\]\}/g)].flatMap(
      ([, list = '']) => [...list.matchAll(/'([^']+)'/g)].map(([, id = '']) => id),
    ),
  );
  expect([...shown].sort()).toEqual([...groups].sort());
});

test('every code of a row has a value in its filter, and every entry can be compared', () => {
  const facets = new Map(
    implementationFacets(groups, (key) => key, 'en').map(({ key, values }) => [key, values.map(({ code }) => code)]),
  );
  for (const [id, { codes }] of Object.entries(implementationRows(groups, 'en'))) {
    for (const [facet, list] of Object.entries(codes ?? {})) {
      for (const code of list) expect(facets.get(facet) ?? [code], `${id} ${facet}`).toContain(code);
    }
  }
  expect(facets.get('compare')).toHaveLength(allImplementations().length);
});

test('what nobody checked is a value of its own, never "no"', () => {
  const facet = implementationFacets(['cni-plugin'], (key) => key, 'en').find(({ key }) => key === 'windows');
  const words = new Map(facet?.values.map(({ code, label }) => [code, label]));
  expect(words.get('not-checked')).toBe('impl.value.not-checked');
  expect(words.get('not-checked')).not.toBe(words.get('no'));
});

test('entries keep the order of the groups, with exactly the features of their group', () => {
  for (const entry of entriesOf(['csi-driver', 'cri-runtime'])) {
    expect(Object.keys(entry.features).sort()).toEqual(
      getGroup(entry.group)
        .features.map(({ key }) => key)
        .sort(),
    );
  }
  expect(entriesOf(['csi-driver', 'cri-runtime'])[0]?.group).toBe('csi-driver');
});

describe('side by side', () => {
  test('has a line for every field, says which differ, and leaves a gap where a side has nothing', () => {
    const lines = sideBySide(
      [
        {
          name: 'a',
          fields: new Map([
            ['bgp', 'yes'],
            ['ipv6', 'no'],
          ]),
        },
        {
          name: 'b',
          fields: new Map([
            ['bgp', ' yes '],
            ['type', 'block'],
          ]),
        },
      ],
      (value) => value,
    );
    expect(lines).toEqual([
      { field: 'bgp', values: ['yes', ' yes '], differs: false },
      { field: 'ipv6', values: ['no', undefined], differs: true },
      { field: 'type', values: [undefined, 'block'], differs: true },
    ]);
  });
});
