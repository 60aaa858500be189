import { test } from 'vitest';
import { expectNone } from './checks/finding.ts';
import { sameUiStrings } from './checks/i18n.ts';
import { completeLock } from './checks/lockfile.ts';
import { declaredImports, sameForms } from './checks/repository.ts';
import { dataTerminology, readTerminology } from './checks/terminology.ts';

const root = process.cwd();

test('interface strings are complete in both languages', () => expectNone(sameUiStrings(root)));
test('Portuguese texts of the data keep to the terminology', () =>
  expectNone(dataTerminology(root, readTerminology(root))));
test('issue forms ask the same in both languages', () => expectNone(sameForms(root)));
test('what the build imports is a dependency', () => expectNone(declaredImports(root)));
test('the lock file serves every platform and every registry', () => expectNone(completeLock(root)));
