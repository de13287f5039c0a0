/** The built-in Postgres: making it, starting it, finding the one a crashed start left behind, stopping it. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureDataDirectory, giveToOwner, readJson, writeJson } from './paths.mjs';
import { freePort } from './ports.mjs';
import { clusterDirectory, makePassable, postgresBinaries, postgresUser, withPrivateFile } from './postgres-binaries.mjs';
import { commandLineOf, endProcess, isAlive, run, until } from './processes.mjs';
import { Plain } from './say.mjs';
import { readSecrets } from './secrets.mjs';

export const databaseName = 'mainsheet';
export const roles = { superuser: 'postgres', owner: 'mainsheet_owner', app: 'mainsheet_app' };

const windows = process.platform === 'win32';
const logLimit = 5_000_000;
const oneStep = { LC_ALL: 'C', LC_MESSAGES: 'C' };

async function client(connectionString) {
  // Imported late: the first start loads this file before anything is installed.
  const { default: pg } = await import('pg');
  const connection = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  // A connection that breaks while idle must not take the launcher down; the next query says what happened.
  connection.on('error', () => {});
  await connection.connect();
  return connection;
}

/** Opens a connection for as long as `work` takes. */
export async function withClient(connectionString, work) {
  const connection = await client(connectionString);
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

/** The addresses of a running built-in database, one for each role. */
export function urlsAt(port, secrets, database = databaseName) {
  const url = (role, password) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    superuserUrl: url(roles.superuser, secrets.superuser),
    migrationUrl: url(roles.owner, secrets.owner),
    databaseUrl: url(roles.app, secrets.app),
  };
}

