/**
 * Loaded before every command (`node --import ./src/scripts/require-node.mjs …`): what cannot work says so at once. Plain
 * JavaScript, because an outdated Node cannot read the TypeScript that follows: it would answer with a syntax error instead
 * of a reason.
 */
import { delimiter } from 'node:path';

const MIN_MAJOR = 24;
const major = Number(process.versions.node.split('.')[0]);

/** @param {string} line what cannot work, and the way out */
function refuse(line) {
  console.error(line);
  process.exit(1);
}

// The bundler takes the first two signs in a path for the beginning of a query, and loses the files behind them. The third
// begins an escape in an address: built in "[x] with ç & 100% (of it)", pages lost most of their styles without a word. The
// next two end the text that what colours code, or reads Astro's files, writes the path into, and so does the end of a line.
// The star is what Node fills in where a package names its files by a pattern. And what separates the folders in which the
// system looks for programs hides the Node that npm brings; so this is said before that Node is missed.
if (/[#?%'"*\p{Cc}]/u.test(process.cwd()) || process.cwd().includes(delimiter)) {
  refuse(
    `The tools cannot work in a folder with "#", "?", "%", "*", "${delimiter}", a quotation mark or a line break in its path. Move the project out of ${process.cwd().replace(/\p{Cc}/gu, ' ')}.`,
  );
}

if (major < MIN_MAJOR) {
  refuse(
    `This is Node ${process.versions.node}, too old for the project, which brings Node ${MIN_MAJOR}: run \`npm ci\` once, then start commands through npm (\`npm start\`, \`npm test\`). If that changes nothing, there is no such package for ${process.platform} ${process.arch}: install Node ${MIN_MAJOR}.`,
  );
}

const { environmentReport } = await import('../config/environment.ts');
const report = environmentReport(process.env);
if (report !== undefined) refuse(report);

// Started by another command: what is left of one that was killed goes too.
if (process.env.END_WITH_PARENT) {
  delete process.env.END_WITH_PARENT;
  process.stdin.on('end', () => process.exit(1)).resume();
  process.stdin.unref?.();
}

// Astro sends no statistics, and never moves to the background when no terminal is attached.
process.env.ASTRO_TELEMETRY_DISABLED = '1';
process.env.ASTRO_DEV_BACKGROUND = '0';
