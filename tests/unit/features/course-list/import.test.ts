import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFile, firstPart } from '../../../../src/features/course-list/import.ts';
import { asked, check, CRI, HOME, PORT, read, SITE } from './small-site.ts';

const linksOf = (text: string): string[] => read(text).links.map(({ url, note }) => (note ? `${url} | ${note}` : url));

describe('what spreadsheets save', () => {
  const HEAD = ['position', 'title', 'address', 'note'];
  const ROW = ['1', 'Operações – CRI', CRI, 'leia até a página 3'];
  const expected = [`${CRI} | leia até a página 3`];
  test.each([
    ['Excel in Portuguese', `${HEAD.join(';')}\r\n${ROW.join(';')}\r\n`],
    ['without its head', ROW.join(';')],
    ['with tabs, as cells are copied', `${HEAD.join('\t')}\n${ROW.join('\t')}`],
    ['with commas and a mark of UTF-8', `\uFEFF${HEAD.join(',')}\r\n${ROW.join(',')}\r\n`],
    ['with Excel’s line on the separator', `sep=;\r\n${HEAD.join(';')}\r\n${ROW.join(';')}\r\n`],
    ['every cell quoted', [HEAD, ROW].map((line) => line.map((cell) => `"${cell}"`).join(',')).join('\n')],
    ['columns moved, renamed and more', `Semana;Endereço;Observações;Turma\n1;${CRI};leia até a página 3;B`],
    ['a head in other words', `Nº;Título;Link da página;Leitura\n1;CRI;${CRI};leia até a página 3`],
    ['blanks around its quotes', `"1" ; "${CRI} " ; " leia até a página 3 "`],
    ['saved with its formulas', `title,address,note\nCRI,"=HYPERLINK(""${CRI}"",""CRI"")",leia até a página 3`],
    ['formulas in another language', `1\t=HIPERLINK("${CRI}";"CRI")\tleia até a página 3`],
    ['line breaks of an old Mac', `${HEAD.join(';')}\r${ROW.join(';')}\r`],
  ])('%s', (_name, text) => expect(linksOf(text)).toEqual(expected));

  test('a cell over two lines, a quote inside a cell, a separator inside quotes', () =>
    expect(linksOf(`address;note\n${CRI};"leia; até\na ""página"" 3"\n${HOME};um disco de 5" ou mais`)).toEqual([
      `${CRI} | leia; até\na "página" 3`,
      `${HOME} | um disco de 5" ou mais`,
    ]));
  test('a first address that has gone wrong is no head', () =>
    expect(linksOf(`example.org/repo/cri;um\n${CRI};dois\n${PORT};três`)).toEqual([
      'example.org/repo/cri | um',
      `${CRI} | dois`,
      `${PORT} | três`,
    ]));
  test.each([
    [
      'a line above the head',
      `Plano de 2026;;\nTema;Link;Obs\nCRI;${CRI};ler\nportas;${PORT};`,
      [`${CRI} | ler`, PORT],
    ],
    ['weeks between the rows', `Semana 1;;\nCRI;${CRI};ler\nSemana 2;;\nportas;${PORT};`, [`${CRI} | ler`, PORT]],
    ['more headings than links', `Semana 1;;\nIntro;;\nRede;;\nCRI;${CRI};ler`, [`${CRI} | ler`]],
    ['rows that were never filled', `CRI;${CRI};ler\n${';;\n'.repeat(9)}`, [`${CRI} | ler`]],
    [
      'the head once more in the middle',
      `link;obs\n${CRI};ler\n\nlink;obs\n${PORT};ver`,
      [`${CRI} | ler`, `${PORT} | ver`],
    ],
    [
      'commas between, semicolons in the notes',
      `link,obs\n${CRI},a; b\n${PORT},c; d`,
      [`${CRI} | a; b`, `${PORT} | c; d`],
    ],
    ['two links in a row', `CRI;${CRI};${PORT};ler`, [CRI, `${PORT} | ler`]],
    ['a video beside the link', `t,link,vídeo\nCRI,${CRI},https://youtu.be/x`, [CRI, 'https://youtu.be/x']],
    ['two links in a cell', `t;link;obs\nCRI;"${CRI}\n${PORT}";ler`, [`${CRI} | ler`, `${PORT} | ler`]],
    ['a column of names called links', `Name;Link;URL\nCRI;Operations;${CRI}`, [CRI]],
    ['a sentence in a cell', `t,link\nCRI,Ver ${CRI} antes\nportas,${PORT}.`, [CRI, PORT]],
    ['without the scheme, without a head', `CRI;${CRI.slice(8)};ler`, [`${CRI.slice(8)} | ler`]],
    ['a column in which nothing is an address', `t;link\nCRI;interfaces/cri\nportas;${PORT}`, ['interfaces/cri', PORT]],
    ['HTML in a note', `link;obs\n${CRI};<a href="x">ler</a>`, [`${CRI} | <a href="x">ler</a>`]],
  ])('%s', (_name, text, links) => expect(linksOf(text)).toEqual(links));
  test('one column, quoted', () => expect(linksOf(`"${CRI}"\n"${PORT}"`)).toEqual([CRI, PORT]));
  test('addresses one after the other are no table', () =>
    expect(linksOf(`${CRI}, ${PORT}\n${HOME}; ${CRI}`)).toEqual([CRI, PORT, HOME, CRI]));
});

