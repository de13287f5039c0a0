import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readCompose, readDockerfile, readEnv } from './container-files.mjs';
import { root } from './paths.mjs';
import { freePort } from './ports.mjs';
import { startServer, stopServer } from './postgres-server.mjs';
import { endProcess, run, until } from './processes.mjs';
import { Plain, report, say, step } from './say.mjs';

const minute = 60_000;
const politely = [['SIGTERM', 8_000], ['SIGKILL', 5_000]];
/** Who builds and who serves, where the check is run by root; else both are who runs it, and what may be written is a matter of modes. */
const people = process.getuid?.() === 0 ? { builder: { uid: 65_533, gid: 65_533 }, server: { uid: 65_534, gid: 65_534 } } : { builder: {}, server: {} };

async function must(what, command, args, options) {
  const { code, output } = await run(command, args, { timeout: 15 * minute, ...options });
  if (code !== 0) throw new Plain(`${output.trim()}\n\n${what} failed: see above.`);
  return output;
}

/** A stage's folder is the root of its file system, and only /app is there. */
const inside = (stage, file) => path.join(stage.folder, file.startsWith('/') ? file : path.join('app', file));

async function copy(stage, rest, stages, context) {
  const words = rest.split(/\s+/);
  const from = words[0].startsWith('--from=') ? stages.find(({ name }) => name === words[0].slice('--from='.length)) : null;
  if (words[0].startsWith('--') && !from) throw new Plain(`Dockerfile: COPY ${rest} takes from a stage that is not there.`);
  const [target, ...sources] = words.slice(from ? 1 : 0).reverse();
  for (const source of sources) {
    const here = from ? inside(from, source) : path.join(context, source);
    const isFolder = fs.statSync(here).isDirectory();
    const there = isFolder || !target.endsWith('/') ? inside(stage, target) : inside(stage, path.join(target, path.basename(source)));
    fs.cpSync(here, there, { recursive: true, verbatimSymlinks: true });
  }
  if (people.builder.uid !== undefined) await must('Giving the copy to the builder', 'chown', ['-R', `${people.builder.uid}:${people.builder.gid}`, stage.folder]);
}

async function buildStage(stage, stages, context, home) {
  fs.mkdirSync(path.join(stage.folder, 'app'), { recursive: true });
  stage.env = {};
  for (const { name, rest } of stage.steps) {
    // The image's own Node stands where this machine has its own.
    if (name === 'ENV') Object.assign(stage.env, Object.fromEntries(Object.entries(readEnv(rest)).map(([key, value]) => [key, value === '/usr/local/bin/node' ? process.execPath : value])));
    else if (name === 'COPY') await copy(stage, rest, stages, context);
    else if (name === 'RUN') await step(`${stage.name}: ${rest}`, () => must(rest, 'sh', ['-c', rest], { cwd: path.join(stage.folder, 'app'), env: { PATH: process.env.PATH, HOME: home, npm_config_cache: path.join(home, 'npm'), ...stage.env }, ...people.builder }).then(() => `${stage.name}: ${rest}`));
    else if (name === 'WORKDIR' && rest !== '/app') throw new Plain('Dockerfile: this check knows no other folder than /app.');
  }
}

const answer = (url) => fetch(url).then((response) => response.status, () => null);

async function serve({ stage, command, migration, scratch }) {
  const app = path.join(stage.folder, 'app');
  const data = path.join(scratch, 'database');
  const database = await startServer(data, { durable: false });
  const port = await freePort();
  const env = { PATH: process.env.PATH, HOME: '/nowhere', ...stage.env, DATABASE_URL: database.databaseUrl, BETTER_AUTH_URL: `http://127.0.0.1:${port}`, BETTER_AUTH_SECRET: 'c'.repeat(64), MAINSHEET_SECRET_KEY: 'c'.repeat(64) };
  try {
    await step('migrate', () => must('The migration', process.execPath, migration.slice(1), { cwd: app, env: { ...env, MIGRATION_DATABASE_URL: database.migrationUrl }, ...people.server }).then((said) => said.trim().slice(0, 100)));
    const args = command.slice(1).map((word) => (word === '3000' ? String(port) : word === '0.0.0.0' ? '127.0.0.1' : word));
    const child = spawn(process.execPath, args, { cwd: app, env, stdio: ['ignore', 'pipe', 'pipe'], ...people.server });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    try {
      await step('serve', async () => {
        let status = null;
        await until(async () => child.exitCode !== null || (status = await answer(`http://127.0.0.1:${port}/api/health`)) === 200, 2 * minute, 300);
        if (status !== 200) throw new Plain(`${said.trim()}\n\n/api/health answered ${status ?? 'nothing'}.`);
        const room = await answer(`http://127.0.0.1:${port}/sign-in`);
        if (room !== 200 || /EROFS|EACCES/.test(said)) throw new Plain(`${said.trim()}\n\nThe sign-in page answered ${room}, or something tried to write where nothing may be written.`);
        return 'serves: /api/health and the sign-in page answer 200';
      });
    } finally {
      await endProcess(child.pid, politely);
    }
  } finally {
    await stopServer(data);
  }
}

/** Refuses when compose.yaml or the Dockerfile is not as it should be, a command of the Dockerfile fails, or the result does not serve. */
export async function checkContainer() {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'mainsheet-container-'));
  try {
    fs.chmodSync(scratch, 0o755);
    const { services } = readCompose(fs.readFileSync(path.join(root, 'compose.yaml'), 'utf8'));
    const { stages, command } = readDockerfile(fs.readFileSync(path.join(root, 'Dockerfile'), 'utf8'));
    say(`compose.yaml: ${Object.keys(services).join(', ')} are hardened and wait for what is there. Dockerfile: ${stages.map(({ name }) => name).join(', ')}`);
    say('Simulated: the base image (this machine and its Node stand for it), the folder /app, tmpfs, capabilities. Done: every COPY and RUN, the migration, the command.');
    const [context, home] = ['context', 'home'].map((name) => path.join(scratch, name));
    // What is committed and nothing else: a stricter context than .dockerignore makes.
    await must('Cloning', 'git', ['clone', '--quiet', '--depth=1', `file://${root}`, context]);
    fs.mkdirSync(home);
    if (people.builder.uid !== undefined) fs.chownSync(home, people.builder.uid, people.builder.gid);
    for (const stage of stages) {
      stage.folder = path.join(scratch, stage.name);
      await buildStage(stage, stages, context, home);
    }
    const stage = stages.at(-1);
    await must('Taking away the right to write', 'chmod', ['-R', 'a-w,a+rX', stage.folder]);
    await must('Giving the cache its place', 'chmod', ['a+rwx', path.join(stage.folder, 'app', '.next', 'cache')]);
    await serve({ stage, command, migration: services.migrate.command, scratch });
    say('The container files hold. No image was built: that takes Docker.');
  } catch (error) {
    report(error);
    process.exitCode = 1;
  } finally {
    await run('chmod', ['-R', 'u+w', scratch]);
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}
