import { definePlugin } from '@astrojs/starlight/expressive-code';
import { visit } from 'unist-util-visit';

/**
 * Expressive Code plugin: a code block takes focus in the HTML itself, so that a keyboard can scroll a long line also
 * before scripts have run, and without them (WCAG 2.1.1).
 */
export function focusableCode(): ReturnType<typeof definePlugin> {
  return definePlugin({
    name: 'focusable-code',
    hooks: {
      postprocessRenderedBlock: ({ renderData }) => {
        visit(renderData.blockAst, 'element', (node) => {
          if (node.tagName === 'pre') node.properties['tabIndex'] = 0;
        });
      },
    },
  });
}
