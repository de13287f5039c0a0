import { spawn } from 'node:child_process';
import path from 'node:path';
import { readJson, root, writeJson } from './paths.mjs';
import { asFollower, describeProcess, endProcess, isSameProcess, until } from './processes.mjs';
import { warn } from './say.mjs';

const record = (data) => path.join(data, 'worker.json');
const politely = [['SIGTERM', 8_000], ['SIGKILL', 5_000]];
const main = path.join('lib', 'server', 'jobs', 'main.ts');

/** What a job holds at once is an answer of some megabytes; a worker that wants more has a fault. */
const heapMegabytes = 384;
const firstPause = 1_000;
const longestPause = 60_000;
/** A worker that ran for this long had no fault at its start. */
const healthyAfter = 60_000;

/** Ends the worker that a crashed launcher left behind: that very process, not one with its number. */
export async function stopLeftoverWorker(data) {
  const left = readJson(record(data));
  if (isSameProcess(left)) await endProcess(left.pid, politely);
}

/**
 * Runs one worker beside the app and starts it again when it ends by itself, after longer and longer pauses: sources
 * are no reason to take the desk down. `stop` ends it for good.
 */
export async function superviseWorker({ data, environment }) {
  let child = null;
  let isReady = false;
  let isStopping = false;
  let pause = firstPause;
  let clock = null;

  const start = () => {
    const follower = asFollower({ cwd: root, env: environment });
    const began = Date.now();
    child = spawn(process.execPath, [`--max-old-space-size=${heapMegabytes}`, ...follower.args, '--import', 'tsx', main], follower.options);
    const { pid } = child;
    writeJson(record(data), describeProcess(pid));
    child.stdout.on('data', (chunk) => {
      if (String(chunk).includes('worker ready')) isReady = true;
    });
    child.stderr.on('data', (chunk) => process.stderr.write(chunk));
    child.once('exit', () => {
      if (isStopping) return;
      pause = Date.now() - began > healthyAfter ? firstPause : Math.min(longestPause, pause * 2);
      warn(`The worker has ended by itself; it starts again in ${Math.round(pause / 1_000)} s. Jobs wait meanwhile.`);
      clock = setTimeout(start, pause);
    });
  };

  const stop = async () => {
    isStopping = true;
    clearTimeout(clock);
    if (child) await endProcess(child.pid, politely);
  };

  start();
  await until(() => isReady || clock !== null, 30_000, 50);
  return { stop, isReady: () => isReady };
}
