/** The sources of the facts, and what was run and measured on real software. */
import type { Proved, Source } from '../schemas/index.ts';
import type { Facts } from './load.ts';
import { byId, facts, pick } from './store.ts';

const sources = byId(() => facts().sources.sources);

/** Every source, in the order of its id. */
export function allSources(): readonly Source[] {
  return facts().sources.sources;
}

/** One source. Throws when there is none with this id. */
export function getSource(id: string): Source {
  return pick(sources(), id, 'source', 'allSources() or src/data/sources.yaml');
}

/** The check sections that were run on real software. */
export function provedSections(): readonly Proved[] {
  return facts().proved.proved;
}

/** The last records of what commands measured; one that is undefined has not been made. */
export function measured(): Omit<Facts['proved'], 'proved'> {
  return facts().proved;
}
