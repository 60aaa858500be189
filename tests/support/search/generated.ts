/**
 * Questions made from the store: every port, socket, component, term, implementation, dimension, correction and section
 * in the forms in which people ask for them, and with one slip of the finger. Nobody can tune for thousands of questions:
 * what they show is whether the mechanism holds.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  allComponents,
  allCorrections,
  allImplementations,
  allPorts,
  allSockets,
  allTerms,
  localize,
  type Lang,
} from '../../../src/facts/index.ts';
import { squash, unpack, type Answer, type IndexFile } from '../../../src/features/search/query/name-index.ts';
import { openDirect, type Ask } from './direct.ts';
import { SWEEP_FLOORS } from './floors.ts';
import { rankOf } from './measure.ts';

/** One made question. */
interface GeneratedQuery {
  /** How it was made. */
  form: string;
  lang: Lang;
  query: string;
  accept: readonly string[];
}

/** How the questions of one form came out. */
interface GeneratedFigures {
  form: string;
  lang: Lang;
  asked: number;
  /** Shares whose answer stands first, and among the first three. */
  hit1: number;
  hit3: number;
  /** Questions whose answer does not stand first, with what does. */
  missed: { query: string; rank: number; first: string }[];
}

const LOCALE: Readonly<Record<Lang, string>> = { en: 'en', pt: 'pt-br' };

/** All questions in one language. @param answers what the built index has by name */
function generateQueries(lang: Lang, answers: readonly Answer[]): GeneratedQuery[] {
  const made: GeneratedQuery[] = [];
  const ask = (form: string, query: string, accept: readonly string[]): void => {
    if (query.trim() !== '' && accept.length > 0) made.push({ form, lang, query, accept });
  };
  const en = lang === 'en';
  const bearers = new Map<string, string[]>();
  for (const { names, path } of answers) {
    for (const name of new Set(names.map(squash))) bearers.set(name, [...(bearers.get(name) ?? []), path]);
  }
  /** Every record that bears the name: which of them comes first is a matter of taste. */
  const called = (name: string): string[] => bearers.get(squash(name)) ?? [];
  const slips = (form: string, name: string, accept: readonly string[]): void => {
    for (const slip of slipsOf(name)) ask(form, slip, accept);
  };

  for (const number of new Set(allPorts().flatMap(({ ranges }) => ranges.flat()))) {
    const rows = answers
      .filter(({ kind, ranges }) => kind === 'port' && ranges.some(([from, to]) => from <= number && number <= to))
      .map(({ path }) => path);
    ask('port: number', String(number), rows);
    ask('port: number', `:${number}`, rows);
    ask('port: in words', en ? `port ${number}` : `porta ${number}`, rows);
    ask('port: in words', en ? `what listens on ${number}?` : `o que escuta na ${number}`, rows);
    ask('port: in words', `${number}/tcp`, rows);
  }
  for (const component of allComponents()) {
    const name = localize(component.names, lang);
    const rows = allPorts()
      .filter((port) => port.component === component.id)
      .map(({ id }) => `reference/ports/#${id}`);
    if (rows.length === 0) continue;
    ask('port: of a component', en ? `which port does ${name} use` : `qual a porta do ${name}`, rows);
    ask('port: of a component', en ? `${name} port` : `portas ${name}`, rows);
  }
  for (const socket of allSockets()) {
    const path = localize(socket.path, lang);
    const rows = answers.filter((entry) => entry.kind === 'socket' && entry.names[0] === path).map((row) => row.path);
    ask('socket: path', path, rows);
  }
  for (const component of allComponents()) {
    const { id, names } = component;
    const own = [...called(localize(names, lang)), `components/${id}/`];
    ask('component: name', localize(names, lang), own);
    ask('component: name', id.replaceAll('-', ' '), own);
    ask('component: question', en ? `what does ${id} do` : `o que o ${id} faz`, own);
    slips('component: slip', id, own);
  }
  for (const term of allTerms()) {
    // The word's own line, whatever else bears the name, and the page that explains it.
    const explained = `${term.page.split('#')[0]?.replace(/\/$/, '') ?? ''}/`;
    const own = (name: string): string[] => [...called(name), `reference/glossary/#${term.id}`, explained];
    const names = [localize(term.term, 'en'), localize(term.term, 'pt'), ...(term.officialPt ? [term.officialPt] : [])];
    for (const name of new Set(names.map((one) => one.replace(/\s*\(.*\)/, '')))) {
      ask('term: name', name, own(name));
      ask('term: question', en ? `what is ${name}` : `o que é ${name}`, own(name));
    }
    const name = localize(term.term, lang).replace(/\s*\(.*\)/, '');
    slips('term: slip', name, own(name));
  }
  for (const { name, id } of allImplementations()) {
    const own = [...called(name), ...called(id)];
    ask('implementation: name', name, own);
    ask('implementation: question', en ? `is ${name} still maintained` : `${name} ainda é mantido?`, [
      ...own,
      'reference/corrections/',
      'reference/timeline/',
    ]);
    slips('implementation: slip', name, own);
  }
  for (const { names, path } of answers.filter(({ kind }) => kind === 'dimension')) {
    ask('dimension: of interfaces', `${names[0] ?? ''} CRI CNI CSI`, [path, 'interfaces/comparison/']);
  }
  for (const { id, title } of allCorrections()) {
    ask('correction: what is said', localize(title, lang), [`reference/corrections/#${id}`]);
  }
  for (const { path, names } of answers.filter(({ kind }) => kind === 'page')) {
    for (const name of names.slice(0, 6)) ask('page: name', name, [path, ...called(name)]);
  }
  return made;
}

