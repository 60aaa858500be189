/** Vitest reporter: names every test that passed at its second try only, and is red when more than a few did. */
import type { Reporter, TestCase } from 'vitest/node';

/** So many may a busy machine disturb; more is a fault of the tests, or of the site. */
const ALLOWED = 3;

export default class Retried implements Reporter {
  private readonly names: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.names.push(`${test.module.relativeModuleId}: ${test.fullName}`);
  }

  onTestRunEnd(): void {
    if (this.names.length === 0) return;
    console.log(`\nGreen at the second try only (${this.names.length}, at most ${ALLOWED} may be):`);
    for (const name of this.names) console.log(`  ${name}`);
    if (this.names.length > ALLOWED) process.exitCode = 1;
  }
}
