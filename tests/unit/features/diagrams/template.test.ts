import { describe, expect, test } from 'vitest';
import { oneLine } from '../../../../src/features/diagrams/mermaid.ts';
import { expand } from '../../../../src/features/diagrams/template.ts';

const head = `---
title: { en: A title, pt: Um título }
caption: { en: What it shows., pt: O que mostra. }
labels:
  word: { en: a word, pt: uma palavra }
layout:
  wide: { grid: 'api etcd' }
  tall: { grid: "api\\netcd" }
nodes:
  api: { party: kube-apiserver, link: components/kube-apiserver }
---
`;
const body = `flowchart TB
  api["{party:kube-apiserver}<br/>_{port:kube-apiserver-6443}"]:::control
  etcd[("{word}")]:::control
  api -->|"{port:etcd-client-2379}"| etcd
`;
const template = head + body;

describe('a template', () => {
  test('takes words from its head and facts from the store', () => {
    const drawing = expand('probe', template, 'pt', 'wide');
    // What is copied is plain Mermaid: the mark of a remark is ours.
    expect(drawing.copySource).toContain('"kube-apiserver<br/>6443"');
    expect(drawing.nodes.map(({ lines, shape, kind }) => [oneLine(lines.join('<br/>')), shape, kind])).toEqual([
      ['kube-apiserver, 6443', 'program', 'control'],
      ['uma palavra', 'store', 'control'],
    ]);
    expect(drawing.edges).toEqual([
      { from: 'api', to: 'etcd', label: '2379', lines: ['2379'], dashed: false, plain: false },
    ]);
  });

  test('numbers steps, and keeps what is said but not drawn for the text', () => {
    const drawing = expand(
      'probe',
      template.replace('|"{port', '|"4 · {port').replace('2379}"|', '2379}<br/>_{word}"|'),
      'en',
      'wide',
    );
    expect(drawing.edges[0]).toMatchObject({ step: 4, label: '2379, a word', lines: ['2379'] });
    expect(drawing.copySource).toContain('|"4 · 2379<br/>a word"|');
  });

  test('gives a wire the hue of the interface that its end implements, or the one that the head names', () => {
    const hue = (text: string): unknown => expand('probe', text, 'en', 'wide').edges[0]?.hue;
    expect(hue(template)).toBeUndefined();
    expect(hue(template.replace('")]:::control', '")]:::csi'))).toBe('csi');
    expect(hue(template.replace('layout:', "wires: { 'api>etcd': oci }\nlayout:"))).toBe('oci');
  });

  test('keeps lines of one width to that width', () => {
    const both = template.replace('  api -->', '@tall   api -->');
    expect(expand('probe', both, 'en', 'wide').edges).toEqual([]);
    expect(expand('probe', both, 'en', 'tall').edges).toHaveLength(1);
    // The width between takes the lines and the layout of the tall one, unless the head says otherwise.
    const between = (text: string): unknown => {
      const { edges, layout } = expand('probe', text, 'en', 'medium');
      return [edges.length, layout?.grid];
    };
    expect(between(both)).toEqual([1, 'api\netcd']);
    expect(between(both.replace('layout:', 'medium: wide\nlayout:'))).toEqual([0, 'api etcd']);
    expect(between(both.replace('  tall:', '  medium: { grid: "etcd api" }\n  tall:'))).toEqual([1, 'etcd api']);
  });

  test('of a sequence has steps, answers and phases', () => {
    const sequence = `${head.replace('  api: { party: kube-apiserver, link: components/kube-apiserver }', '  a: { kind: node }')}sequenceDiagram
  autonumber
  participant a as kube-<br/>proxy
  participant b as other
  Note over a,b: {word}
  a->>b: {word}
  b-->>a: back
`;
    expect(expand('probe', sequence, 'en', 'wide').edges).toEqual([
      { from: 'a', to: 'b', label: 'a word', lines: ['a word'], step: 1, dashed: false, plain: false, phase: 'a word' },
      { from: 'b', to: 'a', label: 'back', lines: ['back'], dashed: true, plain: false, phase: 'a word' },
    ]);
  });
});

describe('a fault in a template stops with diagram, language, line and reason', () => {
  const fault = (changed: string): string => {
    expect(changed).not.toBe(template);
    try {
      expand('probe', changed, 'pt', 'wide');
    } catch (error) {
      return String(error);
    }
    return 'nothing was wrong';
  };
  test.each([
    [
      'an unknown port',
      template.replace('etcd-client-2379', 'etcd-2379'),
      /language "pt".*probe\.mmd:15\).*no port "etcd-2379"[\s\S]*etcd-client-2379/,
    ],
    [
      'an unknown party',
      template.replace('{party:kube-apiserver}', '{party:kube-api}'),
      /:13\).*no component or actor "kube-api"/,
    ],
    [
      'an unknown party of a node',
      template.replace('party: kube-apiserver,', 'party: kube-api,'),
      /no component or actor "kube-api"/,
    ],
    ['an unknown kind of word', template.replace('{word}', '{fact:x}'), /"\{fact:x\}" is unknown/],
    ['a missing label', template.replace('{word}', '{werd}'), /:14\).*no label "werd"[\s\S]*word/],
    ['a label that nothing says', template.replace('{word}', 'a word'), /Nothing says the label "word"/],
    [
      'a label missing in one language',
      template.replace('{ en: a word, pt: uma palavra }', '{ en: a word }'),
      /labels\.word\.pt/,
    ],
    [
      'a script in a label',
      template.replace('a word, pt: uma palavra', 'a, pt: "<script>alert(1)</script>"'),
      /may not stand in a label/,
    ],
    [
      'a javascript: link',
      template.replace('a word, pt: uma palavra', 'a, pt: "javascript:alert(1)"'),
      /"javascript:" may not stand/,
    ],
    ['a handler', template.replace('a word, pt: uma palavra', 'a, pt: "x onload=y"'), /may not stand in a label/],
    ['a click line', `${template}  click api href "javascript:alert(1)"\n`, /may not stand in a label/],
    [
      'a line the twin cannot say',
      `${template}  api --> etcd --> api\n`,
      /:16\).*neither a node, an arrow nor a group/,
    ],
    ['a backward arrow', template.replace('api -->', 'api <--'), /"<" may not stand in a label/],
    [
      'an arrow to nowhere',
      `${template}  api --> etdc\n`,
      /"etdc", which is neither a node nor a group\. Nearest known: etcd/,
    ],
    ['an unknown kind of node', template.replace(':::control\n  etcd', ':::red\n  etcd'), /"red" is no kind of node/],
    ['another sort of diagram', template.replace('flowchart TB', 'pie'), /must begin with "flowchart TB"/],
    ['no head', body, /must begin with a YAML head/],
  ])('%s', (_name, changed, reason) => {
    expect(fault(changed)).toMatch(reason);
  });
});

test('a broken name is whole again on one line', () => {
  expect(oneLine('kube-<br/>apiserver<br/>_6443')).toBe('kube-apiserver, 6443');
  expect(oneLine('/run/<br/>a.sock')).toBe('/run/a.sock');
});