/** A name with one slip of the finger: two letters swapped, one left out, one doubled. Short words are left alone. */
function slipsOf(name: string): string[] {
  const at = Math.floor(name.length / 2);
  if (!/^[a-z-]{6,}$/i.test(name)) return [];
  const [before, here, next, after] = [name.slice(0, at), name[at] ?? '', name[at + 1] ?? '', name.slice(at + 2)];
  const slips = [before + next + here + after, before + next + after, before + here + here + next + after];
  return [...new Set(slips)].filter((slip) => squash(slip) !== squash(name));
}

/** What is below its floor, in words. */
export function generatedFailures({ form, lang, hit1, hit3, missed }: GeneratedFigures): string[] {
  const floor = SWEEP_FLOORS[form] ?? SWEEP_FLOORS['default'] ?? { hit1: 1, hit3: 1 };
  if (hit1 >= floor.hit1 && hit3 >= floor.hit3) return [];
  const some = missed.slice(0, 3).map(({ query, first }) => `“${query}” → ${first || 'nothing'}`);
  return [`${form}, ${lang}: hit@1 ${hit1.toFixed(3)}, hit@3 ${hit3.toFixed(3)}: ${some.join(', ')}`];
}

/**
 * Asks them all.
 * @param dist the built site
 * @param every asks only each so many-th of a form, for a quick look
 */
export async function runGenerated(dist: string, every = 1): Promise<GeneratedFigures[]> {
  const figures: GeneratedFigures[] = [];
  for (const lang of ['en', 'pt'] as const) {
    const file = readFileSync(join(dist, 'search-index', LOCALE[lang], 'index.json'), 'utf8');
    const answers = unpack(JSON.parse(file) as IndexFile);
    const direct = await openDirect(dist, LOCALE[lang]);
    const byForm = new Map<string, GeneratedQuery[]>();
    for (const one of generateQueries(lang, answers)) byForm.set(one.form, [...(byForm.get(one.form) ?? []), one]);
    for (const [form, made] of byForm) {
      const some = made.filter((_, place) => place % every === 0);
      figures.push(await askForm(direct, form, lang, some));
    }
  }
  return figures;
}

async function askForm(ask: Ask, form: string, lang: Lang, made: readonly GeneratedQuery[]): Promise<GeneratedFigures> {
  const missed: GeneratedFigures['missed'] = [];
  let among3 = 0;
  for (const { query, accept } of made) {
    const found = (await ask(query)).results.map(({ path }) => path);
    const rank = rankOf(found, accept);
    if (rank > 0 && rank <= 3) among3 += 1;
    if (rank !== 1) missed.push({ query, rank, first: found[0] ?? '' });
  }
  return { form, lang, asked: made.length, hit1: 1 - missed.length / made.length, hit3: among3 / made.length, missed };
}
