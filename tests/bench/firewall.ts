/**
 * `npm run bench:firewall`: the rules of every combination of choices, read by the very programs that they are for: nft,
 * iptables-restore, ip6tables-restore, ufw, firewall-offline-cmd, and the formatter of Terraform or OpenTofu, which is
 * their parser. Every distinct line of all combinations is read, and every whole file of those with no option and with all.
 * What is not installed is named and not checked; with `--require` it is an error. `--only terraform` asks one of them. Needs
 * root for the packet filters.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FORM, type Comments, type TableWords } from '../../src/features/firewall/forms/index.ts';
import {
  addressBook,
  type Choices,
  type FormId,
  openFlows,
  plan,
  type Plan,
} from '../../src/features/firewall/model.ts';
import { firewallSpec } from '../../src/features/firewall/spec.ts';
import { allSets, combinations, noneOrAll } from '../support/firewall/combinations.ts';
import { readIptables } from '../support/firewall/readers.ts';

const COMMENTS = Object.fromEntries(
  ['loopback', 'answers', 'icmp', 'dhcp', 'nodePorts', 'forward', 'drop', 'earlier', 'byHand', 'egress'].map((key) => [
    key,
    'á: "é"',
  ]),
) as unknown as Comments;
const required = process.argv.includes('--require');
const at = process.argv.indexOf('--only');
const only = at < 0 ? '' : (process.argv[at + 1] ?? '');
const spec = firewallSpec('en');
const directory = mkdtempSync(join(tmpdir(), 'firewall-'));
const books = new Map(spec.clusters.map(({ id }) => [id, undefined as ReturnType<typeof addressBook> | undefined]));

function planOf(choices: Choices): Plan {
  const book = books.get(choices.cluster) ?? addressBook(choices.addresses);
  books.set(choices.cluster, book);
  return plan(spec, choices, book);
}

const write = (of: Plan, form: FormId): string =>
  FORM[form].write({ ...of, choices: { ...of.choices, form } }, ['x'], COMMENTS, {} as TableWords);

/** Runs a program; undefined when it is not installed. */
function run(command: string, args: readonly string[], input?: string): { ok: boolean; said: string } | undefined {
  const { error, status, stdout, stderr } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return { ok: status === 0, said: `${stdout}${stderr}`.slice(0, 2000) };
}

// ---- What there is to read ----

const started = Date.now();
const seen = new Set<string>();
const lines = {
  nft: new Set<string>(),
  v4: new Set<string>(),
  v6: new Set<string>(),
  ufw: new Set<string>(),
  rich: new Set<string>(),
};
let combos = 0;
// Whole files are all that the others read.
const everySet = only === '' || /^(?:nft|ip6?tables|ufw|firewall)/.test(only);
for (const choices of combinations(spec, everySet ? allSets : noneOrAll)) {
  combos += 1;
  const key = `${choices.cluster} ${choices.machine} ${choices.metrics} ${openFlows(spec, choices)
    .map(({ id }) => id)
    .join()}`;
  if (seen.has(key)) continue;
  seen.add(key);
  const of = planOf(choices);
  for (const line of write(of, 'nftables').split('\n')) if (line.startsWith('    ')) lines.nft.add(line);
  const { files } = readIptables(write(of, 'iptables'));
  for (const line of files[4].split('\n')) if (line.startsWith('-A K8S-FIREWALL')) lines.v4.add(line);
  for (const line of files[6].split('\n')) if (line.startsWith('-A K8S-FIREWALL')) lines.v6.add(line);
  for (const line of write(of, 'ufw').split('\n')) if (line.startsWith('ufw allow ')) lines.ufw.add(line);
  for (const [, line = ''] of write(of, 'firewalld').matchAll(/--add-rich-rule='(.*)'/g)) lines.rich.add(line);
}
const whole: Plan[] = [];
const known = new Set<string>();
for (const choices of combinations(spec, noneOrAll)) {
  const of = planOf(choices);
  const key = `${choices.cluster} ${choices.machine} ${of.rules.map(({ id, v4 }) => id + v4.length).join()}`;
  if (!known.has(key)) whole.push(of);
  known.add(key);
}
console.log(
  `${combos} combinations, ${seen.size} distinct sets of rules, ${whole.length} whole files of each form (${Math.round((Date.now() - started) / 1000)} s)`,
);

// ---- What the programs say ----

let failed = 0;
let missing = 0;
interface Check {
  name: string;
  /** Reads one input; undefined when the program is not installed. */
  read: (input: string) => { ok: boolean; said: string } | undefined;
  /** What it must refuse: a check that refuses nothing is none. */
  wrong: string;
  inputs: readonly string[];
  what: string;
}

function check({ name, read, wrong, inputs, what }: Check): void {
  if (!name.startsWith(only)) return;
  const refused = read(wrong);
  if (refused === undefined) {
    missing += 1;
    console.log(`NOT CHECKED  ${name}: not installed`);
    return;
  }
  if (refused.ok) {
    failed += 1;
    console.log(`FAILED       ${name}: it takes what is wrong`);
    return;
  }
  let bad = 0;
  for (const input of inputs) {
    const result = read(input);
    if (result?.ok) continue;
    bad += 1;
    if (bad <= 3) console.log(`${name} refuses:\n${result?.said ?? ''}\n${input.slice(0, 500)}`);
  }
  failed += bad;
  console.log(`${bad === 0 ? 'ok          ' : 'FAILED      '} ${name}: ${what}, ${bad} refused`);
}

