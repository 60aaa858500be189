/** Whether every claim is covered, and every one that does not hold is answered by exactly one correction. */
import { nearest } from '../../lib/nearest.ts';
import type { Claim, Facts } from '../../schemas/index.ts';
import type { Path } from '../problems.ts';
import type { Finding } from './finding.ts';

type Claims = ReadonlyMap<string, Claim>;

/** What is wrong between claims, corrections and coverage; nothing while one of the files does not fit its schema. */
export function* coverageFindings({ claims, corrections, coverage }: Partial<Facts>): Generator<Finding> {
  if (claims === undefined || corrections === undefined || coverage === undefined) return;
  const claimOf: Claims = new Map(claims.claims.map((claim) => [claim.id, claim]));
  /** The correction that answers a claim; the last one where there are more. */
  const answers = new Map<string, string>();
  for (const [index, entry] of corrections.corrections.entries()) {
    for (const [position, id] of entry.claims.entries()) {
      const other = answers.get(id);
      answers.set(id, entry.id);
      yield* answerFindings(['corrections', index, 'claims', position], id, claimOf, other);
    }
    const grounded = entry.claims.some((id) => claimOf.get(id)?.verified === true);
    if (entry.claims.length > 0 && entry.verified !== grounded) {
      yield [
        'corrections',
        ['corrections', index, 'verified'],
        `"verified" is ${entry.verified}, but ${grounded ? 'a claim of it is' : 'no claim of it is'} verified.`,
        `Write "verified: ${grounded}", or correct the claim.`,
      ];
    }
  }
  yield* lineFindings(coverage, claimOf, answers);
  const covered = new Set(coverage.coverage.map(({ claim }) => claim));
  for (const [index, claim] of claims.claims.entries()) {
    if (!covered.has(claim.id)) {
      yield [
        'claims',
        ['claims', index],
        `The claim "${claim.id}" has no section that covers it.`,
        'Add a line with its "page:" to src/data/coverage.yaml.',
      ];
    }
    if (claim.verdict !== 'correct' && !answers.has(claim.id)) {
      yield [
        'claims',
        ['claims', index, 'verdict'],
        `The claim "${claim.id}" is not correct, and no correction answers it.`,
        'Add its id to an entry of src/data/corrections.yaml.',
      ];
    }
  }
}

/** A claim that a correction names: it must exist, be wrong, and be answered by no `other` one. */
function* answerFindings(path: Path, id: string, claimOf: Claims, other: string | undefined): Generator<Finding> {
  const claim = claimOf.get(id);
  if (claim === undefined) {
    const known = nearest(id, claimOf.keys()).join(', ');
    yield ['corrections', path, `There is no claim "${id}".`, `Nearest known: ${known}.`];
  } else if (claim.verdict === 'correct') {
    const fix = 'Take it out: only what does not hold is corrected.';
    yield ['corrections', path, `The claim "${id}" is correct.`, fix];
  } else if (other !== undefined) {
    yield [
      'corrections',
      path,
      `The claim "${id}" is answered twice, by "${other}" too.`,
      'Keep it in one of the two.',
    ];
  }
}

/** The lines of coverage.yaml: one for each claim, with the correction that answers it. */
function* lineFindings(
  { coverage }: Facts['coverage'],
  claimOf: Claims,
  answers: ReadonlyMap<string, string>,
): Generator<Finding> {
  const lastLine = new Map(coverage.map((entry) => [entry.claim, entry]));
  for (const [index, entry] of coverage.entries()) {
    const known = claimOf.has(entry.claim);
    const answer = answers.get(entry.claim);
    if (!known || lastLine.get(entry.claim) !== entry) {
      yield [
        'coverage',
        ['coverage', index, 'claim'],
        known ? `The claim "${entry.claim}" has two lines.` : `There is no claim "${entry.claim}".`,
        known ? 'Keep one of them.' : `Nearest known: ${nearest(entry.claim, claimOf.keys()).join(', ')}.`,
      ];
    } else if (entry.correction !== answer) {
      yield [
        'coverage',
        ['coverage', index, 'correction'],
        `The claim "${entry.claim}" is answered by ${answer === undefined ? 'no correction' : `"${answer}"`} in corrections.yaml.`,
        answer === undefined ? 'Take "correction:" out, or add the entry.' : `Write "correction: ${answer}".`,
      ];
    }
  }
}
