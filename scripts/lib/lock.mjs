import fs from 'node:fs';
import path from 'node:path';
import { describeProcess, isSameProcess, until } from './processes.mjs';
import { giveToOwner, readJson } from './paths.mjs';

/**
 * A lock is a file that names the process which holds it. It outlives a crash, so whoever finds it looks whether
 * that very process (number and moment of birth) is still there.
 */
export function holderOf(file) {
  const holder = readJson(file);
  return holder && isSameProcess(holder) ? holder : null;
}

/** Takes the lock and returns null, or returns the process that holds it. */
function tryLock(file, purpose) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  const mine = { ...describeProcess(process.pid), purpose, since: new Date().toISOString() };
  // Readable for everybody: whoever cannot read a lock would take it for a stale one.
  fs.writeFileSync(draft, JSON.stringify(mine), { mode: 0o644 });
  giveToOwner(draft);
  try {
    // A link, unlike a plain write, appears with its content and fails when somebody was first.
    for (let attempt = 0; attempt < 20; attempt += 1) {
      try {
        fs.linkSync(draft, file);
        return null;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = holderOf(file);
      if (holder) return holder;
      removeStale(file);
    }
    return readJson(file) ?? { pid: 0, purpose: 'another process' };
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/**
 * Two processes may find the same stale lock. Each moves aside what lies there and looks again at what it moved: if
 * the other was faster and that is a live lock, it goes back.
 */
function removeStale(file) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (holderOf(aside)) {
    try {
      fs.linkSync(aside, file);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
  fs.rmSync(aside, { force: true });
}

/**
 * Takes the lock, waiting up to `patience` ms for another holder. Returns `{ release }`, or `{ holder }` when it
 * cannot be had. `onWait` hears once who is being waited for.
 */
export async function takeLock(file, purpose, { patience = 0, onWait } = {}) {
  let holder = tryLock(file, purpose);
  if (holder && patience > 0) {
    onWait?.(holder);
    await until(() => (holder = tryLock(file, purpose)) === null, patience, 200);
  }
  if (holder) return { holder };
  return {
    release() {
      if (readJson(file)?.pid === process.pid) fs.rmSync(file, { force: true });
    },
  };
}
