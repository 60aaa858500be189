import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadFacts } from '../../../src/facts/load.ts';

/** The message with which the data are refused after one edit. */
function refusal(name: string, before: string | RegExp, after: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'facts-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  cpSync('src/data', copy, { recursive: true });
  const path = join(copy, `${name}.yaml`);
  const text = readFileSync(path, 'utf8');
  const faulty = text.replace(before, after);
  expect(faulty).not.toBe(text);
  writeFileSync(path, faulty);
  try {
    loadFacts(copy);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

describe('the store refuses', () => {
  test('a claim without a section', () => {
    expect(refusal('coverage', /^ {2}- \{ claim: s1-02,.*\n/m, '')).toContain(
      'The claim "s1-02" has no section that covers it.',
    );
  });

  test('a claim that does not hold and that no correction answers', () => {
    expect(refusal('corrections', 'claims: [s1-23, s2-09]', 'claims: [s1-23]')).toContain(
      'The claim "s2-09" is not correct, and no correction answers it.',
    );
  });

  test('a claim that two corrections answer', () => {
    expect(refusal('corrections', 'claims: [s1-28]', 'claims: [s1-28, s1-25]')).toContain(
      'The claim "s1-25" is answered twice, by "scheduler-port-10251" too.',
    );
  });

  test('a correction of what is correct', () => {
    expect(refusal('corrections', 'claims: [s1-28]', 'claims: [s1-28, s1-20]')).toContain(
      'The claim "s1-20" is correct.',
    );
  });

  test('a line of coverage that names another correction', () => {
    expect(refusal('coverage', 'correction: etcd-tls', 'correction: etcd-clients')).toContain(
      'The claim "s1-22" is answered by "etcd-tls" in corrections.yaml.',
    );
  });

  test('an unconfirmed claim stated as a fact', () => {
    expect(refusal('corrections', 'verified: false', 'verified: true')).toContain(
      '"verified" is true, but no claim of it is verified.',
    );
  });

  test('a correction that says how to check twice, or not at all', () => {
    expect(refusal('corrections', /^ {4}checkNote:\n {6}en: .*\n {6}pt: .*\n/m, '')).toContain('needs either "check"');
  });

  test('an event without a source', () => {
    expect(refusal('timeline', /^( {2}- id: rkt-announced\n[\s\S]*?sources: )\[.*\]/m, '$1[]')).toContain(
      'events › rkt-announced › sources',
    );
  });

  test('a term that leads nowhere', () => {
    expect(refusal('glossary', 'page: interfaces/cri#why', 'page: interfaces/cri')).toMatch(/terms › [\w-]+ › page/);
  });
});
