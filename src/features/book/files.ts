/** Names the files that one takes away, with size and date, where pages have room for them. */

import { fillString } from '../../lib/fill.ts';
import { plural } from '../../lib/plural.ts';

/** A file that was made. */
export interface TakenFile {
  /** Below `book/`. */
  file: string;
  locale: string | undefined;
  /** What it holds: `book`, a path, or the slug of a sheet. */
  id: string;
  kind: 'pdf' | 'epub' | 'zip';
  /** How a reader calls it. */
  title: string;
  bytes: number;
  pages?: number;
}

/** What pages say of the files: strings of the interface, with `{{name}}` for what is filled in, `{count}` for a number. */
export interface FileWords {
  line: string;
  pages_one: string;
  pages_other: string;
  date: string;
  more: string;
  kinds: Record<TakenFile['kind'], string>;
}

const html = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Where a page has room: `<book-files data-set="student">…</book-files>`. */
const ROOM = /<book-files data-set="([\w-]+)"[^>]*>[^]*?<\/book-files>/g;

/** Which files a room shows, in order. */
function filesFor(set: string, files: readonly TakenFile[]): TakenFile[] {
  if (set === 'all') return [...files];
  if (set === 'sheets') return files.filter(({ id, kind }) => kind === 'pdf' && id.startsWith('notes-'));
  return files.filter(({ id, kind }) => id === set && kind !== 'zip');
}

/**
 * A page with its rooms filled.
 * @param files of the page's language, and those of both
 * @param at address of the folder of the files, with a slash at its end
 * @param all address of the place that lists all of them
 * @throws Error when a room would stay empty
 */
export function filled(
  page: string,
  files: readonly TakenFile[],
  { words, at, all, tag, day }: { words: FileWords; at: string; all: string; tag: string; day: string },
): string {
  const size = (bytes: number): string =>
    `${(bytes / 1e6).toLocaleString(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
  const link = ({ file, kind, bytes, pages }: TakenFile): string =>
    `<a href="${at}${file}">${words.kinds[kind]}</a> (${pages === undefined ? '' : `${html(plural(words, 'pages', pages, tag))}, `}${size(bytes)})`;
  return page.replace(ROOM, (_room, set: string) => {
    const own = filesFor(set, files);
    if (own.length === 0) throw new Error(`A page has room for the files "${set}", and there are none.`);
    const titles = [...new Set(own.map(({ title }) => title))];
    const lines = titles.map(
      (title) =>
        `${html(fillString(words.line, { title }))} ${own
          .filter((one) => one.title === title)
          .map(link)
          .join(' · ')}`,
    );
    const date = html(fillString(words.date, { date: day }));
    const content =
      lines.length === 1
        ? `<p>${lines[0] ?? ''} · ${date}${set === 'all' ? '' : ` · <a href="${all}">${html(words.more)}</a>`}</p>`
        : `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul><p>${date}</p>`;
    return `<book-files data-set="${set}">${content}</book-files>`;
  });
}
