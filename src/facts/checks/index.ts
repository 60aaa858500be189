/** What is wrong between the files of the store. */
import type { Facts } from '../../schemas/index.ts';
import { coverageFindings } from './coverage.ts';
import { dayFindings, releaseFindings } from './days.ts';
import type { Finding } from './finding.ts';
import { firewallFindings } from './firewall.ts';
import { featureFindings } from './implementations.ts';
import { questionFindings } from './questions.ts';
import {
  checkedFindings,
  interfaceFindings,
  ownerFindings,
  portFindings,
  relationFindings,
  sourceFindings,
  verifiedFindings,
  versionFindings,
} from './references.ts';

/** Each is one rule; it says nothing of a file that did not fit its schema: that file's own problems come first. */
const CHECKS: readonly ((facts: Partial<Facts>) => Iterable<Finding>)[] = [
  sourceFindings,
  verifiedFindings,
  portFindings,
  ownerFindings,
  relationFindings,
  firewallFindings,
  versionFindings,
  checkedFindings,
  releaseFindings,
  dayFindings,
  interfaceFindings,
  featureFindings,
  coverageFindings,
  questionFindings,
];

/** Holds the files that fit their schemas against each other. */
export const crossCheck = (facts: Partial<Facts>): Finding[] => CHECKS.flatMap((check) => [...check(facts)]);
