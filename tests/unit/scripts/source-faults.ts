/** Faults that people who write facts and pages really make, one a case, and what they must be told. */

const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const DAY = /(- id: [^\n]*\n {4}date: )'?\d{4}-\d{2}-\d{2}'?/;

/** What is wrong, the file, the change that plants it, and the words that name it. */
export const SOURCE_FAULTS: readonly (readonly [
  name: string,
  file: string,
  change: (text: string) => string | Uint8Array,
  said: RegExp,
])[] = [
  [
    'a question of a section that is nowhere',
    'src/data/questions/ports.yaml',
    (text) => text.replace('kube-scheduler#ports', 'kube-scheduler#portz'),
    /questions\/ports\.yaml {2}question port-of-kube-scheduler: There is no section .*#portz[^]*#ports/,
  ],
  [
    'a question whose answer is not in its section',
    'src/data/questions/ports.yaml',
    (text) => text.replace('is a default, not a law', 'is a law'),
    /question port-of-the-api-server: Its answer is not in its section: “is a law”/,
  ],
  [
    'a day that the calendar does not have',
    'src/data/timeline.yaml',
    (text) => text.replace(DAY, "$1'2026-06-31'"),
    /calendar[^]*timeline\.yaml:\d+/,
  ],
  [
    'the same of a check',
    'src/data/ports.yaml',
    (text) => text.replace(/(date: )'?[\d-]+'?/, "$1'2025-02-29'"),
    /ports\.yaml/,
  ],
  [
    'the same of a page',
    'src/content/docs/en/interfaces/cri.mdx',
    (text: string) => text.replace(/(checked: .*date: )'[\d-]+'/, "$1'2026-09-31'"),
    /en\/interfaces\/cri\.mdx:4: "checked\.date"[^]*calendar/,
  ],
  [
    'an interface that there is not, of a page',
    'src/content/docs/pt-br/interfaces/cri.mdx',
    (text: string) => text.replace(/^interface: cri$/m, 'interface: cry'),
    /pt-br\/interfaces\/cri\.mdx:\d+: "interface"[^]*"cri"/,
  ],
  [
    'an event before there were computers to speak of',
    'src/data/timeline.yaml',
    (text: string) => text.replace(DAY, "$1'1066-10-14'"),
    /1066-10-14[^]*timeline\.yaml:\d+/,
  ],
  [
    'addresses that are none',
    'src/data/firewall.yaml',
    (text: string) => text.replace('10.42.0.0/16', '10.42.0.0/33'),
    /10\.42\.0\.0\/33[^]*firewall\.yaml:\d+/,
  ],
  [
    'a word of the interface that is said twice',
    'src/content/i18n/pt-BR.json',
    (text: string) => text.replace('{\n', '{\n  "check.here": "x",\n'),
    /pt-BR\.json:\d+: The key "check\.here" stands here twice/,
  ],
  ['a file of facts in another encoding', 'src/data/glossary.yaml', latin, /not UTF-8[^]*glossary\.yaml:\d+/],
  [
    'a page in another encoding',
    'src/content/docs/pt-br/about.mdx',
    latin,
    /pt-br\/about\.mdx:\d+: This line is not UTF-8/,
  ],
  ['UTF-16', 'src/data/meta.yaml', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'), /meta\.yaml[^]*UTF-16/],
  [
    'a file that was encoded twice',
    'src/data/labels.yaml',
    (text) => Buffer.from(Buffer.from(text).toString('latin1')),
    /encoded twice[^]*labels\.yaml:\d+/,
  ],
  [
    'a dash that was encoded twice',
    'src/content/docs/en/about.mdx',
    (text) => text.replace('\n\n', '\n\nx \u00E2\u20AC\u201D y\n'),
    /about\.mdx:\d+: A letter was encoded twice/,
  ],
  [
    'a sign that turns the direction unseen',
    'src/data/labels.yaml',
    (text) => text.replace(' a', ' \u202Ea'),
    /U\+202E[^]*labels\.yaml:\d+/,
  ],
  [
    'a tag of YAML that says how to read a value',
    'src/data/ports.yaml',
    (text) => text.replace('en: in use', 'en: !!js/function "in use"'),
    /not YAML: Unresolved tag[^]*ports\.yaml:\d+/,
  ],
  [
    'an address of two',
    'src/data/sources.yaml',
    (text) => text.replace(/(url: https:\S+)/, '$1 https://kubernetes.io/'),
    /sources\.yaml:\d+ — [^]*url/,
  ],
  [
    'a version that is not known yet',
    'src/data/ports.yaml',
    (text) => text.replace(/(checked: \{ kubernetes: )'[\d.]+'/, "$1'1.73'"),
    /1\.73 is newer than[^]*ports\.yaml:\d+/,
  ],
  [
    'a list that says something twice',
    'src/data/ports.yaml',
    (text) => text.replace('protocols: [TCP]', 'protocols: [TCP, TCP]'),
    /says "TCP" twice[^]*ports\.yaml:\d+/,
  ],
  [
    'an alias, also of itself',
    'src/data/sockets.yaml',
    (text) => text.replace('  - id: cri-containerd', '  - &a\n    <<: *a\n    id: cri-containerd'),
    /an alias stands[^]*sockets\.yaml:15/,
  ],
  [
    'a path of Windows without its drive or pipe',
    'src/data/sockets.yaml',
    (text) => text.replace('npipe:////./pipe/', 'C:/pipe/'),
    /named pipe[^]*sockets\.yaml:\d+/,
  ],
  [
    'a socket whose path has a blank',
    'src/data/sockets.yaml',
    (text) => text.replace('/containerd.sock', '/containerd .sock'),
    /path from the root[^]*sockets\.yaml:\d+/,
  ],
  [
    'a source that only one machine can open',
    'src/data/sources.yaml',
    (text) => text.replace('https://github.com', 'https://192.168.0.1'),
    /anybody can open[^]*sources\.yaml:\d+/,
  ],
  [
    'a source with somebody’s password',
    'src/data/sources.yaml',
    (text) => text.replace('https://github.com', 'https://me:secret@github.com'),
    /anybody can open/,
  ],
  [
    'a revision of a day that is none',
    'src/data/sources.yaml',
    (text) => text.replace('master @ 2026-07-01', 'master @ 2026-07-32'),
    /calendar has[^]*sources\.yaml:\d+/,
  ],
  [
    'a revision of a day to come',
    'src/data/sources.yaml',
    (text) => text.replace('master @ 2026-07-01', 'master @ 2036-07-01'),
    /2036-07-01 is after [\d-]+, the last day[^]*sources\.yaml:\d+[^]*under "checked"/,
  ],
  [
    'an event of a day to come',
    'src/data/timeline.yaml',
    (text) => text.replace(DAY, "$1'2036-01-31'"),
    /2036-01-31 is after[^]*timeline\.yaml:\d+/,
  ],
  [
    'a newest version whose release is missing',
    'src/data/versions.yaml',
    (text) => text.replace(/(id: rel-137\n {4}topic: )release/, '$1history'),
    /v1\.37 is the newest one here, and v1\.36 under "versions"[^]*versions\.yaml:\d+[^]*Add the release/,
  ],
  [
    'a release ten years early, or late',
    'src/data/versions.yaml',
    (text) => text.replace("date: '2025-04-23'", "date: '2015-04-23'"),
    /v1\.34 of 2025-08-27 would come \d+ days after v1\.33 of 2015-04-23[^]*versions\.yaml:\d+/,
  ],
  [
    'a release before the one that it follows',
    'src/data/versions.yaml',
    (text) => text.replace("date: '2026-04-22'", "date: '2025-04-22'"),
    /v1\.36 of 2025-04-22 would come -\d+ days after v1\.35[^]*versions\.yaml:\d+/,
  ],
  [
    'a check before its version was out',
    'src/data/ports.yaml',
    (text) => text.replace(/(checked: \{ kubernetes: '1\.37', date: )'[\d-]+'/, "$1'2026-08-25'"),
    /On 2026-08-25 v1\.37, released on 2026-08-26, was not the newest[^]*ports\.yaml:\d+/,
  ],
  [
    'a check of a record years later',
    'src/data/timeline.yaml',
    (text) => text.replace(/(\n {4}checked: \{ kubernetes: '1\.37', date: )'[\d-]+'/, "$1'2036-11-28'"),
    /On 2036-11-28 v1\.37[^]*timeline\.yaml:\d+/,
  ],
  [
    'a relation that a third one opens',
    'src/data/relations.yaml',
    (text) => text.replace('initiator: kubectl', 'initiator: kubelet'),
    /"kubelet" is none of its ends[^]*relations\.yaml:\d+/,
  ],
  [
    'a letter of another alphabet',
    'src/data/glossary.yaml',
    (text) => text.replace('pt: CRI\n', 'pt: \u0421RI\n'),
    /another alphabet[^]*glossary\.yaml:\d+/,
  ],
  [
    'markup in a text',
    'src/data/glossary.yaml',
    (text) => text.replace('pt: CRI\n', 'pt: <b>CRI</b>\n'),
    /"<b>" would stand[^]*glossary\.yaml:\d+/,
  ],
  [
    'half a sign, by its number',
    'src/data/glossary.yaml',
    (text) => text.replace('pt: CRI\n', 'pt: "CRI\\uD83D"\n'),
    /a sign that no text has[^]*glossary\.yaml:\d+/,
  ],
  [
    'a text that is not finished',
    'src/data/glossary.yaml',
    (text) => text.replace('pt: CRI\n', 'pt: TODO\n'),
    /"TODO" would stand/,
  ],
  [
    'a way to extend that is stable in a version to come',
    'src/data/extensibility.yaml',
    (text) => text.replace("ga: '1.16'", "ga: '1.61'"),
    /Kubernetes 1\.61 is newer[^]*extensibility\.yaml:\d+/,
  ],
  [
    'a path that climbs',
    'src/data/sockets.yaml',
    (text) => text.replace('path: /run/containerd/', 'path: /run/../containerd/'),
    /sockets\.yaml[^]*path from the root/,
  ],
  [
    'a letter that was lost',
    'src/data/labels.yaml',
    (text) => text.replace('ã', '\uFFFD'),
    /U\+FFFD[^]*labels\.yaml:\d+/,
  ],
  [
    'a merge conflict in facts',
    'src/data/sockets.yaml',
    (text) => text.replace('sockets:\n', 'sockets:\n<<<<<<< HEAD\n=======\n>>>>>>> b\n'),
    /merge conflict[^]*sockets\.yaml:\d+/,
  ],
  [
    'a merge conflict in a page',
    'src/content/docs/en/about.mdx',
    (text) => `${text}\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n`,
    /about\.mdx:\d+: A merge conflict/,
  ],
  [
    'a merge conflict in words',
    'src/content/i18n/en.json',
    (text) => text.replace('{\n', '{\n<<<<<<< HEAD\n'),
    /en\.json:2: A merge conflict/,
  ],
  ['a file that was emptied', 'src/data/relations.yaml', () => '', /relations\.yaml[^]*empty/],
  [
    'a socket that is no path from the root',
    'src/data/sockets.yaml',
    (text) => text.replace('path: /run/containerd/', 'path: run/containerd/'),
    /sockets\.yaml[^]*path from the root/,
  ],
  [
    'a version without quotes',
    'src/data/versions.yaml',
    (text) => text.replace(/(minor: )'1\.37'|(minor: )"1\.37"/, '$1$21.40'),
    /versions\.yaml[^]*1\.4 is a number[^]*quotes/,
  ],
  [
    'a newest version of another form',
    'src/data/versions.yaml',
    (text) => text.replace(/(latest:\n {2}minor: )'[\d.]+'/, "$1'v1.37.0'"),
    /versions\.yaml:\d+ — latest[^]*minor/,
  ],
  [
    'a next version that is not the next',
    'src/data/versions.yaml',
    (text) => text.replace(/(nextMinor: )'[\d.]+'/, "$1'1.99'"),
    /versions\.yaml[^]*after "minor"/,
  ],
  [
    'a pattern that cannot be read',
    'src/data/terminology.yaml',
    (text) => text.replace("avoid: ['nodes?'", "avoid: ['nodes(?'"),
    /terminology\.yaml:\d+: "nodes\(\?", of "node", is no regular expression/,
  ],
  [
    'a script in a picture',
    'public/favicon.svg',
    (text) => text.replace('</svg>', '<script>x()</script></svg>'),
    /favicon\.svg:\d+: "<script" would run/,
  ],
  [
    'a handler in a picture',
    'public/favicon.svg',
    (text) => text.replace('<svg', '<svg onload="x()"'),
    /favicon\.svg:1: "onload=" would run/,
  ],
  [
    'aliases of aliases',
    'src/data/meta.yaml',
    (text) =>
      `${text}a: &a [1]\n${'bcdefghij'
        .split('')
        .map(
          (name, at) =>
            `${name}: &${name} [${Array(9)
              .fill(`*${'abcdefghi'[at] ?? 'a'}`)
              .join(', ')}]`,
        )
        .join('\n')}\n`,
    /meta\.yaml[^]*not plain YAML/,
  ],
  [
    'years that run backwards',
    'src/data/timeline.yaml',
    (text) => text.replace('date: 2003-2013', 'date: 2013-2003'),
    /begins before it ends[^]*timeline\.yaml:\d+/,
  ],
  ['a file of one word', 'src/data/relations.yaml', () => 'hello\n', /The whole file is one word: hello/],
  [
    'a sign that is no text',
    'src/content/docs/en/about.mdx',
    (text) => text.replace('\n\n', '\n\0\n'),
    /about\.mdx:\d+: The line has the sign U\+0000/,
  ],
  [
    'a head that never ends',
    'src/content/docs/en/about.mdx',
    (text) => text.replace('\n---\n', '\n'),
    /about\.mdx:1: The head of the page is not there, or never ends/,
  ],
  [
    'a head that is no YAML',
    'src/content/docs/pt-br/about.mdx',
    (text) => text.replace(/^description: .*$/m, 'description: [x'),
    /pt-br\/about\.mdx:\d+: The head of the page is not YAML/,
  ],
  [
    'a page without a title',
    'src/content/docs/en/about.mdx',
    (text) => text.replace(/^title: /m, 'titel: '),
    /en\/about\.mdx:2: The page has no title/,
  ],
  [
    'broken words of the interface',
    'src/content/i18n/pt-BR.json',
    (text) => text.replace('",\n', '"\n'),
    /pt-BR\.json:\d+: This is not JSON/,
  ],
  [
    'a number that two readers read in two ways',
    'src/data/ports.yaml',
    (text) => text.replace('[[10250, 10250]]', '[[010250, 10250]]').replace('[10250]', '[010250]'),
    /The number 010250 is written as few read it[^]*ports\.yaml:\d+[^]*digits alone/,
  ],
  [
    'a sign that nobody sees, in an id',
    'src/data/ports.yaml',
    (text) => text.replace('- id: kubelet-', '- id: kubelet-\u200B'),
    /U\+200B[^]*ports\.yaml:\d+/,
  ],
  [
    'an end of line that only some programs see',
    'src/content/docs/en/about.mdx',
    (text) => text.replace('. ', '.\u2028'),
    /en\/about\.mdx:\d+: The line has the sign U\+2028/,
  ],
  [
    'letters apart from their accents, as macOS writes names',
    'src/data/glossary.yaml',
    (text) => text.normalize('NFD'),
    /a letter and its mark are two signs[^]*glossary\.yaml:\d+/,
  ],
  [
    'the same on a page',
    'src/content/docs/pt-br/about.mdx',
    (text) => text.normalize('NFD'),
    /pt-br\/about\.mdx:\d+: In “/,
  ],
  [
    'a path with a slash too many',
    'src/data/sockets.yaml',
    (text) => text.replace(/path: \//, 'path: //'),
    /must be a path from the root[^]*sockets\.yaml:\d+/,
  ],
  [
    'an address with a sign that turns what follows',
    'src/data/sources.yaml',
    (text) => text.replace(/url: (https:\S+)/, 'url: "$1\\u202E"'),
    /without blanks and signs that an address writes as %xx[^]*sources\.yaml:\d+/,
  ],
];
