import fs from 'node:fs';
import path from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { given, readJson, root, writeJson } from './paths.mjs';
import { runNode, until } from './processes.mjs';
import { Plain, step } from './say.mjs';

export const nextCommand = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
const marker = path.join(root, '.next', 'mainsheet-build.json');

/** Everything the built app depends on, save tsconfig.json: the build itself may rewrite that. */
const sources = [
  ...['app', 'components', 'lib', 'public', 'proxy.ts', 'instrumentation.ts', 'prisma/schema.prisma'],
  ...['next.config.js', 'postcss.config.mjs', 'package.json', 'package-lock.json', '.env.local', '.env'],
];
const isIrrelevant = (file) => /\.test\.tsx?$|^lib\/server\/db\/generated(\/|$)|^lib\/(server\/testing|cli)(\/|$)/.test(file);

/** Values that `next build` writes into the client's code are part of the source. */
function publicEnvironment() {
  return Object.keys(process.env)
    .filter((name) => name.startsWith('NEXT_PUBLIC_'))
    .sort()
    .map((name) => [name, given(name)]);
}

function sourceHash() {
  return JSON.stringify({ files: fingerprint(sources, isIrrelevant), node: process.versions.modules, environment: publicEnvironment() });
}

/** Next allows one build at a time; one that a killed launcher left is about to end. */
async function build(patience = 60_000) {
  let result;
  await until(async () => {
    result = await runNode([nextCommand, 'build'], { cwd: root, env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } });
    return !/Another next build process/.test(result.output);
  }, patience, 1_000);
  return result;
}

/** Builds the app unless this very source has been built. Returns false when there was nothing to do. */
export async function ensureBuilt() {
  const source = sourceHash();
  if (readJson(marker)?.source === source && fs.existsSync(path.join(root, '.next', 'BUILD_ID'))) return false;
  await step('Building the app', async () => {
    // A build that breaks off must not pass for the one before it.
    fs.rmSync(marker, { force: true });
    const { code, output } = await build();
    if (code !== 0) throw new Plain(`${output.trim()}\n\nnext build failed: see above.`);
    writeJson(marker, { source }, 0o644);
    return 'App built';
  });
  return true;
}
