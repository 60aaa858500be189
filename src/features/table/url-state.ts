/**
 * The state of a tool in the query string. Keys and values are language-neutral codes, so that a shared address, the
 * Back button, a reload and the language switch all show the same.
 */

/** What a key of the address may hold. */
export type Field =
  /** Free text. */
  | { kind: 'text'; max: number }
  /** Any of the known codes, in the order given; `known` undefined accepts every code. */
  | { kind: 'list'; known?: ReadonlySet<string> };

/** The state read from an address: what was understood, and what was not. */
export interface AddressState {
  texts: Map<string, string>;
  lists: Map<string, string[]>;
  /** What was ignored, as `key` or `key=value`, for a notice. */
  unknown: string[];
  /** Keys of texts that were too long and were cut. */
  cut: string[];
}

/** The version that the lens (features/as-of) looks at: whoever writes an address keeps it. */
const LENS = /\basof=[\w.]+/;

/** Marks that mailers and social networks append to every link: no reader wrote them, so none needs a notice. */
const FOREIGN = /^(utm_.*|fbclid|gclid|mc_[ce]id|ref|asof)$/;

/**
 * Reads the query string.
 * @param search `location.search`
 * @param fields what each key may hold
 */
export function readAddress(search: string, fields: Readonly<Record<string, Field>>): AddressState {
  const state: AddressState = { texts: new Map(), lists: new Map(), unknown: [], cut: [] };
  for (const [key, value] of new URLSearchParams(search)) {
    // A name such as `constructor` is one of every object.
    const field = Object.entries(fields).find(([name]) => name === key)?.[1];
    if (!field) {
      if (!FOREIGN.test(key)) state.unknown.push(key);
    } else if (field.kind === 'text') {
      if (value.length > field.max) state.cut.push(key);
      state.texts.set(key, value.slice(0, field.max));
    } else {
      const codes = value.split(',').filter((code) => code !== '');
      const kept = codes.filter((code) => !field.known || field.known.has(code));
      state.unknown.push(...codes.filter((code) => !kept.includes(code)).map((code) => `${key}=${code}`));
      const list = [...new Set([...(state.lists.get(key) ?? []), ...kept])];
      if (list.length > 0) state.lists.set(key, list);
    }
  }
  // A notice names a few; an address full of rubbish is not worth a page of it.
  state.unknown = [...new Set(state.unknown)].slice(0, 5).map((name) => name.slice(0, 60));
  return state;
}

/**
 * Writes the query string.
 * @param before the query as it is, whose version of the lens stays
 * @returns `?q=etcd&proto=tcp,udp`, or an empty string when there is nothing to keep
 */
export function writeAddress(
  texts: ReadonlyMap<string, string>,
  lists: ReadonlyMap<string, readonly string[]>,
  before = '',
): string {
  const parts: string[] = [];
  for (const [key, text] of texts) if (text !== '') parts.push(`${key}=${encodeURIComponent(text)}`);
  for (const [key, codes] of lists)
    if (codes.length > 0) parts.push(`${key}=${codes.map(encodeURIComponent).join(',')}`);
  const [version] = LENS.exec(before) ?? [];
  if (version !== undefined) parts.push(version);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