test.each([
  [
    'a section that there is not, behind a blank',
    `${SITE}/interfaces/cri/ #nowhere`,
    [`${SITE}/interfaces/cri/#nowhere`],
  ],
  ['the blank behind the sign', `see ${SITE}/cri/#\u00A0nowhere.`, [`${SITE}/cri/#nowhere`]],
  [
    'several in a line and without the scheme',
    `(${SITE}/interfaces/cri/ #a), example.org/repo/en/reference/ports/  #b-c`,
    [`${SITE}/interfaces/cri/#a`, 'example.org/repo/en/reference/ports/#b-c'],
  ],
  ['in a cell', `t;link\nCRI;${SITE}/interfaces/cri/ #nowhere`, [`${SITE}/interfaces/cri/#nowhere`]],
  ['a section that there is', `${SITE}/interfaces/cri/ #operations #x`, [CRI]],
  ['words behind the address of another site', 'https://example.com/a #b', ['https://example.com/a']],
  ['on lines of their own', `${SITE}/interfaces/cri/\n#nowhere`, [`${SITE}/interfaces/cri/`, '#nowhere']],
])('the link checker is asked of %s', (_name, text, addresses) => expect(asked(text)).toEqual(addresses));

describe('what people write', () => {
  test.each([
    ['taken out of another address', `${encodeURIComponent(CRI)}\n${encodeURIComponent(PORT)}\n`, [CRI, PORT]],
    ['a sentence', `Leiam ${CRI}, depois ${PORT}.`, [CRI, PORT]],
    ['brackets, quotes and ends of sentences', `(${CRI}); “${PORT}”! «${HOME}»…`, [CRI, PORT, HOME]],
    ['one link in a line with words', `- ${CRI} – antes da aula`, [`${CRI} | antes da aula`]],
    [
      'without the scheme',
      `Vejam example.org/repo/interfaces/cri/#operations hoje`,
      [`example.org/repo/interfaces/cri/#operations | hoje`],
    ],
    ['Markdown', `# Aula 1\n1. [Operações \\[CRI\\]](${CRI}) ler\n2. **[Portas](<${PORT}>)**`, [`${CRI} | ler`, PORT]],
    ['LaTeX', `\\item \\href{${CRI.replace('#', '\\#')}}{CRI} \\url{${PORT}}`, [CRI, PORT]],
    ['reStructuredText', `\`CRI <${CRI}>\`_ e \`portas <${PORT}>\`_`, [CRI, PORT]],
    ['fields of Word', `{ HYPERLINK "${CRI}" } { HYPERLINK "${PORT}" \\t "_blank" }`, [CRI, PORT]],
    ['signs that are not seen', `CRI\u00a0${CRI}\u200b – leia\n•\t${PORT}\u200b`, [`${CRI} | leia`, PORT]],
    ['a rule between two weeks', `${CRI}\n---\n${PORT}\n\n***\n${HOME}`, [CRI, PORT, HOME]],
    [
      'a path of a file is no address',
      `[CRI](${CRI})  \n    see /etc/kubernetes/manifests`,
      [`${CRI} | see /etc/kubernetes/manifests`],
    ],
    ['an indented line is the note', `${CRI}\n   até a página 3\n${PORT}`, [`${CRI} | até a página 3`, PORT]],
    ['an indented item is none', `- ${CRI}\n    - ${PORT}`, [CRI, PORT]],
    [
      'from the root of the site',
      `/interfaces/cri/#operations\n- /interfaces/cri/\n/etc/hosts`,
      ['/interfaces/cri/#operations', '/interfaces/cri/'],
    ],
    [
      'another site in the note',
      `${CRI} (and https://kubernetes.io/docs/)`,
      [`${CRI} | (and https://kubernetes.io/docs/)`],
    ],
    ['another site on its own line', `${CRI}\nhttps://kubernetes.io/docs/`, [CRI, 'https://kubernetes.io/docs/']],
    [
      'another site of the same host',
      `${CRI} https://example.github.io/other/x/`,
      [`${CRI} | https://example.github.io/other/x/`],
    ],
    ['signs without a blank', `${CRI}—antes; ${PORT}… ‘${CRI}’, ‚${PORT}‘`, [CRI, PORT, CRI, PORT]],
    [
      'a section that there is not, and words',
      `${SITE}/interfaces/cri/#nope;ler`,
      [`${SITE}/interfaces/cri/#nope | ler`],
    ],
    ['fields behind the section', `${CRI}?utm_source=chat ler`, [`${CRI}?utm_source=chat | ler`]],
    ['a scheme that was mistyped', `htps://${CRI.slice(8)}`, [CRI.slice(8)]],
    ['another host without its scheme', `- kubernetes.io/docs/\n${CRI}`, ['kubernetes.io/docs/', CRI]],
    ['a table of Markdown', `| a | b | c |\n|---|---|---|\n| CRI | ${CRI} | ler |`, [`${CRI} | ler`]],
    ['a title in single quotes', `[CRI](${CRI} 'Operações') ler`, [`${CRI} | ler`]],
    ['JSON of PHP', JSON.stringify([CRI, PORT]).replaceAll('/', '\\/'), [CRI, PORT]],
    ['escaped HTML', `&lt;a href=&quot;${PORT}&quot;&gt;`, [`${PORT} | &quot;&gt;`]],
    ['JSON with the numbers of its slashes', JSON.stringify([CRI, PORT]).replaceAll('/', '\\u002F'), [CRI, PORT]],
    ['JSON over lines', JSON.stringify([CRI, PORT], null, 1), [CRI, PORT]],
    ['an address in an indented line', `- ${CRI}\n    depois ${PORT}`, [CRI, PORT]],
    ['a section that Word keeps apart', `HYPERLINK "${SITE}/interfaces/cri/" \\l "operations"`, [CRI]],
    ['the same in RTF', `{\\fldinst{HYPERLINK "${SITE}/interfaces/cri/" \\\\l "operations"}}`, [CRI]],
    ['an entity', `${SITE}/interfaces/cri/&#35;operations ler`, [`${CRI} | ler`]],
    [
      'signs that are not seen, inside',
      `${SITE}/\u200binter\u00adfaces/cri/\u200b#operations\u200e ler`,
      [`${CRI} | ler`],
    ],
    ['signs of other scripts', `（${CRI}）、${PORT}。`, [CRI, PORT]],
    ['angle brackets over two lines', `Leiam <${SITE}/interfaces/\n> cri/#operations> hoje`, [`${CRI} | hoje`]],
    ['a calendar', `BEGIN:VEVENT\r\nURL:${SITE}/inter\r\n faces/cri/#operations\r\nEND:VEVENT`, [CRI]],
    [
      'a mail as it travels',
      `Content-Transfer-Encoding: quoted-printable\n\nLeia at=C3=A9 ${SITE}/interfaces/=\ncri/#operations =E2=80=93 hoje`,
      [`${CRI} | hoje`],
    ],
    [
      'a mail as it travels, without its head',
      `Ol=C3=A1, leia ${SITE}/interfaces/=\ncri/#operations =E2=80=93 hoje`,
      [`${CRI} | hoje`],
    ],
    ['its HTML', `<a class=3D"x" href=3D"${SITE}/interfaces/cri/=\n#operations">a</a> ler`, [`${CRI} | ler`]],
    [
      'a line of it that is full, and no other sign',
      `Leiam com calma, antes da aula de quinta, ${SITE}/inter=\nfaces/cri/#operations`,
      [CRI],
    ],
    [
      'fields that look like its escapes',
      `${SITE}/interfaces/cri/?v=C3#operations ler`,
      [`${SITE}/interfaces/cri/?v=C3#operations | ler`],
    ],
    [
      'a calendar without its head',
      `DESCRIPTION:${CRI} até a pá\r\n gina 3\r\nURL:${SITE}/pt-br/reference/po\r\n rts/#kubelet-10250`,
      [`${CRI} | até a página 3`, PORT],
    ],
    [
      'a mail that breaks its lines',
      `Leiam ${SITE}/inter\n  faces/cri/#oper\nations, hoje\n${PORT}`,
      [`${CRI} | hoje`, PORT],
    ],
    [
      'a line that ends behind an address',
      `${CRI}\n leia\n${SITE}/interfaces/cri/\noperations`,
      [CRI, `${SITE}/interfaces/cri/`],
    ],
    [
      'slashes by number and name',
      `https:&#x2F;&#47;example.org&sol;repo&#x2F;interfaces&#x2f;cri&sol;&num;operations ler`,
      [`${CRI} | ler`],
    ],
    [
      'all of it escaped, twice',
      `https&amp;colon;&amp;#x2F;&amp;#x2F;example&amp;period;org/repo/interfaces/cri/&amp;#35;operations`,
      [CRI],
    ],
    [
      'broken in a quotation of a mail',
      `>> Leiam ${SITE}/interfaces/\n>> cri/#operations\n> ${HOME}\n> até quarta`,
      [`${CRI}`, HOME],
    ],
    [
      'a blank before its section',
      `${SITE}/interfaces/cri/ #operations – ler\n${SITE}/pt-br/reference/ports/# kubelet-10250`,
      [`${CRI} | ler`, PORT],
    ],
    [
      'a word with that sign that is no section',
      `${SITE}/interfaces/cri/ #aula3`,
      [`${SITE}/interfaces/cri/ | #aula3`],
    ],
    [
      'backslashes',
      `https:\\\\example.org\\repo\\interfaces\\cri\\#operations ler\nhttps://example.org/repo\\pt-br\\reference\\ports\\#kubelet-10250.`,
      [`${CRI} | ler`, PORT],
    ],
    [
      'backslashes without the scheme, in cells',
      `1;example.org\\repo\\interfaces\\cri\\#operations;ler`,
      [`${CRI.slice(8)} | ler`],
    ],
    ['version numbers are no addresses', `v1.37/v1.36 e ${CRI}`, [CRI]],
    ['nothing', 'Kubernetes é legal.', []],
  ])('%s', (_name, text, expected) => expect(linksOf(text)).toEqual(expected));
});

