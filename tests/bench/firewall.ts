/**
 * `npm run bench:firewall`: the rules of every combination of choices, read by the very programs that they are for: nft,
 * iptables-restore, ip6tables-restore, ufw, firewall-offline-cmd, ansible-playbook, and Terraform or OpenTofu. A file is a
 * frame and the lines of its rules, and each of these programs reads line by line: every distinct rule of all combinations is
 * read in every form, and every whole file of the combinations with no option and with all. At the level of rules every
 * combination is compared with the store; the rules of every form are, for no option, each alone, and all.
 * What is not installed is named and not checked; with `--require` it is an error. `--only terraform` asks one of them. Needs
 * root for the packet filters.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FORM, type Comments, type TableWords } from '../../src/features/firewall/forms/index.ts';
import { EXAMPLE_CHOICES } from '../../src/features/firewall/examples.ts';
import { addressBook, openFlows, plan, type Plan, type Rule, rulesFor } from '../../src/features/firewall/plan.ts';
import { type Choices, firstChoices, formsFor } from '../../src/features/firewall/choices.ts';
import type { FormId } from '../../src/features/firewall/model.ts';
import { firewallSpec } from '../../src/features/firewall/spec.ts';
import { readChoices } from '../../src/features/firewall/state.ts';
import { stepsOf } from '../../src/features/firewall/steps.ts';
import { READ, wrongAnswers } from '../support/firewall/answers.ts';
import { allSets, combinations, noneOrAll } from '../support/firewall/combinations.ts';
import { lacks } from '../support/firewall/oracle.ts';
import { readIptables } from '../support/firewall/readers.ts';

const COMMENTS = Object.fromEntries(
  [
    'loopback',
    'answers',
    'icmp',
    'dhcp',
    'nodePorts',
    'proxy',
    'forward',
    'drop',
    'earlier',
    'reload',
    'byHand',
    'egress',
  ].map((key) => [key, 'á: "é"']),
) as unknown as Comments;
const required = process.argv.includes('--require');
const at = process.argv.indexOf('--only');
const only = at < 0 ? '' : (process.argv[at + 1] ?? '');
const spec = firewallSpec('en');
const directory = mkdtempSync(join(tmpdir(), 'firewall-'));
const books = new Map<string, ReturnType<typeof addressBook>>();
function bookOf({ cluster, addresses }: Choices): ReturnType<typeof addressBook> {
  const book = books.get(cluster) ?? addressBook(addresses);
  books.set(cluster, book);
  return book;
}
const planOf = (choices: Choices): Plan => plan(spec, choices, bookOf(choices));
function unknown(): never {
  throw new Error('A combination is of no known kind of cluster.');
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
const seconds = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
let failed = 0;
let missing = 0;
let combos = 0;
let files = 0;
let distinct = 0;
const rules = new Map<string, Rule>();
const seen = new Set<string>();
// The others read whole files only.
const byRule = only === '' || /^(?:nft|ip6?tables|ufw|firewall)/.test(only);
for (const all of byRule ? combinations(spec, (options) => [options]) : []) {
  // A set of options that bring no flow to this machine changes nothing: it counts, and is the same set of rules.
  combos += 2 ** all.options.length;
  files += 2 ** all.options.length * formsFor(spec.clusters.find(({ id }) => id === all.cluster) ?? unknown()).length;
  // A table has every flow, also those that only a cloud sees.
  const most = openFlows(spec, { ...all, form: 'csv' });
  const key = `${all.addresses.pods} ${all.ssh} ${all.machine} ${most.map(({ id, groups }) => id + groups.join()).join()}`;
  if (seen.has(key)) continue;
  seen.add(key);
  const { book } = bookOf(all);
  const asking = all.options.filter((option) => most.some(({ when }) => when?.option === option));
  for (const options of allSets(asking)) {
    const open = most.filter(({ when }) => when?.option === undefined || options.includes(when.option));
    for (const some of [open, open.filter(({ cloudOnly }) => !cloudOnly)]) {
      if (some === open || some.length < open.length) distinct += 1;
      else continue;
      const made = rulesFor(some, all.ssh, book);
      const wrong = lacks(some, made, all.ssh, book);
      if (wrong !== '') {
        failed += 1;
        if (failed <= 3) console.log(`FAILED       ${wrong}: ${JSON.stringify({ ...all, options })}`);
      }
      for (const rule of made) {
        const name = `${rule.id} ${rule.comment} ${rule.v4.join()} ${rule.v6.join()}`;
        if (!rules.has(name)) rules.set(name, rule);
      }
    }
  }
}
if (byRule)
  console.log(
    `${combos} combinations, ${files} with their forms: ${distinct} distinct sets, ${rules.size} distinct rules (${seconds()})`,
  );

const lines = { nft: '', v4: '', v6: '', ufw: [] as string[], rich: [] as string[] };
{
  const of = { ...planOf(firstChoices(spec)), rules: [...rules.values()] };
  lines.nft = write(of, 'nftables');
  const { files: tables } = readIptables(write(of, 'iptables'));
  [lines.v4, lines.v6] = [tables[4], tables[6]];
  lines.ufw = [
    ...new Set(
      write(of, 'ufw')
        .split('\n')
        .filter((line) => line.startsWith('ufw allow ')),
    ),
  ];
  lines.rich = [
    ...new Set([...write(of, 'firewalld').matchAll(/--add-rich-rule='(.*)'/g)].map(([, line = '']) => line)),
  ];
}

const one = (options: readonly string[]): (readonly string[])[] => [[], ...options.map((option) => [option]), options];
let asked = 0;
const answered = new Set<string>();
for (const choices of only === '' || only === 'semantics' ? combinations(spec, one) : []) {
  const of = planOf(choices);
  const key = `${choices.addresses.pods} ${choices.machine} ${of.open.map(({ id, groups }) => id + groups.join()).join()}`;
  if (answered.has(key)) continue;
  answered.add(key);
  const forms = formsFor(spec.clusters.find(({ id }) => id === choices.cluster) ?? unknown()).filter(
    (form) => form in READ,
  );
  const form = forms[asked % forms.length] ?? 'nftables';
  asked += 1;
  const wrong = wrongAnswers(spec, { ...choices, form }, write(planOf({ ...choices, form }), form));
  if (wrong.length > 0) failed += 1;
  if (wrong.length > 0 && failed <= 3) console.log(`FAILED       ${form}: ${wrong[0] ?? ''}`);
}
if (asked > 0)
  console.log(
    `${failed === 0 ? 'ok          ' : 'FAILED      '} semantics: ${asked} sets of rules read back and asked (${seconds()})`,
  );

const whole: Plan[] = [];
const known = new Set<string>();
for (const choices of combinations(spec, noneOrAll)) {
  const of = planOf(choices);
  const key = `${choices.cluster} ${choices.machine} ${of.rules.map(({ id, v4 }) => id + v4.length).join()}`;
  if (!known.has(key)) whole.push(of);
  known.add(key);
}
console.log(`${whole.length} whole files of each form (${seconds()})`);

// ---- What the programs say ----

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

const nftFiles = whole.map((of) => write(of, 'nftables'));
check({
  name: 'nft -c',
  read: (input) => run('nft', ['-c', '-f', file('rules.nft', input)]),
  wrong: 'table inet t { chain c { tcp dport 70000 accept } }',
  inputs: [lines.nft, ...chunks(nftFiles, 200).map((some) => some.join('\n'))],
  what: `${rules.size} distinct rules, ${nftFiles.length} files`,
});
const tables = whole.map((of) => readIptables(write(of, 'iptables')).files);
for (const [family, command] of [
  [4, 'iptables-restore'],
  [6, 'ip6tables-restore'],
] as const) {
  const own = tables.map((one) => one[family]);
  check({
    name: `${command} --test`,
    read: (input) => run(command, ['--test', '--noflush'], input),
    wrong: '*filter\n:X - [0:0]\n-A X -p tcp --dport 70000 -j DROP\nCOMMIT\n',
    inputs: [lines[family === 4 ? 'v4' : 'v6'], ...chunks(own, 200).map((some) => some.join(''))],
    what: `${rules.size} distinct rules, ${own.length} files`,
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
  inputs: chunks(lines.ufw, 50).map((some) => some.join('\n')),
  what: `${lines.ufw.length} distinct commands`,
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
  inputs: chunks(lines.rich, 400).map((some) => some.join('\n')),
  what: `${lines.rich.length} distinct rich rules, the zone and the policy`,
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
// The providers are no part of the check: their resources stand as the one that Terraform itself has, so that references,
// types and expressions are checked. Which attributes the providers know, the unit tests say.
const standIn = (text: string): string =>
  text
    .replaceAll(
      /resource "(\w+)" "(\w+)" \{\n( {2}for_each.*\n)?([\s\S]*?)\n\}\n/g,
      (_, type: string, name: string, each = '', body = '') =>
        `resource "terraform_data" "${type}_${name}" {\n${each}  input = {\n${body.replace(/^ {2}(allow|deny) \{/m, '  $1 = {')}\n  }\n}\n`,
    )
    .replaceAll(/aws_security_group\.(\w+)\.id/g, 'terraform_data.aws_security_group_$1.id');
const cases = Object.values(EXAMPLE_CHOICES).map((query) => readChoices(spec, query).choices);
check({
  name: `${terraform} validate`,
  read: (input) => {
    folder += 1;
    const root = join(directory, `hcl-${folder}`);
    mkdirSync(root);
    const modules = input.split('\u0000').map((text, place) => {
      mkdirSync(join(root, `m${place}`));
      writeFileSync(join(root, `m${place}`, 'main.tf'), text);
      return `module "m${place}" {\n  source = "./m${place}"\n  ${text.includes('vpc_id') ? 'vpc_id' : 'network'} = "x"\n}\n`;
    });
    writeFileSync(join(root, 'main.tf'), modules.join(''));
    const made = run(terraform, [`-chdir=${root}`, 'init', '-backend=false', '-input=false', '-no-color']);
    return made?.ok ? run(terraform, [`-chdir=${root}`, 'validate', '-no-color']) : made;
  },
  wrong: standIn(
    write(planOf(cases[0] ?? unknown()), 'terraform-aws').replace('for_each = local.', 'for_each = local.not_'),
  ),
  inputs: [
    cases
      .flatMap((choices) =>
        (['terraform-aws', 'terraform-google'] as const).map((form) => write(planOf({ ...choices, form }), form)),
      )
      .map(standIn)
      .join('\u0000'),
  ],
  what: `${cases.length * 2} files`,
});
const playbooks = cases
  .filter(({ cluster }) => cluster !== 'talos')
  .flatMap((choices) =>
    (['ansible-nftables', 'ansible-ufw', 'ansible-firewalld'] as const).map((form) =>
      write(planOf({ ...choices, form }), form),
    ),
  );
check({
  name: 'ansible-playbook --syntax-check',
  read: (input) =>
    run('ansible-playbook', [
      '--syntax-check',
      ...input.split('\u0000').map((text, place) => file(`play-${place}.yaml`, text)),
    ]),
  wrong: '- hosts: all\n  tasks:\n    - name: x\n      no.such.module:\n        y: z\n',
  inputs: [playbooks.join('\u0000')],
  what: `${playbooks.length} playbooks`,
});
const shells = whole.flatMap((of) => (['iptables', 'ufw', 'firewalld'] as const).map((form) => write(of, form)));
const steps = cases.flatMap((choices) =>
  formsFor(spec.clusters.find(({ id }) => id === choices.cluster) ?? unknown()).flatMap((form) =>
    stepsOf(planOf({ ...choices, form })).map(([, text]) => text),
  ),
);
check({
  name: 'sh -n',
  read: (input) => run('sh', ['-n'], input),
  wrong: 'if true; then\n',
  inputs: [
    ...chunks(shells, 100).map((some) => some.join('\n')),
    ...chunks([...new Set(steps)], 20).map((some) => some.join('\n')),
  ],
  what: `${shells.length} scripts, ${new Set(steps).size} commands`,
});

rmSync(directory, { recursive: true });
console.log(`${failed} failed, ${missing} not checked (${seconds()})`);
process.exitCode = failed > 0 || (required && missing > 0) ? 1 : 0;
