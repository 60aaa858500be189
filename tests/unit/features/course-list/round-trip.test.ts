import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placesOf } from '../../../../src/features/course-list/course-list.ts';
import { exportAs, FORMATS, richForm, type Sheet } from '../../../../src/features/course-list/export.ts';
import { check, CRI, HOME, PORT, read, SITE } from './small-site.ts';

describe('a round trip', () => {
  const note = fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc
        .array(
          fc.constantFrom(
            '#',
            '-',
            '=',
            '1.',
            '>',
            '*',
            '_',
            '~~',
            '`',
            '[x]',
            '(',
            ')',
            '|',
            '\\',
            '&lt;',
            '<b>',
            "'",
            '"',
            ';',
            ',',
            'x',
            ' ',
            '/etc/hosts',
            ' #operations',
            '=C3=A9',
            '&#47;',
            '\n',
            'https://kubernetes.io/',
            CRI,
          ),
          { maxLength: 8 },
        )
        .map((parts) => parts.join('')),
    )
    // As keepItems() keeps it.
    .map((text) => text.replace(/\s+/g, ' ').trim());
  const sheetOf = (title: string, notes: readonly string[]): Sheet => ({
    title,
    tag: 'pt-BR',
    credit: 'Links: Interfaces do Kubernetes, CC BY 4.0',
    lines: notes.map((text, at) => ({
      title: 'Operações – CRI [x]',
      url: [CRI, PORT, HOME][at] ?? HOME,
      note: text,
    })),
  });
  const sheets = fc
    .record({ title: note, notes: fc.array(note, { minLength: 1, maxLength: 3 }) })
    .map(({ title, notes }) => sheetOf(title, notes));
  const linksIn = ({ lines }: Sheet) => lines.map(({ url, note: text }) => ({ url, note: text }));

  test.each(FORMATS)('%s comes back as it went', (format) => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const { title, links } = read(exportAs(format, sheet));
        expect(links).toEqual(linksIn(sheet));
        if (format !== 'html' || sheet.title !== '') expect(title).toBe(sheet.title);
      }),
      // A title that a table could begin with, and a note that is an address.
      { numRuns: 300, examples: [[sheetOf(`;${CRI}`, ['https://kubernetes.io/'])]] },
    );
  });
  test('what a program takes of a copy comes back too', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        for (const format of FORMATS) expect(read(richForm(format, sheet)).links).toEqual(linksIn(sheet));
      }),
      { numRuns: 100 },
    );
  });
  test.each([
    ['Excel saves it with semicolons', (csv: string) => csv.replaceAll('"', '')],
    [
      'a spreadsheet quotes every cell',
      (csv: string) =>
        csv
          .split('\r\n')
          .map((line) =>
            line
              .split(';')
              .map((cell) => `"${cell}"`)
              .join(';'),
          )
          .join('\n'),
    ],
    [
      'Moodle wraps it in its own markup',
      (_csv: string, lms: string) =>
        `<div class="box"><div class="no-overflow">${lms.replaceAll('<li>', '<li><p dir="ltr" style="text-align: left;">').replaceAll('</li>', '</p></li>')}</div></div>`,
    ],
  ])('%s', (_name, through) => {
    const sheet: Sheet = {
      title: 'Aula',
      tag: 'pt-BR',
      credit: 'Links',
      lines: [
        { title: 'CRI', url: CRI, note: 'até a página 3' },
        { title: 'x', url: PORT, note: '' },
      ],
    };
    expect(read(through(exportAs('csv', sheet), exportAs('lms', sheet))).links).toEqual(linksIn(sheet));
  });
});

test('the address of a list stands for what is on it, also in a text and in HTML', () => {
  const list = `${SITE}/pt-br/reference/ports/#list=interfaces/cri:operations~ler%2C%20j%C3%A1,reference/ports,.`;
  const places = [
    { address: '/interfaces/cri/#operations', note: 'ler, já' },
    { address: '/reference/ports/', note: '' },
    { address: '/', note: '' },
  ];
  for (const text of [list, `Semana 1: ${list}&title=Aula`, `<a href="${list}">x</a>`, `link,obs\n"${list}",ler`]) {
    const found = placesOf(read(text).links, check);
    expect(found.raw).toEqual(places);
    expect(found.title).toBe(text.includes('title=') ? 'Aula' : '');
    expect(check(read(text).links[0]?.url ?? '').kind).toBe('here');
  }
});
