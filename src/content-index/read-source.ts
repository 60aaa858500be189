/** Files and their text, the same on every system. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Reads a page, a template or a file of code for what understands it line by line. Git ends a line with one sign
 * (.gitattributes); an editor of Windows, or an archive made there, may have put two.
 * @throws Error when there is no such file
 */
export function readSource(path: string): string {
  return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
}

/**
 * The files below a folder, as paths from it with `/`. Windows parts names by another sign and sorts them by another rule
 * than Linux and macOS; what is made of them has to come out the same.
 * @param ending only files whose name ends so
 * @throws Error when there is no such folder
 */
export function filesBelow(folder: string, ending = ''): string[] {
  return inOneOrder(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name))),
  );
}

/** Paths of any system, parted by `/` and sorted by their signs: the sign that parts them is one of these. */
export const inOneOrder = (paths: readonly string[]): string[] =>
  paths.map((path) => path.replaceAll('\\', '/')).sort();
