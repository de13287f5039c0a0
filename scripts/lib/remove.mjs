import fs from 'node:fs';
import path from 'node:path';
import { clusterDirectory } from './postgres-binaries.mjs';
import { deskLock } from './postgres.mjs';

/**
 * Deletes what a desk has on this machine, with the database's files where they are kept elsewhere. Nothing of it may
 * run any more. `keepLock` spares the lock of the one who deletes.
 */
export function removeData(data, { keepLock = false } = {}) {
  if (!fs.existsSync(data)) return;
  const cluster = clusterDirectory(data);
  fs.rmSync(cluster, { recursive: true, force: true });
  const inside = path.relative(data, cluster);
  // Elsewhere the cluster has a folder to itself, named after this data directory.
  if (inside.startsWith('..')) fs.rmSync(path.dirname(cluster), { recursive: true, force: true });
  for (const name of fs.readdirSync(data)) {
    if (keepLock && path.join(data, name) === deskLock(data)) continue;
    fs.rmSync(path.join(data, name), { recursive: true, force: true });
  }
  if (!keepLock) fs.rmSync(data, { recursive: true, force: true });
}
