/** How code stands in a page: no window around it, a prompt before each command, nothing cut. */
import { definePlugin } from '@astrojs/starlight/expressive-code';
import type { Element, ElementContent } from 'hast';
import { visit } from 'unist-util-visit';
import { keepOptionsWhole } from './whole-options.ts';

const SHELLS = new Set(['bash', 'sh', 'shell', 'zsh', 'console']);

/**
 * Which lines of a shell block begin a command: those that are neither empty, nor a comment, nor the rest of the line
 * before or of a here-document.
 */
export function commandLines(lines: readonly string[]): boolean[] {
  let until: string | undefined;
  let goesOn = false;
  return lines.map((line) => {
    if (until !== undefined) {
      if (line.trim() === until) until = undefined;
      return false;
    }
    const begins = !goesOn && line.trim() !== '' && !/^\s*#/.test(line) && !/^\s/.test(line);
    goesOn = /(\\|\||&&)\s*$/.test(line);
    until = /<<-?\s*['"]?(\w+)['"]?/.exec(line)?.[1];
    return begins;
  });
}

/**
 * Expressive Code plugin in place of its frames: a name above the block, a button that copies, a prompt in the gutter.
 * Lines become `span`, for HTML allows no `div` in `code`.
 * @param copyLabel name of the button, by language tag
 */
export function codeBlocks(copyLabel: Readonly<Record<string, string>>): ReturnType<typeof definePlugin> {
  return definePlugin({
    name: 'code-blocks',
    hooks: {
      postprocessRenderedBlock: ({ codeBlock, renderData }) => {
        const lines = codeBlock.getLines().map(({ text }) => text);
        const commands = SHELLS.has(codeBlock.language) ? commandLines(lines) : [];
        let at = 0;
        visit(renderData.blockAst, 'element', (node) => {
          // The two colours of a word, by names that every checker of style sheets reads.
          const style = node.properties['style'];
          if (typeof style === 'string')
            node.properties['style'] = style.replaceAll('--0:', '--night:').replaceAll('--1:', '--day:');
          if (node.tagName !== 'div') return;
          node.tagName = 'span';
          const names = node.properties['className'];
          if (!Array.isArray(names) || !names.includes('ec-line')) return;
          if (commands[at]) names.push('command');
          at += 1;
        });
        keepOptionsWhole(renderData.blockAst);
        const title = codeBlock.metaOptions.getString('title');
        const text = (value: string): ElementContent => ({ type: 'text', value });
        const make = (tagName: string, properties: Element['properties'], children: ElementContent[]): Element => ({
          type: 'element',
          tagName,
          properties,
          children,
        });
        renderData.blockAst = make('figure', { className: ['code-block'] }, [
          ...(title === undefined
            ? []
            : [make('figcaption', {}, [make('span', { className: ['title'] }, [text(title)])])]),
          renderData.blockAst,
          make('button', { type: 'button', className: ['copy-code'] }, [
            text(copyLabel[codeBlock.locale ?? ''] ?? copyLabel['en'] ?? ''),
          ]),
        ]);
      },
    },
  });
}

/**
 * The highlighter gives a line half a second and then leaves its rest without colours: on a busy machine another rest each
 * time. A line takes the time that it takes.
 */
export const wholeLines = {
  name: 'whole-lines',
  preprocess: (_code: string, options: { tokenizeTimeLimit?: number }): void => {
    options.tokenizeTimeLimit = 0;
  },
};
