/** The text of a source of the project. */
import { readFileSync } from 'node:fs';

/**
 * Reads a page, a template or a file of code for what understands it line by line. Git ends a line with one sign
 * (.gitattributes); an editor of Windows, or an archive made there, may have put two.
 * @throws Error when there is no such file
 */
export function readSource(path: string): string {
  return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
}
