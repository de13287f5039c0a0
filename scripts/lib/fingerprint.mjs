import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

export function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

function* filesIn(relative, skip) {
  const absolute = path.join(root, relative);
  const stat = fs.statSync(absolute, { throwIfNoEntry: false });
  if (!stat || skip(relative)) return;
  if (stat.isFile()) yield relative;
  if (!stat.isDirectory()) return;
  for (const name of fs.readdirSync(absolute).sort()) yield* filesIn(`${relative}/${name}`, skip);
}

/**
 * One hash over the names and contents of files and folders of the checkout. Contents and not times: a branch
 * switched away and back is the same source, and a fresh clone has fresh times.
 */
export function fingerprint(entries, skip = () => false) {
  const hash = createHash('sha256');
  for (const entry of entries) {
    for (const file of filesIn(entry, skip)) {
      hash.update(`${file}\0${sha256(fs.readFileSync(path.join(root, file)))}\n`);
    }
  }
  return hash.digest('hex');
}
