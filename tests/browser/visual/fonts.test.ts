/** Whatever fonts a machine has, the suite draws with those of npm: pictures, sizes of targets and verdicts hang on them. */
import { describe, expect, inject, test } from 'vitest';
import { findBrowser } from '../../support/browser.ts';
import { browser } from '../../support/visit.ts';

const ours = inject('engine') === 'chromium' && (await findBrowser()).name.includes('npm package');
const ASKED = ['sans-serif', 'system-ui', 'serif', 'monospace', 'Arial', 'Segoe UI', 'Noto Sans', 'Georgia', 'Charter'];

describe('letters', () => {
  test.each(ours ? ASKED : [])('%s is drawn with DejaVu, signs too', async (family) => {
    const page = await (await browser()).newPage();
    try {
      await page.setContent(`<p style="font-family: '${family}', ${family}">Você ● ✕ ↕ → ▾ ✓ 😀 ⚠️</p>`);
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('DOM.enable');
      await devtools.send('CSS.enable');
      const { root } = await devtools.send('DOM.getDocument');
      const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'p' });
      const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
      expect(fonts.filter(({ familyName }) => !familyName.startsWith('DejaVu '))).toEqual([]);
    } finally {
      await page.close();
    }
  });
  test('the browser is told where they are', async () => {
    expect((await findBrowser()).env['FONTCONFIG_FILE']).toMatch(/fonts\.conf$/);
  });
});
