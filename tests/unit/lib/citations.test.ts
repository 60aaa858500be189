import { describe, expect, test } from 'vitest';
import { abnt, apa, asHtml, asText, bibtex, escapeMarkdown, type Cited } from '../../../src/lib/citations.ts';

const PT: Cited = {
  site: 'Interfaces do Kubernetes',
  page: 'Container Runtime Interface (CRI)',
  place: 'Operações',
  url: 'https://example.org/interfaces/cri/#operations',
  checked: '2026-05-09',
  kubernetes: '1.37',
  accessed: '2026-11-21',
  lang: 'pt',
};
const EN: Cited = { ...PT, site: 'Kubernetes Interfaces', place: 'Operations', lang: 'en' };
const page = ({ place: _place, ...cited }: Cited): Cited => cited;

describe('ABNT NBR 6023:2018', () => {
  test('a section: entity in capitals, In:, title, [S. l.], year, note, address, day of access', () => {
    expect(asText(abnt(PT))).toBe(
      'INTERFACES DO KUBERNETES. Operações. In: INTERFACES DO KUBERNETES. Container Runtime Interface (CRI). [S. l.], 2026. ' +
        'Conferido para o Kubernetes v1.37 em 9 maio 2026. Disponível em: https://example.org/interfaces/cri/#operations. Acesso em: 21 nov. 2026.',
    );
  });
  test('the title stands out, "In:" in italics', () => {
    expect(asHtml(abnt(PT))).toContain(
      '<em>In:</em> INTERFACES DO KUBERNETES. <strong>Container Runtime Interface (CRI)</strong>.',
    );
  });
  test('a page, and a title that ends with its own mark', () => {
    expect(asText(abnt(page({ ...PT, page: 'O que é a CRI?' })))).toMatch(
      /^INTERFACES DO KUBERNETES\. O que é a CRI\? \[S\. l\.\], 2026\./,
    );
  });
});

describe('APA 7', () => {
  test('a section in English: n.d., the check in brackets, the retrieval, no full stop after the address', () => {
    expect(asText(apa(EN))).toBe(
      'Kubernetes Interfaces. (n.d.). Operations. In Container Runtime Interface (CRI) [Checked May 9, 2026]. ' +
        'Retrieved November 21, 2026, from https://example.org/interfaces/cri/#operations',
    );
  });
  test('a page in Portuguese', () => {
    expect(asHtml(apa(page(PT)))).toBe(
      'Interfaces do Kubernetes. (s.d.). <em>Container Runtime Interface (CRI)</em> [Conferido em 9 de maio de 2026]. ' +
        'Recuperado em 21 de novembro de 2026, de https://example.org/interfaces/cri/#operations',
    );
  });
});

describe('BibTeX', () => {
  test('is one whole entry', () => {
    expect(bibtex(EN)).toBe(
      [
        '@misc{interfaces-cri-operations,',
        '  author       = {{Kubernetes Interfaces}},',
        '  title        = {{Operations. Container Runtime Interface (CRI)}},',
        '  year         = {2026},',
        '  howpublished = {\\url{https://example.org/interfaces/cri/#operations}},',
        '  note         = {Checked for Kubernetes v1.37 on 2026-05-09. Accessed 2026-11-21},',
        '  language     = {english},',
        '  month        = may',
        '}',
      ].join('\n'),
    );
  });
  test('signs of TeX are escaped', () => {
    expect(bibtex({ ...EN, place: '100% & #1 a_b {c} ~ ^ \\' })).toContain(
      '{{100\\% \\& \\#1 a\\_b \\{c\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{}. ',
    );
  });
});

test('a day that is none is refused', () =>
  expect(() => abnt({ ...PT, checked: '2026-13-01' })).toThrow('is not a day'));
test('Markdown labels keep their signs', () => expect(escapeMarkdown('a [b] `c`_d')).toBe('a \\[b\\] \\`c\\`\\_d'));
