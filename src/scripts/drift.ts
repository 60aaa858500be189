/**
 * `npm run drift [-- --json] [--record]`: compares the store with the public files that its facts come from. Ends with 1 where something
 * differs or no longer has the known form, with 2 where nothing could be reached. GITHUB_TOKEN, when set, is sent to the API
 * of GitHub alone, whose limit for strangers is low.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadFacts } from '../facts/load.ts';
import { drift, driftChecks } from '../features/drift/checks.ts';
import { withRecord } from '../features/prover/record.ts';
import { commandLine } from './command-line.ts';

const RECORD = 'src/data/proved.yaml';
const { values } = commandLine(() =>
  parseArgs({ options: { json: { type: 'boolean' }, record: { type: 'boolean' } } }),
);
const token = process.env['GITHUB_TOKEN'];
const read = async (url: string): Promise<string> => {
  const api = new URL(url).host === 'api.github.com';
  const headers: Record<string, string> = api && token ? { authorization: `Bearer ${token}` } : {};
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(20_000) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
};

const today = new Date().toISOString().slice(0, 10);
const { differences, unreachable, unreadable, checked } = await drift(driftChecks(loadFacts(), today), read);
if (values.json === true) {
  console.log(JSON.stringify({ differences, unreachable, unreadable, checked }));
} else {
  for (const { title, detail, url, records } of differences)
    console.log(`differs      ${title}. ${detail}\n             ${url}\n             look at ${records.join(', ')}`);
  for (const { name, why } of unreadable) console.log(`unreadable   ${name}: ${why}`);
  for (const { name, why } of unreachable) console.log(`unreachable  ${name}: ${why}`);
  console.log(
    `\n${checked} checks: ${differences.length} differ, ${unreadable.length} unreadable, ${unreachable.length} unreachable`,
  );
}
if (values.record === true) {
  const record = {
    date: today,
    checked,
    differ: differences.length,
    unreadable: unreadable.length,
    unreachable: unreachable.length,
  };
  writeFileSync(RECORD, withRecord(readFileSync(RECORD, 'utf8'), 'lastDrift', record));
}
process.exitCode = differences.length + unreadable.length > 0 ? 1 : unreachable.length === checked ? 2 : 0;
