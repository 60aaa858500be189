import { chromium } from 'playwright';
import { findBrowser } from './support/browser.ts';
const { executablePath, args, env } = await findBrowser();
const b = await chromium.launch({ executablePath, args, env });
const base = 'http://localhost:4519/kubernetes-interfaces';
const errs: string[] = [];
async function shot(name: string, path: string, o: { w?: number; h?: number; dark?: boolean; js?: boolean } = {}, act?: (p: import('playwright').Page) => Promise<void>, full = false) {
  const c = await b.newContext({ viewport: { width: o.w ?? 1280, height: o.h ?? 900 }, colorScheme: o.dark ? 'dark' : 'light', javaScriptEnabled: o.js ?? true });
  const p = await c.newPage();
  p.on('console', (m) => { if (['error', 'warning'].includes(m.type())) errs.push(`${name}: ${m.text()}`); });
  p.on('pageerror', (e) => errs.push(`${name}: ${e.message}`));
  p.on('requestfailed', (r) => errs.push(`${name}: failed ${r.url()}`));
  await p.goto(base + path);
  if (act) await act(p);
  await p.screenshot({ path: `/tmp/study/shots/${name}.png`, fullPage: full });
  await c.close();
}
export { shot, errs, b, base };
const mod = process.argv[2];
if (mod) await (await import(mod)).default({ shot, b, base });
console.log(errs.join('\n') || 'no errors');
await b.close();
