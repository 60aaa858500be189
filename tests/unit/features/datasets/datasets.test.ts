/** The public data files: complete, described, and in the form that `reference/data` promises. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, test } from 'vitest';
import { allComponents, allPorts, allRelations, allSockets } from '../../../../src/facts/index.ts';
import { allDatasets, dataFile, getDataset } from '../../../../src/features/datasets/datasets.ts';

interface DataFile {
  $schema: string;
  dataset: string;
  version: string;
  count: number;
  records: Record<string, unknown>[];
  sources: Record<string, { title: string; url: string }>;
}
interface FileSchema {
  $id: string;
  properties: { records: { items: { properties: Record<string, { description?: string }>; required: string[] } } };
}
const json = (id: string): DataFile => JSON.parse(dataFile(id, 'json')) as DataFile;
const schema = (id: string): FileSchema => JSON.parse(dataFile(id, 'schema.json')) as FileSchema;
const ids = allDatasets().map(({ id }) => id);

test('an unknown dataset is an error that names the known ones', () => {
  expect(() => getDataset('port')).toThrow(/There is no dataset "port"\. Known: ports, sockets, components/);
});

test.each([
  ['ports', allPorts],
  ['sockets', allSockets],
  ['components', allComponents],
  ['relations', allRelations],
])('%s has every record of the store', (id, all) => {
  expect(json(id).records.map((record) => record['id'])).toEqual(all().map((record) => record.id));
  expect(json(id).count).toBe(all().length);
});

describe.each(ids)('%s', (id) => {
  const file = json(id);
  const record = schema(id).properties.records.items;

  it('fits the schema that it names', () => {
    expect(file.$schema).toBe(schema(id).$id);
    expect(file.$schema).toMatch(/\/data\/v1\/[a-z]+\.schema\.json$/);
    for (const entry of getDataset(id).records()) {
      expect(getDataset(id).schema.safeParse(entry).error).toBeUndefined();
    }
    for (const entry of file.records) {
      expect(Object.keys(entry).filter((key) => !(key in record.properties))).toEqual([]);
      expect(record.required.filter((key) => !(key in entry))).toEqual([]);
    }
  });

  it('is read by others: its schema is JSON Schema, and the file fits it', () => {
    const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
    const validate = ajv.compile(JSON.parse(dataFile(id, 'schema.json')) as object);
    validate(file);
    expect(validate.errors).toBeNull();
  });

  it('has a description of every field', () => {
    const bare = Object.entries(record.properties).filter(([, field]) => !field.description);
    expect(bare.map(([key]) => key)).toEqual([]);
  });

  it('lists every source that it cites', () => {
    const cited = new Set<string>();
    JSON.stringify(file.records, (key, value: unknown) => {
      if (key === 'sources') for (const source of value as { id: string }[]) cited.add(source.id);
      return value;
    });
    expect(Object.keys(file.sources)).toEqual([...cited].sort());
  });

  it('is one line for each record in CSV, with the id first', () => {
    const [header = '', ...lines] = dataFile(id, 'csv').trimEnd().split('\r\n');
    expect(header).toMatch(/^id,/);
    expect(header).toMatch(/,sources,.*checked_kubernetes,checked_date/);
    expect(lines.map((line) => line.slice(0, line.indexOf(',')))).toEqual(file.records.map((entry) => entry['id']));
  });
});

test('notes that belong to the site alone do not leave it', () => {
  for (const format of ['json', 'csv', 'schema.json'] as const) {
    expect(dataFile('implementations', format)).not.toMatch(/\bseeds\b/);
    expect(dataFile('corrections', format)).not.toMatch(/\bs[1-5]-\d+\b/);
  }
});
