/** `npm run look`: takes the reference pictures anew from `dist`. Look at them before you commit them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { serve } from '../../../src/scripts/serve.ts';
import { BASE_PATH } from '../../../src/config/site.ts';
import { findLaunch } from '../../support/browser.ts';
import { PICTURES, REFERENCES, takePicture } from './screenshot.ts';

const served = await serve(process.env['SITE_DIST'] ?? 'dist', BASE_PATH, 0);
const { how, name } = await findLaunch('chromium');
console.log(`Drawn by ${name}.`);
if (!name.includes('npm package')) {
  console.log('The tests compare with the Chromium that npm brings on Linux x64: take the pictures there.');
}
const browser = await chromium.launch(how);
mkdirSync(REFERENCES, { recursive: true });
for (const picture of PICTURES) {
  const png = await takePicture(browser, served.url, picture);
  writeFileSync(join(REFERENCES, `${picture.name}.png`), png);
  console.log(`${picture.name}.png  ${(png.length / 1000).toFixed(0)} kB`);
}
await browser.close();
await served.close();
