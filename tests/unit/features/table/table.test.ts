import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress, type Field } from '#features/table/url-state.ts';
import { asText, csvColumns, readCsv, spreadsheetCsv, toCsv } from '#lib/csv.ts';
import { filterRows } from '#features/table/filter.ts';
import { markdownTable } from '#lib/markdown-table.ts';
import { sharedNumbers } from '#features/table/same-number.ts';

describe('the address', () => {
  const fields: Record<string, Field> = {
    q: { kind: 'text', max: 20 },
    proto: { kind: 'list', known: new Set(['tcp', 'udp']) },
    show: { kind: 'list' },
  };

  it('gives back what was written into it', () => {
    const texts = new Map([['q', 'a&b=ç <x>']]);
    const lists = new Map([
      ['proto', ['tcp', 'udp']],
      ['show', ['oci', 'cri']],
    ]);
    const search = writeAddress(texts, lists);
    expect(search).toBe('?q=a%26b%3D%C3%A7%20%3Cx%3E&proto=tcp,udp&show=oci,cri');
    const state = readAddress(search, fields);
    expect(state.texts).toEqual(texts);
    expect(state.lists).toEqual(lists);
    expect(state.unknown).toEqual([]);
  });

  it('is empty when there is nothing to keep', () => {
    expect(writeAddress(new Map([['q', '']]), new Map([['proto', []]]))).toBe('');
  });

  it('names what it does not know, and keeps the rest', () => {
    const state = readAddress('?proto=tcp,quic&colour=red&__proto__=1&utm_source=mail', fields);
    expect(state.lists.get('proto')).toEqual(['tcp']);
    expect(state.unknown).toEqual(['proto=quic', 'colour', '__proto__']);
  });

  it('cuts a text that is too long, and says so', () => {
    const state = readAddress(`?q=${'x'.repeat(5000)}`, fields);
    expect(state.texts.get('q')).toHaveLength(20);
    expect(state.cut).toEqual(['q']);
  });
});

describe('filters', () => {
  const rows = [
    { on: ['worker'], proto: ['tcp'] },
    { on: ['worker', 'master'], proto: ['udp'] },
    { on: ['master'], proto: ['tcp', 'udp'] },
    { proto: ['tcp'] },
  ].map((codes) => ({ spec: { codes } }));

  it('within a facet any will do, across facets all must fit', () => {
    const chosen = new Map([
      ['on', ['worker', 'master']],
      ['proto', ['udp']],
    ]);
    expect(filterRows(rows, chosen, () => true).rows).toEqual([1, 2]);
  });

  it('counts say what choosing a value would give', () => {
    const { rows: left, counts } = filterRows(rows, new Map([['on', ['worker']]]), () => true);
    expect(left).toEqual([0, 1]);
    // The facet's own choice does not hide its other values …
    expect(counts().get('on')).toEqual(
      new Map([
        ['worker', 2],
        ['master', 2],
      ]),
    );
    // … the choice of another facet does.
    expect(counts().get('proto')).toEqual(
      new Map([
        ['tcp', 1],
        ['udp', 1],
      ]),
    );
  });

  it('a row that two facets leave out counts in none', () => {
    const chosen = new Map([
      ['on', ['worker']],
      ['proto', ['udp']],
    ]);
    const { counts } = filterRows(
      [{ spec: { codes: { on: ['master'], proto: ['tcp'], plane: ['node'] } } }],
      chosen,
      () => true,
    );
    expect(counts()).toEqual(new Map());
  });

  it('leave out what the text leaves out', () => {
    expect(
      filterRows(rows, new Map(), (row) => row > 1)
        .counts()
        .get('proto'),
    ).toEqual(
      new Map([
        ['tcp', 2],
        ['udp', 1],
      ]),
    );
  });
});

