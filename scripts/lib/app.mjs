import { spawn } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { nextCommand } from './build.mjs';
import { readJson, root, writeJson } from './paths.mjs';
import { asFollower, describeProcess, endProcess, isSameProcess, until } from './processes.mjs';
import { Plain, warn } from './say.mjs';

const record = (data) => path.join(data, 'app.json');
const politely = [['SIGTERM', 6_000], ['SIGKILL', 5_000]];

/** Ends the app that a crashed launcher left behind: that very process, not one with its number. */
export async function stopLeftoverApp(data) {
  const left = readJson(record(data));
  if (isSameProcess(left)) await endProcess(left.pid, politely);
}

/** Any answer will do: whether the app is well is for its health route to say. */
function statusOf(url) {
  return new Promise((resolve) => {
    const request = http.get(url, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.setTimeout(60_000, () => request.destroy());
    request.once('error', () => resolve(null));
  });
}

/** The address under which this machine itself reaches the app. */
export function localAddress(host, port) {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/**
 * Starts Next and waits until it answers. Its own banner is held back; from then on what it prints is passed on.
 * `stop` ends it, `ended` resolves with its exit code.
 */
export async function startApp({ mode, host, port, data, environment }) {
  const follower = asFollower({ cwd: root, env: environment });
  const child = spawn(process.execPath, [...follower.args, nextCommand, mode, '-p', String(port), '-H', host], follower.options);
  writeJson(record(data), describeProcess(child.pid));
  let exitCode;
  let held = '';
  let up = false;
  child.stdout.on('data', (chunk) => (up ? process.stdout.write(chunk) : (held += chunk)));
  child.stderr.on('data', (chunk) => (up ? process.stderr.write(chunk) : (held += chunk)));
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve((exitCode = code ?? 1))));
  const stop = () => endProcess(child.pid, politely);

  const health = `${localAddress(host, port)}/api/health`;
  let status = null;
  await until(async () => exitCode !== undefined || (status = await statusOf(health)) !== null, 120_000, 100);
  if (exitCode !== undefined || status === null) {
    await stop();
    throw new Plain(`${held.trim()}\n\nThe app did not come up: see above.`);
  }
  up = true;
  if (status >= 500) warn(`${held.trim()}\n    The app is up but not well: ${health} answers ${status}.`);
  return { ended, stop };
}
