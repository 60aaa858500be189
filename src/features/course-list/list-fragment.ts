/** A teacher's list of links, and its form in the fragment of an address. It knows no address of the site: what it reads is checked elsewhere. */
import type { Address } from '../permalinks/address.ts';

/** Stands for home in an address: nothing at all could not be told from an empty entry. */
const HOME = '.';

/** One link of the list. */
export interface Item extends Address {
  /** The teacher's words beside the link; empty when there are none. */
  note: string;
}

/** The list. */
export interface CourseList {
  title: string;
  items: readonly Item[];
}

/** How long a list may be: more does not fit into an address that browsers and chat programs pass on. */
export const MAX_ITEMS = 200;
/** An item that is not yet checked: an address as somebody wrote it, and a note. */
export interface RawItem {
  address: string;
  note: string;
}

/**
 * The list as the fragment of an address, without `#`. A fragment never leaves the device: no server sees the list.
 * `list=interfaces/cri:operations~a%20note,reference/ports&title=Week%201`; home is a dot.
 */
export function toFragment({ title, items }: CourseList): string {
  const written = items.map(
    ({ slug, id, note }) =>
      `${slug === '' ? HOME : slug}${id === undefined ? '' : `:${id}`}${note === '' ? '' : `~${encode(note)}`}`,
  );
  return `list=${written.join(',')}${title === '' ? '' : `&title=${encode(title)}`}`;
}

/** Half of a sign outside the basic plane, as Backspace may leave it of an emoji, is none: an address cannot hold it. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, ''));
}

/** Reads the form of {@link toFragment}; undefined when the fragment is no list at all. */
export function fromFragment(fragment: string): { title: string; raw: RawItem[] } | undefined {
  const fields = new Map(
    fragment
      .replace(/^#/, '')
      .split('&')
      .map((field): [string, string] => {
        const at = field.indexOf('=');
        return at < 0 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)];
      }),
  );
  const list = fields.get('list');
  if (list === undefined) return undefined;
  const raw = list
    .split(',')
    .filter((part) => part !== '')
    .map((part): RawItem => {
      const at = part.indexOf('~');
      const place = decoded(at < 0 ? part : part.slice(0, at));
      const [slug = '', ...id] = place.split(':');
      const note = at < 0 ? '' : decoded(part.slice(at + 1));
      return { address: `/${slug === HOME ? '' : `${slug}/`}${id.length > 0 ? `#${id.join(':')}` : ''}`, note };
    });
  return { title: decoded(fields.get('title') ?? ''), raw };
}

/** As `decoded` of src/lib, which comes with later tools: the page would wait for one more file. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