describe('shared numbers', () => {
  it('finds overlaps of different owners, in a range or alone', () => {
    const shared = sharedNumbers([
      { id: 'a', owner: 'etcd', ranges: [[2379, 2379]] },
      { id: 'b', owner: 'etcd', ranges: [[2380, 2380]] },
      { id: 'c', owner: 'k3s', ranges: [[2379, 2380]] },
      { id: 'd', owner: 'x', ranges: [] },
    ]);
    expect(shared).toEqual([
      { start: 2379, end: 2379, ids: ['a', 'c'] },
      { start: 2380, end: 2380, ids: ['b', 'c'] },
    ]);
  });

  it('one owner twice is no clash, and neighbours with the same rows are one', () => {
    expect(
      sharedNumbers([
        { id: 'tcp', owner: 'weave', ranges: [[6783, 6783]] },
        { id: 'udp', owner: 'weave', ranges: [[6783, 6784]] },
      ]),
    ).toEqual([]);
    expect(
      sharedNumbers([
        { id: 'a', owner: 'calico', ranges: [[51820, 51821]] },
        { id: 'b', owner: 'flannel', ranges: [[51820, 51821]] },
      ]),
    ).toEqual([{ start: 51820, end: 51821, ids: ['a', 'b'] }]);
  });
});

describe('files', () => {
  const bilingual = { type: 'object', properties: { en: {}, pt: {} } };
  const columns = csvColumns({
    properties: {
      id: { type: 'string' },
      name: { anyOf: [{ type: 'string' }, bilingual] },
      roles: { type: 'array', items: bilingual },
      ranges: { type: 'array', items: { type: 'array' } },
      transport: { type: 'object', properties: { text: bilingual } },
    },
  });

  it('CSV: quotes, two columns for two languages, ranges, one line for each record', () => {
    const csv = toCsv(columns, [
      {
        id: 'a',
        name: 'say "hi", you',
        roles: [{ en: 'one', pt: 'um' }, 'two'],
        ranges: [
          [80, 80],
          [90, 99],
        ],
      },
      { id: 'b', name: { en: 'two\nlines', pt: 'duas' }, transport: { text: { en: 'x', pt: 'y' } } },
    ]);
    expect(csv.split('\r\n')).toEqual([
      'id,name_en,name_pt,roles_en,roles_pt,ranges,transport_en,transport_pt',
      'a,"say ""hi"", you","say ""hi"", you",one | two,um | two,80 | 90-99,,',
      'b,two lines,duas,,,,x,y',
      '',
    ]);
  });

  it('Markdown: cells cannot break the table', () => {
    expect(markdownTable(['a|b', 'c'], [['x\ny', '<b>*z*']], ['https://example.org/#x'])).toBe(
      '| a\\|b | c |\n| --- | --- |\n| [x y](https://example.org/#x) | \\<b\\>\\*z\\* |\n',
    );
  });
});

describe('what a spreadsheet opens', () => {
  const lines = [
    ['id', 'since', 'config'],
    ['a', '1.40', '--secure-port, "x"'],
    ['b', '10250', '=1+1; two'],
  ];

  it('is CSV read back as it was written', () => {
    const plain = ['id', 'since', 'config'].map((key) => ({ key, bilingual: false }));
    const records = lines.slice(1).map(([id, since, config]) => ({ id, since, config }));
    expect(readCsv(toCsv(plain, records))).toEqual(lines);
    expect(readCsv('a,"b ""c"", d"\r\n,\r\n')).toEqual([
      ['a', 'b "c", d'],
      ['', ''],
    ]);
  });

  it('has the mark of UTF-8 and the separator of its language; versions stay text, nothing becomes a formula', () => {
    const cells = lines.map((line) => line.map(asText));
    expect(spreadsheetCsv(cells, 'pt-BR').split('\r\n')).toEqual([
      '\uFEFFid;since;config',
      `a;v1.40;"'--secure-port, ""x"""`,
      `b;10250;"'=1+1; two"`,
      '',
    ]);
    expect(spreadsheetCsv(cells, 'en').split('\r\n')[1]).toMatch(/^a,v1\.40,/);
  });
});
