import { fold } from '../../lib/fold.ts';

/** What a reader asks for: numbers (any of them will do) and words (all of them should be there). */
export interface Query {
  numbers: [start: number, end: number][];
  /** Each with its digits as typed, because `1025` may be the beginning of 10250. */
  digits: string[];
  words: string[];
}

/** Longer texts are cut: nobody types them, and a pasted page must not freeze the browser. */
export const MAX_QUERY = 200;
const MAX_TERMS = 12;

const PROTOCOL = '(?:tcp|udp|sctp)';
const NUMBER = new RegExp(`^(?:${PROTOCOL}[/:]?)?:?(\\d{1,5})(?:/?${PROTOCOL})?$`);
const RANGE = /^(\d{1,5})(?:-|–|\.\.)(\d{1,5})$/;
/** `host:10257`, `https://10.0.0.1:6443/healthz`, `--secure-port=10259`: only the number matters. */
const ADDRESS = /[^\s:][:=](\d{2,5})(?!\d)/;
/** The time of day that begins a pasted line of a log is no address. */
const TIME = /\d{1,2}:\d{2}:\d{2}/;

/**
 * Reads what was typed: `:10250`, `10250/tcp`, `2379 2380`, `30000-32767`, a pasted address with a port, words.
 * @param typed the text
 * @param most how many of its characters count
 * @param terms how many of its words and numbers count
 */
export function parseQuery(typed: string, most: number = MAX_QUERY, terms: number = MAX_TERMS): Query {
  const query: Query = { numbers: [], digits: [], words: [] };
  for (const chunk of fold(typed.slice(0, most)).split(/[\s,;()“”"'?!]+/)) {
    const bare = chunk.replace(/[.:]+$/, '');
    const range = RANGE.exec(bare);
    const single = NUMBER.exec(bare) ?? (TIME.test(bare) ? null : ADDRESS.exec(bare));
    const protocol = /tcp|udp|sctp/.exec(bare)?.[0];
    if (range) {
      const [, start = '', end = ''] = range;
      query.numbers.push([Number(start), Number(end)]);
      query.digits.push('');
    } else if (single) {
      const [, number = ''] = single;
      query.numbers.push([Number(number), Number(number)]);
      query.digits.push(number);
      if (protocol && /^[\d/:tcpuds]+$/.test(bare)) query.words.push(protocol);
    } else {
      const word = bare.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
      if (word !== '') query.words.push(word);
    }
  }
  query.words = query.words.slice(0, terms);
  query.numbers = query.numbers.slice(0, terms);
  return query;
}
