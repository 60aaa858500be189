/**
 * Loaded before every command (`node --import ./src/scripts/require-node.mjs …`). Plain JavaScript, because an outdated
 * Node cannot read the TypeScript that follows: it would answer with a syntax error instead of a reason.
 */
const MIN_MAJOR = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < MIN_MAJOR) {
  console.error(
    [
      `This command runs on Node ${MIN_MAJOR} or newer; this is Node ${process.versions.node} (${process.execPath}).`,
      'The project brings its own Node as the npm package "node". Run `npm ci` once, then start commands through npm',
      '(`npm start`, `npm test`): npm puts node_modules/.bin, and with it that Node, first in the PATH.',
      'If this message comes after `npm ci`, the install scripts were switched off: run `npm rebuild node`.',
    ].join('\n'),
  );
  process.exit(1);
}

// Astro sends no statistics, and never moves to the background when no terminal is attached.
process.env.ASTRO_TELEMETRY_DISABLED = '1';
process.env.ASTRO_DEV_BACKGROUND = '0';
