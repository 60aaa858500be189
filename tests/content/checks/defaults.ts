import type { Facts } from '../../../src/facts/load.ts';
import type { Finding } from './finding.ts';

/**
 * The words by which a sentence speaks of a default of the store, in both languages; and where its amount is no measure, what it
 * counts or looks like. A default of the store without words here is a fault of this file.
 */
export const DEFAULT_WORDS: Readonly<Record<string, readonly [words: RegExp, amount?: RegExp]>> = {
  'lease-renewal': [/kubelet (renews|renova)/],
  'node-status': [/full status|status completo/],
  'pods-per-node': [/Pods (per node|por nó)/, /(\d+) Pods/g],
  'log-files': [/log files|arquivos de log/, /([\p{L}\d]+) (?:log files|arquivos de log)/gu],
  'log-size': [/log files|arquivos de log/],
  'runtime-timeout': [/kubelet (gave up waiting|desistiu de esperar)/],
  'pressure-transition': [/condition stays|condição continua/],
  'evict-memory': [/\| `memory\.available`/],
  'evict-nodefs': [/\| `nodefs\.available`/],
  'evict-nodefs-inodes': [/\| `nodefs\.inodesFree`/],
  'evict-imagefs': [/\| `imagefs\.available`/],
  'evict-imagefs-inodes': [/\| `imagefs\.inodesFree`/],
  pleg: [/\b(round|volta)\b.*kubelet.*NotReady/],
  'node-grace': [/without news|sem notícia|before the taint|até o taint/],
  toleration: [/\btolera(te|m)\b.*\btaint|before the eviction|até a remoção/],
  'force-detach': [/detaches by force|desanexa à força/],
  'route-period': [/(Routes are|rotas são) reconcil/],
  'etcd-quota': [/\b(has|tem) (a quota|uma cota)/],
  'etcd-quota-most': [/suggested maximum|máximo sugerido/],
  'etcd-slow': [/to carry out a request|para executar uma requisição/],
  'etcd-fsync': [/`wal_fsync`/],
  'etcd-commit': [/`backend_commit`/],
  'join-token': [/\btokens?\b.*\b(lives?|vivem?)\b/i],
  'certificate-key': [/good for two hours|vale por duas horas|upload-certs`/],
  'authority-life': [/(authorit(y|ies)|autoridades?)\b.*\b(lasts?|dura(m)?)\b/],
  'certificate-life': [/signs everything else|assina todo o resto|(that kubeadm signs|que o kubeadm assina)/],
  'service-range': [/--service-cidr/, /((?:\d+\.){3}\d+\/\d+)/g],
  'dns-address': [/is DNS|DNS is|é o DNS|DNS é/, /((?:\d+\.){3}\d+)[`., ]*(?:is DNS|é o DNS|by default|por padrão)/g],
  'webhook-timeout': [/\btimeout is|tempo limite é/],
  'webhook-failure': [/default is `|padrão é `|unless you change it|se você não mudar/, /`(Fail|Ignore)`/g],
  'discovery-timeout': [/in discovery gets stale|desatualizado no discovery/],
  'leader-lease': [/for the lease,|de validade,/, /(\d+)(?: seconds| segundos)? (?:for the lease|de validade)/g],
  'leader-renew': [/for the lease,|de validade,/, /(\d+)(?: seconds| segundos)? (?:to|para) ren(?:ew|ovar)/g],
  'leader-retry': [
    /for the lease,|de validade,/,
    /(\d+)(?: seconds| segundos)? (?:between attempts|entre tentativas)/g,
  ],
  'annotations-size': [/annotations: Too long|`must have at most/, /(\d+) bytes/g],
  'selectable-fields': [/fields per version|campos por versão/, /(\d+) (?:fields|campos)/g],
};

/** Units in both languages, each with how many of the smallest of its kind it holds. */
const UNITS: readonly [unit: RegExp, kind: string, factor: number][] = [
  [/^ms$/, 'time', 1],
  [/^(s|seconds?|segundos?)$/, 'time', 1_000],
  [/^(min|minutes?|minutos?)$/, 'time', 60_000],
  [/^(h|hours?|horas?)$/, 'time', 3_600_000],
  [/^(years?|anos?)$/, 'time', 31_536_000_000],
  [/^MiB$/, 'size', 1_048_576],
  [/^GB$/, 'size', 1_000_000_000],
  [/^%$/, 'share', 1],
];
const NUMERALS: Readonly<Record<string, number>> = {
  ...Object.fromEntries('one two three four five six seven eight nine ten'.split(' ').map((word, i) => [word, i + 1])),
  ...Object.fromEntries('um dois três quatro cinco seis sete oito nove dez'.split(' ').map((word, i) => [word, i + 1])),
  duas: 2,
  uma: 1,
};
const MEASURE = new RegExp(
  `(?<![\\p{L}\\d.])(\\d+|${Object.keys(NUMERALS).join('|')}) ?(ms|s|min|h|MiB|GB|%|seconds?|segundos?|minut[eo]s?|hours?|horas?|years?|anos?)(?![\\p{L}\\d])`,
  'giu',
);
const numberOf = (word: string): number | string =>
  NUMERALS[word.toLowerCase()] ?? (/^\d+$/.test(word) ? Number(word) : word);

/** The measures of a text, each as its kind and how many of the smallest unit: `five minutes` and `300 s` are the same. */
function measuresIn(text: string): { said: string; kind: string; amount: number | string }[] {
  return [...text.matchAll(MEASURE)].flatMap(([said, word = '', unit = '']) => {
    const [, kind = '', factor = 1] = UNITS.find(([pattern]) => pattern.test(unit)) ?? [];
    return { said, kind, amount: Number(numberOf(word)) * factor };
  });
}

/**
 * Amounts beside the words of a default that are not the store's; and defaults that a language says nowhere.
 * @param texts sentences or whole texts, and where they stand
 */
export function rightDefaults(
  texts: readonly { where: string; text: string }[],
  defaults: Facts['versions']['defaults'],
): { findings: Finding[]; said: ReadonlySet<string> } {
  const said = new Set<string>();
  const ours = defaults.flatMap(({ id, value }) => {
    const [words, pattern] = DEFAULT_WORDS[id] ?? [];
    const [measure] = pattern ? [] : measuresIn(value);
    const amount = measure?.amount ?? numberOf(value.split(' ')[0] ?? '');
    return words ? [{ id, value, words, pattern, kind: measure?.kind, amount }] : [];
  });
  const any = new RegExp(ours.map(({ words }) => words.source).join('|'), 'iu');
  const findings = texts.flatMap(({ where, text }) => {
    if (!any.test(text)) return [];
    return text
      .replaceAll(/<[^>]+>|\*\*|\]\([^)]*\)|\[/g, '')
      .split(/(?<=[.;!?])\s/)
      .flatMap((sentence) => {
        const named = ours.filter(({ words }) => words.test(sentence));
        return named.flatMap(({ id, value, pattern, kind, amount }) => {
          const there = pattern
            ? [...sentence.matchAll(pattern)].map((match) => ({ said: match[0], amount: numberOf(match[1] ?? '') }))
            : measuresIn(sentence).filter((measure) => measure.kind === kind);
          if (there.some((measure) => measure.amount === amount)) said.add(`${id} ${languageOf(where)}`);
          return (
            there
              // “The log files” counts nothing.
              .filter((measure) => typeof measure.amount === typeof amount)
              .filter(
                (measure) =>
                  !named.some((one) => one.pattern === pattern && one.kind === kind && one.amount === measure.amount),
              )
              .map((measure) => ({
                where,
                what: `“${measure.said}” is not what the store says of ${id}: ${value}.`,
                fix: 'Correct the sentence, or the record under "defaults" in src/data/versions.yaml with its source.',
              }))
          );
        });
      });
  });
  return { findings, said };
}

/** The language of a place: of a page by its folder, of a text of the data by its key. */
const languageOf = (where: string): string => (/\/(?:pt|pt-br)(?:\/|$)/.test(where) ? 'pt' : 'en');

/** Defaults that nothing says in a language: their words here no longer fit the texts, or nobody needs the record. */
export function unsaid(defaults: Facts['versions']['defaults'], said: ReadonlySet<string>): string[] {
  return defaults.flatMap(({ id }) => ['en', 'pt'].map((lang) => `${id} ${lang}`)).filter((one) => !said.has(one));
}
