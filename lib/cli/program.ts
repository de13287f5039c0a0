import { Command, CommanderError } from 'commander';
import type { Refusal, Result } from '../core/base/result';
import { ENGINE_VERSION } from '../core/engine-version';
import type { Io } from './io';

/** What a command hands back: the same facts as a document and as text for people. */
export interface CommandOutput {
  readonly document: unknown;
  readonly text: string;
  /** Exit code 1 although there is a document: a file was read and rejected. */
  readonly isRefusal?: boolean;
}

/** Wraps a command's work: prints, and turns its outcome into an exit code. */
export type Act = <Options extends { json?: boolean }>(options: Options, work: () => Promise<Result<CommandOutput>> | Result<CommandOutput>) => Promise<void>;

/** Adds one command to the program. */
export type RegisterCommand = (program: Command, act: Act, io: Io) => void;

const EXIT = { done: 0, refused: 1, usage: 2 } as const;

function printRefusal(io: Io, json: boolean, error: Refusal): void {
  if (json) io.out(JSON.stringify({ error: { kind: error.kind, message: error.message, details: error.details ?? null } }));
  else io.err(`${error.kind}: ${error.message}`);
}

/**
 * Runs the command line and returns the exit code: 0 done, 1 a stated refusal, 2 wrong usage. With `--json` one JSON
 * document goes to stdout and nothing else. What is neither is a fault of the program and is thrown.
 */
export async function runProgram(commands: readonly RegisterCommand[], argv: readonly string[], io: Io): Promise<number> {
  const json = argv.includes('--json');
  let exitCode: number = EXIT.done;
  const act: Act = async (options, work) => {
    const result = await work();
    if (!result.ok) {
      printRefusal(io, options.json === true, result.error);
      exitCode = EXIT.refused;
      return;
    }
    io.out(options.json ? JSON.stringify(result.value.document) : result.value.text);
    if (result.value.isRefusal) exitCode = EXIT.refused;
  };
  const program = new Command('mainsheet').description('The engine without a screen: research, cron and checks.').version(ENGINE_VERSION);
  program.exitOverride().configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: (text) => io.err(text.trimEnd()) });
  for (const register of commands) register(program, act, io);
  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
  try {
    if (argv.length === 0) program.help({ error: true });
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    if (json) io.out(JSON.stringify({ error: { kind: 'usage', message: error.message, details: { code: error.code } } }));
    return EXIT.usage;
  }
}
