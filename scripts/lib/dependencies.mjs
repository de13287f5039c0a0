import fs from 'node:fs';
import path from 'node:path';
import { fingerprint, sha256 } from './fingerprint.mjs';
import { takeLock } from './lock.mjs';
import { ensureDataDirectory, markerFile, readJson, root, writeJson } from './paths.mjs';
import { run } from './processes.mjs';
import { Plain, say, step } from './say.mjs';

/**
 * Two commands on one checkout (say the tests beside a running desk) must not install, generate or build at once.
 * Returns the function that lets the next one in.
 */
export async function holdCheckout(purpose) {
  const lock = await takeLock(path.join(ensureDataDirectory(path.join(root, '.data')), 'checkout.lock'), purpose, {
    patience: 15 * 60_000,
    onWait: (holder) => say(`  … waiting for ${holder.purpose} (process ${holder.pid}), which is preparing this checkout`),
  });
  if (lock.holder) throw new Plain(`${lock.holder.purpose} (process ${lock.holder.pid}) has been preparing this checkout for too long.`);
  return lock.release;
}

/** Installs what package-lock.json names, unless exactly that is installed. */
export async function ensureDependencies() {
  const lockfile = path.join(root, 'package-lock.json');
  const wanted = {
    lockfile: sha256(fs.readFileSync(lockfile)),
    platform: `${process.platform}-${process.arch}`,
    abi: process.versions.modules,
  };
  const marker = markerFile('install');
  const last = readJson(marker);
  if (last && Object.keys(wanted).every((key) => last[key] === wanted[key])) return;
  // Whoever ran npm by hand has no marker; npm's own record tells whether there is anything left to do.
  if (last === null && isInstalled(readJson(lockfile), readJson(path.join(root, 'node_modules', '.package-lock.json')))) {
    writeJson(marker, wanted, 0o644);
    return;
  }
  await step('Installing dependencies', async () => {
    const [command, ...args] = npm();
    // The engine that Prisma would download is not used: migrations are applied by scripts/lib/migrate.mjs.
    const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
    const { code, output } = await run(command, [...args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, env });
    if (code !== 0) throw new Plain(`${output.trim()}\n\nnpm ci failed: see above. It needs a way to the package registry.`);
    writeJson(marker, wanted, 0o644);
    return 'Dependencies installed';
  });
}

/** npm's own start, without a shell in between where possible. */
function npm() {
  const beside = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = candidates.find((file) => file && path.basename(file) === 'npm-cli.js' && fs.existsSync(file));
  return script ? [process.execPath, script] : ['npm'];
}

function isInstalled(wanted, installed) {
  if (!wanted?.packages || !installed?.packages) return false;
  const names = Object.keys(wanted.packages).filter((name) => name.startsWith('node_modules/'));
  const complete = names.every((name) => {
    const there = installed.packages[name];
    const { optional, version } = wanted.packages[name];
    return there ? there.version === version : optional === true;
  });
  return complete && Object.keys(installed.packages).every((name) => name in wanted.packages);
}

/** Writes the database client from the schema, unless this very schema has been generated. */
export async function ensureGenerated() {
  const output = path.join(root, 'lib', 'server', 'db', 'generated');
  const hash = fingerprint(['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']);
  const marker = markerFile('generate');
  if (!fs.existsSync(path.join(root, 'prisma', 'schema.prisma'))) return;
  if (readJson(marker)?.hash === hash && fs.existsSync(output)) return;
  await step('Generating the database client', async () => {
    const { code, output: text } = await run(process.execPath, [path.join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate'], {
      cwd: root,
      env: {
        ...process.env,
        // Generating needs no engine, but Prisma looks for one: any file that exists spares the download.
        PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY || process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    });
    if (code !== 0) throw new Plain(`${text.trim()}\n\nprisma generate failed: see above.`);
    writeJson(marker, { hash }, 0o644);
    return 'Database client generated';
  });
}
