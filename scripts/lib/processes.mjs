import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process with this number exists, whoever owns it. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

/** A finished process that its parent has not collected yet (usual in containers) counts as gone. */
function isZombie(pid) {
  try {
    return /^\d+ \(.*\) [ZX]/s.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function output(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null;
  } catch {
    return null;
  }
}

/**
 * What tells a process from a later one that was given the same number: the moment it began. Null when there is no
 * such process or the system does not say; a process without identity is never taken for one of ours.
 */
export function identityOf(pid) {
  if (!isAlive(pid)) return null;
  if (process.platform === 'linux') {
    try {
      const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
    } catch {
      return null;
    }
  }
  if (process.platform === 'win32') {
    return output('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`]);
  }
  return output('ps', ['-o', 'lstart=', '-p', String(pid)]);
}

/** The arguments a process was started with, joined by spaces, or null. */
export function commandLineOf(pid) {
  if (process.platform === 'linux') {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim() || null;
    } catch {
      return null;
    }
  }
  if (process.platform === 'win32') {
    return output('powershell', ['-NoProfile', '-Command', `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`]);
  }
  return output('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
}

/** A process as we write it down, to recognise it at the next start. */
export function describeProcess(pid) {
  return { pid, identity: identityOf(pid) };
}

export function isSameProcess(record) {
  return Boolean(record?.identity) && identityOf(record.pid) === record.identity;
}

/** Waits until `check` holds; false when it does not in time. */
export async function until(check, milliseconds, every = 50) {
  const end = Date.now() + milliseconds;
  for (;;) {
    if (await check()) return true;
    if (Date.now() > end) return false;
    await sleep(every);
  }
}

/** Ends a process: each signal in turn, with its patience in milliseconds, until the process is gone. */
export async function endProcess(pid, signals) {
  for (const [signal, patience] of signals) {
    if (!isAlive(pid)) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
    if (await until(() => !isAlive(pid), patience)) return;
  }
  if (isAlive(pid)) throw new Error(`process ${pid} does not end`);
}

/** How to start a Node program that ends when we do, even when we are killed: its first arguments and options. */
export function asFollower({ env = process.env, ...options } = {}) {
  return {
    args: ['--import', new URL('./follow-parent.mjs', import.meta.url).href],
    options: { ...options, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...env, MAINSHEET_LAUNCHER: String(process.pid) } },
  };
}

/**
 * Runs a command to its end and gives its exit code and output. `echo` shows the output as it comes, `timeout` (ms)
 * ends the command and everything it started.
 */
export function run(command, args, { echo = false, timeout, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const ownGroup = Boolean(timeout) && process.platform !== 'win32';
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: ownGroup, ...options });
    let text = '';
    let timedOut = false;
    const take = (stream) => (chunk) => {
      text += chunk;
      if (echo) stream.write(chunk);
    };
    child.stdout?.on('data', take(process.stdout));
    child.stderr?.on('data', take(process.stderr));
    const endAll = (signal) => {
      try {
        process.kill(ownGroup ? -child.pid : child.pid, signal);
      } catch {
        // It has ended by itself in the meantime.
      }
    };
    const clock = timeout && setTimeout(() => {
      timedOut = true;
      endAll('SIGTERM');
      setTimeout(() => endAll('SIGKILL'), 15_000).unref();
    }, timeout);
    // Ctrl-C reaches the terminal's own group only.
    const forwarded = ownGroup ? ['SIGINT', 'SIGTERM', 'SIGHUP'] : [];
    for (const signal of forwarded) process.on(signal, endAll);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(clock);
      for (const name of forwarded) process.off(name, endAll);
      resolve({ code: code ?? 1, signal, output: text, timedOut });
    });
  });
}

/** Runs a Node program to its end; should we be killed, it ends as well and does not go on unseen. */
export function runNode(args, options) {
  const follower = asFollower(options);
  return run(process.execPath, [...follower.args, ...args], follower.options);
}