describe('what platforms and word processors give', () => {
  test.each([
    [
      'two lists',
      `<ol><li><a href="${CRI}">CRI</a></li></ol><h3>Semana 2</h3><ol><li><a href="${PORT}">x</a></li><li><a href="${HOME}">y</a></li></ol>`,
      [CRI, PORT, HOME],
    ],
    [
      'Moodle',
      `<div class="no-overflow"><ul><li class="activity"><div><a class="aalink" onclick="x()" href="${CRI}"><img src="i.png"><span class="instancename">CRI <span class="accesshide">URL</span></span></a><div class="description"><p>até a página 3</p></div></div></li></ul></div>`,
      [`${CRI} | até a página 3`],
    ],
    [
      'Word',
      `<html><body><p class=MsoListParagraph><span lang=PT-BR>1.&nbsp;<a\nhref='${CRI}'><span style='color:#000'>CRI</span></a>: leia até a página&nbsp;3<o:p></o:p></span></p><p><a href="${PORT}">b</a></p></body></html>`,
      [`${CRI} | leia até a página 3`, PORT],
    ],
    [
      'a table',
      `<table><tr><th>address</th></tr><tr><td>1</td><td><a href="${CRI}">x</a></td><td>ler</td></tr></table>`,
      [`${CRI} | ler`],
    ],
    [
      'one that is linked, one that is not',
      `<p><a href="${CRI}">a</a></p><p>E ${PORT} – ver</p>`,
      [CRI, `${PORT} | ver`],
    ],
    ['no link at all', `<p>Leiam ${CRI} hoje</p><p>${PORT}</p>`, [`${CRI} | hoje`, PORT]],
    ['bookmarks', `<dl><dt><a href="${CRI}">a</a><dd>ler<dt><a href="${PORT}">b</a></dl>`, [`${CRI} | ler`, PORT]],
    [
      'a link that a script opens, a formula',
      `<b onclick="open('${CRI}')">x</b><i data-f='=HYPERLINK("${PORT}";"b")'>y</i>`,
      [`${CRI} | x`, `${PORT} | y`],
    ],
    ['areas and frames', `<map><area href="${CRI}"></map><iframe src="${PORT}"></iframe>`, [CRI, PORT]],
    ['an address inside another site', `<p><a href="../x/">x</a></p><p><a href="mailto:a@b.c">y</a></p>`, ['../x/']],
    ['an address in the title', `<h2>Aula de ${CRI}</h2><p><a href="${PORT}">x</a></p>`, [PORT]],
    ['addresses that are not linked', `<p>Leiam ${CRI}</p><p><a href="#x">topo</a></p>`, [CRI]],
    [
      'escapes and another site',
      `<p><a href="${SITE}/interfaces/cri/?a=1&amp;b=2#operations">x</a> &lt;b&gt; <a href="https://kubernetes.io/">k</a></p>`,
      [`${SITE}/interfaces/cri/?a=1&b=2#operations | <b> k`],
    ],
    [
      'scripts and styles say nothing',
      `<p><a href="${CRI}">x</a><script>alert(1)</script><style>p{}</style> ok</p>`,
      [`${CRI} | ok`],
    ],
  ])('%s', (_name, html, expected) => expect(linksOf(html)).toEqual(expected));

  test('whatever stands between them, no address is lost and none loses its section', () => {
    const between = [
      ' ',
      ';',
      ',',
      '|',
      '—',
      '…',
      ': ',
      ') (',
      '" ',
      '”, “',
      '\n',
      '\r\n',
      '\t',
      ' e ',
      '<br>',
      '</p>\n<p>',
      ';ler;',
      '.\n- ',
      "','",
      '\u200b',
      '\u200e ',
      '）、（',
      '\n    e ',
    ];
    const part = fc.record({
      url: fc.constantFrom(CRI, PORT, `${SITE}/interfaces/cri/`, 'https://kubernetes.io/docs/'),
      sign: fc.constantFrom(...between),
    });
    fc.assert(
      fc.property(
        fc.constantFrom('', 'Semana 1\n', '<p>', '"', 'link;obs\n'),
        fc.array(part, { minLength: 1, maxLength: 6 }),
        (begin, parts) => {
          const { links } = read(begin + parts.map(({ url, sign }) => url + sign).join(''));
          for (const { url } of parts)
            // Of other sites, what is glued to an address may be part of it.
            expect(links.some((link) => link.url.startsWith(url) || link.note.includes(url))).toBe(true);
          for (const { url } of links) expect(check(url).kind).not.toBe('top');
        },
      ),
      { numRuns: 500 },
    );
  });

  test('wherever a way of writing breaks or escapes an address, it is whole again', () => {
    // Behind the host, by which a piece is known to be of this site; not before its last sign, which may be one of a sentence.
    const whole = fc.constantFrom(CRI, PORT);
    const placeOf = (url: string): unknown => ({ ...check(url), kind: '' });
    const ways: Record<string, (begin: string, end: string) => string> = {
      'quoted-printable': (begin, end) => `${begin}=\r\n${end}`,
      'a line that ends': (begin, end) => `${begin}\n${end}`,
      'a line that is folded': (begin, end) => `${begin}\r\n ${end}`,
      'a number': (begin, end) => `${begin}&#${end.codePointAt(0)};${end.slice(1)}`,
      backslashes: (begin, end) => begin + end.replaceAll('/', '\\'),
    };
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(ways)), whole, fc.nat(), (way, url, cut) => {
        const at = SITE.length + 1 + (cut % (url.length - SITE.length - 2));
        const text = ways[way]?.(url.slice(0, at), url.slice(at)) ?? '';
        const found = read(`Leiam ${text} - ler`).links.map((link) => ({ at: placeOf(link.url), note: link.note }));
        expect(found, text).toEqual([{ at: placeOf(url), note: 'ler' }]);
      }),
      { numRuns: 300 },
    );
  });

  test('64 kB of broken tags take no time', () => {
    // What it works, not how long it waits for a busy machine.
    const begun = process.cpuUsage();
    read(`${'<a x '.repeat(16_000)} href=`);
    read('['.repeat(60_000));
    read(`"${'x;"'.repeat(20_000)}`);
    read(`${HOME}${')'.repeat(60_000)} ${HOME}${';'.repeat(60_000)}`);
    read(`${SITE}/x/#a;b,c;d\n`.repeat(1000));
    read('https://'.repeat(8000));
    read('<https://a\n'.repeat(1000));
    read('HYPERLINK "https://a'.repeat(1000));
    read(`<p ${`a="${SITE}/x/" `.repeat(2000)}>`);
    read('a.b'.repeat(20_000));
    read('a\\'.repeat(30_000));
    read(`https:&${'#a;'.repeat(20_000)} https://a${' '.repeat(60_000)}${'\n'.repeat(60_000)}x`);
    read('https://a=\nx'.repeat(1000));
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(2000);
  });
});

