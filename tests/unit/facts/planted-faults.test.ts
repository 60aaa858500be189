import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadFacts } from '../../../src/facts/load.ts';
import { FactsError } from '../../../src/facts/problems.ts';

let copy: string;
/** Files that a test has changed or taken away. */
const faulty = new Set<string>();

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'facts-'));
  cpSync('src/data', copy, { recursive: true });
});
afterEach(() => {
  for (const file of faulty) cpSync(join('src/data', file), join(copy, file));
  faulty.clear();
});
afterAll(() => rmSync(copy, { recursive: true }));

/** Replaces the first occurrence of a text; the fault must really be in the file. */
function plant(name: string, before: string | RegExp, after: string): void {
  const path = join(copy, `${name}.yaml`);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(before, after);
  expect(changed).not.toBe(text);
  faulty.add(`${name}.yaml`);
  writeFileSync(path, changed);
}

/** The line of the first occurrence of a text in the copy. */
function lineOf(name: string, text: string, from = 0): number {
  const content = readFileSync(join(copy, `${name}.yaml`), 'utf8');
  return content.slice(0, content.indexOf(text, from)).split('\n').length;
}

/** The message with which loading fails. */
function failure(): string {
  try {
    loadFacts(copy);
  } catch (error) {
    if (error instanceof FactsError) return error.message;
    throw error;
  }
  throw new Error('The copy was loaded, fault and all.');
}

