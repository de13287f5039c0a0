import fs from 'node:fs';
import path from 'node:path';
import { localAddress, startApp, stopLeftoverApp } from './app.mjs';
import { ensureBuilt } from './build.mjs';
import { assertReachable, databaseOfEnvironment, hasSample, wantsSample, prepareDatabase, sayProtection, seedSample, setUpLink, wantsSetUp } from './database.mjs';
import { ensureDependencies, ensureGenerated, holdCheckout } from './dependencies.mjs';
import { takeLock } from './lock.mjs';
import { dataDirectory, ensureDataDirectory, given, loadEnvironmentFiles } from './paths.mjs';
import { choosePort } from './ports.mjs';
import { clusterDirectory } from './postgres-binaries.mjs';
import { startServer, stopServer } from './postgres-server.mjs';
import { deskLock, purposes } from './postgres.mjs';
import { isAlive } from './processes.mjs';
import { removeData } from './remove.mjs';
import { Plain, report, say, seconds, step } from './say.mjs';
import { readSecrets } from './secrets.mjs';
import { stopLeftoverWorker, superviseWorker } from './worker.mjs';

const loopback = ['127.0.0.1', 'localhost', '::1'];

function readArguments(args) {
  const [mode, ...rest] = args;
  if (mode !== 'start' && mode !== 'dev') throw new Plain('Usage: npm start -- [--host 127.0.0.1] [--port 3000] [--temporary]');
  const options = { mode, host: given('HOST') ?? '127.0.0.1', port: given('PORT'), temporary: false };
  for (let i = 0; i < rest.length; i += 1) {
    const [name, inline] = rest[i].split(/=(.*)/s);
    if (name === '--temporary') options.temporary = true;
    else if (name === '--host' || name === '--port') {
      const value = inline ?? rest[(i += 1)];
      if (!value) throw new Plain(`${name} needs a value.`);
      options[name.slice(2)] = value;
    } else throw new Plain(`Unknown option ${rest[i]}. Known: --host, --port, --temporary.`);
  }
  // Deleted at the end, so never the desk somebody works on.
  if (options.temporary && !given('MAINSHEET_DATA')) process.env.MAINSHEET_DATA = '.data-temporary';
  return options;
}

/** What has to be undone at the end, last thing first: the app stops before its database, the lock goes last. */
class Undo {
  #steps = [];
  #running = null;

  push(undo) {
    this.#steps.push(undo);
  }

  get begun() {
    return this.#running !== null;
  }

  run() {
    return (this.#running ??= this.#all());
  }

  async #all() {
    while (this.#steps.length > 0) {
      try {
        await this.#steps.pop()();
      } catch (error) {
        report(error);
      }
    }
  }
}

export async function launch(args) {
  const began = Date.now();
  const undo = new Undo();
  const leave = async (code, line) => {
    if (undo.begun) return;
    if (line) say(line);
    await undo.run();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void leave(0, '\nStopping …'));
  try {
    const options = readArguments(args);
    const { app, database } = await bringUp(options, undo, began);
    void app.ended.then((code) => leave(code || 1, '\nThe app has ended by itself; stopping the rest.'));
    watchServer(database, () =>
      leave(1, `\nPostgres has ended by itself, so the app stops too. What it said last is in ${path.join(dataDirectory(), 'postgres.log')}. Start again: npm start`),
    );
  } catch (error) {
    // A step that fails because Ctrl-C ended its child is not news.
    if (undo.begun) return;
    report(error);
    await undo.run();
    process.exit(1);
  }
}

async function bringUp(options, undo, began) {
  loadEnvironmentFiles();
  const external = databaseOfEnvironment();
  const data = ensureDataDirectory(dataDirectory());
  say(`Mainsheet ${options.mode === 'dev' ? '(development) ' : ''}is starting`);
  await takeDesk(data, options, undo);
  await stopLeftoverApp(data);
  await stopLeftoverWorker(data);
  const port = await choosePort(options.host, options.port);

  const releaseCheckout = await holdCheckout(purposes.desk);
  undo.push(releaseCheckout);
  await ensureDependencies();
  await ensureGenerated();
  const database = external ? await reachExternal(external) : await startEmbedded(data, options, undo);
  const environment = appEnvironment({ options, port, data, database });
  await fill(database, environment);
  if (options.mode === 'start') await ensureBuilt();
  releaseCheckout();

  const app = await step('Starting the app', () => startApp({ ...options, port, data, environment }));
  undo.push(app.stop);
  if (given('MAINSHEET_WORKER') !== 'off') await runWorker(data, environment, undo);
  await sayWelcome({ options, port, data, database, environment, began });
  return { app, database };
}

