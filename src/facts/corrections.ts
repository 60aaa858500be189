/** What course notes claim, and what is corrected. */
import type { Claim, Correction, CoveredClaim } from '../schemas/index.ts';
import { byId, facts, groupBy, once, pick } from './store.ts';

/** Every claim of the course notes, in the order of the file. */
export function allClaims(): readonly Claim[] {
  return facts().claims.claims;
}

const corrections = byId<Correction>(() => facts().corrections.corrections);
const correctionsByPage = once(() =>
  groupBy(allCorrections(), (entry) => [entry.page, ...(entry.also ?? [])].map((place) => place.split('#')[0] ?? '')),
);

/** Every correction of what notes often say, in the order of the file. */
export function allCorrections(): readonly Correction[] {
  return facts().corrections.corrections;
}

/** One correction. Throws when there is none with this id. */
export function getCorrection(id: string): Correction {
  return pick(corrections(), id, 'correction', 'allCorrections() or src/data/corrections.yaml');
}

/** The corrections that a page speaks of; none for a page that no correction names. */
export function correctionsOf(slug: string): readonly Correction[] {
  return correctionsByPage().get(slug) ?? [];
}

/** The section that covers each claim of the course notes. */
export function claimCoverage(): readonly CoveredClaim[] {
  return facts().coverage.coverage;
}
