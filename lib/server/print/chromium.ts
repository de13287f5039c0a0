import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ok, refuse, type Result } from '../../core/base/result';
import { chromiumSettings } from '../env';

export type PrintRefusal = 'no-browser' | 'busy' | 'print-failed';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'] as const;
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'] as const;

/** Longer than a page ever takes; a browser that hangs is ended with all its children. */
const PATIENCE_MS = 25_000;
const MOST_WAITING = 4;
const MOST_SAID = 4_000;

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The browser that prints: the one that CHROMIUM_PATH names, and then no other; else the first on the search path. */
export function findBrowser(): string | null {
  const { CHROMIUM_PATH } = chromiumSettings();
  if (CHROMIUM_PATH !== '') return isExecutable(CHROMIUM_PATH) ? CHROMIUM_PATH : null;
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return [...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))), ...MAC].find(isExecutable) ?? null;
}

/**
 * The sandbox stays on. Chromium refuses to start with it as root, so there it is off; elsewhere only CHROMIUM_SANDBOX=off
 * takes it away, for containers that have none to offer.
 */
const sandboxFlags = (): readonly string[] => (process.getuid?.() === 0 || chromiumSettings().CHROMIUM_SANDBOX === 'off' ? ['--no-sandbox'] : []);

/** Runs the browser with no part of this process's environment but the search path: no address of a database, no secret. */
function run(browser: string, folder: string): Promise<{ readonly code: number | null; readonly said: string }> {
  const flags = [
    '--headless', ...sandboxFlags(), '--disable-gpu', '--disable-dev-shm-usage', '--disable-extensions', '--disable-sync', '--disable-background-networking', '--no-first-run',
    '--host-resolver-rules=MAP * ~NOTFOUND', `--user-data-dir=${path.join(folder, 'profile')}`, '--no-pdf-header-footer', `--print-to-pdf=${path.join(folder, 'page.pdf')}`,
    pathToFileURL(path.join(folder, 'page.html')).href,
  ];
  return new Promise((resolve) => {
    const child = spawn(browser, flags, { cwd: folder, detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder, NODE_ENV: process.env.NODE_ENV } });
    let said = '';
    child.stderr.on('data', (chunk) => (said = (said + String(chunk)).slice(-MOST_SAID)));
    const end = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    };
    const timer = setTimeout(end, PATIENCE_MS);
    const done = (code: number | null) => {
      clearTimeout(timer);
      end();
      resolve({ code, said });
    };
    child.on('error', (error) => {
      said = error.message;
      done(null);
    });
    child.on('exit', done);
  });
}

async function printOne(browser: string, html: string): Promise<Result<Uint8Array, PrintRefusal>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mainsheet-print-'));
  try {
    await writeFile(path.join(folder, 'page.html'), html, { mode: 0o600 });
    const { code, said } = await run(browser, folder);
    const pdf = await readFile(path.join(folder, 'page.pdf')).catch(() => null);
    if (code === 0 && pdf) return ok(new Uint8Array(pdf));
    const noSandbox = /no usable sandbox/i.test(said) ? ' It has no sandbox here: set CHROMIUM_SANDBOX=off if this machine is yours alone.' : '';
    return refuse('print-failed', `The browser ${browser} made no PDF${code === null ? ' in time' : ` (exit code ${code})`}.${noSandbox} Print the page from your own browser instead.`);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

let [last, waiting]: [Promise<unknown>, number] = [Promise.resolve(), 0];

/**
 * Prints one self-contained HTML page as PDF, one page at a time. The page is a file of its own: no address, no cookie
 * and no network. Refuses `no-browser` saying what to install, `busy` when several wait, and `print-failed`.
 */
export async function printHtml(html: string): Promise<Result<Uint8Array, PrintRefusal>> {
  const browser = findBrowser();
  if (!browser) {
    const { CHROMIUM_PATH } = chromiumSettings();
    const where = CHROMIUM_PATH === '' ? 'There is no Chromium on this server.' : `CHROMIUM_PATH names ${CHROMIUM_PATH}, which cannot be run.`;
    return refuse('no-browser', `${where} Install the package "chromium", or set CHROMIUM_PATH to a Chrome or Chromium. Until then, open the memo and print it from your own browser.`);
  }
  if (waiting >= MOST_WAITING) return refuse('busy', 'Several pages are being printed. Try again in a minute.');
  waiting += 1;
  const mine = last.then(() => printOne(browser, html));
  last = mine.catch(() => undefined);
  try {
    return await mine;
  } finally {
    waiting -= 1;
  }
}
