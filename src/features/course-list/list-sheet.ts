/** What stands on a sheet of the course list: names and addresses in the reader's language, from the list of all addresses. */
import { formatAddress, type Address } from '../permalinks/address.ts';
import { publicAddress, titlesOf, type PermalinkList } from '../permalinks/permalink-index.ts';
import { place } from './course-list.ts';
import type { Sheet } from './export.ts';
import type { CourseList } from './list-fragment.ts';

/** The addresses of the site and the language of their names: what the tool knows when it has begun. */
export interface Names {
  index: PermalinkList | undefined;
  locale: string;
}

/** What a reader calls an address. */
export function nameOf({ index, locale }: Names, address: Address): string {
  const titles = index && titlesOf(index, address, locale);
  if (!titles) return formatAddress(address);
  return titles.place === undefined ? titles.page : `${titles.place} – ${titles.page}`;
}

/**
 * The sheet of a list.
 * @param isFixed whether its addresses stay in the reader's language; the others open in that of whoever follows them
 * @param head its language, and whose site it is of
 */
export function sheetOf(
  { title, items }: CourseList,
  names: Names,
  isFixed: boolean,
  head: Pick<Sheet, 'tag' | 'credit'>,
): Sheet {
  return {
    title: title.trim(),
    ...head,
    lines: items.map((item) => ({
      title: nameOf(names, item),
      url: publicAddress(names.index?.site ?? '', place(item), isFixed ? names.locale : undefined),
      note: item.note,
    })),
  };
}