/** Fetching goes on beside the desk: a worker that does not come up is said, and the desk works without it. */
async function runWorker(data, environment, undo) {
  await step('Starting the worker', async () => {
    const worker = await superviseWorker({ data, environment });
    undo.push(worker.stop);
    return worker.isReady() ? 'Worker is up' : 'The worker is not up yet; sources are refreshed once it is';
  });
}

async function takeDesk(data, { temporary }, undo) {
  const lock = await takeLock(deskLock(data), purposes.desk, { patience: 0 });
  if (lock.holder) {
    const { purpose, pid, since } = lock.holder;
    throw new Plain(
      `${purpose === purposes.desk ? 'A desk runs on' : `${purpose} is using`} ${data} already: process ${pid}, since ${since}.\n` +
        'Stop that one first, or give this one data of its own: MAINSHEET_DATA=.data-second npm start',
    );
  }
  undo.push(() => {
    lock.release();
    if (temporary && fs.readdirSync(data).length === 0) fs.rmdirSync(data);
  });
}

async function reachExternal(external) {
  return step('Reaching the database', async () => {
    await assertReachable(external);
    return `Database ${new URL(external.databaseUrl).host} reached`;
  }).then(() => ({ ...external, embedded: false }));
}

async function startEmbedded(data, { temporary }, undo) {
  if (temporary) {
    await stopServer(data);
    removeData(data, { keepLock: true });
    undo.push(() => removeData(data, { keepLock: true }));
  }
  // Pushed first: a start broken off in the middle must not leave a Postgres behind.
  undo.push(() => stopServer(data));
  let server;
  await step('Starting Postgres', async () => {
    server = await startServer(data, { durable: !temporary });
    return `Postgres ${server.adopted ? 'found running' : 'is up'} on 127.0.0.1:${server.port}`;
  });
  return { ...server, embedded: true };
}

/** What the app, the seed and the command line run with. */
function appEnvironment({ options, port, data, database }) {
  return {
    ...process.env,
    DATABASE_URL: database.databaseUrl,
    // The app has no use for the owner's password, and what it does not have it cannot lose.
    MIGRATION_DATABASE_URL: '',
    BETTER_AUTH_SECRET: given('BETTER_AUTH_SECRET') ?? readSecrets(data).auth,
    MAINSHEET_SECRET_KEY: given('MAINSHEET_SECRET_KEY') ?? readSecrets(data).sealing,
    BETTER_AUTH_URL: given('BETTER_AUTH_URL') ?? localAddress(options.host, port),
    MAINSHEET_EMBEDDED: database.embedded ? '1' : '',
    MAINSHEET_BIND: options.host,
    MAINSHEET_DATA: data,
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: options.mode === 'dev' ? 'development' : 'production',
  };
}

async function fill(database, environment) {
  let separateRoles;
  await step('Migrating', async () => {
    const done = await prepareDatabase(database);
    separateRoles = done.separateRoles;
    return done.applied.length > 0 ? `Database migrated: ${done.applied.join(', ')}` : 'Database is up to date';
  });
  sayProtection(separateRoles);
  if (given('MAINSHEET_SAMPLE') !== 'off' && (await wantsSample(database.databaseUrl))) await seedSample(environment);
}

async function sayWelcome({ options, port, data, database, environment, began }) {
  const link = (await wantsSetUp(database.databaseUrl)) ? await setUpLink(environment) : null;
  say();
  say(`  Mainsheet is ready after ${seconds(Date.now() - began)}: ${environment.BETTER_AUTH_URL}`);
  if (await hasSample(database.databaseUrl)) {
    // The same condition as in the app: one click is for those who sit at this machine.
    const personas = database.embedded && loopback.includes(options.host);
    say(personas ? '  Sign in: choose a persona on the sign-in page (sample desk on this machine)' : '  The sample desk is there, but its personas sign in on the built-in database and on this machine only');
  }
  if (link) say(`  Your own desk begins here (works once, for seven days): ${link}`);
  if (!loopback.includes(options.host)) say(`  Listening on ${options.host}:${port}: other machines can reach the sign-in page`);
  say(`  Data: ${database.embedded ? clusterDirectory(data) : new URL(database.databaseUrl).host}${options.temporary ? ' (removed at the end)' : ''}. Stop with Ctrl-C.`);
}

/** A Postgres taken over from an earlier start is nobody's child, so its process is looked at now and then. */
function watchServer(database, onEnd) {
  if (!database.embedded) return;
  const clock = setInterval(() => {
    if (isAlive(database.pid)) return;
    clearInterval(clock);
    onEnd();
  }, 1_000);
}

