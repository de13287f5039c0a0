import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ensureDataDirectory, readJson, writeJson } from './paths.mjs';
import { Plain } from './say.mjs';

const names = ['superuser', 'owner', 'app', 'auth', 'sealing'];

/**
 * The desk's generated secrets: three database passwords, the key that signs sessions and the key that seals the keys of
 * sources. Made once, kept in a file that only its owner may read. Hexadecimal, so that they need no escaping in a URL.
 */
export function readSecrets(directory) {
  const file = path.join(ensureDataDirectory(directory), 'secrets.json');
  const secrets = readJson(file);
  if (secrets === null && fs.existsSync(file)) {
    throw new Plain(`${file} cannot be read. It belongs to ${fs.statSync(file).uid === process.getuid?.() ? 'this user but is damaged' : 'another user'}; the database's passwords are in it.`);
  }
  if (secrets && names.every((name) => typeof secrets[name] === 'string')) return secrets;
  const complete = Object.fromEntries(names.map((name) => [name, secrets?.[name] ?? randomBytes(32).toString('hex')]));
  writeJson(file, complete, 0o600);
  return complete;
}
