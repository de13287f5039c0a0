import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../scripts/lib/paths.mjs';

/** A port nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    // Elsewhere than on Linux there is no /proc, and the signal alone has answered.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && process.platform !== 'linux';
  }
}

/** What a process has started, as far as the system tells. */
function childrenOf(pid: number): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => {
      try {
        const stat = readFileSync(`/proc/${candidate}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    });
}

export type Victim = 'app' | 'postgres';

/** A desk with data of its own that survive: what `npm start` runs, started and killed from a test. */
export class DeskProcess {
  #child: ChildProcessByStdio<null, Readable, Readable> | null = null;
  #output = '';

  constructor(
    readonly data: string,
    readonly port: number,
  ) {}

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The environment of this desk, for the desk itself and for what is run beside it. */
  get environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      MAINSHEET_DATA: this.data, MAINSHEET_SAMPLE: 'off', PORT: String(this.port), HOST: '127.0.0.1', BETTER_AUTH_URL: this.origin, BETTER_AUTH_SECRET: '', DATABASE_URL: '', MIGRATION_DATABASE_URL: '',
    };
  }

  /** Starts it and waits until it is ready. */
  async start(): Promise<void> {
    this.#output = '';
    const child = spawn(process.execPath, ['scripts/start.mjs', 'start'], { cwd: root, env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    while (!/Mainsheet is ready/.test(this.#output)) {
      if (child.exitCode !== null) throw new Error(`the desk did not start:\n${this.#output}`);
      await sleep(50);
    }
  }

  #pidOf(victim: Victim): number {
    if (victim === 'app') {
      const { pid } = readJson<{ pid: number }>(path.join(this.data, 'app.json'));
      // The server gives itself a name once it is up; its parent tells that it is ours.
      if (!childrenOf(this.#child?.pid ?? -1).includes(pid) && process.platform === 'linux') throw new Error(`process ${pid} is not the app of this desk`);
      return pid;
    }
    const { cluster } = readJson<{ cluster: string }>(path.join(this.data, 'postgres.json'));
    const pid = Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    if (!commandLine(pid).includes(`-D ${cluster}`) && process.platform === 'linux') throw new Error(`process ${pid} is not the Postgres of this desk`);
    return pid;
  }

  /** Prepares a kill, so that it takes no time when it comes: the server, and every process that it started. */
  aim(victim: Victim): () => void {
    const pid = this.#pidOf(victim);
    return () => {
      for (const one of [pid, ...childrenOf(pid)]) {
        try {
          process.kill(one, 'SIGKILL');
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
        }
      }
    };
  }

  /** Waits until the launcher has noticed and gone. */
  async waitForEnd(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    this.#child = null;
  }

  /** Stops it as Ctrl-C would; nothing of it is left running. */
  async stop(): Promise<void> {
    const pid = this.#child?.pid;
    if (!pid) return;
    this.#child?.kill('SIGTERM');
    await this.waitForEnd();
    while (isAlive(pid)) await sleep(50);
  }
}
