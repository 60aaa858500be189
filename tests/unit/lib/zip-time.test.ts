import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const WRITTEN = `
  import { zipSync } from 'fflate';
  import { zipTime } from './src/lib/zip-time.ts';
  const mtime = zipTime(Date.UTC(2026, 10, 21, 1, 2, 4));
  console.log(Buffer.from(zipSync({ a: [new Uint8Array(1), { mtime }] })).toString('hex'));`;

// Kiritimati and Pago Pago are a day apart by the calendar; St. John's is half an hour off.
test.each(['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/St_Johns'])('a ZIP is the same in %s', (TZ) => {
  const bytes = Buffer.from(
    execFileSync(process.execPath, ['--input-type=module', '-e', WRITTEN], { env: { ...process.env, TZ } })
      .toString()
      .trim(),
    'hex',
  );
  // MS-DOS: hours, minutes, pairs of seconds; years since 1980, months, days.
  expect(bytes.readUInt16LE(10)).toBe((1 << 11) | (2 << 5) | 2);
  expect(bytes.readUInt16LE(12)).toBe(((2026 - 1980) << 9) | (11 << 5) | 21);
});