const chunks = <Item>(list: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
const file = (name: string, text: string): string => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};

const nftLines = [...lines.nft].filter((line) => !/^ {4}(?:type |#|drop$)/.test(line));
const nftFiles = whole.map((of) => write(of, 'nftables'));
check({
  name: 'nft -c',
  read: (input) => run('nft', ['-c', '-f', file('rules.nft', input)]),
  wrong: 'table inet t { chain c { tcp dport 70000 accept } }',
  inputs: [
    // Lines of the chain before NodePorts belong where `fib` may stand.
    `table inet t {\n chain c {\n type filter hook prerouting priority 0;\n${nftLines.join('\n')}\n }\n}`,
    ...chunks(nftFiles, 200).map((some) => some.join('\n')),
  ],
  what: `${nftLines.length} distinct lines, ${nftFiles.length} files`,
});
const tables = whole.map((of) => readIptables(write(of, 'iptables')).files);
for (const [family, command] of [
  [4, 'iptables-restore'],
  [6, 'ip6tables-restore'],
] as const) {
  const own = [...lines[family === 4 ? 'v4' : 'v6']];
  const files = tables.map((one) => one[family]);
  check({
    name: `${command} --test`,
    read: (input) => run(command, ['--test', '--noflush'], input),
    wrong: '*filter\n:X - [0:0]\n-A X -p tcp --dport 70000 -j DROP\nCOMMIT\n',
    inputs: [
      `*filter\n:K8S-FIREWALL - [0:0]\n${own.join('\n')}\nCOMMIT\n`,
      ...chunks(files, 200).map((some) => some.join('')),
    ],
    what: `${own.length} distinct lines, ${files.length} files`,
  });
}
check({
  name: 'ufw --dry-run',
  // One shell for many commands; the first that is refused ends it.
  read: (input) =>
    run('ufw', ['--version']) === undefined
      ? undefined
      : run('sh', ['-e'], input.replaceAll(/^ufw /gm, 'ufw --dry-run ')),
  wrong: "ufw allow proto tcp from 192.0.2.0/28 to any port 70000 comment 'x'\n",
  inputs: chunks([...lines.ufw], 50).map((some) => some.join('\n')),
  what: `${lines.ufw.size} distinct commands`,
});
let zone = 0;
check({
  name: 'firewall-offline-cmd',
  read: (input) => {
    zone += 1;
    const config = join(directory, `firewalld-${zone}`);
    mkdirSync(config);
    const cmd = (...args: string[]) => run('firewall-offline-cmd', ['--system-config', config, ...args]);
    const made = cmd('--new-zone=kubernetes');
    if (!made?.ok) return made;
    const rules = cmd('--zone=kubernetes', ...input.split('\n').map((rule) => `--add-rich-rule=${rule}`));
    if (!rules?.ok) return rules;
    for (const args of [
      ['--new-policy=kubernetes-forward'],
      ['--policy=kubernetes-forward', '--add-ingress-zone=ANY'],
      ['--policy=kubernetes-forward', '--add-egress-zone=ANY'],
      ['--policy=kubernetes-forward', '--set-target=ACCEPT'],
      ['--zone=kubernetes', '--add-service=dhcpv6-client'],
      ['--set-default-zone=kubernetes'],
    ]) {
      const done = cmd(...args);
      if (!done?.ok) return done;
    }
    return cmd('--check-config');
  },
  wrong: 'rule family="ipv4" source address="192.0.2.0/28" port port="70000" protocol="tcp" accept',
  inputs: chunks([...lines.rich], 400).map((some) => some.join('\n')),
  what: `${lines.rich.size} distinct rich rules, the zone and the policy`,
});
const hcl = whole.flatMap((of) => (['terraform-aws', 'terraform-google'] as const).map((form) => write(of, form)));
let folder = 0;
const terraform = (['tofu', 'terraform'] as const).find((name) => run(name, ['version']) !== undefined) ?? 'terraform';
check({
  name: `${terraform} fmt -check`,
  read: (input) => {
    folder += 1;
    const path = join(directory, `hcl-${folder}`);
    mkdirSync(path);
    for (const [at, text] of input.split('\u0000').entries()) writeFileSync(join(path, `${at}.tf`), text);
    return run(terraform, ['fmt', '-check', '-diff', path]);
  },
  wrong: 'resource "a" "b" {\n  x = [\n}\n',
  inputs: chunks(hcl, 500).map((some) => some.join('\u0000')),
  what: `${hcl.length} files`,
});
const shells = whole.flatMap((of) => (['iptables', 'ufw', 'firewalld'] as const).map((form) => write(of, form)));
check({
  name: 'sh -n',
  read: (input) => run('sh', ['-n'], input),
  wrong: 'if true; then\n',
  inputs: chunks(shells, 100).map((some) => some.join('\n')),
  what: `${shells.length} scripts`,
});

rmSync(directory, { recursive: true });
console.log(`${failed} failed, ${missing} not checked (${Math.round((Date.now() - started) / 1000)} s)`);
process.exitCode = failed > 0 || (required && missing > 0) ? 1 : 0;
