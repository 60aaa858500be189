import { builtSite } from './support/site.ts';
import { validHtml } from './site/html-rules.ts';
const site = builtSite();
const c0 = process.cpuUsage();
console.log(await validHtml(site));
const c = process.cpuUsage(c0);
console.log((c.user + c.system) / 1e6);
