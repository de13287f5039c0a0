import { registerBacktest } from './commands/backtest';
import { registerDrawdowns } from './commands/drawdowns';
import { registerStats } from './commands/stats';
import { processIo } from './io';
import { runProgram } from './program';

/** Every command there is: adding one is a file in `commands` and a line here. */
const COMMANDS = [registerBacktest, registerStats, registerDrawdowns];

process.exitCode = await runProgram(COMMANDS, process.argv.slice(2), processIo);
