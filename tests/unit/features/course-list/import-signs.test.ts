/** Words, marks and signs around an address, as word processors, keyboards and markup write them. */
import { expect, test } from 'vitest';
import { CRI, HOME, PORT, read } from './small-site.ts';

const linksOf = (text: string): string[] => read(text).links.map(({ url, note }) => (note ? `${url} | ${note}` : url));

test.each([
  ['Org and AsciiDoc', `[[${CRI}][CRI]]\nlink:${PORT}[Portas]`, [CRI, PORT]],
  ['the same with a note', `- [[${CRI}][CRI]] leia\n* ${PORT}[Portas] veja`, [`${CRI} | leia`, `${PORT} | veja`]],
  ['LaTeX with a note', `\\href{${CRI.replace('#', '\\#')}}{CRI} leia`, [`${CRI} | leia`]],
  [
    'Markdown whose links are given their addresses below',
    `# Aula\n\n1. [CRI][1] leia\n2. [As portas][] veja\n3. [início]\n\n[1]: ${CRI} "A CRI"\n[as portas]: <${PORT}>\n[Início]: ${HOME}`,
    [`${CRI} | leia`, `${PORT} | veja`, HOME],
  ],
  [
    'one that nobody names, and a footnote',
    `[x]: ${CRI}\nLeia[^2].\n\n[^2]: ${PORT} até o fim`,
    [CRI, `${PORT} | até o fim`],
  ],
  ['a hyphen of Word at which no line may break', `Leiam ${PORT.replace('t-1', 't\u20111')} hoje`, [`${PORT} | hoje`]],
  ['a dash that Word made of it', PORT.replace('t-1', 't\u20131'), [PORT]],
  ['the wide sign of an Asian keyboard', CRI.replace('#', '\uFF03'), [CRI]],
  ['a call that is followed by a note', `${CRI}! Leia até o fim!`, [`${CRI} | Leia até o fim!`]],
  [
    'cells quoted by apostrophes, as LibreOffice can be told to',
    `'Título','Endereço','Nota'\r\n'CRI','${CRI}','leia, até o fim'\r\n'Portas','${PORT}','caixa d''água'`,
    [`${CRI} | leia, até o fim`, `${PORT} | caixa d'água`],
  ],
])('%s', (_name, text, expected) => expect(linksOf(text)).toEqual(expected));

test.each([...'!?~。、，．！？؟،؛।॥」』》〉）】'])(
  'a sentence that ends with %s says nothing beside its link',
  (mark) => expect(linksOf(`veja ${CRI}${mark}`)).toEqual([CRI]),
);
