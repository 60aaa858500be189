/**
 * The words under which text is indexed and looked for. Builder and browser cut words alike, and both languages alike:
 * a Portuguese page speaks of `operators`, and one engine without a stemmer of its own serves both languages.
 */
import { squash, stem, stems } from './name-index.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Endings that do not change what a word is about, the longest first; in either language. */
const ENDINGS = (
  'izacao ization amento imento idade mente ating ation ators ator ador edor idor acao icao ucao ated ando endo indo ' +
  'avel ivel able ible ment tion sion ante ente ing ion ate ado ada ido ida cao sao iza ava ed er or ar ir al ly am em ou ao a e o'
).split(' ');
/** What is left of a word must still say something. */
const LEAST = 4;

/** What the relatives of a folded word have in common: `scheduler`, `scheduling` and `schedules` are one. */
export function root(word: string): string {
  // Abbreviations have plurals too (`VMs`), and it does no harm that DNS loses its last letter everywhere.
  const bare = /^[a-z]{2}s$/.test(word) ? word.slice(0, -1) : stem(word);
  if (bare.length <= LEAST || /\d/.test(bare)) return bare;
  const ending = ENDINGS.find((end) => bare.endsWith(end) && bare.length - end.length >= LEAST);
  const cut = ending === undefined ? bare : bare.slice(0, -ending.length);
  return /([bdfglmnprt])\1$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** «Nó» is the machine, and without its accent the smallest of words: it is read as what English calls it. */
export function withNodes(text: string): string {
  return text.replace(/(^|\P{L})nó(s?)(?!\p{L})/giu, '$1node$2');
}

/** A path of the file system, at least two folders deep. */
const PATH = /(?:\/[\w.-]*\w){2,}/g;

/** The paths of a text, each as one word: `/etc/cni/net.d` is `etccninetd`. */
export function pathWords(text: string): string[] {
  return [...text.matchAll(PATH)].map(([path]) => squash(path));
}

/** A path and the folders above it, the whole first: a pasted file stands for its folder. */
export function pathsUp(text: string): string[][] {
  return [...text.matchAll(PATH)].map(([path]) => {
    const parts = path.split('/').slice(1);
    return parts.slice(1).map((_, at) => squash(parts.slice(0, parts.length - at).join('/')));
  });
}

/** A version as one word, however it is written: `v1.24`, `1.24` and `1.24.3` are `v124`. */
export function withVersions(text: string): string {
  return text.replace(/\bv?(\d+)\.(\d+)(?:\.\d+)?\b/gi, 'v$1$2');
}

/**
 * A text as roots, in order, without the words that only hold sentences together. Of a joined word the parts count: people
 * write it either way.
 */
export function roots(text: string): string[] {
  return stems(withVersions(withNodes(text)))
    .filter((word) => !STOP_WORDS.has(word))
    .map(root);
}
