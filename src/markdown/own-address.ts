import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';

/**
 * remark plugin: writers show the address of this site where readers copy it, in prose and in code; a site that is built for
 * another place (a fork, a host of one's own) shows its own there.
 * @param options.written origin and sub-path as the sources have them
 * @param options.here the same of this build
 */
export function ownAddress({ written, here }: { written: string; here: string }) {
  return (tree: Root): void => {
    if (here === written) return;
    visit(tree, (node) => {
      if ('value' in node && typeof node.value === 'string') node.value = node.value.replaceAll(written, here);
      if ('url' in node) node.url = node.url.replaceAll(written, here);
    });
  };
}
