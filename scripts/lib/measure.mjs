import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { root } from './paths.mjs';
import { freePort } from './ports.mjs';
import { run } from './processes.mjs';
import { report, say } from './say.mjs';

const minute = 60_000;
const target = path.join(root, 'docs', 'measured.md');

/** The rows of the table: what was measured, the figure, its budget, and whether it is kept. */
const lineOf = ({ what, figure, budget, kept }) => `| ${what} | ${figure} | ${budget} | ${kept ? 'yes' : '**no**'} |`;

function documentOf({ browser, rows }, day) {
  const cores = os.cpus();
  return `# Measured

Written by \`npm run measure\` on ${day}: a production build of the sample desk in Chromium ${browser}, on ${cores.length} cores of
${cores[0]?.model ?? 'an unnamed processor'}, Node ${process.versions.node}, ${process.platform}, load ${os.loadavg()[0].toFixed(1)} at the end. Script is what a room
fetches with an empty cache until the network is quiet, compressed with gzip, in units of 1,000 bytes. The command fails when a budget is broken.
Sizes and shifts are also held by a browser test; times are not, since they are the machine's.

| what | measured | budget | kept |
| --- | --- | --- | --- |
${rows.map(lineOf).join('\n')}
`;
}

/** Measures in a desk of its own, writes the document, and exits with 1 when a budget is broken or nothing could be measured. */
export async function measure() {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'mainsheet-measure-'));
  try {
    const out = path.join(scratch, 'measured.json');
    const env = { ...process.env, CHROMIUM_PATH: await ensureChromium(), E2E_PORT: String(await freePort()), MAINSHEET_MEASURE: out };
    const cli = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
    const { code } = await run(process.execPath, [cli, 'test', '--reporter=list'], { cwd: root, env, echo: true, timeout: 15 * minute });
    if (code !== 0 || !fs.existsSync(out)) throw new Error('The measuring itself failed: see above.');
    const measured = JSON.parse(fs.readFileSync(out, 'utf8'));
    fs.writeFileSync(target, documentOf(measured, new Date().toISOString().slice(0, 10)));
    const broken = measured.rows.filter(({ kept }) => !kept);
    say(`docs/measured.md written: ${measured.rows.length} figures, ${broken.length} over budget`);
    for (const row of broken) say(`  ✗ ${row.what}: ${row.figure}, budget ${row.budget}`);
    process.exitCode = broken.length > 0 ? 1 : 0;
  } catch (error) {
    report(error);
    process.exitCode = 1;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}
