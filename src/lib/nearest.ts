import { distance } from 'fastest-levenshtein';

/** How many of the known names look most like the one asked for, so that a typo is one glance away from its fix. */
const SHOWN = 3;

/** The known names that look most like `asked`, best first. */
export function nearest(asked: string, known: Iterable<string>, shown: number = SHOWN): string[] {
  const wanted = asked.toLowerCase();
  const score = (name: string): number => {
    const candidate = name.toLowerCase();
    // A part of a name counts as close: whoever writes "scheduler" means "kube-scheduler".
    const contained = wanted.length > 2 && (candidate.includes(wanted) || wanted.includes(candidate));
    return distance(wanted, candidate) - (contained ? Math.max(wanted.length, candidate.length) : 0);
  };
  return [...known]
    .map((name) => ({ name, score: score(name) }))
    .sort((a, b) => a.score - b.score || a.name.localeCompare(b.name, 'en'))
    .slice(0, shown)
    .map(({ name }) => name);
}

/** True when `asked` is so close to `name` that it must be a slip of the finger. */
export function isTypoOf(asked: string, name: string): boolean {
  return distance(asked.toLowerCase(), name.toLowerCase()) <= Math.max(1, Math.floor(name.length / 4));
}