/** What postmaster.pid says: line 1 the process, line 4 the port, line 8 whether it takes connections. */
function readPidFile(cluster) {
  try {
    const lines = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/** Whether a process is a Postgres on exactly this data directory, and not somebody who got its number later. */
function isServing(pid, cluster) {
  const command = isAlive(pid) ? commandLineOf(pid) : null;
  return command !== null && /postgres/i.test(command) && `${command} `.includes(` -D ${cluster} `);
}

/** The running server of this data directory, or null. */
export function findServer(data) {
  const cluster = clusterDirectory(data);
  const found = readPidFile(cluster);
  return found && isServing(found.pid, cluster) ? { ...found, cluster } : null;
}

/** Whether the server found is up, takes our password and holds our files. */
async function isOurs(found, secrets) {
  if (!found.ready) return false;
  try {
    const { superuserUrl } = urlsAt(found.port, secrets, 'postgres');
    return await withClient(superuserUrl, async (connection) => {
      const { rows } = await connection.query('show data_directory');
      return fs.realpathSync(rows[0].data_directory) === fs.realpathSync(found.cluster);
    });
  } catch {
    return false;
  }
}

/** The running database of this data directory: its addresses and process, or null when none answers. */
export async function findDatabase(data) {
  const found = findServer(data);
  if (!found || !readJson(path.join(data, 'secrets.json'))) return null;
  const secrets = readSecrets(data);
  return (await isOurs(found, secrets)) ? { ...urlsAt(found.port, secrets), pid: found.pid, port: found.port, cluster: found.cluster } : null;
}

/** Stops the server of this data directory, if one runs: first politely, at last as in a crash, which it survives. */
export async function stopServer(data) {
  const found = findServer(data);
  if (!found) return;
  if (windows) {
    // Windows has no signals; Postgres's own tool talks to the server another way.
    const { control } = postgresBinaries({});
    await run(control, ['stop', '-D', found.cluster, '-m', 'fast', '-w']);
    return;
  }
  await endProcess(found.pid, [['SIGINT', 20_000], ['SIGQUIT', 5_000], ['SIGKILL', 5_000]]);
}

/**
 * Makes an empty cluster. initdb works in a folder beside it that is renamed at the end, so that a start broken off
 * half-way leaves no half database.
 */
async function createCluster({ cluster, user, binaries, secrets, durable }) {
  const draft = `${cluster}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  makePassable(path.dirname(draft));
  fs.mkdirSync(draft, { mode: 0o700 });
  if (user.uid !== undefined) fs.chownSync(draft, user.uid, user.gid);
  const { code, output } = await withPrivateFile(user, secrets.superuser, (passwordFile) =>
    run(
      binaries.initdb,
      [
        ...['-D', draft, '-U', roles.superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
        // Built into Postgres: sorting does not change when the operating system's tables do.
        ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...user, cwd: os.tmpdir(), env: { ...process.env, ...oneStep } },
    ),
  );
  if (/could not look up effective user/.test(output)) {
    throw new Plain('Postgres needs to know the name of the user it runs as, and this user id has none on this machine. Start as a user with a name, or set DATABASE_URL.');
  }
  if (code !== 0) throw new Plain(`Postgres could not make its data directory ${cluster}:\n${output.trim()}`);
  fs.rmSync(cluster, { recursive: true, force: true });
  fs.renameSync(draft, cluster);
}

/**
 * After a crash of the whole machine postmaster.pid may name a process that lives again as something else; Postgres
 * then refuses to start. Only the number is made one that nobody has: the rest of the file lets Postgres find out
 * whether remains of the old server still use the data, a check that deleting the file would switch off.
 */
function disarmPidFile(cluster) {
  const file = path.join(cluster, 'postmaster.pid');
  const found = readPidFile(cluster);
  if (!found || !isAlive(found.pid)) return;
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^\d+/, '2147483646'));
}

function openLog(data) {
  const file = path.join(data, 'postgres.log');
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logLimit) fs.renameSync(file, `${file}.old`);
  const descriptor = fs.openSync(file, 'a', 0o600);
  giveToOwner(file);
  return { file, descriptor };
}

function lastLines(file, count = 8) {
  return fs.readFileSync(file, 'utf8').trim().split('\n').slice(-count).join('\n');
}

/** Spawns the server and waits until it takes connections. */
async function launch({ data, cluster, user, binaries, port, durable }) {
  const log = openLog(data);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    password_encryption: 'scram-sha-256',
    log_line_prefix: '%m ',
    log_timezone: 'UTC',
    // Tests throw their data away: nothing need survive a power cut.
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // In a process group of its own: Ctrl-C goes to the whole group of the terminal, and the app must stop first.
  const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...options], {
    ...user,
    cwd: os.tmpdir(),
    env: { ...process.env, ...oneStep },
    stdio: ['ignore', log.descriptor, log.descriptor],
    detached: !windows,
    windowsHide: true,
  });
  fs.closeSync(log.descriptor);
  child.unref();
  let failed = null;
  child.once('error', (error) => (failed = error.message));
  const endedEarly = () => (failed ??= lastLines(log.file));
  child.once('exit', endedEarly);
  // A crash may have left work to replay; that is worth waiting for.
  const up = await until(() => failed !== null || (readPidFile(cluster)?.pid === child.pid && readPidFile(cluster).ready), 120_000, 20);
  // Later it may end at any time, and its log with it: whoever stops it removes both.
  child.off('exit', endedEarly);
  if (failed !== null || !up) throw new Plain(`Postgres did not start (log: ${log.file}):\n${failed ?? lastLines(log.file)}`);
  return child;
}

/** The two roles and the database, made or brought to the passwords we hold. Safe to run at every start. */
async function prepareRoles(port, secrets) {
  await withClient(urlsAt(port, secrets, 'postgres').superuserUrl, async (connection) => {
    const known = new Set((await connection.query('select rolname from pg_roles')).rows.map((row) => row.rolname));
    for (const name of ['owner', 'app']) {
      const role = connection.escapeIdentifier(roles[name]);
      const verb = known.has(roles[name]) ? 'alter' : 'create';
      await connection.query(`${verb} role ${role} login nosuperuser nocreatedb nocreaterole password ${connection.escapeLiteral(secrets[name])}`);
    }
    const { rowCount } = await connection.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await connection.query(`create database ${databaseName} owner ${roles.owner}`);
    // By default everybody may connect to every database of a server.
    await connection.query(`revoke all on database ${databaseName} from public`);
    await connection.query(`grant connect, temporary on database ${databaseName} to ${roles.app}`);
    await connection.query('revoke connect on database postgres from public');
  });
}

/**
 * Starts the built-in Postgres of a data directory, or takes over the one that runs there. Returns its addresses,
 * whether it was `adopted`, and `stop`. The caller holds the lock on the data directory.
 */
export async function startServer(data, { durable = true } = {}) {
  ensureDataDirectory(data);
  const secrets = readSecrets(data);
  const running = await findDatabase(data);
  if (running) {
    await prepareRoles(running.port, secrets);
    return { ...running, adopted: true, stop: () => stopServer(data) };
  }
  // One that runs and does not answer as ours is in the middle of stopping, or stuck.
  await stopServer(data);
  const cluster = clusterDirectory(data);
  const user = postgresUser(cluster);
  const binaries = postgresBinaries(user);
  if (!fs.existsSync(path.join(cluster, 'PG_VERSION'))) await createCluster({ cluster, user, binaries, secrets, durable });
  assertOwner(cluster, user);
  disarmPidFile(cluster);
  const stateFile = path.join(data, 'postgres.json');
  // The port of last time, if it is free: connection strings noted down stay right.
  const port = await freePort('127.0.0.1', readJson(stateFile)?.port);
  const child = await launch({ data, cluster, user, binaries, port, durable });
  writeJson(stateFile, { port, cluster });
  await prepareRoles(port, secrets);
  return { ...urlsAt(port, secrets), pid: child.pid, port, cluster, adopted: false, stop: () => stopServer(data) };
}

function assertOwner(cluster, user) {
  if (windows) return;
  const owner = fs.statSync(cluster).uid;
  const expected = user.uid ?? process.getuid();
  if (owner !== expected) {
    throw new Plain(`The database in ${cluster} belongs to user ${owner}. Start Mainsheet as the user who first did, or begin anew with: npm run reset`);
  }
}
