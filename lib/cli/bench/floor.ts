import { spawn, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { assert } from '../../core/base/assert';
import type { Result } from '../../core/base/result';
import { ok, refuse } from '../../core/base/result';

/** Optimised for the machine it runs on: the engine, too, is compiled on the machine it runs on. */
const FLAGS = ['-O3', '-march=native', '-std=gnu11'] as const;
const COMPILERS = ['cc', 'gcc', 'clang'] as const;
const SOURCE = fileURLToPath(new URL('floor.c', import.meta.url));

/** The C program, waiting for commands. It idles while the engine works, so that the two can take turns. */
export interface Floor {
  readonly compiler: string;
  readonly flags: string;
  /** Runs a command; the milliseconds of one run. A command it cannot do is a programmer's mistake and throws. */
  readonly ask: (command: string) => Promise<number>;
  /** The figures of the last run. */
  readonly result: () => Promise<Float64Array>;
  readonly close: () => void;
}

function findCompiler(): { readonly command: string; readonly version: string } | null {
  for (const command of COMPILERS) {
    const asked = spawnSync(command, ['--version'], { encoding: 'utf8' });
    if (asked.status === 0) return { command, version: asked.stdout.split('\n')[0] };
  }
  return null;
}

function startProgram(program: string) {
  const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (command: string): Promise<number> => {
    child.stdin.write(`${command}\n`);
    const answer = String((await lines.next()).value);
    assert(answer.startsWith('ok '), `the floor answered "${answer}" to "${command}"`);
    return Number(answer.slice(3));
  };
  return { ask, close: () => child.stdin.end() };
}

/** Builds the floor in `folder` and starts it. Refuses `no-compiler` where there is none, or where it cannot build. */
export async function openFloor(folder: string): Promise<Result<Floor, 'no-compiler'>> {
  const compiler = findCompiler();
  if (!compiler) return refuse('no-compiler', `there is no C compiler (looked for ${COMPILERS.join(', ')})`);
  const program = join(folder, 'floor');
  const built = spawnSync(compiler.command, [...FLAGS, '-o', program, SOURCE, '-lm'], { encoding: 'utf8' });
  if (built.status !== 0) return refuse('no-compiler', `${compiler.command} could not build the floor: ${built.stderr.trim()}`);
  const { ask, close } = startProgram(program);
  const path = join(folder, 'result.f64');
  const result = async () => {
    await ask(`result ${path}`);
    const bytes = await readFile(path);
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  return ok({ compiler: compiler.version, flags: FLAGS.join(' '), ask, result, close });
}
