/** Networks as people write them, in the one form that every firewall reads. Pure: runs in the page and in tests. */

/** What a firewall needs of a list of networks: each in its shortest form, none inside another. */
export interface Networks {
  v4: readonly string[];
  v6: readonly string[];
}

/** An entry that is no network: what was written, what is wrong, and the form that was probably meant. */
export interface WrongAddress {
  written: string;
  problem: 'form' | 'length' | 'hostBits';
  /** Forms to use instead. */
  meant: string[];
}

interface Network {
  family: 4 | 6;
  /** The bits of the prefix as zeros and ones: a network lies in another whose bits it begins with. */
  prefix: string;
}

const WIDTH = { 4: 32, 6: 128 } as const;
const binary = (value: number, width: number): string => value.toString(2).padStart(width, '0');

function bitsOfV4(text: string): string | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1);
  // A leading zero is octal to some programs and decimal to others.
  if (!parts || parts.some((part) => Number(part) > 255 || /^0\d/.test(part))) return undefined;
  return parts.map((part) => binary(Number(part), 8)).join('');
}

function bitsOfV6(text: string): string | undefined {
  const halves = text.split('::');
  if (!/^[0-9a-f:]{2,39}$/.test(text) || halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const gap = 8 - head.length - tail.length;
  if (halves.length === 2 ? gap < 1 : gap !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...tail];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/.test(group))) return undefined;
  return groups.map((group) => binary(Number.parseInt(group, 16), 16)).join('');
}

function write({ family, prefix }: Network): string {
  const bits = prefix.padEnd(WIDTH[family], '0');
  const groups = (bits.match(family === 4 ? /.{8}/g : /.{16}/g) ?? []).map((group) => Number.parseInt(group, 2));
  let address = groups.map((group) => group.toString(family === 4 ? 10 : 16)).join(family === 4 ? '.' : ':');
  if (family === 6) {
    // The longest run of zero groups, the first of several, is written "::" (RFC 5952).
    const [run] = [...address.matchAll(/\b0(?::0)+\b/g)].sort((a, b) => b[0].length - a[0].length);
    if (run) {
      const [head, tail] = [address.slice(0, run.index), address.slice(run.index + run[0].length)];
      address = `${head.replace(/:$/, '')}::${tail.replace(/^:/, '')}`;
    }
  }
  return prefix.length === WIDTH[family] ? address : `${address}/${String(prefix.length)}`;
}

function read(written: string): Network | WrongAddress {
  const [address = '', length, ...rest] = written.toLowerCase().split('/');
  const wrong = (problem: WrongAddress['problem'], meant: string[] = []): WrongAddress => ({ written, problem, meant });
  const [family, bits] = address.includes(':') ? ([6, bitsOfV6(address)] as const) : ([4, bitsOfV4(address)] as const);
  if (bits === undefined || rest.length > 0) return wrong('form');
  const wanted = length === undefined ? WIDTH[family] : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  if (wanted < 0 || wanted > WIDTH[family]) return wrong('length', [write({ family, prefix: bits })]);
  const network = { family, prefix: bits.slice(0, wanted) };
  // Some firewalls cut what stands behind the prefix, others refuse the whole file: whoever wrote it decides.
  if (bits.includes('1', wanted)) return wrong('hostBits', [write(network), write({ family, prefix: bits })]);
  return network;
}

const contains = (outer: Network, inner: Network): boolean =>
  outer.family === inner.family && inner.prefix.startsWith(outer.prefix);

function reduce(networks: readonly Network[]): Networks {
  const kept = networks.filter(
    (one, at) =>
      !networks.some(
        (other, place) =>
          place !== at && contains(other, one) && (other.prefix.length < one.prefix.length || place < at),
      ),
  );
  const of = (family: 4 | 6): string[] => kept.filter((one) => one.family === family).map(write);
  return { v4: of(4), v6: of(6) };
}

/**
 * Reads a list of networks.
 * @param text IPv4 and IPv6 addresses or networks (`10.0.0.0/16`), between commas, semicolons, spaces or line breaks
 * @returns what was understood, each network once and none inside another, and what was not
 */
export function readAddresses(text: string): Networks & { wrong: WrongAddress[] } {
  const entries = text.split(/[\s,;]+/).filter((part) => part !== '');
  const results = entries.map(read);
  return {
    ...reduce(results.filter((result) => 'prefix' in result)),
    wrong: results.filter((result) => 'problem' in result),
  };
}

/** A network that this module wrote. */
function again(text: string): Network {
  const network = read(text);
  if ('problem' in network) throw new Error(`"${text}" is not a network.`);
  return network;
}

/** Several lists as one: each network once, none inside another. */
export function joinNetworks(lists: readonly Networks[]): Networks {
  return reduce(lists.flatMap(({ v4, v6 }) => [...v4, ...v6].map(again)));
}

/** The networks of a list that lie in none of another. */
export function without(networks: readonly string[], others: readonly string[]): string[] {
  if (networks.length === 0 || others.length === 0) return [...networks];
  const outer = others.map(again);
  return networks.filter((text) => !outer.some((one) => contains(one, again(text))));
}

/** Whether a list of one family covers every address. */
export const isAny = (networks: readonly string[]): boolean =>
  networks.includes('0.0.0.0/0') || networks.includes('::/0');
