import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything a desk on this machine owns; tests set MAINSHEET_DATA to a folder of their own. */
export function dataDirectory(environment = process.env) {
  return path.resolve(root, environment.MAINSHEET_DATA || '.data');
}

/**
 * Makes the data directory. As root it must let another user pass through (Postgres refuses to run as root), so it
 * is 0711 there; what is secret inside is 0600 in any case.
 */
export function ensureDataDirectory(directory = dataDirectory()) {
  if (!fs.existsSync(directory)) {
    fs.mkdirSync(directory, { recursive: true });
    fs.chmodSync(directory, process.getuid?.() === 0 ? 0o711 : 0o700);
    giveToOwner(directory);
  }
  return directory;
}

/** Marks about the installed tree live in it, so that they vanish with it. */
export function markerFile(name) {
  return path.join(root, 'node_modules', '.cache', 'mainsheet', `${name}.json`);
}

/** The JSON in a file, or null when it is missing or was cut short by a crash. */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * What root writes into another user's folder belongs to that user: one start with sudo must not lock them out of
 * their own desk.
 */
export function giveToOwner(file) {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = fs.statSync(path.dirname(file));
  if (uid !== 0) fs.chownSync(file, uid, gid);
}

/** Writes through a rename, so that a crash leaves either the old file or the new one, never half of it. */
export function writeJson(file, value, mode = 0o600) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode });
  giveToOwner(draft);
  fs.renameSync(draft, file);
}

/** The URL's value in the environment; an empty string counts as not given. */
export function given(name, environment = process.env) {
  const value = environment[name]?.trim();
  return value ? value : undefined;
}

/** Values from .env.local and .env for what the environment leaves open, in the order Next reads them. */
export function loadEnvironmentFiles() {
  for (const name of ['.env.local', '.env']) {
    const file = path.join(root, name);
    if (fs.existsSync(file)) process.loadEnvFile(file);
  }
}
