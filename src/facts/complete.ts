/** Completes the files of the store: what every record carries, but nobody should have to write. */
import type { FileName } from '../schemas/index.ts';
import { portText } from '../schemas/ports.ts';

/** A map of YAML. */
type Loose = Record<string, unknown>;

/** Whether a value is a map. */
export function isMap(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function maps(value: unknown): Loose[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** A file of the store with what every record carries, but nobody should have to write: `sources: [id]` written out, the default "checked" on every fact, and the fields that follow from others. */
export function complete(name: FileName, value: unknown): unknown {
  if (!isMap(value)) return value;
  const checked = isMap(value['meta']) ? value['meta']['checked'] : undefined;
  const root = name === 'sources' ? value : (expand(value, checked) as Loose);
  for (const row of maps(root['ports'])) Object.assign(row, { kind: 'port', ...numbers(row['ranges']), ...row });
  for (const row of maps(root['sockets'])) row['kind'] = 'socket';
  if (name === 'timeline') {
    for (const row of maps(root['events'])) row['planned'] = false;
    for (const row of maps(root['planned'])) row['planned'] = true;
  }
  if (name === 'flows') for (const flow of maps(root['flows'])) Object.assign(flow, summary(flow['steps'], checked));
  if (name === 'interfaces')
    for (const entry of maps(root['interfaces'])) Object.assign(entry, summary(entry, checked));
  return root;
}

/** A port as a reader sees it, and its two ends when it is one number or one range. A wrong form is the schema's to name. */
function numbers(ranges: unknown): Loose {
  if (!Array.isArray(ranges) || ranges.length === 0 || !ranges.every(Array.isArray)) return {};
  const spans: readonly unknown[][] = ranges;
  const [only, ...others] = spans;
  const port = portText(spans);
  return others.length === 0 ? { port, portStart: only?.[0], portEnd: only?.[1] } : { port };
}

function expand(value: unknown, checked: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => expand(item, checked));
  if (!isMap(value)) return value;
  const copy: Loose = {};
  for (const [key, inner] of Object.entries(value)) {
    copy[key] =
      key === 'sources' && Array.isArray(inner)
        ? inner.map((source: unknown) => (typeof source === 'string' ? { id: source } : source))
        : expand(inner, checked);
  }
  if ('verified' in copy && !('checked' in copy) && checked !== undefined) copy['checked'] = checked;
  return copy;
}

/** The provenance of something made of parts: all their sources once, verified when every part is. */
function summary(parts: unknown, checked: unknown): Loose {
  const sources = new Map<unknown, unknown>();
  const verdicts: boolean[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (!isMap(value)) return;
    // The note belongs to one use of a source, so the list of all sources goes without it.
    for (const source of maps(value['sources'])) sources.set(source['id'], { id: source['id'] });
    if (typeof value['verified'] === 'boolean') verdicts.push(value['verified']);
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(parts);
  return { sources: [...sources.values()], verified: verdicts.every(Boolean), checked };
}