describe('the store refuses', () => {
  it('nothing, when nothing is wrong', () => {
    expect(loadFacts(copy).ports.ports).not.toEqual([]);
  });

  it('a port that says another number than its ranges', () => {
    plant('ports', '    ranges: [[6443, 6443]]', "    port: '6444'\n    ranges: [[6443, 6443]]");
    expect(failure()).toContain('kube-apiserver-6443 › port');
    expect(failure()).toContain('made from them');
  });

  it('a port whose number is changed, and its id not', () => {
    plant('ports', /(id: kubelet-healthz-10248\n[^]*?ranges: )\[\[10248, 10248\]\]/, '$1[[10249, 10249]]');
    expect(failure()).toContain('kubelet-healthz-10248 › ranges');
    expect(failure()).toContain('must cover 10248, which the id names');
  });

  it('a change of versions that touches a row which does not exist', () => {
    plant('versions', 'records: [ports/kube-apiserver-8080-insecure]', 'records: [ports/kube-apiserver-8081]');
    expect(failure()).toContain('There is no record "kube-apiserver-8081".');
    expect(failure()).toContain('changes › apiserver-8080 › records');
  });

  it('a text without Portuguese', () => {
    plant('ports', / {6}pt: 'API do Kubernetes: [^\n]*\n/, '');
    expect(failure()).toContain(
      [
        '  What:  The Portuguese text is missing.',
        `  Where: ${join(copy, 'ports.yaml')}:${lineOf('ports', "      en: 'Kubernetes API:")} — ports › kube-apiserver-6443 › purpose.pt`,
        '  Fix:   Write it under "pt:", beside "en:"; every language says the same.',
      ].join('\n'),
    );
  });

  it('a phrase that has one language', () => {
    plant('ports', / {6}pt: HTTPS \(HTTP\/1\.1[^\n]*\n/, '');
    expect(failure()).toContain('ports › kube-apiserver-6443 › appProtocol.pt');
  });

  it('an empty text', () => {
    plant('timeline', 'en: CoreOS announces rkt.', "en: ' '");
    expect(failure()).toMatch(
      /What: {2}" " is wrong: must not be empty\.\n {2}Where: .*:\d+ — events › rkt-announced › text\.en/,
    );
  });

  it('an id that is used twice, naming both lines', () => {
    const first = lineOf('components', '- id: kube-apiserver\n');
    plant('components', '- id: etcd\n', '- id: kube-apiserver\n');
    const second = lineOf(
      'components',
      '- id: kube-apiserver\n',
      readFileSync(join(copy, 'components.yaml'), 'utf8').indexOf('- id: kube-apiserver\n') + 1,
    );
    expect(failure()).toContain(`The id "kube-apiserver" is used twice: on line ${first} and on line ${second}.`);
  });

  it('broken YAML, naming the file and the line', () => {
    plant('glossary', '    usage: en\n', '    usage: en: pt\n');
    expect(failure()).toContain(`Where: ${join(copy, 'glossary.yaml')}:${lineOf('glossary', '    usage: en: pt')}\n`);
    expect(failure()).toContain('What:  This is not YAML: ');
  });

  it('a quote that never closes, naming the line where it opens', () => {
    plant('glossary', '    usage: en\n', '    usage: "en\n');
    expect(failure()).toContain(`Where: ${join(copy, 'glossary.yaml')}:${lineOf('glossary', '    usage: "en')}\n`);
  });

  it('a missing file', () => {
    faulty.add('flows.yaml');
    rmSync(join(copy, 'flows.yaml'));
    expect(failure()).toContain('flows.yaml: 1 problem\n\n  What:  The file is missing.');
  });

  it('a port of a component that does not exist', () => {
    plant('ports', 'component: kube-scheduler\n', 'component: kube-sheduler\n');
    const message = failure();
    expect(message).toContain('There is no component "kube-sheduler".');
    expect(message).toContain('Nearest known: kube-scheduler, ');
  });

  it('a port that its component does not list, and a component that lists the port of another', () => {
    plant('ports', 'component: kube-scheduler\n', 'component: etcd\n');
    const message = failure();
    expect(message).toContain('The component "etcd" does not list this port.');
    expect(message).toMatch(/The port "kube-scheduler-\d+" belongs to "etcd"\./);
  });

  it('a party of a relation that nobody knows', () => {
    plant('relations', 'initiator: kubectl\n', 'initiator: kubctl\n');
    expect(failure()).toContain('There is no component or actor "kubctl".');
  });

  it('a source that is not in the register', () => {
    plant('timeline', 'sources: [cncf-rkt]', 'sources: [cncf-rtk]');
    const message = failure();
    expect(message).toContain('There is no source "cncf-rtk".');
    expect(message).toContain('events › rkt-announced › sources[1]');
    expect(message).toContain('Nearest known: cncf-rkt, ');
  });

  it('a record that is verified although nobody opened its source', () => {
    plant('sources', /(- id: kg-pod\n(?: +\w+: .*\n)+?) +read: true/, '$1    read: false');
    const message = failure();
    expect(message).toContain('It is verified, and nobody has opened any of its sources.');
    expect(message).toContain('terms › pod › verified');
  });

  it('a source without https', () => {
    plant('sources', 'url: https://', 'url: http://');
    expect(failure()).toContain('must be an address that starts with https://');
  });

  it('a field that no schema knows, with the field that was meant', () => {
    plant('ports', '    purpose:\n', '    purpos:\n');
    const message = failure();
    expect(message).toContain('"purpos" is not a field of this record.');
    expect(message).toContain('Did you mean "purpose"?');
    expect(message).toContain('"purpose" is missing.');
  });

  it('a code outside its list', () => {
    plant('ports', 'statusCode: current', 'statusCode: curent');
    expect(failure()).toMatch(
      /"curent" is not one of current, off-by-default, deprecated, removed, retired\.\n.*\n {2}Fix: {3}Use one of these \(nearest: current\)/,
    );
  });

  it('an event without a source', () => {
    plant('timeline', /(text:\n +en: CoreOS announces rkt\.[^]*?)\n +sources: \[cncf-rkt\]/, '$1');
    const message = failure();
    expect(message).toContain('What:  It names no source.');
    expect(message).toContain('events › rkt-announced › sources');
  });

  it('an event whose list of sources is empty', () => {
    plant('timeline', 'sources: [cncf-rkt]', 'sources: []');
    expect(failure()).toContain('What:  It names no source.');
  });

  it('the value of a feature outside its list', () => {
    plant('implementations', /(isolation:\n +value: )vm\n/, '$1virtual\n');
    const message = failure();
    expect(message).toContain('"virtual" is not a value of the feature "isolation".');
    expect(message).toContain(
      'Use one of namespaces, vm, user-space-kernel, wasm, unikernel, several, or add it to "vocabulary: isolation:".',
    );
  });

  it('a feature that its group does not compare, and the one that is then missing', () => {
    plant('implementations', / {6}cri_v1:\n {8}value/, '      cri_v2:\n        value');
    const message = failure();
    expect(message).toContain('The group "cri-runtime" does not compare the feature "cri_v2".');
    expect(message).toContain('The feature "cri_v1" is missing;');
  });

  it('an interface that lacks a dimension', () => {
    plant('interfaces', / {4}transport:\n(?: {6,}[^\n]*\n)+/, '');
    const message = failure();
    expect(message).toContain('What:  "transport" is missing.');
    expect(message).toContain('interfaces › cri › transport');
    expect(message).toContain('Every interface has every shared dimension');
  });

  it('a store that lost an interface', () => {
    plant('interfaces', '- id: smi', '- id: oci');
    const message = failure();
    expect(message).toContain('The id "oci" is used twice');
    expect(message).toContain('The interface "smi" is missing.');
  });

  it('a code without a label', () => {
    plant('labels', / {4}wrong:\n(?: {6,}[^\n]*\n)+/, '');
    expect(failure()).toMatch(/"wrong" is missing\.\n.*labels\.yaml:\d+ — labels\.verdict\.wrong/);
  });

  it('a step out of order', () => {
    plant('flows', '- n: 2\n', '- n: 3\n');
    expect(failure()).toContain('must be numbered 1, 2, 3 … without gaps');
  });

  it('everything at once: all problems of all files stand in one message', () => {
    plant('ports', 'statusCode: current', 'statusCode: curent');
    plant('ports', / {6}pt: 'API do Kubernetes: [^\n]*\n/, '');
    plant('claims', 'verdict: correct', 'verdict: right');
    plant('timeline', 'sources: [cncf-rkt]', 'sources: [cncf-rtk]');
    const message = failure();
    expect(message).toContain('ports.yaml: 2 problems');
    expect(message).toContain('claims.yaml: 1 problem');
    expect(message).toContain('timeline.yaml: 1 problem');
  });
});
