import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { run } from './processes.mjs';
import { Plain } from './say.mjs';

const systemPaths = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe'],
};

/** A file is not enough: on Ubuntu /usr/bin/chromium-browser may only print how to install a browser. */
function starts(executable) {
  if (!fs.existsSync(executable)) return false;
  // On Windows asking Chrome for its version opens a window.
  return process.platform === 'win32' || spawnSync(executable, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  const executable = chromium.executablePath();
  return executable && starts(executable) ? executable : null;
}

function isDebianRoot() {
  return process.getuid?.() === 0 && fs.existsSync('/etc/debian_version') && fs.existsSync('/usr/bin/apt-get');
}

function onSystem() {
  return systemPaths[process.platform]?.find(starts) ?? null;
}

async function downloaded() {
  const command = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const { code } = await run(process.execPath, [command, 'install', ...(isDebianRoot() ? ['--with-deps'] : []), 'chromium'], { cwd: root, timeout: 300_000 });
  return code === 0 ? playwrightsOwn() : null;
}

async function fromPackages() {
  if (!isDebianRoot()) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env, timeout: 180_000 });
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, timeout: 300_000 });
  return onSystem();
}

/** A Chromium that starts: the one asked for, one that is there, or one installed now. Returns its path. */
export async function ensureChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (starts(asked)) return asked;
    throw new Plain(`CHROMIUM_PATH is ${asked}, which does not start.`);
  }
  const found = onSystem() ?? (await playwrightsOwn()) ?? (await downloaded()) ?? (await fromPackages());
  if (found) return found;
  throw new Plain('There is no Chromium for the browser tests, and none could be installed. Install one and set CHROMIUM_PATH to it.');
}
