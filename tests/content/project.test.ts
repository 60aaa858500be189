import { test } from 'vitest';
import { expectNone } from './checks/finding.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { allDatasets } from '../../src/features/datasets/datasets.ts';
import { FILE_SCHEMAS } from '../../src/schemas/index.ts';
import { inEveryLanguage, sameUiStrings, uiPhrases } from './checks/i18n.ts';
import { completeLock } from './checks/lockfile.ts';
import { portsInStrings } from './checks/numbers.ts';
import { declaredImports, sameForms, soundWorkflows } from './checks/repository.ts';
import { noCircles, readCode, usedExports, usedFields, usedStrings } from './checks/code.ts';
import { dataTerminology, diagramTerminology, readTerminology, uiTerminology } from './checks/terminology.ts';

const root = process.cwd();
const rules = readTerminology(root);
const code = readCode(root);

test('interface strings are complete in both languages', () => expectNone(sameUiStrings(root)));
test('issue forms ask the same in both languages', () => expectNone(sameForms(root)));
test('workflows are sound, to the last line that they run', async () => expectNone(await soundWorkflows(root)));
test('what the build imports is a dependency', () => expectNone(declaredImports(root)));
test('a number in an interface string has its forms, and no two functions share a phrase', () =>
  expectNone(inEveryLanguage(root, uiPhrases)));
test('a port in an interface string is one of the store', () => {
  const facts = loadFacts();
  expectNone(inEveryLanguage(root, (file, strings) => portsInStrings(file, strings, facts)));
});
test('texts of the data keep to the terminology', () => expectNone(dataTerminology(root, rules)));
test('labels of the diagrams keep to the terminology', () => expectNone(diagramTerminology(root, rules)));
test('strings of the interface keep to the terminology', () => expectNone(uiTerminology(root, rules)));
test('the lock file serves every platform and every registry', () => expectNone(completeLock(root)));
test('no file needs itself', () => expectNone(noCircles(code)));
test('what a file exports, another one uses', () => expectNone(usedExports(code)));
test('every field of the data has a reader', () =>
  expectNone(usedFields(code, FILE_SCHEMAS, Object.fromEntries(allDatasets().map(({ id, schema }) => [id, schema])))));
test('every string of the interface is asked for', () =>
  expectNone(inEveryLanguage(root, (_file, strings) => usedStrings(code, Object.keys(strings)))));