test('a text that is too long is cut between two words, and the rest is all that is left', () => {
  expect(firstPart(`${CRI}\n${PORT}`)).toEqual([`${CRI}\n${PORT}`, '']);
  expect(firstPart(`um dois\ntrês quatro`, 12)).toEqual(['um dois\n', 'três quatro']);
  expect(firstPart('um dois três', 10)).toEqual(['um dois ', 'três']);
  expect(firstPart('a'.repeat(12), 10)).toEqual(['a'.repeat(10), 'aa']);
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'é', '/'), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), (whole, max) => {
      const [read, rest] = firstPart(whole, max);
      expect(read.length).toBeLessThanOrEqual(max);
      expect((read + rest).replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''));
    }),
  );
});

test('files: what a spreadsheet of Windows saves, wide letters, and what is no text', () => {
  const bytes = (...all: number[]): ArrayBuffer => Uint8Array.from(all).buffer;
  expect(decodeFile(bytes(0x65, 0xe7, 0xe3, 0x6f))).toBe('eção');
  expect(decodeFile(new TextEncoder().encode('seção').buffer)).toBe('seção');
  expect(decodeFile(bytes(0xff, 0xfe, 0xe7, 0, 0xe3, 0))).toBe('çã');
  expect(decodeFile(new Uint8Array(Buffer.from('1;ação', 'utf16le')).buffer)).toBe('1;ação');
  expect(decodeFile(new Uint8Array(Buffer.from('1;ação', 'utf16le').swap16()).buffer)).toBe('1;ação');
  expect(decodeFile(bytes(0x50, 0x4b, 3, 4))).toBeUndefined();
  expect(decodeFile(bytes(0x89, 0x50, 0, 1))).toBeUndefined();
});
