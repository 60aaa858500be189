/** The words for codes of the store. */
import { localize, type Lang } from '../lib/text.ts';
import type { LabelKind } from '../schemas/index.ts';
import { facts, once, pick } from './store.ts';

const labelMaps = once(
  () =>
    new Map(
      Object.entries({ ...facts().labels.labels, ...facts().implementations.vocabulary }).map(([kind, map]) => [
        kind,
        new Map(Object.entries(map)),
      ]),
    ),
);

/** The codes of a kind that have a label, in the order in which a reader should meet them. */
export function labelCodes(kind: LabelKind): readonly string[] {
  return [...pick(labelMaps(), kind, 'kind of label', 'src/data/labels.yaml').keys()];
}

/** The words for a code. Throws when the kind or the code has none. */
export function label(kind: LabelKind, code: string, lang: Lang): string {
  const map = pick(labelMaps(), kind, 'kind of label', 'src/data/labels.yaml');
  return localize(pick(map, code, `label of the kind "${kind}" for the code`, `labelCodes('${kind}')`), lang);
}
