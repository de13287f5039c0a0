import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt, nextCommand } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { writeDeepResults } from './deep-results.mjs';
import { ensureDependencies, ensureGenerated, holdCheckout } from './dependencies.mjs';
import { root } from './paths.mjs';
import { freePort } from './ports.mjs';
import { run } from './processes.mjs';
import { Plain, report, say, seconds, step } from './say.mjs';
import { nothing, ofCheck, ofPlaywright, ofVitest, sum } from './test-reports.mjs';

const minute = 60_000;

function readArguments(args) {
  const options = { deep: false, seed: process.env.MAINSHEET_DEEP_SEED || '1' };
  for (let i = 0; i < args.length; i += 1) {
    if (args[i] === '--deep') options.deep = true;
    else if (args[i] === '--seed' && /^\d+$/.test(args[i + 1] ?? '')) options.seed = args[(i += 1)];
    else throw new Plain(`Unknown option ${args[i]}. Known: --deep, --seed NUMBER.`);
  }
  return options;
}

/** Nothing of the surroundings reaches the tests: least of all the address of a database that people work on. */
function testEnvironment(options, scratch) {
  const env = { ...process.env, CI: process.env.CI || '1', NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1' };
  // Empty and not missing: what is missing would be filled in from an .env file.
  for (const name of ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'BETTER_AUTH_SECRET', 'BETTER_AUTH_URL', 'MAINSHEET_DATA', 'MAINSHEET_SAMPLE', 'MAINSHEET_SECRET_KEY', 'MAINSHEET_SOURCE_ORIGINS', 'MAINSHEET_WORKER', 'SMTP_URL', 'MAIL_FROM', 'HOST', 'PORT']) env[name] = '';
  // A build for production and tests for development: each runner sets its own.
  delete env.NODE_ENV;
  delete env.NODE_OPTIONS;
  delete env.FORCE_COLOR;
  if (options.deep) Object.assign(env, { MAINSHEET_DEEP: '1', MAINSHEET_DEEP_SEED: options.seed, MAINSHEET_DEEP_OUT: path.join(scratch, 'deep') });
  return env;
}

const bin = (...names) => path.join(root, 'node_modules', ...names);

/** Runs one stage and prints its output when it is done, or as it comes; never longer than it may take. */
async function runStage(context, title, args, { echo = true, limit = 10 * minute } = {}) {
  if (context.interrupted) throw new Plain('Interrupted.');
  const began = Date.now();
  if (echo) say(`\n── ${title}`);
  const timeout = context.options.deep ? 6 * limit : limit;
  const result = await run(process.execPath, args, { cwd: root, env: { ...context.env }, echo, timeout });
  if (!echo) say(`\n── ${title}${result.output.trim() ? `\n${result.output.trim()}` : ''}`);
  if (result.timedOut) say(`${title} took longer than ${timeout / minute} minutes and was ended.`);
  say(`── ${title}: ${result.code === 0 ? 'passed' : 'failed'} (${seconds(Date.now() - began)})`);
  return result.code;
}

async function types(context) {
  // Without a build there are no types of the routes yet.
  const typegen = await run(process.execPath, [nextCommand, 'typegen'], { cwd: root, env: context.env, timeout: 2 * minute });
  if (typegen.code !== 0) say(typegen.output.trim());
  const code = await runStage(context, 'types', [bin('typescript', 'bin', 'tsc'), '--noEmit'], { echo: false });
  return ofCheck('types: tsc found errors', code === 0 && typegen.code === 0);
}

/** The two halves of `npm run lint`, each a check of its own. */
async function lint(context) {
  const style = await runStage(context, 'lint', [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'], { echo: false });
  const folders = ['app', 'components', 'lib', 'e2e'].filter((folder) => fs.existsSync(path.join(root, folder)));
  const imports = await runStage(
    context,
    'import rules',
    [bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs'), ...folders, '--config', '.dependency-cruiser.cjs'],
    { echo: false },
  );
  return sum([ofCheck('lint: eslint found problems', style === 0), ofCheck('lint: a file imports what it may not', imports === 0)]);
}

async function migrations(context) {
  const code = await runStage(context, 'migrations', [path.join(root, 'scripts', 'make-migration.mjs'), '--check'], { echo: false });
  return ofCheck('migrations: they do not make what the schema says', code === 0);
}

async function vitest(context, project) {
  const file = path.join(context.scratch, `${project}.json`);
  const code = await runStage(context, `${project} tests`, [
    ...[bin('vitest', 'vitest.mjs'), 'run', '--project', project, '--passWithNoTests'],
    ...['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
  ]);
  return ofVitest(file, project, code);
}

async function build(context) {
  const release = await holdCheckout('the tests');
  try {
    say('\n── build');
    // The same preparation the desk makes, so that the start below finds the app built.
    if (!(await ensureBuilt())) say('  ✓ App built already');
    return ofCheck('build', true);
  } catch (error) {
    report(error);
    return ofCheck('build: next build failed', false);
  } finally {
    release();
    context.built = fs.existsSync(path.join(root, '.next', 'mainsheet-build.json'));
  }
}

async function browser(context) {
  if (!context.built) return ofCheck('e2e: not run, since the build failed', false);
  try {
    await step('Finding Chromium', async () => {
      context.env.CHROMIUM_PATH = await ensureChromium();
      return `Chromium: ${context.env.CHROMIUM_PATH}`;
    });
  } catch (error) {
    report(error);
    return ofCheck('e2e: no browser', false);
  }
  const file = path.join(context.scratch, 'e2e.json');
  Object.assign(context.env, { E2E_PORT: String(await freePort()), PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  const code = await runStage(context, 'e2e', [bin('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json', '--pass-with-no-tests'], { limit: 14 * minute });
  return ofPlaywright(file, 'e2e', code);
}

function summarise(total, began) {
  say(`\n── Summary (${seconds(Date.now() - began)})`);
  for (const failure of total.failures) say(`  ✗ ${failure}`);
  if (total.skipped > 0) say(`  ${total.skipped} skipped`);
  say(`${total.passed} passed, ${total.failures.length} failed`);
}

export async function test(args) {
  const began = Date.now();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'mainsheet-test-'));
  let total = nothing;
  try {
    const options = readArguments(args);
    const context = { options, scratch, env: testEnvironment(options, scratch), built: false, interrupted: false };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (context.interrupted = true));
    fs.mkdirSync(path.join(scratch, 'deep'));
    const release = await holdCheckout('the tests');
    try {
      await ensureDependencies();
      await ensureGenerated();
    } finally {
      release();
    }
    // Types and lint each keep one core busy; the rest measure time and get the machine to themselves.
    const settled = await Promise.allSettled([types(context), lint(context)]);
    const results = settled.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
    results.push(await migrations(context));
    results.push(await vitest(context, 'unit'));
    results.push(await vitest(context, 'server'));
    results.push(await build(context));
    results.push(await browser(context));
    total = sum(results);
    if (options.deep) {
      const sections = writeDeepResults({ folder: context.env.MAINSHEET_DEEP_OUT, seed: options.seed, total });
      say(`\n  docs/deep-results.md written, ${sections} sections`);
    }
  } catch (error) {
    report(error);
    total = ofCheck(`preparation: ${error.message.split('\n')[0]}`, false);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
  summarise(total, began);
  process.exitCode = total.failures.length > 0 ? 1 : 0;
}
